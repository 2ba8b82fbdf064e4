"""Running behind a proxy, and saying who came: what lies around the application.

Nothing that a request says of the way it came is believed unless the user asked for it.
"""

from __future__ import annotations

import ipaddress
import json
import logging
import re
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote, unquote_to_bytes, urlsplit

from flask import Flask, Response, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from timeline.errors import InputError

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LogFormat = Literal["text", "json"]

#: The application's setting that says whether its visitors come through a proxy.
IS_PROXIED = "TIMELINE_IS_PROXIED"

#: The addresses that the application has.
_OURS = re.compile(r"(?:/(?:(?:t|static)/.*|login|logout|healthz)?)?", re.S)

ACCESS_LOG = logging.getLogger("timeline_web.access")


class PublicUrl:
    """The address that visitors know the server by: its scheme, name and prefix.

    It holds for every request, whatever the proxy says, and whether or not it leaves the prefix
    in the path.
    """

    def __init__(self, url: str) -> None:
        """Raises InputError where ``url`` is no plain http or https address."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
            raise InputError(
                f"{url!r} is not an address",
                where="--public-url",
                hint="such as https://talks.example.org/t/",
            )
        self.scheme = parts.scheme
        self.host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        path = parts.path.rstrip("/")
        self.url = f"{parts.scheme}://{parts.netloc}{path}/"
        #: As PEP 3333 has paths: decoded, a character for each byte.
        self.prefix = unquote_to_bytes(path).decode("latin-1")

    def wrap(self, application: WSGIApplication) -> WSGIApplication:
        """``application`` with the environment of this address."""

        def wrapped(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            environ["wsgi.url_scheme"] = self.scheme
            environ["PATH_INFO"] = self._inner(environ.get("PATH_INFO", ""))
            environ["SCRIPT_NAME"] = self.prefix
            return application(environ, start_response)

        return wrapped

    def _inner(self, path: str) -> str:
        """The path without the prefix. It may be gone already, and ``/t`` begins ours, too."""
        inner = path.removeprefix(self.prefix)
        return inner or "/" if _OURS.fullmatch(inner) else path


def trust_proxies(app: Flask, count: int) -> None:
    """Believe the last ``count`` proxies: X-Forwarded-For, -Proto and -Prefix."""
    app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
        app.wsgi_app, x_for=count, x_proto=count, x_host=0, x_prefix=count
    )


def network_of(address: str) -> str:
    """What counts as one visitor: an IPv4 address, or the network of a site in IPv6.

    What is no address stays as it is: a proxy may say ``unknown``.
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ipaddress.IPv6Network((parsed, 64), strict=False))


def log_access(app: Flask, fmt: LogFormat) -> None:
    """Write a line for each request to the logger ``timeline_web.access``.

    Never the query: it may hold the key.
    """
    ACCESS_LOG.setLevel(logging.INFO)
    if not ACCESS_LOG.hasHandlers():
        ACCESS_LOG.addHandler(logging.StreamHandler())

    @app.before_request
    def begin() -> None:
        g.begun = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        record = _record(response, time.perf_counter() - g.get("begun", time.perf_counter()))
        ACCESS_LOG.info("%s", json.dumps(record) if fmt == "json" else _line(record))
        return response


def _record(response: Response, seconds: float) -> dict[str, str | int | float | None]:
    return {
        "time": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "address": request.remote_addr or "",
        "method": request.method,
        "path": quote(request.script_root + request.path),
        "status": response.status_code,
        "bytes": response.content_length,
        "seconds": round(seconds, 4),
        "agent": quote(request.headers.get("User-Agent", ""), safe=" /;:.,()+")[:200],
    }


def _line(record: dict[str, str | int | float | None]) -> str:
    return '{address} [{time}] "{method} {path}" {status} {bytes} {seconds} "{agent}"'.format_map(
        record | {"bytes": "-" if record["bytes"] is None else record["bytes"]}
    )
