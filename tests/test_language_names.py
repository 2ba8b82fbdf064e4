"""Tags of languages, and what those who speak them call them."""

from __future__ import annotations

import pytest

from timeline.language_names import is_known_language, language_name, language_tag


@pytest.mark.parametrize(
    ("given", "tag", "name"),
    [
        ("de", "de", "Deutsch"),
        ("ger", "de", "Deutsch"),
        ("DEU", "de", "Deutsch"),
        ("iw", "he", "עברית"),
        ("en-GB", "en-GB", "English (GB)"),
        ("pt_br", "pt-BR", "Português (BR)"),
        ("zh-hans", "zh-Hans", "中文 (Hans)"),
        ("sr-Latn-RS", "sr-Latn-RS", "Српски (Latn, RS)"),
        ("es-419", "es-419", "Español (419)"),
        ("en-orig", "en", "English"),  # as yt-dlp calls what is spoken
        ("en-nP7-2PuUl7o", "en", "English"),  # a track of YouTube's that a person named
        ("gsw", "gsw", "gsw"),
        ("und", "", ""),
        ("", "", ""),
        ("english", "", ""),
        ('en" onload="x', "en", "English"),
    ],
)
def test_tag_and_name(given: str, tag: str, name: str) -> None:
    assert language_tag(given) == tag
    assert language_name(tag) == name


@pytest.mark.parametrize(
    ("word", "known"),
    [("de", True), ("en-US", True), ("director", False), ("v2", False), ("1080p", False)],
)
def test_a_word_of_a_file_name_is_a_language_or_not(word: str, known: bool) -> None:
    assert is_known_language(word) is known
