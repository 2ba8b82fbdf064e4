"""MediaInfo's report."""

from __future__ import annotations

import pytest

from timeline.errors import InputError
from timeline.formats import detect
from timeline.formats.mediainfo import read

REPORT = """General
Complete name                            : Harvest.mkv
Movie name                               : The harvest
Duration                                 : 12 min

Menu #1
00:00:00.000                             : de:Saat: der Anfang
00:05:33.624                             : de:Ernte

Menu #2
00:00:00.000                             : de:Alles
"""


def test_the_first_menu_is_read_and_the_other_named() -> None:
    assert detect(REPORT).name == "mediainfo"
    parsed = read(REPORT.replace("\n", "\r\n"))
    timeline = parsed.timeline
    assert (timeline.title, timeline.language) == ("The harvest", "de")
    assert [(c.start, c.title, c.line) for c in timeline.chapters] == [
        (0, "Saat: der Anfang", 7),
        (333_624, "Ernte", 8),
    ]
    assert [(p.code, p.line) for p in parsed.problems] == [("T108", 11)]


def test_a_title_that_only_looks_like_a_language_is_kept() -> None:
    text = "Menu\n00:00:00.000  : re:Start\n00:01:00.000  : The end\n"
    assert detect(text).name == "mediainfo"
    assert [c.title for c in read(text).timeline.chapters] == ["re:Start", "The end"]


def test_a_report_without_a_menu_is_refused() -> None:
    with pytest.raises(InputError, match="no menu with chapters"):
        read("General\nDuration : 12 min\n")
    assert detect("Menu\n0:00 Soup\n1:00 Fish\n").name == "summary"
