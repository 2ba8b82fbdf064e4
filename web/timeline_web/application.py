"""The application factory's work: the blueprint, and the rules that hold for every response."""

from __future__ import annotations

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from timeline_web import proxies, rendering, views
from timeline_web.access import require_access
from timeline_web.assets import Assets
from timeline_web.library import Library
from timeline_web.proxies import LogFormat, PublicUrl
from timeline_web.security import (
    add_security_headers,
    content_security_policy,
    inline_hash,
    refuse_padding,
)
from timeline_web.sources import NO_MEDIA

#: A form holds the key and nothing else.
_MAX_FORM_BYTES = 16 * 1024


def build(
    library: Library,
    *,
    allowed_hosts: frozenset[str],
    key: str,
    frame_ancestors: tuple[str, ...],
    public_url: PublicUrl | None = None,
    behind_proxy: int = 0,
    access_log: LogFormat | None = None,
) -> Flask:
    """See ``timeline_web.create_app``."""
    app = Flask(__name__, static_folder=None)
    # It would redirect to our own address, which a proxy's visitors do not reach.
    app.url_map.merge_slashes = False
    app.config["MAX_CONTENT_LENGTH"] = _MAX_FORM_BYTES
    app.config[proxies.IS_PROXIED] = bool(public_url or behind_proxy)
    app.extensions["player"] = views.AppState(
        library=library, assets=Assets.read(), has_key=bool(key)
    )
    if access_log:
        proxies.log_access(app, access_log)
    refuse_padding(app)
    require_access(app, allowed_hosts, key)
    add_security_headers(app, frame_ancestors)
    app.register_blueprint(views.blueprint)
    app.register_error_handler(HTTPException, _error_response)
    if behind_proxy:
        proxies.trust_proxies(app, behind_proxy)
    if public_url:
        app.wsgi_app = public_url.wrap(app.wsgi_app)  # type: ignore[assignment, method-assign]
    return app


_ERROR_TITLES = {
    401: "This page needs its key",
    404: "There is nothing here",
    429: "This page needs its key",
}
#: The pages that ask for the key.
_ASKING = (401, 429)


def _error_response(error: HTTPException) -> Response:
    """An error as one line of text, and as a page for those who look at it in a browser."""
    status, text = error.code or 500, error.description or ""
    if status in _ERROR_TITLES and "text/html" in request.accept_mimetypes.values():
        response = _error_page(status, text)
    else:
        response = Response(f"{status} {error.name}\n{text}\n", status, mimetype="text/plain")
    if status in _ASKING:
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
    response.headers.extend(
        (name, value) for name, value in error.get_headers() if name != "Content-Type"
    )
    return response


def _error_page(status: int, text: str) -> Response:
    assets, title = current_app.extensions["player"].assets, _ERROR_TITLES[status]
    # From where the browser is: a proxy may have put us under a prefix that we do not know of.
    base = "../" * (request.path.count("/") - 1) or "./"
    if status in _ASKING:
        html = rendering.login_page(status, title, text, assets, login=f"{base}login")
        styles = [inline_hash(style) for style in rendering.login_styles(assets)]
    else:
        html = rendering.message_page(status, title, text, assets, base=base, back=base)
        styles = []
    response = Response(html, status, mimetype="text/html")
    response.headers["Content-Security-Policy"] = content_security_policy(
        NO_MEDIA, styles=styles, has_form=status in _ASKING
    )
    return response
