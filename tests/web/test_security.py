"""Who may ask, by which name, and what a page may do."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.web.sample import ENTRY, FixedLibrary
from timeline.model import (
    Chapter,
    Insight,
    Passage,
    Placement,
    Question,
    Segment,
    Timeline,
    Transcript,
)
from timeline_web import create_app
from timeline_web.library import Entry
from timeline_web.security import content_security_policy, hostname
from timeline_web.sources import NO_MEDIA, Source, from_url

PAGE = "/t/tides-1a2b3c/"
TOKEN = "a-token-of-some-length"

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% for x in () %}",
    "\u202egnp.exe\u2066",
    "<!--<script>",
    "-->\n\n00:00:00.000 --> 00:00:01.000\nforged",
    "\x00\x01\x1b[31m",
    "x" * 100_000,
]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8420", "[::1]:8420", "LOCALHOST:1"])
def test_own_hosts_are_answered(client: FlaskClient, host: str) -> None:
    assert client.get(f"{PAGE}timeline.json", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8420",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "127.0.0.1@evil.example",
        "evil.example#localhost",
        "127.0.0.2",
        "[::2]",
        "local host",
        "",
    ],
)
@pytest.mark.parametrize(
    "path", ["/", PAGE, f"{PAGE}timeline.json", f"{PAGE}media", "/static/x/y.js", "/nothing"]
)
def test_a_foreign_host_is_refused(client: FlaskClient, host: str, path: str) -> None:
    response = client.get(path, headers={"Host": host})
    assert (response.status_code, response.mimetype) == (403, "text/plain")
    assert "does not answer to that name" in response.text


@given(st.text(max_size=40))
def test_any_host_header_gives_a_hostname_or_nothing(header: str) -> None:
    assert re.fullmatch(r"[a-z0-9._-]*|\[[0-9a-f:.]+\]", hostname(header))


@pytest.mark.parametrize(
    "path",
    [
        "/static/{v}/../application.py",
        "/static/{v}/..%2fapplication.py",
        "/static/{v}/%2e%2e/%2e%2e/etc/passwd",
        "/static/{v}//etc/passwd",
        "/static/{v}/..\\..\\etc\\passwd",
        "/static/../security.py",
        "/t/../../etc/passwd/",
        "/t/%2e%2e/media",
        "/t/tides-1a2b3c/../../../etc/passwd",
        "/t/tides-1a2b3c/media/../../etc/passwd",
        "/t/tides-1a2b3c/export/webvtt/../../../../etc/passwd",
        "/t/tides-1a2b3c/export/webvtt/..%2f..%2fsecret",
        "/t/tides-1a2b3c/secret.vtt",
        "/t/tides-1a2b3c/..%2fsecret.vtt",
        "/t/%00/",
    ],
)
def test_path_traversal_is_refused(app: Flask, tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.vtt").write_text("WEBVTT")
    version = app.extensions["player"].assets.version
    response = app.test_client().get(path.replace("{v}", version), follow_redirects=True)
    assert response.status_code in (400, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(client: FlaskClient, method: str) -> None:
    assert client.open(PAGE, method=method).status_code == 405


def test_security_headers_are_on_every_response(client: FlaskClient, app: Flask) -> None:
    asset = "/" + app.extensions["player"].assets.path("sync.js")
    for path in ("/", PAGE, f"{PAGE}timeline.json", f"{PAGE}media", asset, "/nothing"):
        with client.get(path) as response:
            headers = response.headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        csp = directives(headers["Content-Security-Policy"])
        assert csp["default-src"] == csp["frame-ancestors"] == ["'none'"]
        assert "Server" not in headers


def test_frame_ancestors_can_be_allowed(entry: Entry) -> None:
    app = create_app(FixedLibrary(entry), frame_ancestors=["https://blog.example"])
    csp = directives(app.test_client().get(PAGE).headers["Content-Security-Policy"])
    assert csp["frame-ancestors"] == ["https://blog.example"]


SOURCES = [
    NO_MEDIA,
    Source(kind="video", url="media", type="video/webm"),
    Source(kind="audio", url="media", type="audio/mpeg"),
    from_url("https://example.org/talk.mp4"),
    from_url("https://example.org/live.m3u8"),
    from_url("https://youtu.be/aqz-KE-bpKQ"),
    from_url("https://vimeo.com/76979871"),
]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.kind + source.origin)
def test_the_policy_is_strict_for_every_source(source: Source) -> None:
    text = content_security_policy(source)
    csp = directives(text)
    assert "unsafe" not in text
    assert "*" not in text
    assert csp["default-src"] == csp["base-uri"] == csp["form-action"] == ["'none'"]
    others = [value for value in csp["script-src"] if value != "'self'"]
    assert all(value.startswith("https://www.youtube.com/") for value in others)
    assert bool(others) == (source.kind == "youtube")


def test_the_policy_allows_what_the_source_needs_and_no_more() -> None:
    local, remote, hls, youtube, vimeo = (
        directives(content_security_policy(s)) for s in (NO_MEDIA, *SOURCES[3:])
    )
    assert "frame-src" not in local
    # A film of the viewer's own is played from the disk.
    assert (local["media-src"], local["connect-src"]) == (["'self'", "blob:"], ["'self'"])
    assert "https:" in remote["media-src"]
    assert remote["connect-src"] == ["'self'"]
    assert {"blob:", "https:"} <= set(hls["media-src"])
    assert "https:" in hls["connect-src"]
    assert youtube["frame-src"] == ["https://www.youtube-nocookie.com", "https://www.youtube.com"]
    assert youtube["media-src"] == youtube["connect-src"] == ["'self'"]
    assert vimeo["frame-src"] == ["https://player.vimeo.com"]


@given(st.text(max_size=60))
def test_no_address_adds_a_directive(text: str) -> None:
    from timeline.errors import InputError

    try:
        source = from_url(f"https://{text}")
    except InputError:
        return
    assert set(directives(content_security_policy(source))) <= {
        *directives(content_security_policy(NO_MEDIA)),
        "frame-src",
    }


def hostile_timeline(text: str) -> Timeline:
    return Timeline(
        title=text,
        tldr=text,
        language=text,
        source_url=text,
        duration=60_000,
        duration_source="summary",
        chapters=(
            Chapter(start=0, end=30_000, title=text, text=text, url=text, image=text),
            Chapter(start=30_000, end=60_000, title=text),
        ),
        points=(
            Insight(
                text=text,
                icon=text,
                placement=Placement.at(
                    1_000, 5_000, placed_by="chapters", confidence=0.5, quote=text
                ),
            ),
            Insight(text=text, icon=text, placement=Placement(reason=text)),
            Question(question=text, answer=text, placement=Placement.at(2_000, 3_000)),
        ),
        unparsed=(Passage(text=text, heading=text),),
    )


class Elements(HTMLParser):
    """What a page's markup is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.links: list[str] = []
        self.inline: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        is_data = ("type", "application/json") in attrs
        if tag == "style" or (tag == "script" and "src" not in dict(attrs) and not is_data):
            self.inline.append((tag, ""))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem and self.inline and not self.inline[-1][1]:
            self.inline[-1] = (self.inline[-1][0], data)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:16]))
