"""Who may ask, and by which name: the Host check, the key, and the session it is exchanged for.

The key is in the link that is printed, or is typed; it is exchanged for a signed cookie at
once. Whoever has the key can check the signature, so that several workers and a restart
need nothing in common but the key.
"""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Collection
from hashlib import sha256
from hmac import compare_digest
from threading import Lock

from flask import Flask, Response, abort, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import TooManyRequests, Unauthorized

from timeline_web.proxies import network_of
from timeline_web.security import hostname

#: So long a visitor stays known.
SESSION_SECONDS = 30 * 24 * 3600
#: So many wrong keys are answered at once. After them each takes twice as long, up to the limit.
FREE_TRIES = 5
MAX_WAIT_SECONDS = 300
#: So many addresses are remembered for their wrong keys.
_MAX_ADDRESSES = 10_000

HEALTH_PATH = "/healthz"

_log = logging.getLogger("timeline_web")


class Throttle:
    """Slows down those who try keys. No thread waits: a try that comes too early is refused."""

    def __init__(self) -> None:
        self._failed: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, address: str) -> float:
        """The seconds until this address may try again; 0 where it may now."""
        with self._lock:
            count, last = self._failed.get(address, (0, 0.0))
        if count < FREE_TRIES:
            return 0
        pause = min(2.0 ** (count - FREE_TRIES + 1), MAX_WAIT_SECONDS)
        return max(0, last + pause - time.monotonic())

    def fail(self, address: str) -> int:
        """Count a wrong key; how many there were from this address."""
        with self._lock:
            count = self._failed.pop(address, (0, 0.0))[0] + 1
            self._failed[address] = (count, time.monotonic())
            while len(self._failed) > _MAX_ADDRESSES:
                self._failed.popitem(last=False)
            return count

    def succeed(self, address: str) -> None:
        """Forget the wrong keys of an address that has the right one."""
        with self._lock:
            self._failed.pop(address, None)


class Sessions:
    """The signed cookies that visitors get for the key."""

    def __init__(self, key: str) -> None:
        self.cookie = f"timeline-{sha256(b'cookie' + key.encode()).hexdigest()[:8]}"
        self._signer = URLSafeTimedSerializer(key, salt="timeline session")

    def is_known(self) -> bool:
        """Whether the request is from somebody who had the key."""
        try:
            self._signer.loads(request.cookies.get(self.cookie, ""), max_age=SESSION_SECONDS)
        except (BadSignature, UnicodeError):
            return False
        return True

    def begin(self, response: Response) -> None:
        """Give the visitor a cookie.

        It has no path, so that a browser sends it to what lies beside the login, also where a
        proxy puts that under a prefix which we do not know of, and to no other site there.
        """
        response.set_cookie(
            self.cookie,
            str(self._signer.dumps("visitor")),
            max_age=SESSION_SECONDS,
            httponly=True,
            samesite="Strict",
            secure=request.is_secure,
            path=None,
        )

    def end(self, response: Response) -> None:
        """Take the cookie back."""
        response.delete_cookie(self.cookie, path=None, httponly=True, samesite="Strict")


def require_access(app: Flask, allowed_hosts: Collection[str], key: str) -> None:
    """Refuse requests for a foreign host, and, with a ``key``, from visitors without it."""
    allowed = {host.lower() for host in allowed_hosts}
    sessions = Sessions(key) if key else None
    throttle = Throttle()

    @app.before_request
    def check() -> Response | None:
        if request.path == HEALTH_PATH:
            return None
        if hostname(request.environ.get("HTTP_HOST", "")) not in allowed:
            abort(
                403,
                "This server does not answer to that name. Open the link that it printed, or "
                "start it with --allowed-host NAME.",
            )
        if sessions is None:
            return None
        if request.path == "/login" and (given := request.values.get("token")):
            _check_key(given, key, throttle)
            return _welcome(sessions)
        if not sessions.is_known():
            raise _unauthorized("Open the link that timeline watch printed, or enter the key.")
        return _farewell(sessions) if request.path == "/logout" else None


def _check_key(given: str, key: str, throttle: Throttle) -> None:
    """Raises Unauthorized for a wrong key, TooManyRequests where too many were tried."""
    address = network_of(request.remote_addr or "")
    if wait := throttle.wait(address):
        raise TooManyRequests(
            "Too many wrong keys came from your address. Wait a moment.",
            retry_after=int(wait) + 1,
        )
    if not compare_digest(given.encode("utf-8", "replace"), key.encode()):
        count = throttle.fail(address)
        _log.warning("a wrong key from %s, number %d", address, count)
        raise _unauthorized("This is not the key.")
    throttle.succeed(address)


def _unauthorized(text: str) -> Unauthorized:
    return Unauthorized(text, www_authenticate=WWWAuthenticate("cookie", {"realm": "timeline"}))


def _welcome(sessions: Sessions) -> Response:
    """Set the cookie and go on to the page.

    Not by a redirect: to a redirect that a link on another site began, a browser sends no
    cookie of SameSite=Strict. The address holds the key: it is given to nobody as the referrer.
    """
    response = _message('<!doctype html><title>Welcome</title><a href="./">Open the player</a>')
    response.headers["Refresh"] = "0; url=./"
    sessions.begin(response)
    return response


def _farewell(sessions: Sessions) -> Response:
    response = _message(
        "<!doctype html><title>Logged out</title>"
        '<p>You are logged out.</p><p><a href="./">Enter the key again</a></p>'
    )
    sessions.end(response)
    return response


def _message(html: str) -> Response:
    response = Response(html)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
