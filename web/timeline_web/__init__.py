"""The player page: a Flask application over a library of timelines.

    from timeline_web import create_app

Nothing happens on import; ``timeline watch`` and ``timeline site`` are its first users.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from timeline.errors import TimelineError
from timeline.libraries import importing

if TYPE_CHECKING:
    from flask import Flask

    from timeline_web.library import Library

__all__ = ["create_app"]


def create_app(
    library: Library,
    *,
    allowed_hosts: Collection[str] = ("localhost", "127.0.0.1", "[::1]"),
    token: str = "",
    frame_ancestors: Collection[str] = (),
) -> Flask:
    """The application that serves ``library``.

    ``allowed_hosts`` are the names it answers to: a request for any other is refused, so that no
    foreign site can reach it through a name of its own (DNS rebinding). With a ``token``
    every visitor has to come through ``/login?token=...`` first. ``frame_ancestors`` are the
    origins whose pages may show it in a frame.
    """
    # Here, so that importing this package for its plain parts stays cheap.
    with importing("flask", TimelineError):
        from timeline_web.application import build

    return build(
        library,
        allowed_hosts=frozenset(allowed_hosts),
        token=token,
        frame_ancestors=tuple(frame_ancestors),
    )
