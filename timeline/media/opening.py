"""Open a media file for reading: our limits on what may be opened, our words for what goes wrong.

The only door to FFmpeg (through PyAV). A file is opened as a file, whatever its name looks
like, and only by demuxers of self-contained recordings: a playlist or a script that names other
files and addresses is not media here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import MediaError, TimelineError

if TYPE_CHECKING:
    from av.container import InputContainer

INSTALL = "pip install 'video-timeline[media]'"

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
def reading(path: Path) -> Iterator[InputContainer]:
    """Open the media file at ``path``; whatever FFmpeg says meanwhile becomes a MediaError.

    Raises MediaError: ``av`` is not installed, no such file, not a recording.
    """
    with explained(path):
        import av

        if path.is_file() and not path.stat().st_size:
            raise MediaError("the file is empty", where=str(path))
        with av.open(
            f"file:{path}", container_options=_READ_OPTIONS, metadata_errors="replace"
        ) as source:
            yield source


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what PyAV and mutagen raise over the file at ``path`` into one MediaError."""
    try:
        yield
    except TimelineError:
        raise
    except ImportError as error:
        raise MediaError(f"media files need the package {error.name}", hint=INSTALL) from error
    except FileNotFoundError as error:
        raise MediaError("no such file", where=str(path)) from error
    except PermissionError as error:
        raise MediaError("no permission", where=str(path)) from error
    except IsADirectoryError as error:
        raise MediaError("this is a folder, not a media file", where=str(path)) from error
    except Exception as error:
        if not _is_from_media(error):
            raise
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
