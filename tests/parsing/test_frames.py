"""Lists that dress each time in something of their own, which no table could name in full."""

from __future__ import annotations

import pytest

from timeline.model import Problem, Timeline
from timeline.parsing import parse

TIMES = ("00:00", "02:10", "07:45")
TITLES = ("Clay", "Glaze", "Kiln")
STARTS = [0, 130_000, 465_000]
FORMS = """
▸ {time} ➜ {title}
※ {time} {title}
・{time} {title}
├── {time} {title}
│  ├─ {time} {title}
{time} ⟶ {title}
{time} » {title}
{time} // {title}
{time} 🎬 {title}
{time} … {title}
{time} ¦ {title}
{time} min {title}
{time} Uhr {title}
① {time} {title}
{n}/ {time} {title}
{n}/3 · {time} · {title}
[{n}] {time} {title}
{roman}. {time} {title}
№{n} {time} {title}
Ch. {n}: {time} {title}
Part {roman} - {time} - {title}
Teil {n}: {time} {title}
Part {letter}: {time} {title}
{letter}) {time} {title}
Scene {letter} - {time} - {title}
Chapter One: {time} {title}
**Chapter {n}** ({time}) {title}
{n} | {time} {title}
{n}.) {time} {title}
#{n} @{time} {title}
T+{time} {title}
ts={time} {title}
≈{time} {title}
⟨{time}⟩ {title}
«{time}» {title}
Starting at {time} {title}
From minute {time} on: {title}
TC {time} {title}
⏱️ {time}: {title}
start: {time} title: {title}
{title} (starts at {time})
{title} (from {time})
{title} (~{time})
{title} (⏱ {time})
{title} [timestamp: {time}]
{title} <{time}>
{title} ▸ {time}
{title} ⏱ {time}
{title}, {time}
{title} begins at {time}
{title}......{time}
""".strip().splitlines()


def listed(form: str, count: int = 3) -> str:
    rows = zip(TIMES[:count], TITLES[:count], ("I", "II", "III"), strict=False)
    return "\n".join(
        form.format(time=time, title=title, n=number, roman=roman, letter="ABC"[number - 1])
        for number, (time, title, roman) in enumerate(rows, 1)
    )


def read(text: str) -> Timeline:
    return parse(text).timeline


@pytest.mark.parametrize("form", FORMS)
def test_a_frame_that_every_line_repeats_is_no_part_of_the_titles(form: str) -> None:
    chapters = read(listed(form)).chapters
    assert [chapter.start for chapter in chapters] == STARTS
    assert [chapter.title for chapter in chapters] == list(TITLES)


@pytest.mark.parametrize("form", FORMS)
def test_it_may_be_among_other_sections(form: str) -> None:
    text = f"A talk on pots\n\nChapters\n\n{listed(form)}\n\nKey insights\n- Clay shrinks\n"
    timeline = read(text)
    assert [chapter.title for chapter in timeline.chapters] == list(TITLES)
    assert [insight.text for insight in timeline.insights] == ["Clay shrinks"]


def test_a_time_below_a_heading_is_the_time_of_the_heading() -> None:
    text = "".join(f"## {b}\n*{a}*\n\nWords.\n\n" for a, b in zip(TIMES, TITLES, strict=True))
    assert [(c.start, c.title) for c in read(text).chapters] == list(
        zip(STARTS, TITLES, strict=True)
    )


def test_an_end_in_words_closes_the_last_range() -> None:
    text = "Clay (0:00 - 2:10)\nGlaze (2:10 - 7:45)\nKiln (7:45 - the end)\n"
    assert [(c.start, c.title) for c in read(text).chapters] == list(
        zip(STARTS, TITLES, strict=True)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Psalm 10:10 is short.\nMark 4:12 is not.\nLuke 18:10 is a story.\nJohn 3:16 is known.",
        "Mon 18:00 Rowing\nTue 18:30 Rowing\nWed 19:00 Knots",
        "Ann (Mark 1:10)\nBen (Mark 2:10)\nCay (Luke 3:10)",
    ],
)
def test_references_and_schedules_are_no_lists(text: str) -> None:
    assert not read(text).chapters


def test_titles_that_open_with_different_marks_keep_them() -> None:
    text = "0:00 ★ Clay\n2:10 ♪ Glaze\n7:45 & kiln\n"
    assert [c.title for c in read(text).chapters] == ["★ Clay", "♪ Glaze", "& kiln"]


def test_two_titles_may_open_alike_by_chance() -> None:
    assert [c.title for c in read("0:00 + Clay\n2:10 + Glaze\n").chapters] == ["+ Clay", "+ Glaze"]


def problems(text: str) -> list[Problem]:
    return list(parse(text).problems)


@pytest.mark.parametrize(
    "text",
    [
        "Chapters\nThe first part, and it begins 0:00 sharp\nSecond (but 2:10 only if rested)\n",
        "Around (0:00) we meet\nLater, 2:10-ish, glaze\nPast 7:45 or so the kiln\n",
    ],
)
def test_times_that_no_notation_reads_are_reported(text: str) -> None:
    assert not read(text).chapters
    assert [problem.code for problem in problems(text)] == ["T021"]
