"""Timelines for property tests: nasty titles, nested, overlapping and simultaneous chapters."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from timeline.chapter_ends import resolve_ends
from timeline.kinds import KINDS, Kind
from timeline.model import Chapter, Moment, Passage, PlacedBy, Placement, Point, Timeline
from timeline.text import printable
from timeline.times import HOUR, MINUTE, SECOND

#: What each format's syntax is made of, and what people's titles really hold.
NASTY = (
    *"&<>=;#\\\"'`:,|*-+@/[](){}\n\t\r\v\0\x1b\x85\xa0\u2028\u200b\u200f\ufeff\ufffe\ud800",
    *("-->", "&amp;", "&lt;b&gt;", "<b>", "</i>", "<c.red>", "{\\an8}", "]]>", "<!--", "\r\n"),
    *("[CHAPTER]", "CHAPTER02=", "NOTE", "STYLE", "WEBVTT", "00:01:02.000", "1:23", "\\\n", '""'),
    *(
        "=1+1",
        "@x",
        "-x",
        "'=x",
        "Q: ",
        " A: ",
        "💡",
        "👩‍🔬",
        "שלום",
        "Привет",
        "字幕",
        "Intro",
        "a b",
    ),
)

titles = st.one_of(
    st.lists(st.sampled_from(NASTY), max_size=8).map("".join),
    st.text(max_size=30),
    st.sampled_from(("Intro", "C:\\", "Ends in a backslash\\", "  padded  ", "", "Q&A", "2024")),
)
texts = st.one_of(st.just(""), titles)
urls = st.sampled_from(
    ("", "", "https://example.org/a?b=1&c=2#d", "https://example.org/<x>", "mailto:a@example.org")
)
times = st.one_of(
    st.integers(0, 20).map(lambda n: n * 10 * SECOND),
    st.integers(0, 2 * HOUR),
    st.integers(0, 900 * HOUR),
)
lengths = st.one_of(st.sampled_from((1, SECOND, 10 * SECOND, MINUTE)), st.integers(1, 2 * HOUR))


@st.composite
def chapters(draw: st.DrawFn) -> Chapter:
    start = draw(times)
    length = draw(st.none() | lengths)
    return Chapter(
        start=start,
        end=start + (length or 0),
        end_given=length is not None,
        title=draw(titles),
        text=draw(texts),
        url=draw(urls),
        image=draw(urls),
        hidden=draw(st.booleans()),
    )


@st.composite
def many_chapters(draw: st.DrawFn) -> list[Chapter]:
    """Up to 300 chapters in a row, some titles nasty."""
    count, length, names = draw(
        st.tuples(st.integers(200, 300), lengths, st.lists(titles, min_size=1, max_size=5))
    )
    return [
        Chapter(start=n * length, end=n * length, title=names[n % len(names)]) for n in range(count)
    ]


moments = st.builds(
    lambda start, length, confidence, quote: Moment(
        start=start, end=start + length, confidence=confidence, quote=quote
    ),
    times,
    lengths,
    st.floats(0, 1),
    texts,
)


@st.composite
def placements(draw: st.DrawFn) -> Placement | None:
    """Not tried, tried in vain, a moment, several, the whole video."""
    scope = draw(st.sampled_from((None, "undated", "moment", "moment", "moments", "video")))
    candidates = tuple(draw(st.lists(moments, max_size=2)))
    if scope is None:
        return None
    if scope == "undated":
        return Placement(reason=draw(texts) or "nothing fits", candidates=candidates)
    count = {"moment": (1, 1), "moments": (2, 3), "video": (0, 0)}[scope]
    return Placement(
        placed_by=draw(st.sampled_from(get_args(PlacedBy))),
        scope=scope,
        moments=tuple(draw(st.lists(moments, min_size=count[0], max_size=count[1]))),
        chapter=draw(st.none() | st.integers(0, 5)),
        candidates=candidates,
    )


def points(kind: Kind[Any]) -> st.SearchStrategy[Point]:
    """Points of a kind: its text says something, unless what opens below it does."""
    special = {"icon": st.sampled_from(("", "💡", "🛠️"))}
    special |= dict.fromkeys(kind.asides, texts.map(printable))
    values = {
        field.name: st.booleans()
        if field.default is False
        else special.get(field.name, texts if field.default == "" else titles)
        for field in kind.fields
    }
    made = st.builds(kind.point, placement=placements(), **values)
    return made.filter(lambda point: bool(kind.detail or getattr(point, kind.headline).strip()))


passages = st.builds(Passage, text=titles, heading=titles)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """A timeline as the pipeline hands it to a writer: in order, every end closed."""
    many = draw(st.integers(0, 11)) == 7
    timeline = Timeline(
        title=draw(texts),
        tldr=draw(texts),
        language=draw(st.sampled_from(("", "en", "pt-BR"))),
        source_url=draw(urls),
        chapters=tuple(draw(many_chapters() if many else st.lists(chapters(), max_size=8))),
        points=tuple(p for kind in KINDS for p in draw(st.lists(points(kind), max_size=4))),
        unparsed=tuple(draw(st.lists(passages, max_size=2))),
    )
    duration = draw(st.none() | times.filter(bool))
    return resolve_ends(timeline, duration, "given")
