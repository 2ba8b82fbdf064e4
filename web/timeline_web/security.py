"""What a page may do. Who may ask for it is in ``access``.

The policy of a page names its own origin and what its one source needs, nothing else; there is
no ``unsafe-*`` anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from hashlib import sha256

from flask import Flask, Response, abort, request

from timeline_web.sources import Source

#: Of the file to which a redirect leads we know nothing beforehand, and media run no script.
_ANY_ORIGIN = ("http:", "https:")

_NONE = "'none'"

_PADDING = re.compile(r"\s{64}")

#: The names of this machine for itself.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})

_DENIED_FEATURES = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # YouTube answers no frame that comes without the origin of its page.
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _DENIED_FEATURES),
}


def content_security_policy(
    source: Source,
    *,
    styles: Iterable[str] = (),
    scripts: Iterable[str] = (),
    self_source: str = "'self'",
    media: Iterable[str] = (),
    has_form: bool = False,
) -> str:
    """The Content-Security-Policy of a page that plays ``source``.

    ``styles`` and ``scripts`` are the hashes (``sha256-...``) of inline ones, ``self_source`` the
    source of everything else of ours, empty for a page that has all of it inside. ``media``
    are further sources of media and tracks; ``has_form`` allows one that is sent to us.
    """
    allowed: dict[str, list[str]] = {
        "default-src": [_NONE],
        "script-src": [self_source, *_quoted(scripts)],
        "style-src": [self_source, *_quoted(styles)],
        "img-src": [self_source, "data:"],
        "font-src": [self_source or "data:"],
        "connect-src": [self_source],
        "media-src": [self_source, *media],
        "base-uri": [_NONE],
        "form-action": [self_source if has_form else _NONE],
    }
    for directive, values in _source_directives(source).items():
        allowed.setdefault(directive, []).extend(values)
    return "; ".join(
        f"{directive} {' '.join(filter(None, values)) or _NONE}"
        for directive, values in allowed.items()
    )


def _quoted(hashes: Iterable[str]) -> list[str]:
    return [f"'{value}'" for value in hashes]


def _source_directives(source: Source) -> dict[str, tuple[str, ...]]:
    if source.kind == "youtube":
        return {
            "script-src": (
                "https://www.youtube.com/iframe_api",
                "https://www.youtube.com/s/player/",
            ),
            "frame-src": ("https://www.youtube-nocookie.com", "https://www.youtube.com"),
        }
    if source.kind == "vimeo":
        return {"frame-src": ("https://player.vimeo.com",)}
    if source.kind == "hls":
        # Segments may lie on any host; where the browser cannot play HLS itself, a script
        # fetches them and hands them over as a blob.
        return {"media-src": (*_ANY_ORIGIN, "blob:"), "connect-src": _ANY_ORIGIN}
    if source.kind == "none":
        # A file of the viewer's own, which the page plays from the disk.
        return {"media-src": ("blob:",)}
    return {"media-src": _ANY_ORIGIN} if source.origin else {}


def inline_hash(text: str) -> str:
    """The policy's name for an inline script or style: the SHA-256 of its exact text."""
    from base64 import b64encode

    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def add_security_headers(app: Flask, frame_ancestors: Collection[str]) -> None:
    """Give every response of ``app`` the headers that hold everywhere.

    A view that shows a page sets its own Content-Security-Policy first; everything else may do
    nothing at all.
    """
    ancestors = f"frame-ancestors {' '.join(frame_ancestors) or _NONE}"

    @app.after_request
    def add(response: Response) -> Response:
        own = response.headers.get("Content-Security-Policy", "default-src 'none'")
        response.headers["Content-Security-Policy"] = f"{own}; {ancestors}"
        for name, value in SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)
        # Taken from trustworthy origins only; elsewhere browsers complain of it.
        if request.is_secure or hostname(request.environ.get("HTTP_HOST", "")) in LOOPBACK:
            response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        return response


def refuse_padding(app: Flask) -> None:
    """Refuse requests with a header of blanks, of which Werkzeug tries every part (7 s for 30 KB).

    Before anything reads their headers.
    """

    @app.before_request
    def refuse() -> None:
        if any(map(_PADDING.search, request.headers.values())):
            abort(400, "There are too many blanks in a header.")


def hostname(header: str) -> str:
    """A Host header without its port, in lower case; empty where it is malformed."""
    match = re.fullmatch(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?", header.lower())
    return match[1] if match else ""
