"""What holds for any text at all, and for any list that people could have written."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.formats import json, markdown, webvtt, youtube
from timeline.model import ActionItem, Chapter, Insight, Question, Timeline
from timeline.parsing import parse
from timeline.times import MAX_TIME_MS, format_clock

# Pieces that mean something to the reader, so that random texts reach its corners.
_PIECES = st.sampled_from(
    [
        *"\n \t:.-#*_`|[]()<>&\\?!'\"0123456789",
        *("\n\n", "0:00", "1:02:03", "12:75", "00:00:01.500", "0:00 - 1:10", "[2:15]", "83s"),
        *("- ", "* ", "1. ", "## ", "**", "Q: ", "A: ", "TLDR", "Q&A\n", "Chapters\n", "FAQ\n"),
        *("Key insights\n", "Summary: ", "```\n", "| a | 0:10 |\n", "<p>", "<br>", "</li>", "<!--"),
        *(
            "&amp;",
            "&#x41;",
            "https://youtu.be/x?t=83",
            "](",
            "[a](b?t=1)",
            "💡",
            "\u200d",
            "\ufe0f",
        ),
        *(
            "word",
            "Ünïcode",
            "质问",
            "\u202e",
            "\ufeff",
            "\r",
            "\x0b",
            "\u2028",
            "０：００",
            "\U0010ff41",
        ),
    ]
)
texts = st.lists(st.one_of(_PIECES, st.text(max_size=5)), max_size=60).map("".join)


@given(texts)
def test_any_text_reads_without_error(text: str) -> None:
    timeline = parse(text).timeline
    starts = [chapter.start for chapter in timeline.chapters]
    assert starts == sorted(starts)
    assert all(chapter.end > chapter.start for chapter in timeline.chapters)
    assert all(0 <= start <= MAX_TIME_MS for start in starts)
    assert (timeline.duration == 0) == (timeline.duration_source == "none")
    assert json.from_dict(json.to_dict(timeline)) == timeline


@pytest.mark.parametrize(
    ("start", "repeated", "end"),
    [
        ("# a", " ", "b"),
        ("", "(", "0:00 a"),
        ("1. ", " ", "0:00 a"),
        ("0:00 ", "- ", "a"),
        ("0:00 ", ". ", "a"),
        ("0:00 a 1", ":1", " 2:00 b"),
    ],
)
def test_a_line_of_a_million_characters_is_read_in_one_go(
    start: str, repeated: str, end: str
) -> None:
    # A pattern that is quadratic would not come to an end here.
    line = start + repeated * (1_000_000 // len(repeated)) + end
    assert parse(line).timeline.duration >= 0


@given(st.text(alphabet="abcdefghij \n.", max_size=300))
def test_plain_prose_is_kept_word_for_word(text: str) -> None:
    timeline = parse(text).timeline
    headings = dict.fromkeys(passage.heading for passage in timeline.unparsed)
    texts = [passage.text for passage in timeline.unparsed]
    kept = " ".join([timeline.title, timeline.tldr, *headings, *texts])
    assert sorted(re.findall(r"\w+", text)) == sorted(re.findall(r"\w+", kept))


# "0:02 UTC" is a time of day.
_WORD = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=9).filter(
    lambda word: word not in ("utc", "gmt", "uhr")
)
_TITLE = st.lists(_WORD, min_size=1, max_size=6).map(lambda words: " ".join(words).capitalize())
_STARTS = st.lists(st.integers(1, 30_000), min_size=2, max_size=40, unique=True).map(sorted)
_SHAPES = (
    "{time} {title}",
    "{time}{title}",
    "{time} - {title}",
    "[{time}] {title}",
    "({time}) {title}",
    "- **{time}** {title}",
    "* {time}: {title}",
    "{number}. {time} {title}",
    "| {time} | {title} |",
    "{title} ({time})",
    "[{title}](https://youtu.be/AbCdEfGhIjK?t={seconds})",
    "🎬 {time} {title}",
)


@given(st.sampled_from(_SHAPES), _STARTS, st.data())
def test_a_list_in_any_shape_gives_its_chapters(
    shape: str, seconds: list[int], data: st.DataObject
) -> None:
    titles = [data.draw(_TITLE) for _ in seconds]
    lines = [
        shape.format(time=format_clock(s * 1000), seconds=s, title=title, number=number)
        for number, (s, title) in enumerate(zip(seconds, titles, strict=True), 1)
    ]
    chapters = parse("Chapters\n\n" + "\n".join(lines)).timeline.chapters
    assert [(c.start, c.title) for c in chapters] == [
        (s * 1000, title) for s, title in zip(seconds, titles, strict=True)
    ]


# Words that no list marks and no other rule of the reader take for theirs.
_WORDS_OF_A_TITLE = st.lists(
    st.one_of(
        _WORD,
        st.sampled_from(
            ["Setup:", "A,", "-", "–", "**bold**", '"quoted"', "(live)", "2:1", "|", "Q:"]
        ),
        st.sampled_from(
            ["800M", "3D", "part", "10", "§4", "und", "Ünïcode", "质问", "`code`", "a/b"]
        ),
    ),
    min_size=1,
    max_size=8,
).map(lambda words: " ".join(["title", *words, "end"]))
_LINES = ("{time} {title}", "- {time} {title}", "[{time}] {title}", "{time} - {title}")


@given(st.sampled_from(_LINES), st.lists(_WORDS_OF_A_TITLE, min_size=3, max_size=8))
def test_every_word_of_a_chapters_line_is_in_every_output(shape: str, titles: list[str]) -> None:
    rows = [
        shape.format(time=format_clock(number * 67_000), title=title)
        for number, title in enumerate(titles)
    ]
    timeline = parse("Chapters\n" + "\n".join(rows)).timeline
    for output in (
        json.write(timeline),
        webvtt.write(timeline, "chapters"),
        youtube.write(timeline),
    ):
        words = re.findall(r"\w+", output.replace("\\n", " "))
        for title in titles:
            assert not {*re.findall(r"\w+", title)} - {*words}


_ROWS = (
    "{time} {title}",
    "| {time} | {title} | {more} |",
    "| {title} | {time} | {more} | {last} |",
)


@given(st.sampled_from(_ROWS), st.integers(3, 6), st.data())
def test_every_cell_of_a_chapters_row_is_in_every_output(
    shape: str, count: int, data: st.DataObject
) -> None:
    cells = [[data.draw(_TITLE) for _ in range(3)] for _ in range(count)]
    rows = [
        shape.format(time=format_clock(number * 67_000), title=title, more=more, last=last)
        for number, (title, more, last) in enumerate(cells)
    ]
    timeline = parse("Chapters\n" + "\n".join(rows)).timeline
    outputs = (json.write(timeline), webvtt.write(timeline, "chapters"), youtube.write(timeline))
    for output in outputs:
        assert not {*re.findall(r"[a-z]{3,}", "\n".join(rows).lower())} - {
            *re.findall(r"[a-z]{3,}", output.lower())
        }


_SECTIONS = {
    "TLDR": ("{}", "- {}"),
    "Key insights": ("- {}", "💡 {}", "- {} (7:05)", "- [7:05] {}", "| 7:05 | {} | {} |", "{}"),
    "Q&A": (
        *("Q: {}?\nA: {}", "**{}?**\n{}", "{}?\n\n{}\n", "Q (7:05): {}?\nA (8:00): {}"),
        *("| 7:05 | {}? | {} |", "Q: {}? A: {}", "1. {}?\n   - {}", "Q: {} A: {}? A: {}"),
    ),
    "Action items": ("- [ ] {}: {} by Friday", "- {} (@{})", "- {}"),
    "Chapters": (
        *(
            "{time} {}",
            "- {time} {}\n  - {}",
            "| {time} | {} | {} |",
            "{} ({time})",
            "{time} {}: {}",
        ),
        *(
            "### {time} {}\n{}\n\n{}",
            "{time}\n{}",
            "Chapter: 1, Start: {time}, Title: {}, Mood: {}",
        ),
    ),
    "Ropes we know": ("{}", "- {}", "{} 7:05 {}"),
}


@st.composite
def _documents(draw: st.DrawFn) -> str:
    """A summary in which every word of a line is its own: ``wq``, ``wr``, ... in letters."""
    count = iter(range(10_000))

    def words() -> str:
        numbers = [next(count) for _ in range(draw(st.integers(1, 4)))]
        return " ".join("w" + "".join(chr(97 + int(digit)) for digit in str(n)) for n in numbers)

    parts = []
    for heading in draw(st.permutations(sorted(_SECTIONS)))[: draw(st.integers(1, 6))]:
        shape = draw(st.sampled_from(_SECTIONS[heading]))
        rows = []
        for number in range(draw(st.integers(1, 5))):
            filled = re.sub(r"\{\}", lambda _: words(), shape)
            rows.append(filled.replace("{time}", format_clock(number * 67_000)))
        parts.append(f"## {heading}\n\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


@given(_documents())
def test_every_word_of_every_line_is_in_the_json(text: str) -> None:
    # Titles are capitalised nowhere, so that a word is found as it was written.
    written = re.findall(r"\bw[a-j]+\b", text)
    kept = re.findall(r"\bw[a-j]+\b", json.write(parse(text).timeline).replace("\\n", " "))
    assert {*written} <= {*kept}


# --- Markdown, the canonical form ---------------------------------------------------------------

_MARKS = "*_`[]<>&|~#\\():.,;!?'\"-+=/@ "
_TEXT = (
    st.text(alphabet="abcDEF 0123456789éñ漢" + _MARKS, min_size=1, max_size=40)
    .map(lambda text: "w" + " ".join(text.split()) + "w")
    .filter(lambda text: "://" not in text)
)
_ENDS = st.integers(0, 90_000_000)


_ICONS = st.sampled_from(["", "💡", "🛠️"])


@st.composite
def _actions(draw: st.DrawFn) -> ActionItem:
    """Action items as reading gives them, or a person writes them in an editor."""
    text, due = (
        draw(_TEXT),
        draw(st.one_of(st.just(""), st.sampled_from(["Friday", "3 May"]), _TEXT)),
    )
    if due in ("Friday", "3 May") and draw(st.booleans()):
        text = f"{text} by {due}"
    owner = draw(st.one_of(st.just(""), st.sampled_from(["Ana", "@bo", "Design team"]), _TEXT))
    return ActionItem(text=text, owner=owner, due=due, done=draw(st.booleans()))


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Timelines as reading gives them: ends resolved, undated or stated points, one-line texts."""
    starts = sorted(draw(st.sets(st.integers(0, 40_000_000), max_size=6)))
    ends = [*starts[1:], draw(st.integers(40_000_001, 50_000_000))]
    chapters = [
        Chapter(start=start, end=end, title=draw(_TEXT), text=draw(st.one_of(st.just(""), _TEXT)))
        for start, end in zip(starts, ends, strict=False)
    ]
    return Timeline(
        title=draw(_TEXT),
        tldr=draw(_TEXT),
        chapters=tuple(chapters),
        points=(
            *draw(st.lists(st.builds(Insight, text=_TEXT, icon=_ICONS), max_size=3)),
            *draw(
                st.lists(
                    st.builds(Question, question=_TEXT.map("{}?".format), answer=_TEXT), max_size=3
                )
            ),
            *draw(st.lists(_actions(), max_size=3)),
        ),
        duration=ends[-1],
        duration_source="summary",
        language="en",
    )


@given(timelines())
def test_markdown_reads_back_as_the_same_model(timeline: Timeline) -> None:
    parsed = parse(markdown.write(timeline))
    assert _bare(parsed.timeline) == _bare(timeline)
    assert parsed.problems == ()


def _bare(timeline: Timeline) -> Timeline:
    """A timeline without line numbers."""
    return replace(
        timeline,
        chapters=tuple(replace(chapter, line=None) for chapter in timeline.chapters),
        points=tuple(replace(point, line=None) for point in timeline.points),
    )
