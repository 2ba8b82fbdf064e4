"""The player page: a Flask application over a library of timelines.

    create_app(library) -> Flask

Nothing happens on import; ``timeline watch`` and ``timeline site`` are the first users.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from web.library import Library

__all__ = ["create_app"]


def create_app(library: Library) -> Flask:
    """The application that serves ``library``."""
    from web.application import build

    return build(library)
