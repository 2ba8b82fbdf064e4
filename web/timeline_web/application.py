"""The application factory's work: the blueprint, and the rules that hold for every response."""

from __future__ import annotations

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from timeline_web import rendering, views
from timeline_web.assets import Assets
from timeline_web.library import Library
from timeline_web.security import add_security_headers, content_security_policy, require_access
from timeline_web.sources import NO_MEDIA


def build(
    library: Library, *, allowed_hosts: frozenset[str], token: str, frame_ancestors: tuple[str, ...]
) -> Flask:
    """See ``timeline_web.create_app``."""
    app = Flask(__name__, static_folder=None)
    app.extensions["player"] = views.AppState(library=library, assets=Assets.read())
    require_access(app, allowed_hosts, token)
    add_security_headers(app, frame_ancestors)
    app.register_blueprint(views.blueprint)
    app.register_error_handler(HTTPException, _error_response)
    return app


_ERROR_TITLES = {401: "This page needs its key", 404: "There is nothing here"}


def _error_response(error: HTTPException) -> Response:
    """An error as one line of text, and as a page for those who look at it in a browser."""
    status, text = error.code or 500, error.description or ""
    if status in _ERROR_TITLES and "text/html" in request.accept_mimetypes.values():
        base = f"{request.script_root}/"
        html = rendering.message_page(
            status,
            _ERROR_TITLES[status],
            text,
            current_app.extensions["player"].assets,
            base=base,
            back=base if status == 404 else "",
        )
        response = Response(html, status, mimetype="text/html")
        response.headers["Content-Security-Policy"] = content_security_policy(NO_MEDIA)
    else:
        response = Response(f"{status} {error.name}\n{text}\n", status, mimetype="text/plain")
    response.headers.extend(
        (name, value) for name, value in error.get_headers() if name != "Content-Type"
    )
    return response
