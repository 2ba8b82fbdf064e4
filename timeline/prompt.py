"""A transcript as a prompt that any assistant answers with a summary our reader reads.

Pure: it makes text and calls nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.model import Chapter, Transcript
from timeline.times import SECOND, clock
from timeline.tracks import one_line

#: Most characters of a prompt: about 25,000 tokens of English.
LENGTH = 100_000

#: Speech is given in passages of about this length (ms): a time for each, few enough to read.
_PASSAGE = 20 * SECOND

_INSTRUCTIONS = """\
Below is the transcript of a video{named}, with the time before each passage. Summarise it in \
{language}, in exactly this form, in Markdown and with nothing before or after it:

# The video's title

## TLDR

Two or three sentences.

## Key insights

- 💡 One sentence that a viewer should remember, after an emoji that fits it (at 2:15)

## Q&A

**A question that the video answers?**

The answer, in one to three sentences. (at 4:40)

## Chapters

- 0:00 A short title
  - What is said there, in one or two sentences

Rules: 5 to 8 insights, 4 to 6 questions, {chapters}. Write each time as in the transcript, the \
moment where the passage begins that says so; leave "(at ...)" out where there is no such moment. \
The first chapter starts at 0:00. Say nothing that the transcript does not say.
{own}
"""


@dataclass(frozen=True, slots=True)
class _Passage:
    start: int
    text: str

    @property
    def line(self) -> str:
        return f"[{clock(self.start)}] {self.text}\n"


def prompt(
    transcript: Transcript,
    *,
    title: str = "",
    language: str = "",
    chapters: Sequence[Chapter] = (),
    length: int = LENGTH,
) -> str:
    """The prompt for a transcript, at most ``length`` characters long.

    A transcript that is too long loses passages evenly, so that its end is there too.
    ``chapters`` are the video's own, for the assistant to keep.
    """
    head = _INSTRUCTIONS.format(
        named=f" called “{one_line(title)}”" if title else "",
        language=language or "the transcript's language",
        chapters="the chapters given below" if chapters else "5 to 12 chapters",
        own=_own(chapters),
    )
    passages = _passages(transcript)
    frame = f"{head}\nTranscript:{_cut(len(passages))}\n\n"
    kept = _thinned(passages, length - len(frame))
    left_out = len(passages) - len(kept)
    text = f"{head}\nTranscript:{_cut(left_out)}\n\n{''.join(passage.line for passage in kept)}"
    return text[:length]


def _cut(count: int) -> str:
    return f" ({count} passages were left out to save space)" if count else ""


def _own(chapters: Sequence[Chapter]) -> str:
    lines = "".join(f"- {clock(chapter.start)} {one_line(chapter.title)}\n" for chapter in chapters)
    return f"\nThe video's own chapters:\n\n{lines}" if lines else ""


def _passages(transcript: Transcript) -> list[_Passage]:
    """The speech in passages; captions that scroll repeat their last line, once is enough."""
    passages: list[_Passage] = []
    words: list[str] = []
    start = 0
    for segment in transcript.segments:
        if words and segment.start - start >= _PASSAGE:
            passages.append(_Passage(start, " ".join(words)))
            words = []
        if not words:
            start = segment.start
        text = one_line(f"{segment.speaker}: {segment.text}" if segment.speaker else segment.text)
        if text and text not in words[-2:]:
            words.append(text)
    if words:
        passages.append(_Passage(start, " ".join(words)))
    return passages


def _thinned(passages: Sequence[_Passage], room: int) -> list[_Passage]:
    """As many passages as there is room for (characters), evenly chosen; the first always."""
    total = _size(passages)
    if total <= room:
        return list(passages)
    count = max(1, len(passages) * max(0, room) // total)
    while count > 1 and _size(chosen := _evenly(passages, count)) > room:
        count = min(count - 1, count * room // _size(chosen))
    return _evenly(passages, max(1, count))


def _evenly(passages: Sequence[_Passage], count: int) -> list[_Passage]:
    return [passages[index * len(passages) // count] for index in range(count)]


def _size(passages: Iterable[_Passage]) -> int:
    return sum(len(passage.line) for passage in passages)
