"""What goes over the wire: tracks, media in parts, conditional requests, compression."""

from __future__ import annotations

import gzip
import http.client
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import webvtt
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from tests.web.conftest import MEDIA, running_server
from tests.web.sample import ENTRY, TIMELINE, FixedLibrary
from timeline import chapter_ends
from timeline.formats import FORMATS, json
from timeline_web import create_app
from timeline_web.library import Entry
from timeline_web.responses import byte_range

PAGE = "/t/tides-1a2b3c/"


@pytest.mark.parametrize(
    "value", ["text/html" + 30_000 * blank + "b" for blank in (" ", "\t", "\xa0", "\x85 ")]
)
@pytest.mark.parametrize("header", ["Accept", "Accept-Encoding", "Cookie", "If-None-Match", "A"])
def test_a_header_of_blanks_is_refused(app: Flask, header: str, value: str) -> None:
    """Werkzeug reads some of them for ten seconds, and nobody else is answered meanwhile."""
    client = app.test_client(use_cookies=False)
    for path in (PAGE, "/nothing"):
        assert client.get(path, headers={header: value}).status_code == 400


def test_an_address_without_its_slash_leads_on_from_where_the_browser_is(
    client: FlaskClient,
) -> None:
    for query in ("", "?t=90"):
        response = client.get(PAGE[:-1] + query)
        assert (response.status_code, response.headers["Location"]) == (
            308,
            f"tides-1a2b3c/{query}",
        )
    for path in ("/t/nothing", f"/t/{PAGE}", "/t//tides-1a2b3c/", "/t/javascript:a"):
        assert client.get(path).status_code == 404


def test_one_timeline_redirects_to_its_page(client: FlaskClient) -> None:
    response = client.get("/")
    assert (response.status_code, response.headers["Location"]) == (302, "t/tides-1a2b3c/")


def test_timeline_json_is_the_exchange_format(client: FlaskClient) -> None:
    response = client.get(f"{PAGE}timeline.json")
    assert response.mimetype == "application/json"
    assert json.read(response.text).timeline == TIMELINE


@pytest.mark.parametrize(("name", "cues"), [("chapters", 3), ("insights", 2), ("qa", 2)])
def test_tracks_are_webvtt(client: FlaskClient, name: str, cues: int) -> None:
    response = client.get(f"{PAGE}{name}.vtt")
    assert response.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert len(webvtt.from_string(response.text).captions) == cues


def test_the_transcript_is_a_captions_track(client: FlaskClient) -> None:
    captions = webvtt.from_string(client.get(f"{PAGE}transcript.vtt").text).captions
    assert (len(captions), captions[1].text) == (30, "This is spoken line 2.")


def test_every_download_of_the_page_is_there(client: FlaskClient, entry: Entry) -> None:
    from timeline_web.page import build

    downloads = build(entry).downloads
    assert {d.url.split("/")[1] for d in downloads if "/" in d.url} == {
        fmt.name for fmt in FORMATS.values() if fmt.write
    }
    for download in downloads:
        response = client.get(PAGE + download.url)
        assert response.status_code == 200, download.url
        assert response.data
        if download.url.startswith("export/"):
            disposition = response.headers["Content-Disposition"]
            assert disposition == f"attachment; filename={download.name}"


def test_text_conditional_requests(entry: Entry) -> None:
    library = FixedLibrary(entry)
    client = create_app(library).test_client()
    for name in ("timeline.json", "chapters.vtt", ""):
        library.entries = (entry,)
        etag = client.get(PAGE + name).headers["ETag"]
        known = client.get(PAGE + name, headers={"If-None-Match": etag})
        assert (known.status_code, known.data) == (304, b"")
        changed = tuple(replace(c, title=f"{c.title}!") for c in TIMELINE.chapters)
        library.entries = (
            replace(entry, version=f"{name} 2", timeline=replace(TIMELINE, chapters=changed)),
        )
        assert client.get(PAGE + name, headers={"If-None-Match": etag}).status_code == 200