def test_hostile_text_is_escaped(text: str) -> None:
    def page_of(words: str) -> str:
        transcript = Transcript(
            segments=(Segment(start=0, end=1_000, text=words, speaker=words),), language=words
        )
        entry = replace(ENTRY, name=words, timeline=hostile_timeline(words), transcript=transcript)
        response = create_app(FixedLibrary(entry)).test_client().get(PAGE)
        assert response.status_code == 200
        return response.text

    harmless, hostile = Elements(page_of("harmless")), Elements(page_of(text))
    assert hostile.tags == harmless.tags
    assert hostile.names <= harmless.names
    assert not [name for name in hostile.names if name.startswith("on") or name == "style"]
    assert not [link for link in hostile.links if link.lower().strip().startswith("javascript")]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:16]))
def test_hostile_text_adds_no_cue(text: str) -> None:
    import webvtt

    transcript = Transcript(segments=(Segment(start=0, end=1_000, text=text, speaker=text),))
    entry = replace(ENTRY, timeline=hostile_timeline(text), transcript=transcript)
    client = create_app(FixedLibrary(entry)).test_client()
    for name, most in (("chapters", 2), ("insights", 1), ("qa", 1), ("transcript", 1)):
        track = client.get(f"{PAGE}{name}.vtt").text
        assert len(webvtt.from_string(track).captions) <= most
        assert "<script" not in track


def test_without_the_token_every_page_is_401(entry: Entry) -> None:
    client = create_app(FixedLibrary(entry), token=TOKEN).test_client()
    for path in ("/", PAGE, f"{PAGE}timeline.json", f"{PAGE}media", f"{PAGE}status.json"):
        response = client.get(path)
        assert response.status_code == 401
        assert "the link that timeline watch printed" in response.text
        assert "tides" not in response.text


def test_the_login_link_sets_a_cookie(entry: Entry) -> None:
    client = create_app(FixedLibrary(entry), token=TOKEN).test_client()
    assert client.get("/login?token=wrong").status_code == 401
    assert client.get("/login").status_code == 401
    welcome = client.get(f"/login?token={TOKEN}")
    assert (welcome.status_code, welcome.headers["Refresh"]) == (200, "0; url=./")
    assert welcome.headers["Referrer-Policy"] == "no-referrer"
    assert welcome.headers["Cache-Control"] == "no-store"
    cookie = welcome.headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict"} <= set(cookie.split("; "))
    assert TOKEN not in cookie
    assert client.get(f"{PAGE}timeline.json").status_code == 200


def test_a_wrong_cookie_is_refused(entry: Entry) -> None:
    first = create_app(FixedLibrary(entry), token=TOKEN).test_client()
    name, _, _ = first.get(f"/login?token={TOKEN}").headers["Set-Cookie"].partition("=")
    for value in ("", "wrong", TOKEN + "x", "é"):
        client = create_app(FixedLibrary(entry), token=TOKEN).test_client()
        client.set_cookie(name, value)
        assert client.get(PAGE).status_code == 401


def test_without_a_token_there_is_no_login(client: FlaskClient) -> None:
    assert client.get("/login?token=").status_code == 404


def directives(csp: str) -> dict[str, list[str]]:
    pairs = [part.split() for part in csp.split(";")]
    assert len({pair[0] for pair in pairs}) == len(pairs)
    return {pair[0]: pair[1:] for pair in pairs}
