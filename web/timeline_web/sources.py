"""Where the video comes from: detected from a path or an address, without touching either.

A source is what the page plays: a media file on this machine, an address of one, an HLS
playlist, a YouTube or Vimeo video, or nothing, and then the page runs on a timer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from timeline.errors import InputError
from timeline.files import is_inside, is_link

Kind = Literal["video", "audio", "hls", "youtube", "vimeo", "none"]

#: What a browser may be told about a file, by its ending. Ours, because the system's own table
#: differs from machine to machine and calls .mkv and .opus nothing at all on many.
MEDIA_TYPES = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".mkv": "video/x-matroska",
    ".ogv": "video/ogg",
    ".avi": "video/x-msvideo",
    ".mpg": "video/mpeg",
    ".mpeg": "video/mpeg",
    ".ts": "video/mp2t",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".m4b": "audio/mp4",
    ".aac": "audio/aac",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
    ".weba": "audio/webm",
}

HLS_TYPE = "application/vnd.apple.mpegurl"

_YOUTUBE_HOSTS = {
    "youtube.com",
    "www.youtube.com",
    "m.youtube.com",
    "music.youtube.com",
    "youtube-nocookie.com",
    "www.youtube-nocookie.com",
}
_YOUTUBE_ID = re.compile(r"[\w-]{11}", re.ASCII)
_VIMEO_PATH = re.compile(r"/(?:(?:video|channels/\w+|groups/\w+/videos)/)?(\d{1,12})(?:/(\w+))?/?")


#: What a video or audio file begins with: an offset, and the bytes there.
_SIGNATURES = (
    *((4, kind) for kind in (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot")),
    (0, b"\x1aE\xdf\xa3"),  # Matroska, WebM
    (0, b"OggS"),
    (0, b"fLaC"),
    (0, b"ID3"),
    (8, b"AVI "),
    (8, b"WAVE"),
    (0, b"\0\0\1\xba"),  # MPEG program stream
    (0, b"\0\0\1\xb3"),  # MPEG video
    (0, b"ADIF"),
)
#: Packets of a transport stream begin with this byte, this far from each other; those of .m2ts
#: have four bytes before.
_TS_SYNC, _TS_PACKETS = 0x47, ((0, 188), (4, 192))
#: So much of a file's beginning is enough for `is_media`.
HEAD_BYTES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the page plays.

    ``url`` is what the player element's ``src`` gets: the address itself, or the page-relative
    ``media`` for a local file, whose path is ``path`` and never leaves this machine. ``type``
    is the media type, empty where unknown; ``embed`` the frame's address for YouTube and Vimeo.
    Where there is a ``within``, the file is only given out as long as it is in that folder.
    """

    kind: Kind
    url: str = ""
    type: str = ""
    embed: str = ""
    path: Path | None = None
    within: Path | None = None

    @property
    def file(self) -> Path | None:
        """The local file, as far as it may be given out: no symbolic link may lead outside."""
        if self.path and self.within and not is_inside(self.path, self.within):
            return None
        return self.path

    @property
    def is_embed(self) -> bool:
        """Whether another site's player shows it, in a frame that nothing may cover."""
        return self.kind in ("youtube", "vimeo")

    @property
    def origin(self) -> str:
        """``scheme://host`` of an address on another host; empty for our own."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


NO_MEDIA = Source(kind="none")


def is_media(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is video or audio, whatever its name says."""
    if any(head[at : at + len(mark)] == mark for at, mark in _SIGNATURES):
        return True
    if _is_audio_frame(head):
        return True
    return any(
        head[at : at + 1] == head[at + size : at + size + 1] == bytes([_TS_SYNC])
        for at, size in _TS_PACKETS
    )


def _is_audio_frame(head: bytes) -> bool:
    """Whether it is the header of an MP3, MP2 or ADTS frame: eleven bits set, and known values.

    Layer I would be what a text in UTF-16 begins with.
    """
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0 or head[1] & 0x06 == 0x06:
        return False
    if head[1] & 0x06 == 0:  # ADTS: the twelfth bit, too, and one of thirteen frequencies
        return head[1] & 0x10 != 0 and (head[2] >> 2) & 0x0F < 13
    return head[2] & 0xF0 != 0xF0 and head[2] & 0x0C != 0x0C


def from_path(path: Path) -> Source:
    """The source for a media file, by its ending. Raises InputError for what no page can play."""
    suffix = path.suffix.lower()
    if suffix in (".m3u8", ".m3u"):
        raise InputError(
            "a playlist on disk cannot be played in a page",
            where=str(path),
            hint="give the address it is served at",
        )
    media_type = MEDIA_TYPES.get(suffix)
    if media_type is None:
        raise InputError(
            "not a video or audio file that a browser may play",
            where=str(path),
            hint="such files end in .mp4, .webm, .mp3, .m4a ...",
        )
    return Source(kind=_kind(media_type), url="media", type=media_type, path=path)


def from_url(url: str) -> Source:
    """The source for an http(s) address: a site's video, an HLS playlist or a media file.

    Raises InputError for an address that names no host or holds a login.
    """
    url = url.strip()
    parts = _checked(url)
    host = parts.hostname or ""
    if video := _youtube_id(host, parts.path, parts.query):
        return Source(
            kind="youtube",
            url=f"https://www.youtube.com/watch?v={video}",
            embed=f"https://www.youtube-nocookie.com/embed/{video}",
        )
    if host in ("vimeo.com", "www.vimeo.com", "player.vimeo.com") and (
        match := _VIMEO_PATH.fullmatch(parts.path)
    ):
        secret = match[2] or parse_qs(parts.query).get("h", [""])[0]
        return _vimeo(match[1], secret if re.fullmatch(r"\w*", secret, re.ASCII) else "")
    suffix = PurePosixPath(parts.path).suffix.lower()
    if suffix == ".m3u8":
        return Source(kind="hls", url=url, type=HLS_TYPE)
    media_type = MEDIA_TYPES.get(suffix, "")
    return Source(kind=_kind(media_type), url=url, type=media_type)


def from_argument(text: str) -> Source:
    """The source that a user's VIDEO argument names. Raises InputError."""
    return from_url(text) if is_link(text) else from_path(Path(text))


def _kind(media_type: str) -> Kind:
    return "audio" if media_type.startswith("audio/") else "video"


def _checked(url: str):  # type: ignore[no-untyped-def]
    try:
        parts = urlsplit(url)
        sound = bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:
        sound = False
    if (
        not sound
        or not re.fullmatch(r"[!-~\u00a0-\U0010ffff]+", url)
        or re.search(r"[;,'\"\s]", parts.netloc)
    ):
        raise InputError(f"{url[:200]!r} is not an address that a page can play")
    return parts


def _youtube_id(host: str, path: str, query: str) -> str:
    first, _, rest = path.strip("/").partition("/")
    if host in ("youtu.be", "www.youtu.be"):
        candidate = first
    elif host not in _YOUTUBE_HOSTS:
        return ""
    elif first == "watch":
        candidate = parse_qs(query).get("v", [""])[0]
    elif first in ("embed", "shorts", "live", "v"):
        candidate = rest.partition("/")[0]
    else:
        return ""
    return candidate if _YOUTUBE_ID.fullmatch(candidate) else ""


def _vimeo(video: str, secret: str) -> Source:
    tail, query = (f"/{secret}", f"?h={secret}") if secret else ("", "")
    return Source(
        kind="vimeo",
        url=f"https://vimeo.com/{video}{tail}",
        embed=f"https://player.vimeo.com/video/{video}{query}",
    )
