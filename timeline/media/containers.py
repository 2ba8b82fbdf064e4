"""Open a media file: our limits on what may be opened, our words for what goes wrong.

The only door to FFmpeg (through PyAV). A file is opened as a file, whatever its name looks
like, and only by demuxers of self-contained recordings: a playlist or a script that names other
files and addresses is not media here. Where versions of PyAV differ, they are asked here what
they can do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.errors import MediaError, TimelineError
from timeline.libraries import failure, importing

if TYPE_CHECKING:
    from av.container import InputContainer, OutputContainer

#: FFmpeg's names of the demuxers we let it choose from.
_DEMUXERS = (
    "aac,ac3,aiff,amr,ape,asf,avi,caf,dsf,dts,eac3,flac,flv,h264,hevc,ivf,matroska,webm,mov,mp4,"
    "m4a,3gp,3g2,mj2,mp3,mpeg,mpegts,mxf,obu,ogg,rm,tta,w64,wav,wv"
)

#: PyAV's errors that mean no more than "this is not what I can read".
_DAMAGED = {
    "ArgumentError",
    "DemuxerNotFoundError",
    "EOFError",
    "InvalidDataError",
    "PatchWelcomeError",
}

_READ_OPTIONS = {"protocol_whitelist": "file", "format_whitelist": _DEMUXERS}


@contextmanager
def open_media(path: Path) -> Iterator[InputContainer]:
    """Open the media file at ``path``; whatever FFmpeg says meanwhile becomes a MediaError.

    Its tags may hold bytes that are not UTF-8: `plain` makes text of them. Raises MediaError:
    ``av`` is not installed or does not work, no such file, not a recording.
    """
    with importing("av", MediaError):
        import av
    with translate_errors(path):
        if path.is_file() and not path.stat().st_size:
            raise MediaError("the file is empty", where=str(path))
        with av.open(
            f"file:{path}", container_options=_READ_OPTIONS, **_any_bytes_in_tags()
        ) as source:
            yield source


@contextmanager
def writing(path: Path, muxer: str, options: Mapping[str, str]) -> Iterator[OutputContainer]:
    """Open a new media file at ``path`` for FFmpeg's ``muxer``, inside `reading`."""
    import av

    with av.open(
        f"file:{path}", "w", format=muxer, options=dict(options), **_any_bytes_in_tags()
    ) as target:
        yield target


def _any_bytes_in_tags() -> dict[str, Any]:
    """What lets tags that are not UTF-8 pass unchanged; since version 19 PyAV always does so."""
    from av.container import Container

    return {"metadata_errors": "surrogateescape"} if hasattr(Container, "metadata_errors") else {}


def plain(tag: str) -> str:
    """A tag as text that can be shown and stored: bytes that are not UTF-8 become U+FFFD."""
    return tag.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@contextmanager
def translate_errors(path: Path, library: str = "av") -> Iterator[None]:
    """Turn what ``library``, av or mutagen, raises over the file at ``path`` into one MediaError.

    What is not about the file is the library's: a version that lacks something, or wants it
    called otherwise.
    """
    try:
        yield
    except TimelineError:
        raise
    except FileNotFoundError as error:
        raise MediaError("no such file", where=str(path)) from error
    except PermissionError as error:
        raise MediaError("no permission", where=str(path)) from error
    except IsADirectoryError as error:
        raise MediaError("this is a folder, not a media file", where=str(path)) from error
    except Exception as error:
        if not _is_from_media(error):
            raise failure(library, error, MediaError).at(str(path)) from error
        raise MediaError(_reason(error), where=str(path)) from error


def _is_from_media(error: Exception) -> bool:
    """Whether a library raised this over its input (damaged files raise many kinds)."""
    library = type(error).__module__.partition(".")[0] in {"av", "mutagen", "struct"}
    return library or isinstance(
        error, OSError | ValueError | ArithmeticError | LookupError | MemoryError
    )


def _reason(error: Exception) -> str:
    """One line for what FFmpeg or mutagen could not do."""
    kind = type(error).__name__
    if kind in _DAMAGED:
        return "not a media file that can be read, or a damaged one"
    words = getattr(error, "strerror", None) or str(error) or kind
    return " ".join(str(words).split())[:200]
