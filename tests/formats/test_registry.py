"""What holds for every format: the round trip it promises, its detection, no crash on any text."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from tests.strategies import NASTY, timelines
from timeline.chapter_ends import resolve_ends, within
from timeline.errors import FormatError, InputError
from timeline.formats import FORMATS, Format, csv, detect, get_format
from timeline.formats.assembly import refuse_transcript
from timeline.kinds import KINDS
from timeline.model import Chapter, Insight, Moment, Question, Timeline
from timeline.parsing import parse
from timeline.times import MAX_TIME_MS, SECOND
from timeline.tracks import flat, nested, one_line, printable, titled, track

# What is read as free text (Markdown, YouTube's lines) is proven in tests/parsing.
READABLE = [fmt for fmt in FORMATS.values() if fmt.read not in (None, parse) and fmt.write]
CHAPTER_FORMATS = [fmt for fmt in READABLE if "chapters" in fmt.tracks]

#: How a format that states every end cuts chapters that reach into each other.
SPANS: dict[str, Callable[[Iterable[Chapter]], list[Chapter]]] = {
    "webvtt": nested,
    "srt": nested,
    "audacity": nested,
    "matroska": nested,
    "ffmetadata": flat,
}

parse_pattern = _parser.parse
each_format = pytest.mark.parametrize("fmt", CHAPTER_FORMATS, ids=lambda fmt: fmt.name)
thorough = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def written(fmt: Format, timeline: Timeline, name: str = "chapters") -> str:
    assert fmt.write
    return fmt.write(timeline, name)  # type: ignore[arg-type]


def reread(fmt: Format, timeline: Timeline, name: str = "chapters") -> Timeline:
    assert fmt.read
    text = written(fmt, timeline, name)
    # Without a chapter some formats have nothing to write, and a CUE sheet no track.
    assume(text.strip() and (sent_chapters(fmt, timeline) or fmt.name != "cue"))
    try:
        return fmt.read(text).timeline
    except InputError as error:
        # Many short chapters cannot be distinguished from subtitles where a file does not say.
        assume("transcript" not in str(error))
        raise


def sent_chapters(fmt: Format, timeline: Timeline) -> list[Chapter]:
    """The chapters that a format is given: where it carries a length, none after the end; and
    where it lists all that it holds, none that is hidden and has no title.
    """
    kept = timeline if "late" in fmt.capabilities else within(timeline)
    hides = "hidden" in fmt.capabilities or fmt.name == "markdown"
    return [c for c in kept.chapters if hides or one_line(c.title) or not c.hidden]


def kept_title(fmt: Format, chapter: Chapter) -> str:
    if fmt.name == "cue":
        return chapter.title.replace('"', "'")
    return chapter.title


def kept_url(fmt: Format, url: str) -> str:
    return url.replace("<", "%3C").replace(">", "%3E") if fmt.name == "mp4chaps" else url


@each_format
@given(timeline=timelines())
@thorough
def test_starts_and_titles_survive(fmt: Format, timeline: Timeline) -> None:
    assume(fmt.name != "mp4chaps" or not any(c.title.endswith(">") for c in timeline.chapters))
    sent = SPANS.get(fmt.name, list)(titled(sent_chapters(fmt, timeline)))
    back = titled(reread(fmt, timeline).chapters)
    assert len(back) == len(sent)
    if fmt.name == "cue":
        expected = [kept_title(fmt, chapter) for chapter in sent]
        assert sorted(chapter.title for chapter in back) == sorted(expected)
        for ours, theirs in zip(sent, back, strict=True):
            assert abs(ours.start - theirs.start) <= SECOND / 75 / 2 + 1
    elif fmt.name in ("json", "podcasting"):
        # An untitled chapter stays so, and is called by its number only where it is shown.
        assert [c.start for c in back] == [c.start for c in sent]
        assert [c.title for c in back] == [c.title for c in sent]
    else:
        assert sorted((c.start, c.title) for c in back) == sorted((c.start, c.title) for c in sent)


@pytest.mark.parametrize(
    "fmt", [fmt for fmt in CHAPTER_FORMATS if "ends" in fmt.capabilities], ids=lambda fmt: fmt.name
)
@given(timeline=timelines())
@thorough
def test_ends_survive(fmt: Format, timeline: Timeline) -> None:
    back = reread(fmt, timeline)
    if fmt.name in SPANS:
        sent = SPANS[fmt.name](titled(sent_chapters(fmt, timeline)))
        assert sorted((c.start, c.end) for c in back.chapters) == sorted(
            (c.start, c.end) for c in sent
        )
    else:
        for ours, theirs in zip(sent_chapters(fmt, timeline), back.chapters, strict=True):
            assert theirs.end == ours.end or not ours.end_given


@each_format
@given(timeline=timelines())
@thorough
def test_an_end_that_something_else_tells_is_not_given(fmt: Format, timeline: Timeline) -> None:
    back = reread(fmt, timeline)
    for index, chapter in enumerate(back.chapters):
        if chapter.end_given and fmt.name != "json":
            assert ends_if_open(back, index) != {chapter.end}


def ends_if_open(timeline: Timeline, index: int) -> set[int]:
    """Where a chapter would end by the others alone, with the duration and in a video without."""
    chapters = list(timeline.chapters)
    chapters[index] = replace(chapters[index], end_given=False)
    opened = replace(timeline, chapters=tuple(chapters))
    return {
        resolve_ends(opened, duration).chapters[index].end
        for duration in (timeline.duration, MAX_TIME_MS + SECOND)
    }


def test_an_end_across_another_chapters_end_is_given() -> None:
    # By the others alone the third would end with the one around its start, at 60 s.
    chapters = (
        Chapter(start=0, end=0, title="a"),
        Chapter(start=0, end=60_000, title="b", end_given=True),
        Chapter(start=10_000, end=70_000, title="c", end_given=True),
        Chapter(start=70_000, end=0, title="d"),
    )
    timeline = resolve_ends(Timeline(chapters=chapters))
    back = csv.read(csv.write(timeline)).timeline
    assert [(c.start, c.end, c.end_given) for c in back.chapters] == [
        (c.start, c.end, c.end_given) for c in timeline.chapters
    ]
    assert ends_if_open(back, 2) == {60_000}


@each_format
@given(timeline=timelines())
@thorough
def test_links_images_and_hidden_flags_survive(fmt: Format, timeline: Timeline) -> None:
    back = reread(fmt, timeline).chapters
    sent = SPANS.get(fmt.name, list)(sent_chapters(fmt, timeline))
    for ours, theirs in zip(sent, back, strict=True):
        assert theirs.url == ("links" in fmt.capabilities) * kept_url(fmt, ours.url)
        assert theirs.image == ("images" in fmt.capabilities) * ours.image
        assert theirs.hidden == ("hidden" in fmt.capabilities and ours.hidden)


@each_format
@given(timeline=timelines())
@thorough
def test_what_stands_around_the_chapters_survives(fmt: Format, timeline: Timeline) -> None:
    back = reread(fmt, timeline)
    if "title" in fmt.capabilities:
        title = one_line(timeline.title)
        assert one_line(back.title) == (title.replace('"', "'") if fmt.name == "cue" else title)
    if "tldr" in fmt.capabilities:
        assert one_line(back.tldr) == one_line(timeline.tldr)
    if "source" in fmt.capabilities:
        assert back.source_url == timeline.source_url
    if "language" in fmt.capabilities and sent_chapters(fmt, timeline):
        assert back.language == timeline.language
    if "texts" in fmt.capabilities:
        assert [printable(c.text) for c in back.chapters] == [
            printable(c.text) for c in timeline.chapters
        ]


@pytest.mark.parametrize("fmt", [f for f in READABLE if f.single_file], ids=lambda fmt: fmt.name)
@given(timeline=timelines())
@thorough
def test_points_survive_in_one_file(fmt: Format, timeline: Timeline) -> None:
    back = reread(fmt, timeline)
    assert [point.kind for point in back.points] == [point.kind for point in timeline.points]
    for ours, theirs in zip(timeline.points, back.points, strict=True):
        assert (theirs.start, theirs.end) == (ours.start, ours.end)
        assert theirs.scope == ours.scope
        assert [spread(moment) for moment in theirs.moments] == list(map(spread, ours.moments))
        assert theirs.placed_by == ours.placed_by
        assert one_line(theirs.words) == one_line(ours.words)


def spread(moment: Moment) -> tuple[int, int, float]:
    return moment.start, moment.end, moment.confidence


@pytest.mark.parametrize("name", [kind.track for kind in KINDS])
@given(timeline=timelines())
@thorough
def test_points_survive_as_cues(name: str, timeline: Timeline) -> None:
    cues = track(timeline, name).cues  # type: ignore[arg-type]
    vtt, srt, labels = (reread(FORMATS[f], timeline, name) for f in ("webvtt", "srt", "audacity"))
    expected = [(cue.start, cue.end) for cue in cues]
    moments = [(moment.start, moment.end) for point in vtt.points for moment in point.moments]
    assert sorted(moments) == expected
    assert [(chapter.start, chapter.end) for chapter in srt.chapters] == expected
    assert [chapter.title for chapter in labels.chapters] == [cue.text for cue in cues]
    assert not vtt.chapters


@pytest.mark.parametrize("fmt", FORMATS.values(), ids=lambda fmt: fmt.name)
@given(timeline=timelines())
@thorough
def test_only_its_own_format_claims_a_text(fmt: Format, timeline: Timeline) -> None:
    if not fmt.write:
        return
    for name in fmt.tracks:
        text = written(fmt, timeline, name)
        claims = [other.name for other in FORMATS.values() if other.read and other.sniff(text)]
        holds = sent_chapters(fmt, timeline) or fmt.name != "cue"
        assert claims == ([fmt.name] if fmt in READABLE and text.strip() and holds else [])


@each_format
@given(timeline=timelines(), data=st.data())
@thorough
def test_a_damaged_file_is_read_or_refused(
    fmt: Format, timeline: Timeline, data: st.DataObject
) -> None:
    text = written(fmt, timeline)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 20))
        text = text[:at] + data.draw(st.sampled_from(NASTY)) + text[at + cut :]
    survives(fmt, text)


@each_format
@given(text=st.one_of(st.text(), st.lists(st.sampled_from(NASTY)).map("".join)))
@example(text="")
@example(text="\ufeff")
@example(text="{" * 100_000)
@example(text="[" * 100_000)
@example(text="<a>" * 50_000)
@example(text='{"chapters": [null, 3, {"startTime": {}}]}')
@example(text="00:00:00.000" * 1000)
@example(text="<" * 50_000)
# A pattern that is quadratic would not come to an end with these.
@example(text=" " * 1_000_000 + "b")
@example(text="00:00:00.000 a" + " " * 1_000_000 + "b")
@example(text=";FFMETADATA1\n" + "\\" * 500_000)
@thorough
def test_any_text_is_read_or_refused(fmt: Format, text: str) -> None:
    survives(fmt, text)


def survives(fmt: Format, text: str) -> None:
    """Reading gives a sound timeline that every format can write, or an InputError."""
    assert fmt.read
    for other in FORMATS.values():
        other.sniff(text)
    try:
        timeline = fmt.read(text).timeline
    except InputError:
        return
    assert list(timeline.chapters) == sorted(timeline.chapters, key=lambda c: c.start)
    assert all(chapter.end > chapter.start >= 0 for chapter in timeline.chapters)
    for other in FORMATS.values():
        if other.write:
            written(other, timeline)


@pytest.mark.parametrize("fmt", [f for f in FORMATS.values() if f.write], ids=lambda f: f.name)
@given(timeline=timelines())
@thorough
def test_nothing_is_after_the_end_where_a_length_is_carried(
    fmt: Format, timeline: Timeline
) -> None:
    late = len(timeline.chapters) - len(within(timeline).chapters)
    reported = any("after the end" in loss for loss in fmt.unsupported(timeline, fmt.tracks))
    assert reported == (late > 0 and "late" not in fmt.capabilities)
    if "late" in fmt.capabilities or not fmt.read or timeline.duration_source != "given":
        return
    for chapter in reread(fmt, timeline).chapters:
        assert chapter.end <= max(timeline.duration, chapter.start + 1)
        assert chapter.start < timeline.duration


@given(timeline=timelines())
@thorough
def test_losses_name_nothing_that_is_kept(timeline: Timeline) -> None:
    assert FORMATS["json"].unsupported(timeline, FORMATS["json"].tracks) == []


def test_losses_are_told_in_words() -> None:
    timeline = resolve_ends(
        Timeline(
            title="Tides",
            tldr="The moon pulls.",
            chapters=(
                Chapter(start=0, end=100_000, title="All", end_given=True, url="https://a.org"),
                Chapter(start=500, end=0, title="Part", text="Two texts."),
            ),
            points=(
                Insight(text="Undated"),
                Question(question="Also?"),
            ),
        ),
        120_000,
    )
    assert FORMATS["youtube"].unsupported(timeline, ("chapters",)) == [
        "the title",
        "the TLDR",
        "1 chapter text",
        "1 chapter end",
        "1 chapter inside another",
        "1 link",
        "1 fraction of a second",
        "1 insight",
        "1 question",
    ]
    assert "2 points without a time" in FORMATS["srt"].unsupported(timeline, ("insights", "qa"))


def test_names_are_listed_for_a_format_that_does_not_exist() -> None:
    with pytest.raises(
        FormatError, match=r"no format 'vtt' \(did you mean webvtt\? There are: webvtt, "
    ):
        get_format("vtt")


def test_a_text_that_two_formats_claim_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    twin = Format(
        name="twin",
        title="",
        suffix="",
        media_type="",
        sniff=lambda text: text.startswith("WEBVTT"),
        read=FORMATS["webvtt"].read,
    )
    monkeypatch.setitem(FORMATS, "twin", twin)
    with pytest.raises(FormatError, match="webvtt or twin"):
        detect("WEBVTT\n")


def accepts_blank(item: Any) -> bool:
    """Whether one parsed piece of a pattern can match a blank."""
    kind, value = item
    name = str(kind)
    if name == "LITERAL":
        return bool(value == 32)
    if name == "NOT_LITERAL":
        return bool(value != 32)
    if name == "RANGE":
        return bool(value[0] <= 32 <= value[1])
    if name == "CATEGORY":
        return str(value) in ("CATEGORY_SPACE", "CATEGORY_NOT_DIGIT", "CATEGORY_NOT_WORD")
    if name == "IN":
        negated = str(value[0][0]) == "NEGATE"
        return negated != any(accepts_blank(each) for each in value)
    # A dot takes all that is left of the line, and gives nothing back that could fail.
    return False


def squares(items: Any, is_open: bool = False) -> tuple[bool, bool]:
    """Whether a sequence has two unbounded repeats of blanks with nothing required between, and
    whether it ends in one.
    """
    bad = False
    for kind, value in items:
        name = str(kind)
        if name == "MAX_REPEAT":
            least, most, inner = value
            if str(most) == "MAXREPEAT" and len(inner) == 1 and accepts_blank(inner[0]):
                bad, is_open = bad or is_open, True
                continue
            inside, after = squares(inner, is_open)
            bad, is_open = bad or inside, after or (is_open and least == 0)
        elif name == "SUBPATTERN":
            inside, is_open = squares(value[3], is_open)
            bad = bad or inside
        elif name == "BRANCH":
            ends = [squares(branch, is_open) for branch in value[1]]
            bad, is_open = bad or any(b for b, _ in ends), any(after for _, after in ends)
        elif name != "AT":
            is_open = False
    return bad, is_open


def test_no_pattern_takes_the_square_of_the_blanks_before_it() -> None:
    """``\\s*(?:\\d+)?[ \\t]*x`` tries every way to share a run of blanks before it gives up."""
    assert squares(parse_pattern(r"\s*(?:\d+\n)?[ \t]*x"))[0]
    assert not squares(parse_pattern(r"\s*\d[ \t]*x"))[0]
    modules = [sys.modules[name] for name in sys.modules if name.startswith("timeline.formats")]
    patterns = {
        (module.__name__, value.pattern)
        for module in modules
        for value in vars(module).values()
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
    }
    assert len(patterns) > 30
    assert [each for each in patterns if squares(parse_pattern(each[1]))[0]] == []


@pytest.mark.parametrize("fmt", [f for f in FORMATS.values() if f.read], ids=lambda f: f.name)
@pytest.mark.parametrize("blank", [" ", "\n", "\t", " \n", "\ufeff "])
def test_blanks_alone_are_of_no_format(fmt: Format, blank: str) -> None:
    assert not fmt.sniff(blank * 3_000)


def test_a_transcript_is_not_chapters() -> None:
    speech = [(n * 3000, n * 3000 + 2900) for n in range(412)]
    with pytest.raises(InputError, match=r"transcript \(412 cues\) \(give it with --transcript\)"):
        refuse_transcript(speech)
    refuse_transcript([(n * 60_000, (n + 1) * 60_000) for n in range(300)])
    refuse_transcript(speech[:20])


def test_every_format_has_a_name_a_title_and_a_file_ending() -> None:
    for name, fmt in FORMATS.items():
        assert fmt.name == name
        assert fmt.title
        assert fmt.suffix.startswith(".")
        assert fmt.read or fmt.write
    names = [fmt.file_name("talk", "chapters") for fmt in FORMATS.values() if fmt.write]
    assert len(set(names)) == len(names)
    assert "talk.chapters.vtt" in names
    assert "talk.chapters.json" in names
    assert "talk.timeline.json" in names
