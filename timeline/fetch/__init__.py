"""From a link to what a timeline needs, through yt-dlp; nothing else imports it.

What was got is stored in a folder, ``NAME.info.json`` and ``NAME.LANG.vtt``, and used from
there without network the next time. The user's own yt-dlp configuration applies: cookies,
proxy, rate limits, plugins.
"""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.fetch.cache import FetchOptions, FetchResult, find_cached, read_cached

__all__ = ["FetchOptions", "FetchResult", "fetch", "find_cached", "read_cached"]

_SCHEME_AND_HOST = re.compile(r"https?://[\w.:-]+(?=[/?#]|$)", re.I)


def fetch(url: str, options: FetchOptions | None = None) -> tuple[FetchResult, ...]:
    """Get what ``options`` asks for: one FetchResult, or one for each entry of a playlist.

    What an earlier call stored is not asked for again. Raises FetchError; for a playlist only
    where no entry could be got (else ``missing`` says which could not).
    """
    options = options or FetchOptions()
    # Scheme and host mean the same in any case, but yt-dlp compares them as they are written.
    url = _SCHEME_AND_HOST.sub(lambda match: match[0].lower(), url, count=1)
    stored = () if options.refresh else find_cached(url, options.folder, options.name)
    if stored and all(_satisfies(item, options) for item in stored):
        return tuple(replace(item, kept=frozenset(item.files)) for item in stored)
    from timeline.fetch.session import Session

    return Session(url, options).run()


def _satisfies(stored: FetchResult, options: FetchOptions) -> bool:
    """Whether what is stored holds what is wished for."""
    languages = {path.suffixes[-2][1:].split("-")[0] for path in stored.subtitles}
    has_language = not options.language or options.language.split("-")[0] in languages
    return has_language and (options.media == "none" or stored.media is not None)
