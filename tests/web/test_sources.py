"""Which kind of source a path or an address is."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import InputError
from timeline_web.sources import (
    HEAD_BYTES,
    MEDIA_TYPES,
    from_argument,
    from_path,
    from_url,
    is_media,
)


@pytest.mark.parametrize(
    ("text", "kind", "media_type"),
    [
        ("talk.mp4", "video", "video/mp4"),
        ("a folder/Talk.WEBM", "video", "video/webm"),
        ("talk.mkv", "video", "video/x-matroska"),
        ("episode.mp3", "audio", "audio/mpeg"),
        ("episode.opus", "audio", "audio/ogg"),
        ("https://example.org/talk.mp4", "video", "video/mp4"),
        ("https://example.org/talk.mp4?token=a.b#t=3", "video", "video/mp4"),
        ("http://example.org/episode.mp3", "audio", "audio/mpeg"),
        ("HTTPS://example.org/live/index.m3u8?x=1", "hls", "application/vnd.apple.mpegurl"),
        ("https://example.org/stream", "video", ""),
    ],
)
def test_kind_and_type(text: str, kind: str, media_type: str) -> None:
    source = from_argument(text)
    assert (source.kind, source.type) == (kind, media_type)


def test_a_path_never_reaches_the_page() -> None:
    source = from_path(Path("/home/me/secret/talk.mp4"))
    assert source.url == "media"
    assert source.path == Path("/home/me/secret/talk.mp4")


@pytest.mark.parametrize(
    "link",
    [
        "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
        "https://youtube.com/watch?list=PL1&v=aqz-KE-bpKQ&t=42s",
        "https://m.youtube.com/watch?v=aqz-KE-bpKQ",
        "https://youtu.be/aqz-KE-bpKQ?si=x",
        "http://www.youtube.com/embed/aqz-KE-bpKQ",
        "https://www.youtube.com/shorts/aqz-KE-bpKQ",
        "https://www.youtube.com/live/aqz-KE-bpKQ?feature=share",
        "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ",
    ],
)
def test_youtube_links(link: str) -> None:
    source = from_argument(link)
    assert source.kind == "youtube"
    assert source.url == "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
    assert source.embed == "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"


@pytest.mark.parametrize(
    ("link", "url", "embed"),
    [
        ("https://vimeo.com/76979871", "/76979871", "/76979871"),
        ("https://vimeo.com/76979871/8272103f6e", "/76979871/8272103f6e", "/76979871?h=8272103f6e"),
        ("https://player.vimeo.com/video/76979871?h=abc", "/76979871/abc", "/76979871?h=abc"),
        ("https://vimeo.com/channels/staffpicks/76979871", "/76979871", "/76979871"),
    ],
)
def test_vimeo_links(link: str, url: str, embed: str) -> None:
    source = from_argument(link)
    assert source.kind == "vimeo"
    assert source.url == f"https://vimeo.com{url}"
    assert source.embed == f"https://player.vimeo.com/video{embed}"


@pytest.mark.parametrize(
    "link",
    [
        "https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ",
        "https://evil.example/youtu.be/aqz-KE-bpKQ",
        "https://notyoutu.be/aqz-KE-bpKQ",
        "https://www.youtube.com/watch?v=<script>",
        "https://vimeo.com/76979871/a;b",
    ],
)
def test_lookalike_hosts_are_not_embedded(link: str) -> None:
    assert not from_argument(link).is_embed


@pytest.mark.parametrize(
    "text",
    [
        "talk.txt",
        "talk",
        "local.m3u8",
        "https://",
        "https:///talk.mp4",
        "https://user:secret@example.org/talk.mp4",
        "https://example.org:99999/talk.mp4",
        "https://exa;mple.org/talk.mp4",
        "https://example.org,evil.example/a.mp4",
        "https://example.org/a b.mp4",
        "https://[::1/talk.mp4",
    ],
)
def test_unplayable_arguments_are_refused_in_one_line(text: str) -> None:
    with pytest.raises(InputError) as caught:
        from_argument(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("suffix", sorted(MEDIA_TYPES))
def test_media_are_known_by_their_content(
    tmp_path: Path, suffix: str, media_programs: None
) -> None:
    path = tmp_path / f"made{suffix}"
    is_audio = MEDIA_TYPES[suffix].startswith("audio/")
    inputs = ["-f", "lavfi", "-i", "sine=duration=1"]
    if not is_audio:
        inputs += ["-f", "lavfi", "-i", "testsrc=duration=1:size=64x64:rate=25"]
    more = ["-f", "webm"] if suffix == ".weba" else ["-c:a", "libvorbis"] * (suffix == ".ogv")
    command = ["ffmpeg", "-v", "error", *inputs, *more, str(path)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    assert is_media(path.read_bytes()[:HEAD_BYTES])


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"root:x:0:0:root:/root:/bin/bash\n" * 20,
        b"-----BEGIN OPENSSH PRIVATE KEY-----\n",
        b"\xff\xfe" + "text in UTF-16".encode("utf-16-le"),
        b"\xef\xbb\xbfWEBVTT",
        b"G" + b"o on " * 60,
        b"SQLite format 3\0",
        b"\x7fELF\2\1\1",
        b"PK\3\4",
        b"%PDF-1.7",
        b"\xff\xd8\xff\xe0 a picture",
        b"\0" * 400,
    ],
)
def test_other_content_is_no_media(head: bytes) -> None:
    assert not is_media(head)


@given(st.text(max_size=80))
def test_any_address_gives_a_source_that_a_policy_can_name_or_an_error(text: str) -> None:
    try:
        source = from_url(f"https://{text}")
    except InputError:
        return
    assert not set(source.origin) & set("; ,'\"\n\r\t")
