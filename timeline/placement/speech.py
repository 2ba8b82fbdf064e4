"""A transcript as arrays: sentences on the time axis and the terms in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from timeline.model import Segment, Transcript
from timeline.placement.words import Stem, sentences, split

#: A cue with more words than this is cut into sentences, or into stretches of this length.
LONG = 30
#: The grid of the wider windows, in milliseconds.
BLOCK = 10_000

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Speech:
    """The sentences of a transcript, in order of time, and every word of them.

    ``starts`` and ``ends`` are milliseconds, ``texts`` and ``speakers`` go with them;
    ``lengths`` counts words. ``words`` holds an index into ``vocabulary`` for each word said,
    ``at`` the sentence it is in, ``block`` the grid cell of each sentence; ``known`` is the
    vocabulary as a set.
    """

    starts: Ints
    ends: Ints
    texts: list[str]
    speakers: list[str]
    lengths: Ints
    vocabulary: list[str]
    known: frozenset[str]
    words: Ints
    at: Ints
    block: Ints

    @property
    def blocks(self) -> int:
        """How many grid cells there are."""
        return int(self.block.max()) + 1

    def terms(self, known: dict[str, int], key: Callable[[str], str] = str) -> tuple[Ints, Ints]:
        """Each word that is (by ``key``) in ``known``: its number there, and its sentence."""
        table = np.array([known.get(key(word), -1) for word in self.vocabulary], np.int64)
        found = table[self.words]
        return found[found >= 0], self.at[found >= 0]


def listen(transcript: Transcript, stem: Stem) -> Speech:
    """Index ``transcript``, which has words in it. Takes time linear in its length."""
    units = [unit for segment in transcript.segments for unit in _units(segment)]
    vocabulary: dict[str, int] = {}
    spoken = [split(unit.text) for unit in units]
    words = [vocabulary.setdefault(word, len(vocabulary)) for unit in spoken for word in unit]
    stems = stem(list(vocabulary))
    lengths = np.array([len(unit) for unit in spoken], np.int64)
    starts = np.array([unit.start for unit in units], np.int64)
    ends = np.array([unit.end for unit in units], np.int64)
    return Speech(
        starts=starts,
        ends=ends,
        texts=[unit.text for unit in units],
        speakers=[unit.speaker for unit in units],
        lengths=lengths,
        vocabulary=stems,
        known=frozenset(stems),
        words=np.array(words, np.int64),
        at=np.repeat(np.arange(len(units)), lengths),
        block=(starts + ends) // (2 * BLOCK),
    )


def _units(segment: Segment) -> Iterator[Segment]:
    """The sentences of a long segment, its time shared out by their length."""
    if segment.text.count(" ") < LONG:
        yield segment
        return
    parts = [part for sentence in sentences(segment.text) for part in _stretches(sentence.split())]
    length, total = segment.end - segment.start, sum(map(len, parts))
    said = 0
    for part in parts:
        first, said = said, said + len(part)
        yield Segment(
            start=segment.start + length * first // total,
            end=segment.start + length * said // total,
            text=part,
            speaker=segment.speaker,
        )


def _stretches(words: Sequence[str]) -> list[str]:
    return [" ".join(words[i : i + LONG]) for i in range(0, len(words), LONG)]
