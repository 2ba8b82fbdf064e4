"""Podcasting 2.0 chapters JSON."""

from __future__ import annotations

import json

import pytest

from timeline.errors import InputError
from timeline.formats.podcasting import FORMAT, read, write
from timeline.model import Chapter, Timeline


def test_a_document_reads_like_this(talk: Timeline) -> None:
    assert json.loads(write(talk)) == {
        "version": "1.2.0",
        "title": "Tides & the moon",
        "description": "Why the sea rises\ntwice a day.",
        "chapters": [
            {"startTime": 0, "title": "Welcome"},
            {"startTime": 75.5, "title": 'a < b --> "Q&A"; #1 = C:\\', "url": "https://a.org/"},
            {"startTime": 600, "title": "Spring tides 🌊", "toc": False},
        ],
    }


def test_ends_are_written_where_they_were_given() -> None:
    chapter = Chapter(start=0, end=1500, title="Jingle", end_given=True)
    assert json.loads(write(Timeline(chapters=(chapter,))))["chapters"] == [
        {"startTime": 0, "endTime": 1.5, "title": "Jingle"}
    ]


def test_a_podcasts_chapters_are_read() -> None:
    """Floats, text for numbers, an image without a title, unsorted, ends that say nothing new."""
    parsed = read(
        json.dumps(
            {
                "version": "1.2.0",
                "author": "Ann",
                "chapters": [
                    {"startTime": 260.5, "endTime": 409.75, "title": "Late"},
                    {
                        "startTime": 0,
                        "endTime": 168,
                        "title": "Intro",
                        "img": "https://a.org/i.png",
                    },
                    {"startTime": "168", "toc": False, "url": "https://a.org"},
                    {"startTime": 200.0004},
                ],
            }
        )
    )
    rows = [(c.start, c.end, c.end_given, c.title, c.hidden) for c in parsed.timeline.chapters]
    assert rows == [
        (0, 168_000, False, "Intro", False),
        (168_000, 200_000, False, "", True),
        (200_000, 260_500, False, "Chapter 3", False),
        (260_500, 409_750, True, "Late", False),
    ]
    assert [problem.code for problem in parsed.problems] == ["T104", "T101", "T102"]
    assert parsed.problems[0].message == "not used: author"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "this is not JSON"),
        ("[]", 'there is no list "chapters"'),
        ('{"chapters": [3]}', "chapter 1 is not a JSON object"),
        ('{"chapters": [{"title": "x"}]}', "chapter 1 has no startTime"),
        ('{"chapters": [{"startTime": 0}, {"startTime": -1}]}', "chapter 2: startTime is not"),
        ('{"chapters": [{"startTime": 1e12}]}', "chapter 1: startTime is not"),
        ('{"chapters": [{"startTime": true}]}', "chapter 1: startTime is not"),
    ],
)
def test_what_is_wrong_is_named(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(text)


def test_other_json_is_not_claimed() -> None:
    assert FORMAT.sniff('{"chapters": [{"startTime": 0}]}')
    assert FORMAT.sniff('{"version": "1.2.0", "chapters": []}')
    assert not FORMAT.sniff('{"chapters": [{"start_time": 0, "title": "<Untitled>"}]}')
    assert not FORMAT.sniff('[{"startTime": 0}]')
