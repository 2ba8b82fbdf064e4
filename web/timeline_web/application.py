"""The application factory's work: the blueprint, and the rules that hold for every response."""

from __future__ import annotations

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from timeline_web import player, rendering
from timeline_web.assets import Assets
from timeline_web.library import Library
from timeline_web.security import guard, harden, policy
from timeline_web.sources import NOTHING


def build(
    library: Library, *, hosts: frozenset[str], token: str, framed_by: tuple[str, ...]
) -> Flask:
    """See ``timeline_web.create_app``."""
    app = Flask(__name__, static_folder=None)
    app.extensions["player"] = player.Player(library=library, assets=Assets.read())
    guard(app, hosts, token)
    harden(app, framed_by)
    app.register_blueprint(player.blueprint)
    app.register_error_handler(HTTPException, _explain)
    return app


_TITLES = {401: "This page needs its key", 404: "There is nothing here"}


def _explain(error: HTTPException) -> Response:
    """An error as one line of text, and as a page for those who look at it in a browser."""
    status, text = error.code or 500, error.description or ""
    if status in _TITLES and "text/html" in request.accept_mimetypes.values():
        base = f"{request.script_root}/"
        html = rendering.message_page(
            status,
            _TITLES[status],
            text,
            current_app.extensions["player"].assets,
            base=base,
            back=base if status == 404 else "",
        )
        response = Response(html, status, mimetype="text/html")
        response.headers["Content-Security-Policy"] = policy(NOTHING)
    else:
        response = Response(f"{status} {error.name}\n{text}\n", status, mimetype="text/plain")
    response.headers.extend(
        (name, value) for name, value in error.get_headers() if name != "Content-Type"
    )
    return response
