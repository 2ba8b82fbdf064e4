"""The player page: a Flask application over a library of timelines.

    from timeline_web import create_app

Nothing happens on import; ``timeline watch`` and ``timeline site`` are its first users.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import InputError, TimelineError
from timeline.libraries import importing

if TYPE_CHECKING:
    from flask import Flask

    from timeline_web.library import Library
    from timeline_web.proxies import LogFormat

__all__ = ["create_app"]

#: The environment's variable with the key, where no other is given.
KEY_VARIABLE = "TIMELINE_KEY"


def create_app(
    library: Library | str | Path,
    *,
    allowed_hosts: Collection[str] = ("localhost", "127.0.0.1", "[::1]"),
    token: str | None = None,
    key_file: str | Path | None = None,
    frame_ancestors: Collection[str] = (),
    public_url: str = "",
    behind_proxy: int = 0,
    access_log: LogFormat | None = None,
    follow_symlinks: bool = False,
) -> Flask:
    """The application that serves ``library``: one of your own, or a summary file or a folder.

    ``allowed_hosts`` are the names it answers to: a request for any other is refused, so that no
    foreign site can reach it through a name of its own (DNS rebinding). With a key every visitor
    has to come through ``/login`` first: it is ``token``, the first line of ``key_file``, or
    the environment's ``TIMELINE_KEY``; an empty ``token`` is none whatever the environment
    says. ``frame_ancestors`` are the origins whose pages may show it in a frame.

    ``public_url`` is the address that a proxy gives it: ``https://talks.example.org/t/`` allows
    that name and sets scheme and prefix. ``behind_proxy`` is the number of proxies whose
    X-Forwarded-For, -Proto and -Prefix are believed. ``access_log`` writes a line for each
    request to the logger ``timeline_web.access``. ``follow_symlinks`` lets symbolic links lead out
    of the folder. Raises TimelineError.
    """
    # Here, so that importing this package for its plain parts stays cheap.
    with importing("flask", TimelineError):
        from timeline_web.application import build
        from timeline_web.proxies import PublicUrl

    public = PublicUrl(public_url) if public_url else None
    return build(
        _library(library, follow_symlinks),
        allowed_hosts=frozenset((*allowed_hosts, *([public.host] if public else ()))),
        key=find_key(key_file) if token is None else token,
        frame_ancestors=tuple(frame_ancestors),
        public_url=public,
        behind_proxy=behind_proxy,
        access_log=access_log,
    )


def find_key(key_file: str | Path | None = None) -> str:
    """The key of the file, or of the environment; empty where there is none. Raises InputError."""
    if key_file is None:
        key, where = os.environ.get(KEY_VARIABLE, "").strip(), KEY_VARIABLE
        if not key:
            return ""
    else:
        where = str(key_file)
        try:
            key = next(iter(Path(key_file).read_text(encoding="utf-8").splitlines()), "").strip()
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or "not text in UTF-8"
            raise InputError(reason.lower(), where=where) from None
    if len(key) < 16:
        raise InputError(
            "a key has 16 characters or more", where=where, hint="openssl rand -base64 24 makes one"
        )
    return key


def _library(library: Library | str | Path, follow_symlinks: bool) -> Library:
    if not isinstance(library, str | Path):
        return library
    from timeline.loader import LoadRequest
    from timeline_web.file_library import open_library

    report = logging.getLogger(__name__).warning
    request = LoadRequest(source=library)
    return open_library(request, lambda text: report("%s", text), follow_symlinks=follow_symlinks)
