"""yt-dlp's errors in one line: what happened, and what the user can do about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from timeline.errors import FetchError


class _KnownError(NamedTuple):
    """A kind of error: how yt-dlp words it, how we do, and the way out."""

    pattern: str
    message: str
    hint: str = ""


_LOG_IN = "give yt-dlp your cookies: --yt-dlp-args '--cookies-from-browser firefox'"

#: The first that matches counts. Sites word these differently; yt-dlp passes their words on.
_ERRORS = (
    _KnownError(
        r"javascript runtime",
        "yt-dlp needs a JavaScript runtime for this site",
        "pip install 'video-timeline[youtube]' brings one; deno, node, bun and quickjs will do",
    ),
    _KnownError(
        r"429|too many requests|rate.?limit|not a bot|try again later",
        "the site says it is asked too often",
        "wait a while; --yt-dlp-args '--sleep-requests 5' asks more slowly",
    ),
    _KnownError(r"private video|video is private|is private", "the video is private", _LOG_IN),
    _KnownError(
        r"geo.?restrict|(in|from) your (country|region|location)|not available in .*country",
        "the video is not available in this region",
        "--yt-dlp-args '--proxy URL' goes through another one",
    ),
    _KnownError(
        r"sign in|log.?in|members.?only|subscriber|premium|confirm your age|cookies|http error 401",
        "the site wants you to be logged in",
        _LOG_IN,
    ),
    _KnownError(
        r"removed|no longer available|unavailable|deleted|terminated|does not exist"
        r"|http error (404|410)",
        "there is no such video, or no longer",
    ),
    _KnownError(
        r"http error 403|forbidden", "the site refuses to give it (403)", "try again later"
    ),
    _KnownError(r"http error 5\d\d", "the site has an error of its own", "try again later"),
    _KnownError(r"unsupported url", "there is no video that yt-dlp can find on this page"),
    _KnownError(r"not a valid url|invalid url", "this is not an address of a video"),
    _KnownError(
        r"name or service|name resolution|getaddrinfo|failed to resolve|connection refused|"
        r"unreachable|timed out|unable to connect|connection (reset|aborted)|transporterror",
        "the site cannot be reached",
        "is there a network?",
    ),
    _KnownError(
        r"bytes read|more expected|downloaded \d+ bytes",
        "the download broke off",
        "run it again to go on",
    ),
    _KnownError(
        r"no space left|disk quota", "the disk is full", "make room and run it again to go on"
    ),
    _KnownError(
        r"ffmpeg.*(not|n't) (found|installed)", "yt-dlp needs ffmpeg for this", "install ffmpeg"
    ),
    _KnownError(r"requested format", "the site has no such video or quality"),
)


def explain(error: BaseException, url: str, warnings: Sequence[str] = ()) -> FetchError:
    """The FetchError for what yt-dlp raised over ``url``, its ``warnings`` taken into account."""
    said = str(error)
    behind = _behind(error)
    _hang_up([error, *behind])
    causes = [said, *(f"{type(item).__name__}: {item}" for item in behind)]
    for known in _ERRORS:
        if any(re.search(known.pattern, text, re.I) for text in causes):
            return FetchError(known.message, where=url, hint=known.hint)
    runtime = _ERRORS[0]
    if any(re.search(runtime.pattern, text, re.I) for text in warnings):
        return FetchError(runtime.message, where=url, hint=runtime.hint)
    return FetchError(_cleaned(said), where=url)


def _behind(error: BaseException) -> list[BaseException]:
    """The errors that yt-dlp wrapped."""
    inner = (getattr(error, "exc_info", None) or (None, None))[1]
    chain = [inner, getattr(inner, "cause", None), error.__cause__]
    return [item for item in chain if item is not None]


def _hang_up(errors: Sequence[BaseException]) -> None:
    """Close the connection that the answer to a refused request keeps open."""
    for error in errors:
        if response := getattr(error, "response", None):
            response.close()


def _cleaned(said: str) -> str:
    """yt-dlp's own words without its prefixes, colours and plea for a bug report."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", said)
    text = re.sub(r"^(ERROR: )?(\[[\w:+.-]+\] )?([\w-]{1,40}: )?", "", text)
    text = re.split(r"[;.] please report this issue", text, flags=re.I)[0]
    return " ".join(text.split())[:300] or "yt-dlp could not get it"
