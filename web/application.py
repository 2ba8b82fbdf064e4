"""The application factory's work: the blueprint, and the rules that hold for every response."""

from __future__ import annotations

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from web import player
from web.assets import Assets
from web.library import Library
from web.security import guard, harden


def build(
    library: Library, *, hosts: frozenset[str], token: str, framed_by: tuple[str, ...]
) -> Flask:
    """See ``web.create_app``."""
    app = Flask(__name__, static_folder=None)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.extensions["player"] = player.Player(library=library, assets=Assets.read())
    guard(app, hosts, token)
    harden(app, framed_by)
    app.register_blueprint(player.blueprint)
    app.register_error_handler(HTTPException, _plain)
    return app


def _plain(error: HTTPException) -> Response:
    """Errors as one line of text: no address of ours answers with somebody else's page."""
    response = Response(f"{error.code} {error.name}\n{error.description}\n", error.code)
    response.mimetype = "text/plain"
    response.headers.extend(
        (name, value) for name, value in error.get_headers() if name != "Content-Type"
    )
    return response
