"""Errors as yt-dlp words them, and our line for each."""

from __future__ import annotations

import pytest

from timeline.fetch.errors import explain

WORDS = [
    ("[youtube] abc: Private video. Sign in if you've been granted access", "is private"),
    ("[youtube] abc: Video unavailable. This video has been removed by the uploader", "no such"),
    ("[youtube] abc: The uploader has not made this video available in your country", "region"),
    ("[site] abc: This video is not available from your location due to geo restriction", "region"),
    ("[youtube] abc: Sign in to confirm your age", "logged in"),
    ("[youtube] abc: Sign in to confirm you’re not a bot. Use --cookies", "asked too often"),
    ("[youtube] abc: Join this channel to get access to members-only content", "logged in"),
    ("[site] abc: Unable to download webpage: HTTP Error 429: Too Many Requests", "too often"),
    ("[site] abc: Unable to download webpage: HTTP Error 404: Not Found", "no such video"),
    ("Unable to download webpage: <urlopen error [Errno -2] Name or service not known>", "reached"),
    ("ERROR: [youtube] abc: Signature needs a JavaScript runtime", "JavaScript runtime"),
    ("You have requested merging of multiple formats but ffmpeg is not installed.", "ffmpeg"),
]


@pytest.mark.parametrize(("said", "ours"), WORDS)
def test_each_is_one_line_of_ours(said: str, ours: str) -> None:
    from yt_dlp.utils import DownloadError

    error = explain(DownloadError(said), "https://example.org/v")
    assert ours in error.message
    assert error.where == "https://example.org/v"


def test_a_region_error_is_told_by_its_class() -> None:
    from yt_dlp.utils import DownloadError, GeoRestrictedError

    inner = GeoRestrictedError("Nope", countries=["AT"])
    error = explain(DownloadError("Nope", (type(inner), inner, None)), "u")
    assert "region" in error.message


def test_a_missing_runtime_that_yt_dlp_only_warned_of() -> None:
    warned = ["[youtube] No supported JavaScript runtime could be found. Only deno is enabled"]
    error = explain(ValueError("No video formats found!"), "u", warned)
    assert "deno, node, bun and quickjs will do" in error.hint


def test_other_words_are_passed_on_without_yt_dlp_s_frame() -> None:
    said = "\x1b[0;31mERROR:\x1b[0m [site] a-1: The talk starts soon; please report this issue on"
    assert explain(ValueError(said), "u").message == "The talk starts soon"
