"""Tags of languages, and which words of a file's name are meant for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.language_tags import is_language, language_tag


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("de", "de"),
        ("ger", "de"),
        ("DEU", "de"),
        ("iw", "he"),
        ("en-GB", "en-GB"),
        ("pt_br", "pt-BR"),
        ("zh-hans", "zh-Hans"),
        ("sr-Latn-RS", "sr-Latn-RS"),
        ("es-419", "es-419"),
        ("en-orig", "en"),  # as yt-dlp calls what is spoken
        ("en-nP7-2PuUl7o", "en"),  # a track of YouTube's that a person named
        ("gsw", "gsw"),
        ("und", ""),
        ("", ""),
        ("english", ""),
        ('en" onload="x', "en"),
    ],
)
def test_tags(given: str, tag: str) -> None:
    assert language_tag(given) == tag


@given(st.text(max_size=20))
def test_anything_gives_a_tag_that_stays_as_it_is(text: str) -> None:
    tag = language_tag(text)
    assert language_tag(tag) == tag
    assert all(part.isalnum() and part.isascii() for part in tag.split("-")) or not tag


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("de", True),
        ("ger", True),
        ("en-US", True),
        ("director", False),
        ("v2", False),
        ("1080p", False),
        ("raw", False),  # languages, too, of few speakers
        ("new", False),
    ],
)
def test_a_word_of_a_file_name_is_a_language_or_not(word: str, expected: bool) -> None:
    assert is_language(word) is expected
