"""Prompts: what an assistant is asked for, and that ``parse`` reads such an answer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from timeline.model import Chapter, Segment, Transcript
from timeline.parsing import parse
from timeline.prompt import build_prompt

TRANSCRIPT = Transcript(
    segments=tuple(
        Segment(start=n * 5000, end=n * 5000 + 5000, text=f"Sentence number {n}.")
        for n in range(720)
    )
)

#: An answer in the form that the prompt asks for.
ANSWER = """\
# How tides work

## TLDR

The moon pulls the sea. The sun helps.

## Key insights

- 🌊 Water bulges on both sides of the earth (at 1:10)
- 🌙 Spring tides come with a full and a new moon (at 3:05)

## Q&A

**Why are there two tides a day?**

The earth turns under two bulges. (at 1:40)

**Does the wind matter?**

Only for the height.

## Chapters

- 0:00 The shore
  - What can be seen from the beach
- 1:05 The moon
  - How it pulls
- 2:50 The sun
  - How it helps or hinders
"""


def test_each_block_has_its_time() -> None:
    lines = build_prompt(TRANSCRIPT).split("Transcript:\n\n")[1].splitlines()
    assert lines[0] == (
        "[0:00] Sentence number 0. Sentence number 1. Sentence number 2. Sentence number 3."
    )
    assert lines[1].startswith("[0:20] Sentence number 4.")
    assert lines[-1].startswith("[59:40]")
    assert len(lines) == 180


def test_the_answer_asked_for_can_be_parsed() -> None:
    timeline = parse(ANSWER).timeline
    assert timeline.title == "How tides work"
    assert timeline.tldr == "The moon pulls the sea. The sun helps."
    assert [(i.icon, i.start) for i in timeline.insights] == [("🌊", 70_000), ("🌙", 185_000)]
    assert [(q.question, q.start) for q in timeline.qa] == [
        ("Why are there two tides a day?", 100_000),
        ("Does the wind matter?", None),
    ]
    assert [(c.start, c.title) for c in timeline.chapters] == [
        (0, "The shore"),
        (65_000, "The moon"),
        (170_000, "The sun"),
    ]
    assert timeline.chapters[1].text == "How it pulls"


def test_the_prompt_has_the_headings_of_the_answer() -> None:
    """In the same order: what is asked for is what is tested above."""
    headings = [line for line in ANSWER.splitlines() if line.startswith("## ")]
    assert [
        line for line in build_prompt(TRANSCRIPT).splitlines() if line.startswith("## ")
    ] == headings


def test_a_long_transcript_is_sampled_evenly() -> None:
    text = build_prompt(TRANSCRIPT, max_length=6000)
    assert len(text) <= 6000
    assert "passages were left out" in text
    times = [line.split("]")[0][1:] for line in text.splitlines() if line.startswith("[")]
    assert times[0] == "0:00"
    assert int(times[-1].split(":")[0]) >= 55


@given(max_length=st.integers(2500, 30_000), title=st.text(max_size=40))
def test_no_prompt_is_longer_than_asked_for(max_length: int, title: str) -> None:
    assert len(build_prompt(TRANSCRIPT, max_length=max_length, title=title)) <= max_length


def test_title_language_and_chapters_are_in_it() -> None:
    chapters = [Chapter(start=65_000, end=70_000, title="The moon")]
    text = build_prompt(TRANSCRIPT, title="Tides", language="German", chapters=chapters)
    assert "a video called “Tides”" in text
    assert "Summarise it in German" in text
    assert "- 1:05 The moon" in text


def test_lines_of_rolling_captions_are_not_repeated() -> None:
    captions = [
        Segment(start=0, end=2000, text="and then"),
        Segment(start=2000, end=4000, text="and then"),
        Segment(start=4000, end=6000, text="we went", speaker="Ann"),
    ]
    assert build_prompt(Transcript(segments=tuple(captions))).endswith(
        "[0:00] and then Ann: we went\n"
    )
