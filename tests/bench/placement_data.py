"""The benchmark's data: one video a line, as ``python -m tests.bench.placement`` describes it."""

from __future__ import annotations

import gzip
import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from timeline.model import Chapter, Insight, Question, Segment, Timeline, Transcript
from timeline.placement.languages import STOP_WORDS

KINDS = ("qa", "insight", "statement")
Spans = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Video:
    """A transcript, its human chapters, and for each kind the points with their evidence.

    ``spans`` are seconds; ``right_chapters`` are indexes into ``titles``, or None.
    """

    name: str
    duration: int
    transcript: Transcript
    titles: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    points: dict[str, list[Insight | Question]]
    spans: dict[str, list[Spans]]
    right_chapters: list[list[int] | None]

    def timeline(self, kind: str, chapters: tuple[Chapter, ...] = ()) -> Timeline:
        """A summary with the points of one kind."""
        return Timeline(
            chapters=chapters, duration=self.duration, duration_source="given", language="en"
        ).with_points(tuple(self.points[kind]))


def read(path: str) -> list[Video]:
    """All videos of a ``.jsonl`` or ``.jsonl.gz`` file."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.endswith(".gz")
        else Path(path).open(encoding="utf-8") as lines
    ):
        return [_video(json.loads(line)) for line in lines if line.strip()]


def _video(row: dict[str, Any]) -> Video:
    segments = tuple(
        Segment(start=_ms(start), end=_ms(end), text=text, speaker=speaker)
        for start, end, speaker, text in row["cues"]
    )
    by_kind = {kind: [p for p in row["points"] if p["kind"] == kind] for kind in KINDS}
    return Video(
        name=row["id"],
        duration=max(_ms(row["duration"]), segments[-1].end),
        transcript=Transcript(segments=segments, language="en"),
        titles=tuple(chapter["title"] for chapter in row["chapters"]),
        chapters=tuple(sorted(_chapters(row["chapters"]), key=lambda c: c.start)),
        points={kind: [_point(p) for p in points] for kind, points in by_kind.items()},
        spans={kind: [p["spans"] for p in points] for kind, points in by_kind.items()},
        right_chapters=[p.get("chapters") for p in by_kind["qa"]],
    )


def _ms(seconds: float) -> int:
    return round(seconds * 1_000)


def _point(row: dict[str, Any]) -> Insight | Question:
    if row["kind"] == "qa":
        return Question(question=row["question"], answer=row["answer"])
    return Insight(text=row["text"])


def _chapters(rows: list[dict[str, Any]]) -> Iterator[Chapter]:
    for row in rows:
        for start, end in row["spans"]:
            yield Chapter(start=_ms(start), end=_ms(end), title=row["title"])


def distance(start: float, spans: Spans) -> float:
    """Seconds from ``start`` to the nearest span, 0 inside one."""
    if not spans:
        return math.inf
    return min(0.0 if a <= start < b else max(a - start, start - b, 0.0) for a, b in spans)


def hit(start: float, spans: Spans) -> bool:
    """Whether ``start`` lies inside a span."""
    return any(a <= start < b for a, b in spans)


def parts(spans: Spans) -> list[Spans]:
    """The spans by the places they are in, where a gap of over a minute parts two."""
    found: list[list[Sequence[float]]] = []
    last_end = -math.inf
    for span in sorted(spans, key=lambda span: span[0]):
        if span[0] - last_end > 60:
            found.append([])
        found[-1].append(span)
        last_end = max(last_end, span[1])
    return [*found]


def moments(spans: Spans) -> int:
    """How many places the spans are in."""
    return len(parts(spans))


def in_chapter(video: Video, title: str, spans: Spans) -> bool:
    """Whether there is evidence in a chapter of that title."""
    own = [c for c in video.chapters if c.title == title]
    return any(a < c.end / 1_000 and c.start / 1_000 < b for c in own for a, b in spans)


def shuffled(video: Video, kind: str, random: Random) -> Video:
    """The same video with the points of one kind in another order."""
    order = list(range(len(video.points[kind])))
    random.shuffle(order)
    return replace(
        video,
        points=video.points | {kind: [video.points[kind][i] for i in order]},
        spans=video.spans | {kind: [video.spans[kind][i] for i in order]},
    )


def piece(video: Video, random: Random, kind: str, *, with_absent: bool) -> Video | None:
    """A stretch of 3 to 15 minutes with the points of one kind that have evidence in it.

    Spans reach out of it where the evidence does. ``with_absent`` adds as many points that
    have none there, at their places in the list. None where no point has any.
    """
    length = random.uniform(180, 900)
    first = random.uniform(0, max(1, video.duration / 1_000 - length))
    segments = tuple(
        replace(s, start=s.start - _ms(first), end=s.end - _ms(first))
        for s in video.transcript.segments
        if first * 1_000 <= s.start and s.end <= (first + length) * 1_000
    )
    spans = [[(a - first, b - first) for a, b in spans] for spans in video.spans[kind]]
    present = [any(b > 5 and a < length - 5 for a, b in own) for own in spans]
    chosen = [i for i, is_there in enumerate(present) if is_there]
    absent = [i for i, is_there in enumerate(present) if not is_there]
    if with_absent:
        chosen += random.sample(absent, min(len(chosen), len(absent)))
    if not any(present) or len(segments) < 10:
        return None
    order = sorted(chosen)
    return replace(
        video,
        duration=_ms(length),
        transcript=replace(video.transcript, segments=segments),
        titles=(),
        chapters=(),
        points={kind: [video.points[kind][i] for i in order]},
        spans={kind: [spans[i] if present[i] else [] for i in order]},
        right_chapters=[],
    )


def chapter_lists(video: Video, random: Random) -> list[tuple[Chapter, ...]]:
    """The human chapters as summaries of three styles have them, each in order of time.

    Titles alone; titles with a text, which is the answer to a question on that topic; and a
    list of ten short ones, which are statements, from the evidence of one to that of the next.
    """
    answers: dict[str, list[str]] = {}
    for point, right in zip(video.points["qa"], video.right_chapters, strict=True):
        if right and len(right) == 1 and isinstance(point, Question):
            answers.setdefault(video.titles[right[0]], []).append(point.answer)
    texts = {title: random.choice(answers[title]) for title in video.titles if title in answers}
    detailed = tuple(replace(c, text=texts.get(c.title, "")) for c in video.chapters)
    return [video.chapters, detailed, _statement_chapters(video, random)]


def _statement_chapters(video: Video, random: Random, count: int = 10) -> tuple[Chapter, ...]:
    starts = {
        _ms(min(start for start, _ in spans)): point.words
        for point, spans in zip(video.points["statement"], video.spans["statement"], strict=True)
        if max(end for _, end in spans) - min(start for start, _ in spans) < 60
    }
    chosen = sorted(random.sample(sorted(starts), min(count, len(starts))))
    ends = [*chosen[1:], min(chosen[-1] + 120_000, video.duration)] if chosen else []
    return tuple(
        Chapter(start=start, end=end, title=starts[start])
        for start, end in zip(chosen, ends, strict=True)
    )


def moved(
    chapters: Sequence[Chapter], duration: int, random: Random, *, rate: float, keep_ends: bool
) -> tuple[tuple[Chapter, ...], set[Chapter]]:
    """The chapters with a share of them (``rate``) at a random place, and which those are.

    A place that touches the chapter's own, or one of the same title, changes nothing. Without
    ``keep_ends`` each chapter lasts until the next one starts.
    """
    wrong, result = set(), []
    for chapter in chapters:
        length = chapter.end - chapter.start
        start = random.randrange(max(duration - length, 1))
        other = replace(chapter, start=start, end=start + length)
        if random.random() < rate and not near_own(other, start, chapters, length):
            wrong.add(start)
            result.append(other)
        else:
            result.append(chapter)
    result.sort(key=lambda chapter: chapter.start)
    is_wrong = [chapter.start in wrong for chapter in result]
    if not keep_ends:
        ends = [*(chapter.start for chapter in result[1:]), duration]
        result = [replace(c, end=end) for c, end in zip(result, ends, strict=True)]
    return tuple(result), {c for c, flag in zip(result, is_wrong, strict=True) if flag}


def near_own(chapter: Chapter, start: int, chapters: Sequence[Chapter], length: int = 0) -> bool:
    """Whether a stretch (ms) is within 30 s of the chapter's true time, or of its namesakes'."""
    true = [c for c in chapters if c.title == chapter.title]
    return any(c.start - 30_000 < start + length and start < c.end + 30_000 for c in true)


def true_starts(chapter: Chapter, chapters: Sequence[Chapter]) -> list[int]:
    """The true starts (ms) of the chapter, and of its namesakes."""
    return [c.start for c in chapters if c.title == chapter.title]


def in_another_language(video: Video, random: Random) -> Video:
    """The same video with its points as if in German: made-up words, German stop words.

    Numbers stay, and names (words with a capital letter inside a sentence); one in eight of the
    long words stays alike, but for its ending.
    """
    german = sorted(STOP_WORDS["de"])
    made_up: dict[str, str] = {}

    def word(match: re.Match[str]) -> str:
        text = match[0]
        is_inside = match.start() > 1 and match.string[match.start() - 2] not in ".!?"
        if text.isdigit() or (text[0].isupper() and is_inside):
            return text
        key = text.lower()
        if key not in made_up:
            if key in STOP_WORDS["en"]:
                made_up[key] = random.choice(german)
            elif len(key) > 7 and random.random() < 1 / 8:
                made_up[key] = f"{key[:-2]}en"
            else:
                made_up[key] = "".join(random.choices("abdefghiklmnoprstuwz", k=len(key) + 2))
        return made_up[key]

    def translated(point: Insight | Question) -> Insight | Question:
        if isinstance(point, Insight):
            return replace(point, text=re.sub(r"[^\W_]+", word, point.text))
        question = re.sub(r"[^\W_]+", word, point.question)
        return replace(point, question=question, answer=re.sub(r"[^\W_]+", word, point.answer))

    points = {kind: [translated(point) for point in video.points[kind]] for kind in KINDS}
    return replace(video, points=points)


def with_word_errors(video: Video, rate: float, random: Random) -> Video:
    """The same video as a bad recogniser hears it: no punctuation, words lost, changed or inserted.

    A wrong word is one of the video's, common ones more often: recognisers mishear into what
    they expect.
    """
    vocabulary = [word for s in video.transcript.segments for word in _words(s.text)]
    segments = tuple(
        replace(s, text=" ".join(_with_errors(_words(s.text), vocabulary, rate, random)))
        for s in video.transcript.segments
    )
    return replace(video, transcript=replace(video.transcript, segments=segments))


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() or c == "'" else " " for c in text.lower()).split()


def _with_errors(
    words: list[str], vocabulary: list[str], rate: float, random: Random
) -> Iterator[str]:
    for word in words:
        if random.random() >= rate:
            yield word
        elif (kind := random.random()) >= 1 / 3:
            yield random.choice(vocabulary)
            if kind >= 2 / 3:
                yield word
