"""Edit decision lists: Resolve's markers, Avid's locators, clips."""

from __future__ import annotations

import pytest

from timeline.errors import InputError
from timeline.formats import detect
from timeline.formats.edl import read

RESOLVE = """TITLE: Lighthouse cut 3
FCM: NON-DROP FRAME

001  001      V     C        01:00:05:00 01:00:05:01 01:00:05:00 01:00:05:01
 |C:ResolveColorBlue |M:Lamp room |D:1

002  001      V     C        01:01:03:12 01:01:03:13 01:01:03:12 01:01:03:13
Ask the keeper |C:ResolveColorRed |M:Storm, at night |D:250
"""

AVID = """TITLE: REEL 4
001  TAPE4    V     C        00:00:00:00 00:10:00:00 00:00:00:00 00:10:00:00
* FROM CLIP NAME: WIDE SHOT
* LOC: 00:00:10:00 RED     The gate opens
* LOC: 00:02:00:00 BLUE    The gate shuts
"""

CLIPS = """001  AX       AA/V  C        00:00:00:00 00:01:00:00 00:00:00:00 00:01:00:00
* FROM CLIP NAME: Hello.mov
002  AX       AA/V  D  024   00:00:00:00 00:01:00:00 00:01:00:00 00:02:00:00\r
* FROM CLIP NAME: Bye.mov
* COMMENT: the last one
"""


def test_resolves_markers() -> None:
    assert detect(RESOLVE).name == "edl"
    parsed = read(RESOLVE)
    assert parsed.timeline.title == "Lighthouse cut 3"
    assert [(c.start, c.title, c.line) for c in parsed.timeline.chapters] == [
        (5_000, "Lamp room", 4),
        (63_480, "Storm, at night", 7),
    ]
    assert (parsed.timeline.chapters[1].end, parsed.timeline.chapters[1].end_given) == (
        73_480,
        True,
    )
    assert [problem.code for problem in parsed.problems] == ["T109", "T109"]


def test_avids_locators_have_times_of_their_own() -> None:
    assert detect(AVID).name == "edl"
    assert [(c.start, c.title) for c in read(AVID).timeline.chapters] == [
        (10_000, "The gate opens"),
        (120_000, "The gate shuts"),
    ]


def test_events_without_markers_are_called_by_comment_or_clip() -> None:
    assert detect(CLIPS).name == "edl"
    parsed = read(CLIPS)
    assert [(c.start, c.title) for c in parsed.timeline.chapters] == [
        (0, "Hello.mov"),
        (60_000, "the last one"),
    ]
    assert parsed.problems == ()


def test_a_text_without_events_is_refused() -> None:
    with pytest.raises(InputError, match="no event in this EDL"):
        read("TITLE: x\n")
    assert detect("TITLE: x\n001 words 0:00 1:00\n").name == "summary"
