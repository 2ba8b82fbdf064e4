"""A transcript as arrays: segments on the time axis and the terms in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from timeline.model import Segment, Timeline, Transcript
from timeline.placement.analysis import (
    Analyzer,
    analyzer,
    bilingual_analyzer,
    detect_language,
    sentences,
    tokenize,
)
from timeline.placement.bilingual import language_sample, two_languages

#: A cue with more words is cut into sentences, and those into segments of this many words.
MAX_SEGMENT_WORDS = 30
#: The length of a block (ms): the wider windows are counted in blocks, not segments.
BLOCK = 10_000
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TranscriptIndex:
    """The segments of a transcript, in order of time, with all their tokens.

    ``starts`` and ``ends`` are milliseconds, ``texts`` and ``speakers`` go with them;
    ``lengths`` counts tokens. ``tokens`` holds an index into ``vocabulary`` (terms) for each
    token, ``token_segments`` its segment, ``blocks`` the block of each segment. ``terms`` is
    the vocabulary as a set, ``analyzer`` what made terms of the words.
    """

    starts: Ints
    ends: Ints
    texts: list[str]
    speakers: list[str]
    lengths: Ints
    vocabulary: list[str]
    terms: frozenset[str]
    tokens: Ints
    token_segments: Ints
    blocks: Ints
    analyzer: Analyzer

    @property
    def block_count(self) -> int:
        """How many blocks the transcript takes."""
        return int(self.blocks.max()) + 1

    def postings(
        self, term_ids: dict[str, int], key: Callable[[str], str] = str
    ) -> tuple[Ints, Ints]:
        """Each token whose ``key`` is in ``term_ids``: its number there, and its segment."""
        table = np.array([term_ids.get(key(term), -1) for term in self.vocabulary], np.int64)
        found = table[self.tokens]
        return found[found >= 0], self.token_segments[found >= 0]


def index_for(timeline: Timeline, transcript: Transcript) -> TranscriptIndex:
    """Index a transcript that has words in it, in its language or else that of the summary.

    Where the two clearly differ, only words that are alike in both are terms.
    """
    if languages := two_languages(timeline, transcript):
        return build_index(transcript, bilingual_analyzer(*languages))
    language = (
        transcript.language or timeline.language or detect_language(language_sample(transcript))
    )
    return build_index(transcript, analyzer(language))


def build_index(transcript: Transcript, chosen: Analyzer) -> TranscriptIndex:
    """Index ``transcript``, which has words in it. Takes time linear in its length."""
    segments = [part for segment in transcript.segments for part in _split(segment)]
    vocabulary: dict[str, int] = {}
    tokenized = [tokenize(segment.text) for segment in segments]
    tokens = [vocabulary.setdefault(word, len(vocabulary)) for words in tokenized for word in words]
    terms = chosen.stem(list(vocabulary))
    lengths = np.array([len(words) for words in tokenized], np.int64)
    starts = np.array([segment.start for segment in segments], np.int64)
    ends = np.array([segment.end for segment in segments], np.int64)
    return TranscriptIndex(
        starts=starts,
        ends=ends,
        texts=[segment.text for segment in segments],
        speakers=[segment.speaker for segment in segments],
        lengths=lengths,
        vocabulary=terms,
        terms=frozenset(terms),
        tokens=np.array(tokens, np.int64),
        token_segments=np.repeat(np.arange(len(segments)), lengths),
        blocks=(starts + ends) // (2 * BLOCK),
        analyzer=chosen,
    )


def _split(segment: Segment) -> Iterator[Segment]:
    """The sentences of a long segment, its time shared out by their length."""
    if segment.text.count(" ") < MAX_SEGMENT_WORDS:
        yield segment
        return
    parts = [part for sentence in sentences(segment.text) for part in _cut(sentence.split())]
    duration, total = segment.end - segment.start, sum(map(len, parts))
    done = 0
    for part in parts:
        first, done = done, done + len(part)
        yield Segment(
            start=segment.start + duration * first // total,
            end=segment.start + duration * done // total,
            text=part,
            speaker=segment.speaker,
        )


def _cut(words: Sequence[str]) -> list[str]:
    return [
        " ".join(words[i : i + MAX_SEGMENT_WORDS]) for i in range(0, len(words), MAX_SEGMENT_WORDS)
    ]
