"""The npm package: what is in it, what it says of itself, and that it can be imported."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

import timeline
from tests.web.npm.conftest import WEB

FILES = {
    "LICENSE",
    "README.md",
    "custom-elements.json",
    "dist/LICENSE",
    "dist/timeline-overlay.js",
    "package.json",
    "timeline-overlay.d.ts",
}


@pytest.fixture(scope="module")
def packed(npm: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `npm pack` packs, unpacked."""
    folder = tmp_path_factory.mktemp("packed")
    subprocess.run([npm, "pack", "--pack-destination", folder], cwd=WEB, check=True)
    (archive,) = folder.glob("timeline-overlay-*.tgz")
    with tarfile.open(archive) as tar:
        # The first versions of 3.11 have no filters.
        safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        tar.extractall(folder, **safely)
    return folder / "package"


def test_its_version_is_the_project_s() -> None:
    package = json.loads((WEB / "package.json").read_text("utf-8"))
    assert package["version"] == timeline.__version__


def test_it_holds_what_it_needs(packed: Path) -> None:
    found = {p.relative_to(packed).as_posix() for p in packed.rglob("*") if p.is_file()}
    assert found <= FILES
    assert found >= FILES - {"LICENSE"}


def test_it_is_made_of_the_scripts_that_are_served(packed: Path) -> None:
    text = (packed / "dist/timeline-overlay.js").read_text("utf-8")
    lines = set(text.splitlines())
    for name in ("overlay.js", "sync.js", "playback.js"):
        source = (WEB / "timeline_web" / "static" / name).read_text("utf-8")
        own = [line for line in source.splitlines() if not line.startswith("import ")]
        assert [one for one in own if one.removeprefix("export ") not in lines] == [], name
    assert not re.search(r"^import ", text, re.M)


def test_node_imports_it(packed: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    program = 'import("timeline-overlay").then((m) => console.log(Object.keys(m).sort().join(" ")))'
    modules = packed.parent / "node_modules"
    modules.mkdir(exist_ok=True)
    shutil.copytree(packed, modules / "timeline-overlay", dirs_exist_ok=True)
    done = subprocess.run(
        [node, "-e", program], cwd=packed.parent, check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == ["Attribute", "Placement", "TimelineEvent", "TimelineOverlay"]


def test_the_readme_s_page_works_alone(browser: Browser, packed: Path) -> None:
    readme = (packed / "README.md").read_text("utf-8")
    page_text = readme.partition("```html\n")[2].partition("```")[0]
    film = (WEB.parent / "samples" / "tides.webm").read_bytes()
    errors: list[str] = []
    page = browser.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))

    def answer(route: Route) -> None:
        if "cdn.jsdelivr.net" in route.request.url:
            module = packed / "dist/timeline-overlay.js"
            headers = {"Access-Control-Allow-Origin": "*"}
            route.fulfill(path=module, content_type="text/javascript", headers=headers)
        elif route.request.url.endswith("talk.webm"):
            # Without byte ranges it could not be played from the middle.
            start = int(route.request.headers.get("range", "bytes=0-")[6:].partition("-")[0])
            headers = {"Content-Range": f"bytes {start}-{len(film) - 1}/{len(film)}"}
            body = film[start:]
            route.fulfill(status=206, headers=headers, body=body, content_type="video/webm")
        else:
            route.fulfill(body=page_text, content_type="text/html")

    page.route("**/*", answer)
    page.goto("https://example.org/")
    expect(page.locator("[data-role=current-chapter]")).to_have_text("Why the sea moves")
    page.evaluate("Object.assign(talk, { muted: true, currentTime: 5.2 }).play()")
    expect(page.locator("[data-role=insight-card]")).to_contain_text("two tides a day")
    page.close()
    assert errors == []


def test_the_manifest_is_current(built: Path, modules: Path, tmp_path: Path) -> None:
    config = "custom-elements-manifest.config.mjs"
    shutil.copytree(built / "dist", tmp_path / "dist")
    for name in (config, "package.json"):
        shutil.copy(built / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(modules)
    analyzer = [shutil.which("node") or "node", modules / ".bin" / "cem", "analyze"]
    subprocess.run([*analyzer, "--config", config], cwd=tmp_path, check=True, capture_output=True)
    made = json.loads((tmp_path / "custom-elements.json").read_text("utf-8"))
    assert made == json.loads((built / "custom-elements.json").read_text("utf-8")), (
        "npm run analyze"
    )


def test_the_manifest_names_what_there_is() -> None:
    manifest = json.loads((WEB / "custom-elements.json").read_text("utf-8"))
    (element,) = [
        declaration
        for module in manifest["modules"]
        for declaration in module["declarations"]
        if declaration.get("tagName") == "timeline-overlay"
    ]
    source = (WEB / "timeline_web/static/overlay.js").read_text("utf-8")
    attributes = {attribute["name"] for attribute in element["attributes"]}
    constants = source.partition("Attribute = Object.freeze({")[2].partition("}")[0]
    assert attributes == set(re.findall(r'"([\w-]+)"', constants))
    style = (WEB / "timeline_web/static/overlay-style.js").read_text("utf-8")
    properties = {prop["name"] for prop in element["cssProperties"]}
    assert properties == set(re.findall(r"var\((--overlay-[\w-]+)", style))


def test_the_types_hold(modules: Path, tmp_path: Path) -> None:
    use = tmp_path / "use.ts"
    use.write_text(
        'import { TimelineOverlay, TimelineEvent } from "./timeline-overlay.js";\n'
        'const overlay: TimelineOverlay = document.createElement("timeline-overlay");\n'
        'overlay.timeline = { chapters: [{ start: 0, title: "One" }] };\n'
        'overlay.media = document.createElement("video");\n'
        "overlay.addEventListener(TimelineEvent.CHAPTER_CHANGE, (event) => {\n"
        "  const start: number | undefined = event.detail.cue?.start;\n"
        "  console.log(start, overlay.cues.length);\n});\n",
        encoding="utf-8",
    )
    shutil.copy(WEB / "timeline-overlay.d.ts", tmp_path)
    compiler = [shutil.which("node") or "node", modules / "typescript" / "bin" / "tsc"]
    options = ("--noEmit", "--strict", "--target", "es2022", "--module", "nodenext")
    done = subprocess.run([*compiler, *options, use], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
