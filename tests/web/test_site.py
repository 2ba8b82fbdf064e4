"""The page as files: a folder for any host, one file for anybody."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote_to_bytes, urljoin
from urllib.request import urlopen

import pytest
from flask import Flask

from tests.web.conftest import MEDIA, hosted
from tests.web.sample import ENTRY, TIMELINE
from tests.web.test_security import Elements, directives
from timeline.errors import InputError, OutputError
from timeline_web import single_file, site
from timeline_web.assets import Assets
from timeline_web.library import Entry
from timeline_web.publishing import MediaFile, publish
from timeline_web.security import inline_hash
from timeline_web.sources import from_path, from_url


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets.read()


def get(url: str) -> bytes:
    with urlopen(url, timeout=10) as response:
        return bytes(response.read())


def test_a_site_serves_what_the_application_serves(
    app: Flask, entry: Entry, assets: Assets, tmp_path: Path
) -> None:
    publish(site.plan([entry], assets), tmp_path / "out")
    client = app.test_client()
    names = ["timeline.json", "chapters.vtt", "insights.vtt", "qa.vtt", "transcript.vtt"]
    links = [link for link in Elements(client.get("/t/tides-1a2b3c/").text).links]
    names += [link for link in links if link.startswith("export/")]
    with hosted(tmp_path / "out") as root:
        for name in names:
            assert get(root + name) == client.get(f"/t/tides-1a2b3c/{name}").data, name
        assert get(root + "tides.webm") == MEDIA


def test_every_link_of_every_page_leads_somewhere(
    entry: Entry, assets: Assets, tmp_path: Path
) -> None:
    other = replace(ENTRY, id="other", name="Another talk", timeline=TIMELINE)
    publish(site.plan([entry, other], assets), tmp_path)
    with hosted(tmp_path) as root:
        for start in (root, f"{root}tides/", f"{root}another-talk/"):
            links = Elements(get(start).decode()).links
            assert links
            for link in links:
                if not link.startswith(("#", "?", "data:")):
                    assert not link.startswith(("/", "http"))
                    assert get(urljoin(start, link)) is not None


def test_scripts_find_what_they_import(assets: Assets, tmp_path: Path) -> None:
    publish(site.plan([ENTRY], assets), tmp_path)
    for script in tmp_path.rglob("static/**/*.js"):
        for imported in re.findall(r'(?:from|import)\s*\(?"(\.[^"]+)"', script.read_text()):
            target = (script.parent / imported).resolve()
            assert target.exists() or "vendor/" in imported, (script, imported)


def test_unneeded_media_elements_are_left_out(assets: Assets) -> None:
    def elements(entry: Entry) -> set[str]:
        names = site.plan([entry], assets)
        return {name.rpartition("/")[2] for name in names if name.endswith("-video-element.js")}

    assert elements(ENTRY) == set()
    hls = replace(ENTRY, source=from_url("https://example.org/a.m3u8"))
    assert elements(hls) == {"hls-video-element.js"}


def test_a_static_page_holds_its_policy(entry: Entry, assets: Assets) -> None:
    html = site.plan([entry], assets)["index.html"]
    assert isinstance(html, str)
    csp = directives(policy_of(html))
    assert csp["script-src"] == ["'self'"]
    assert "unsafe" not in policy_of(html)


def test_entries_of_one_name_get_unique_folders(assets: Assets) -> None:
    entries = [replace(ENTRY, name=name) for name in ("talk", "Talk!", "static", "???")]
    files = site.plan(entries, assets)
    pages = sorted(name for name in files if name.endswith("index.html"))
    assert pages == [
        "index.html",
        "static-2/index.html",
        "talk-2/index.html",
        "talk/index.html",
        "timeline/index.html",
    ]


def test_pages_are_published_last(
    assets: Assets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[str] = []
    replace_file = os.replace

    def record(source: Path, target: Path) -> None:
        moved.append(target.relative_to(tmp_path).as_posix())
        replace_file(source, target)

    monkeypatch.setattr(os, "replace", record)
    publish(site.plan([ENTRY, replace(ENTRY, name="other")], assets), tmp_path)
    pages = [name for name in moved if name.endswith(".html")]
    assert moved[-3:] == pages == ["other/index.html", "tides/index.html", "index.html"]


def test_media_can_be_linked_or_left_out(entry: Entry, assets: Assets, tmp_path: Path) -> None:
    publish(site.plan([entry], assets, "link"), tmp_path / "linked")
    link = tmp_path / "linked" / "tides.webm"
    assert link.is_symlink()
    assert link.read_bytes() == MEDIA
    files = site.plan([entry], assets, "none")
    assert not [content for content in files.values() if isinstance(content, MediaFile)]
    assert "tides.webm" not in str(files["index.html"])


@pytest.fixture(autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


def test_a_second_run_replaces_the_first(entry: Entry, assets: Assets, tmp_path: Path) -> None:
    publish(site.plan([entry], assets), tmp_path)
    changed = replace(entry, timeline=replace(TIMELINE, title="A new title"))
    publish(site.plan([changed], assets), tmp_path)
    assert "A new title" in (tmp_path / "index.html").read_text()


@pytest.mark.parametrize("name", ["index.html", "chapters.vtt", "tides.webm"])
def test_foreign_files_are_never_replaced(
    entry: Entry, assets: Assets, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_text("mine")
    with pytest.raises(InputError, match="in the way"):
        publish(site.plan([entry], assets), out)
    assert [path.name for path in out.iterdir()] == [name]
    assert (out / name).read_text() == "mine"


@pytest.mark.parametrize("name", ["index.html", "chapters.vtt", "tides.webm"])
def test_foreign_files_are_replaced_by_force(
    entry: Entry, assets: Assets, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_text("mine")
    assert publish(site.plan([entry], assets), out, force=True) == [out / "index.html"]
    assert (out / name).read_bytes() != b"mine"


def test_other_files_are_kept(entry: Entry, assets: Assets, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "CNAME").write_text("example.org")
    publish(site.plan([entry], assets), out)
    assert (out / "CNAME").read_text() == "example.org"


def test_media_in_place_is_not_touched(entry: Entry, assets: Assets, media: Path) -> None:
    before = os.stat(media)
    publish(single_file.plan([entry], assets), media.parent)
    after = os.stat(media)
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert (media.parent / "tides.html").exists()


@pytest.mark.parametrize("mode", ["copy", "link"])
def test_pages_of_one_film_share_it(
    entry: Entry, assets: Assets, tmp_path: Path, mode: site.MediaMode
) -> None:
    """Whatever brought the film there, a page or a person."""
    out = tmp_path / "out"
    first = single_file.plan([entry], assets, mode)
    publish(first, out)
    again = {name.replace(".html", "-2.html"): content for name, content in first.items()}
    assert publish(again, out) == [out / "tides-2.html"]
    assert publish(again, out) == [out / "tides-2.html"], "a page that is there already is named"
    publish(site.plan([entry], assets, "copy" if mode == "link" else "link"), out)
    assert (out / "tides.webm").read_bytes() == MEDIA


def test_a_film_of_the_same_name_is_in_the_way(
    entry: Entry, assets: Assets, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "tides.webm").write_bytes(MEDIA[:-1] + b"!")
    with pytest.raises(InputError, match="in the way"):
        publish(single_file.plan([entry], assets), out)


def test_a_failed_site_leaves_nothing(
    entry: Entry, assets: Assets, media: Path, tmp_path: Path
) -> None:
    files = site.plan([entry], assets)
    media.unlink()
    with pytest.raises(OutputError, match="cannot be written"):
        publish(files, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_single_file_loads_nothing(entry: Entry, assets: Assets) -> None:
    files = single_file.plan([entry], assets)
    assert list(files) == ["tides.webm", "tides.html"]
    page = Elements(str(files["tides.html"]))
    loaded = [link for link in page.links if not link.startswith(("#", "?", "data:"))]
    assert {link.partition("#")[0] for link in loaded} == {"tides.webm"}


def test_a_single_file_allows_its_own_scripts_and_styles_only(entry: Entry, assets: Assets) -> None:
    html = str(single_file.plan([entry], assets)["tides.html"])
    csp = directives(policy_of(html))
    scripts = [text for tag, text in Elements(html).inline if tag == "script"]
    styles = [text for tag, text in Elements(html).inline if tag == "style"]
    assert len(scripts) >= 2
    assert styles
    assert csp["script-src"] == [f"'{inline_hash(text)}'" for text in scripts]
    assert {f"'{inline_hash(text)}'" for text in styles} <= set(csp["style-src"])
    assert csp["connect-src"] == ["'none'"]
    assert "unsafe" not in policy_of(html)
    assert html.index("<meta charset") < 1000


def test_a_single_file_holds_its_data(entry: Entry, assets: Assets) -> None:
    hostile = replace(TIMELINE, title="</script><script>alert(1)</script><!--")
    html = str(single_file.plan([replace(entry, timeline=hostile)], assets)["tides.html"])
    found = re.search(r'<script type="application/json" id="timeline-data">(.*?)</script>', html)
    assert found
    assert json.loads(found[1])["title"] == hostile.title
    assert not set("<>&") & set(found[1])
    tracks = re.findall(
        r'<track kind="(\w+)"[^>]* src="data:text/vtt;charset=utf-8;base64,(.*?)"', html
    )
    assert [kind for kind, _ in tracks] == ["chapters", "captions"]
    assert base64.b64decode(unquote_to_bytes(tracks[0][1])).startswith(b"WEBVTT")


def test_media_can_be_embedded(entry: Entry, assets: Assets) -> None:
    files = single_file.plan([entry], assets, "embed")
    assert list(files) == ["tides.html"]
    assert base64.b64encode(MEDIA).decode() in str(files["tides.html"])


def test_too_large_media_is_not_embedded(
    assets: Assets, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_file, "MAX_EMBEDDED_BYTES", 1000)
    with pytest.raises(InputError, match="too large"):
        single_file.plan([replace(ENTRY, source=from_path(media))], assets, "embed")


def test_an_embed_is_left_out_of_a_single_file(assets: Assets) -> None:
    entry = replace(ENTRY, source=from_url("https://youtu.be/aqz-KE-bpKQ"))
    html = str(single_file.plan([entry], assets)["tides.html"])
    assert "youtube" not in policy_of(html)


@pytest.mark.parametrize("text", ["</script>", "</SCRIPT x", "<!-- <script>", "a <b"])
def test_scripts_are_escaped_for_their_element(text: str) -> None:
    safe = single_file.escape_script(f"const a = {text!r};")
    assert not re.search(r"<(/?script|!--)", safe, re.I)
    assert safe.replace(r"\x3c", "<") == f"const a = {text!r};"


def policy_of(html: str) -> str:
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    assert found
    return found[1].replace("&#39;", "'")


def timeline(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "timeline", *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_command_writes_a_site(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"Talk {name}\n\n0:00 Start\n1:00 End\n")
    done = timeline("site", "one.txt", "two.txt", "-o", "public", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "public/one/index.html",
        "public/two/index.html",
        "public/index.html",
    ]
    assert "Talk two" in (tmp_path / "public/index.html").read_text()


def test_the_command_writes_a_single_file_under_the_name_asked_for(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("Talk\n\n0:00 Start\n1:00 End\n")
    done = timeline("site", "talk.txt", "--single-file", "-o", "out/my page.html", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "out/my page.html\n")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["my page.html"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.txt", "-o", "out"], "missing.txt"),
        (["talk.txt", "missing.txt", "-o", "out"], "missing.txt"),
        (["talk.txt", "talk.txt", "-o", "out", "--video", "a.mp4"], "for one summary"),
        (["talk.txt", "-o", "out", "--media-as", "embed"], "needs --single-file"),
        (["talk.txt", "talk.txt", "--single-file", "-o", "out/a.html"], "do not fit"),
        (["talk.txt", "-o", "talk.txt"], "cannot be written"),
    ],
)
def test_a_site_command_that_fails_leaves_nothing(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    (tmp_path / "talk.txt").write_text("Talk\n\n0:00 Start\n1:00 End\n")
    done = timeline("site", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1 if "written" in message else 2, "")
    assert message in done.stderr.splitlines()[-1]
    assert [path.name for path in tmp_path.iterdir()] == ["talk.txt"]


def test_nothing_that_a_symbolic_link_leads_to_outside_is_copied(tmp_path: Path) -> None:
    secret = tmp_path / "passwords"
    secret.write_text("root:x:0:0")
    film = Path(__file__).parents[2] / "samples" / "tides.webm"
    talks = tmp_path / "talks"
    talks.mkdir()
    for name, target in (("a", secret), ("b", film)):
        (talks / f"{name}.txt").write_text("About it\n\n0:00 One\n1:00 Two\n")
        (talks / f"{name}.webm").symlink_to(target)
    (talks / "c.txt").symlink_to(secret)
    command = [sys.executable, "-m", "timeline", "site", str(talks), "-o"]
    for options, expected in (([], set()), (["--follow-symlinks"], {film.stat().st_size})):
        out = tmp_path / f"out{len(options)}"
        subprocess.run([*command, str(out), *options], check=True, capture_output=True)
        assert {path.stat().st_size for path in out.rglob("*.webm")} == expected
        assert all(b"root:x" not in path.read_bytes() for path in out.rglob("*") if path.is_file())
