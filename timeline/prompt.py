"""A transcript as a prompt; the answer that it asks for is a summary that ``parse`` reads.

Pure: text from a value, no network.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.model import Chapter, Transcript
from timeline.times import SECOND, format_clock
from timeline.tracks import one_line

#: The most characters of a prompt: about 25,000 tokens of English.
MAX_LENGTH = 100_000

#: The transcript is given in blocks of about this length (ms), a time before each.
_BLOCK_DURATION = 20 * SECOND

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
{chapter_list}
"""


@dataclass(frozen=True, slots=True)
class _Block:
    start: int
    text: str

    @property
    def line(self) -> str:
        return f"[{format_clock(self.start)}] {self.text}\n"


def build_prompt(
    transcript: Transcript,
    *,
    title: str = "",
    language: str = "",
    chapters: Sequence[Chapter] = (),
    max_length: int = MAX_LENGTH,
) -> str:
    """The prompt for a transcript, at most ``max_length`` characters long.

    A transcript that is too long loses blocks evenly, so that its end is there too.
    ``chapters`` are the video's own, for the assistant to keep.
    """
    head = _INSTRUCTIONS.format(
        named=f" called “{one_line(title)}”" if title else "",
        language=language or "the transcript's language",
        chapters="the chapters given below" if chapters else "5 to 12 chapters",
        chapter_list=_chapter_list(chapters),
    )
    blocks = _blocks(transcript)
    frame = f"{head}\nTranscript:{_omitted(len(blocks))}\n\n"
    kept = _sampled(blocks, max_length - len(frame))
    omitted = len(blocks) - len(kept)
    text = f"{head}\nTranscript:{_omitted(omitted)}\n\n{''.join(block.line for block in kept)}"
    return text[:max_length]


def _omitted(count: int) -> str:
    return f" ({count} passages were left out to save space)" if count else ""


def _chapter_list(chapters: Sequence[Chapter]) -> str:
    lines = "".join(
        f"- {format_clock(chapter.start)} {one_line(chapter.title)}\n" for chapter in chapters
    )
    return f"\nThe video's own chapters:\n\n{lines}" if lines else ""


def _blocks(transcript: Transcript) -> list[_Block]:
    """The transcript in blocks, each line that rolling captions repeat taken once."""
    blocks: list[_Block] = []
    words: list[str] = []
    start = 0
    for segment in transcript.segments:
        if words and segment.start - start >= _BLOCK_DURATION:
            blocks.append(_Block(start, " ".join(words)))
            words = []
        if not words:
            start = segment.start
        text = one_line(f"{segment.speaker}: {segment.text}" if segment.speaker else segment.text)
        if text and text not in words[-2:]:
            words.append(text)
    if words:
        blocks.append(_Block(start, " ".join(words)))
    return blocks


def _sampled(blocks: Sequence[_Block], room: int) -> list[_Block]:
    """As many blocks as fit in ``room`` characters, evenly chosen; the first always."""
    total = _size(blocks)
    if total <= room:
        return list(blocks)
    count = max(1, len(blocks) * max(0, room) // total)
    while count > 1 and _size(chosen := _evenly(blocks, count)) > room:
        count = min(count - 1, count * room // _size(chosen))
    return _evenly(blocks, max(1, count))


def _evenly(blocks: Sequence[_Block], count: int) -> list[_Block]:
    return [blocks[index * len(blocks) // count] for index in range(count)]


def _size(blocks: Iterable[_Block]) -> int:
    return sum(len(block.line) for block in blocks)
