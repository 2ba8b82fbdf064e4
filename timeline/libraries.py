"""Libraries that may be missing, broken or too new: how that is reported, in one place.

An extra may have been left out, an upgrade of the system can break what was installed, and a
new major version can lack what we call. Each is one line, with the command that fixes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from timeline.errors import TimelineError

#: Our own distribution, whose metadata says which versions we were tried with.
_OURS = "video-timeline"

#: Distributions that are not called as the module they hold.
_DISTRIBUTIONS = {
    "Stemmer": "PyStemmer",
    "webvtt": "webvtt-py",
    "yaml": "PyYAML",
    "yt_dlp": "yt-dlp",
}

#: What needs the extra ``media``: a default install does without.
_MEDIA = ("av", "mutagen")
#: What needs the extra ``arrow``.
_ARROW = ("pyarrow", "fsspec")


def is_installed(name: str) -> bool:
    """Whether there is a library to import as ``name``. It may be broken all the same."""
    try:
        return find_spec(name) is not None
    except ValueError:  # it is imported, and by something that gave it no spec
        return True


@contextmanager
def importing(name: str, kind: type[TimelineError]) -> Iterator[None]:
    """Import the library ``name`` inside; where that fails, for whatever reason, raise ``kind``."""
    try:
        yield
    except TimelineError:
        raise
    except Exception as error:  # a broken library raises what it likes
        raise failure(name, error, kind) from error


def failure(name: str, error: Exception, kind: type[TimelineError]) -> TimelineError:
    """A ``kind`` that says what ``error`` means: ``name`` is missing, broken or another version.

    Its hint is the command that installs a version that we were tried with.
    """
    if isinstance(error, ModuleNotFoundError) and error.name == name:
        who = "media files need" if name in _MEDIA else "this needs"
        extra = "media" if name in _MEDIA else "arrow" if name in _ARROW else ""
        hint = f"pip install '{_OURS}[{extra}]'" if extra else _install(name)
        return kind(f"{who} the package {name}", hint=hint)
    reason = next(iter(str(error).strip().splitlines()), "") or type(error).__name__
    if isinstance(error, ImportError):
        return kind(f"{name} cannot be loaded: {reason[:200]}", hint=_install(name, again=True))
    version = _version(name)
    return kind(f"{name}{version} failed: {reason[:200]}", hint=_install(name, again=True))


def _install(name: str, *, again: bool = False) -> str:
    return f"pip install {'--force-reinstall ' if again else ''}'{_requirement(name)}'"


def _version(name: str) -> str:
    from importlib import metadata

    try:
        return f" {metadata.version(_DISTRIBUTIONS.get(name, name))}"
    except metadata.PackageNotFoundError:
        return ""


def _requirement(name: str) -> str:
    """The library and its versions as our metadata words them: ``av<20,>=18.1``."""
    from importlib import metadata

    wanted = _DISTRIBUTIONS.get(name, name)
    try:
        known = metadata.requires(_OURS) or []
    except metadata.PackageNotFoundError:  # run from a folder, not installed
        known = []
    ours = (line.partition(";")[0].strip() for line in known)
    return next((r for r in ours if re.split(r"[^\w.-]", r)[0].lower() == wanted.lower()), wanted)
