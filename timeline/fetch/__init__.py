"""From a link to what a timeline needs, through yt-dlp; nothing else imports it.

What was got is stored in a folder, ``NAME.info.json`` and ``NAME.LANG.vtt``, and used from
there without network the next time. The user's own yt-dlp configuration applies: cookies,
proxy, rate limits, plugins.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from timeline.fetch.stored import Fetched, Heat, Wish, find_stored

__all__ = ["Fetched", "Heat", "Wish", "fetch", "find_stored", "is_url"]


def is_url(text: str) -> bool:
    """Whether ``text`` is a link rather than a path."""
    return urlsplit(text).scheme in {"http", "https"} and "://" in text


def fetch(url: str, wish: Wish | None = None) -> tuple[Fetched, ...]:
    """Get what ``wish`` asks for: one Fetched, or one for each entry of a playlist.

    What an earlier call stored is not asked for again. Raises FetchError; for a playlist only
    where no entry could be got (else ``missing`` tells which could not).
    """
    wish = wish or Wish()
    stored = () if wish.refresh else find_stored(url, wish.folder, wish.name)
    if stored and all(_satisfies(item, wish) for item in stored):
        return stored
    from timeline.fetch.session import Session

    return Session(url, wish).run()


def _satisfies(stored: Fetched, wish: Wish) -> bool:
    """Whether what is stored holds what is wished for."""
    languages = {path.suffixes[-2][1:].split("-")[0] for path in stored.subtitles}
    has_language = not wish.language or wish.language.split("-")[0] in languages
    return has_language and (wish.media == "none" or stored.media is not None)