def test_text_is_gzipped_on_request(client: FlaskClient) -> None:
    plain = client.get(f"{PAGE}timeline.json")
    packed = client.get(f"{PAGE}timeline.json", headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    refused = client.get(f"{PAGE}timeline.json", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_assets_are_immutable_under_their_version(client: FlaskClient, app: Flask) -> None:
    assets = app.extensions["player"].assets
    response = client.get("/" + assets.path("sync.js"))
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.data == assets.files["sync.js"]
    assert client.get("/static/another/sync.js").status_code == 404


def test_the_page_states_how_fast_texts_are_read(client: FlaskClient) -> None:
    found = re.search(r"<timeline-overlay [^>]*>", client.get(PAGE).text)
    assert found
    assert f'reading-speed="{chapter_ends.CHARACTERS_PER_SECOND}"' in found[0]
    assert f'min-reading-time="{chapter_ends.MIN_READING_MS / 1000:g}"' in found[0]
    assert f'max-reading-time="{chapter_ends.MAX_READING_MS / 1000:g}"' in found[0]


def test_the_page_is_revalidated(client: FlaskClient) -> None:
    assert client.get(PAGE).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("header", "status", "part"),
    [
        (None, 200, slice(None)),
        ("bytes=0-", 206, slice(None)),
        ("bytes=0-0", 206, slice(0, 1)),
        ("bytes=100-199", 206, slice(100, 200)),
        ("bytes=199999-", 206, slice(199_999, None)),
        ("bytes=150000-999999999", 206, slice(150_000, None)),
        ("bytes=-100", 206, slice(-100, None)),
        ("bytes=-999999999", 206, slice(None)),
        ("bytes=0-99999999999999999999", 206, slice(None)),
        ("bytes=10-00000000000000000000019", 206, slice(10, 20)),
        ("bytes=-" + "9" * 5000, 206, slice(None)),
        ("bytes=200-100", 200, slice(None)),
        ("bytes=0-9,20-29", 200, slice(None)),
        ("seconds=0-9", 200, slice(None)),
        ("bytes=-", 200, slice(None)),
        ("bytes=¹-", 200, slice(None)),
        ("nonsense", 200, slice(None)),
    ],
)
@pytest.mark.parametrize("server", ["test client", "waitress"])
def test_media_ranges(
    app: Flask, server: str, header: str | None, status: int, part: slice
) -> None:
    headers = {} if header is None else {"Range": header.encode().decode("latin-1")}
    if server == "waitress":
        with running_server(app) as (host, port):
            got = fetch(host, port, f"{PAGE}media", headers)
    else:
        response = app.test_client().get(f"{PAGE}media", headers=headers, buffered=True)
        got = response.status_code, dict(response.headers), response.data
    code, fields, body = got
    expected = MEDIA[part]
    assert (code, body) == (status, expected)
    assert int(fields["Content-Length"]) == len(expected)
    assert (fields["Content-Type"], fields["Accept-Ranges"]) == ("video/webm", "bytes")
    if status == 206:
        start, stop, _ = part.indices(len(MEDIA))
        assert fields["Content-Range"] == f"bytes {start}-{stop - 1}/{len(MEDIA)}"


@pytest.mark.parametrize("header", ["bytes=200000-", "bytes=999999-1000000", "bytes=-0"])
def test_an_unsatisfiable_range(client: FlaskClient, header: str) -> None:
    response = client.get(f"{PAGE}media", headers={"Range": header})
    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{len(MEDIA)}"


def test_if_range_of_another_version_gives_the_whole_file(client: FlaskClient, media: Path) -> None:
    etag = client.get(f"{PAGE}media", buffered=True).headers["ETag"]
    headers = {"Range": "bytes=0-9", "If-Range": etag}
    assert client.get(f"{PAGE}media", headers=headers, buffered=True).data == MEDIA[:10]
    media.write_bytes(MEDIA[::-1])
    response = client.get(f"{PAGE}media", headers=headers, buffered=True)
    assert (response.status_code, response.data) == (200, MEDIA[::-1])


def test_media_conditional_requests(client: FlaskClient) -> None:
    first = client.get(f"{PAGE}media", buffered=True)
    for condition in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        response = client.get(f"{PAGE}media", headers=condition, buffered=True)
        assert (response.status_code, response.data) == (304, b"")


PAST, FUTURE = "Thu, 01 Jan 1970 00:00:01 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"
MANY_YEARS = FUTURE.replace("2100", 40 * "9")


@pytest.mark.parametrize(
    ("conditions", "status"),
    [
        ({"If-Match": '"another"'}, 412),
        ({"If-Match": "W/{etag}"}, 412),
        ({"If-Match": "{etag}"}, 200),
        ({"If-Match": '"another", {etag}'}, 200),
        ({"If-Match": "*"}, 200),
        ({"If-Match": '"another"', "If-None-Match": "{etag}"}, 412),
        ({"If-Match": "{etag}", "If-Unmodified-Since": PAST}, 200),
        ({"If-Unmodified-Since": PAST}, 412),
        ({"If-Unmodified-Since": FUTURE}, 200),
        ({"If-Unmodified-Since": "soon"}, 200),
        ({"If-None-Match": "{etag}"}, 304),
        ({"If-None-Match": "W/{etag}"}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"another"', "If-Modified-Since": FUTURE}, 200),
        ({"If-Modified-Since": FUTURE}, 304),
        ({"If-Modified-Since": PAST}, 200),
        ({"Range": "bytes=0-9", "If-Range": "{etag}"}, 206),
        ({"Range": "bytes=0-9", "If-Range": "W/{etag}"}, 200),
        ({"Range": "bytes=0-9", "If-Range": FUTURE}, 200),
        ({"Range": "bytes=0-9", "If-Range": PAST}, 200),
        ({"Range": "bytes=0-9", "If-Range": "{modified}"}, 206),
        ({"Range": "bytes=0-9", "If-Range": '"another"'}, 200),
        ({"Range": "bytes=0-9", "If-Range": MANY_YEARS}, 200),
        ({"Range": "bytes=0-9", "If-Range": ""}, 200),
        ({"If-Unmodified-Since": "{modified}"}, 200),
        ({"If-Unmodified-Since": MANY_YEARS}, 200),
        ({"If-Modified-Since": "{modified}"}, 304),
        ({"If-Modified-Since": MANY_YEARS}, 200),
        ({"If-Modified-Since": PAST.replace("GMT", "+" + 40 * "9")}, 200),
        ({"Range": "bytes=0-9", "If-Match": '"another"'}, 412),
        ({"Range": "bytes=0-9", "If-None-Match": "{etag}"}, 304),
    ],
)
def test_preconditions_of_media(
    client: FlaskClient, conditions: dict[str, str], status: int
) -> None:
    """RFC 9110, 13.2.2."""
    known = client.get(f"{PAGE}media", buffered=True).headers
    headers = {
        name: value.replace("{etag}", known["ETag"]).replace("{modified}", known["Last-Modified"])
        for name, value in conditions.items()
    }
    assert client.get(f"{PAGE}media", headers=headers, buffered=True).status_code == status


def test_head_gives_the_length(client: FlaskClient) -> None:
    response = client.head(f"{PAGE}media", buffered=True)
    assert (response.status_code, response.data) == (200, b"")
    assert response.headers["Content-Length"] == str(len(MEDIA))


def test_missing_media_is_404(client: FlaskClient, media: Path) -> None:
    media.unlink()
    response = client.get(f"{PAGE}media", buffered=True)
    assert response.status_code == 404
    assert "no longer there" in response.text


def test_media_are_there_again_when_files_can_be_opened(client: FlaskClient) -> None:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert client.get(f"{PAGE}media", buffered=True).status_code == 200
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        status = client.get(f"{PAGE}media").status_code
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert status == 503


def test_an_empty_media_file(client: FlaskClient, media: Path) -> None:
    media.write_bytes(b"")
    assert client.get(f"{PAGE}media", buffered=True).data == b""
    assert client.get(f"{PAGE}media", headers={"Range": "bytes=0-"}).status_code == 416


def test_paused_players_block_no_thread(app: Flask, media: Path) -> None:
    """More players than threads ask for a whole film, read a little of it, and wait."""
    media.write_bytes(bytes(64 * 1024 * 1024))
    with running_server(app) as (host, port):
        paused = []
        for _ in range(12):
            connection = http.client.HTTPConnection(host, port, timeout=20)
            connection.request("GET", f"{PAGE}media", headers={"Range": "bytes=0-"})
            response = connection.getresponse()
            assert response.read(1000) == bytes(1000)
            paused.append((connection, response))
        status, _, _ = fetch(host, port, f"{PAGE}timeline.json", {})
        assert status == 200
        for connection, _ in paused:
            connection.close()


def test_concurrent_ranges(app: Flask) -> None:
    with running_server(app) as (host, port), ThreadPoolExecutor(24) as pool:

        def part(n: int) -> bool:
            header = {"Range": f"bytes={n * 997}-{n * 997 + 4999}"}
            _, _, body = fetch(host, port, f"{PAGE}media", header)
            return body == MEDIA[n * 997 : n * 997 + 5000]

        assert all(pool.map(part, range(150)))


@given(st.text(alphabet="bytes=0123456789-, ", max_size=30), st.integers(0, 1000))
def test_any_range_header_is_valid_ignored_or_refused(header: str, length: int) -> None:
    try:
        part = byte_range(header, length)
    except RequestedRangeNotSatisfiable:
        return
    if part is not None:
        start, stop = part
        assert 0 <= start < stop <= length


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1, 100))
def test_a_range_means_what_a_slice_means(first: int, last: int, length: int) -> None:
    data = bytes(range(length))
    try:
        part = byte_range(f"bytes={first}-{last}", length)
    except RequestedRangeNotSatisfiable:
        assert first >= length
        return
    if part is None:
        assert last < first
    else:
        assert data[slice(*part)] == data[first : last + 1]


def fetch(
    host: str, port: int, path: str, headers: dict[str, str]
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(host, port, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read()
    finally:
        connection.close()


def test_several_timelines_have_an_index() -> None:
    other = replace(ENTRY, id="other-1", timeline=replace(TIMELINE, title="Another <b>talk</b>"))
    html = create_app(FixedLibrary(ENTRY, other)).test_client().get("/").text
    assert 'href="t/tides-1a2b3c/"' in html
    assert "Another &lt;b&gt;talk&lt;/b&gt;" in html
