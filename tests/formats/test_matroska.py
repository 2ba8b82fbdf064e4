"""Matroska chapter XML, checked with mkvmerge and mkvextract."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given, settings

from tests.strategies import timelines
from timeline.chapter_ends import resolve_ends, within
from timeline.errors import InputError
from timeline.formats import xml_text
from timeline.formats.matroska import read, write
from timeline.model import Chapter, Timeline


def test_an_atom_reads_like_this(talk: Timeline) -> None:
    text = write(replace(talk, chapters=talk.chapters[2:]))
    assert text == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        "<Chapters>\n"
        "  <EditionEntry>\n"
        "    <ChapterAtom>\n"
        f"      <ChapterUID>{xml_text.parse(text).findtext('.//ChapterUID')}</ChapterUID>\n"
        "      <ChapterTimeStart>00:10:00.000000000</ChapterTimeStart>\n"
        "      <ChapterTimeEnd>00:15:00.000000000</ChapterTimeEnd>\n"
        "      <ChapterFlagHidden>1</ChapterFlagHidden>\n"
        "      <ChapterDisplay>\n"
        "        <ChapterString>Spring tides 🌊</ChapterString>\n"
        "        <ChapLanguageIETF>en</ChapLanguageIETF>\n"
        "        <ChapterLanguage>und</ChapterLanguage>\n"
        "      </ChapterDisplay>\n"
        "    </ChapterAtom>\n"
        "  </EditionEntry>\n"
        "</Chapters>\n"
    )


NESTED = resolve_ends(
    Timeline(
        chapters=(
            Chapter(start=0, end=300_000, title="Part <1>", end_given=True),
            Chapter(start=0, end=0, title="Intro"),
            Chapter(start=60_500, end=200_000, title="Middle", end_given=True, hidden=True),
            Chapter(start=90_000, end=120_000, title="Deep", end_given=True),
            Chapter(start=300_000, end=0, title="Part & 2"),
        )
    ),
    900_000,
)


def test_mkvmerge_keeps_all_of_it(muxed: Callable[[str], str]) -> None:
    extracted = muxed(write(NESTED))
    assert read(extracted).timeline.chapters == read(write(NESTED)).timeline.chapters
    root = xml_text.parse(extracted)
    assert [atom.findtext("ChapterDisplay/ChapterString") for atom in root[0]][1:] == [
        "Part <1>",
        "Part & 2",
    ]


TWINS = resolve_ends(Timeline(chapters=(Chapter(start=0, end=0, title="x"),) * 2))


@given(timeline=timelines())
@example(timeline=TWINS)
@settings(deadline=None, max_examples=50)
def test_numbers_are_unique_and_the_same_every_time(timeline: Timeline) -> None:
    text = write(timeline)
    uids = [int(uid.text or "") for uid in xml_text.parse(text).iter("ChapterUID")]
    assert len(set(uids)) == len(uids) == len(within(timeline).chapters)
    assert all(0 < uid < 2**64 for uid in uids)
    assert write(timeline) == text


def test_a_file_from_elsewhere_is_read() -> None:
    """A document type, the default edition of two, no ends, several languages, blanks."""
    parsed = read(
        '<?xml version="1.0"?>\n<!DOCTYPE Chapters SYSTEM "matroskachapters.dtd">\n<Chapters>'
        "<EditionEntry><ChapterAtom><ChapterTimeStart>00:00:09</ChapterTimeStart></ChapterAtom>"
        "</EditionEntry><EditionEntry><EditionFlagDefault>1</EditionFlagDefault>"
        "<ChapterAtom><ChapterTimeStart>00:01:36.013499999</ChapterTimeStart>"
        "<ChapterDisplay><ChapterString> Anfang </ChapterString>"
        "<ChapterLanguage>ger</ChapterLanguage></ChapterDisplay>"
        "<ChapterDisplay><ChapterString>Start</ChapterString></ChapterDisplay></ChapterAtom>"
        "<ChapterAtom><ChapterTimeStart>0:0:3</ChapterTimeStart></ChapterAtom>"
        "</EditionEntry></Chapters>"
    )
    assert [(c.start, c.title) for c in parsed.timeline.chapters] == [
        (3_000, "Chapter 1"),
        (96_013, "Anfang"),
    ]
    assert parsed.timeline.language == "ger"
    assert [problem.code for problem in parsed.problems] == ["T105", "T101", "T102"]


def test_an_estimate_says_so_and_stays_one(talk: Timeline) -> None:
    text = write(resolve_ends(replace(talk, duration=0, duration_source="none")))
    assert "<!-- The last end is an estimate" in text
    assert read(text).timeline.duration_source == "estimate"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<Chapters>", "not well-formed XML: no element found: line 1"),
        ("<chapters/>", "the root is <chapters>"),
        ("<Chapters><ChapterAtom/></Chapters>", "chapter 1: '' is not a time"),
        (
            '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><Chapters>&d;</Chapters>',
            "declares entities",
        ),
    ],
)
def test_what_is_wrong_is_named(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(text)
