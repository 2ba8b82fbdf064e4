"""Where each chapter would start if not at its own time, and how likely that is.

Every ten seconds of the video are a place where a chapter may start, and so is its stated time.
A softmax over the weighted features of all places says how likely each is (a conditional
logit): by what is said there, by what the chapter before would lose or keep, and, where
chapters state their ends, by whether it would overlap others or fill a gap between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from timeline.model import Insight
from timeline.placement.evidence import Evidence
from timeline.placement.features import coverage
from timeline.placement.probabilities import MATCH_RADIUS, Probabilities
from timeline.placement.transcript_index import BLOCK, Ints
from timeline.placement.weights import load_weights, log_odds

#: From one place to the next (ms).
STEP = 10_000
#: Added to probabilities before logs are taken: less than this says nothing.
MIN_MASS = 0.01
#: Times this close are one (ms), where chapters meet.
SAME_BORDER = 1_000
#: The most that the chapter before may lose (in log likelihood).
MAX_LOSS = 7.0
#: How many blocks before and after its start a chapter's words are looked for.
COVERED_BLOCKS = range(-1, 5)

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Places:
    """The places (ms) where a part may start, the stated one last, with features by name."""

    times: Ints
    features: Mapping[str, Probabilities]

    def scores(self, weights: Mapping[str, float]) -> Probabilities:
        """The weighted sum of the features: log-likelihoods up to a constant."""
        values = np.stack([self.features[name] for name in weights], axis=1)
        result: Probabilities = values @ np.array(list(weights.values()))
        return result


@dataclass(frozen=True, slots=True)
class Move:
    """Another start (ms) for a chapter, the words that speak for it, and features by name."""

    start: int
    quote: str
    features: Mapping[str, float]


def best_moves(evidence: Evidence, weights: Mapping[str, float] | None = None) -> Iterator[Move]:
    """For each chapter, the likeliest start that is not its own, and what speaks for it.

    ``weights`` are the features' (those fitted, by default).
    """
    weights = weights or load_weights("move").segment
    covered, words = covered_by_block(evidence)
    ranked = []
    for part in range(len(evidence.texts)):
        found = places(evidence, part, covered[part])
        ranked.append((found, _softmax(found.scores(weights))))
    stated = np.array([log_odds(shares[-1]) for _, shares in ranked])
    for part, (found, shares) in enumerate(ranked):
        best, near = _best(found.times, shares)
        start, quote = _start_and_quote(evidence, part, int(found.times[best]))
        others = np.delete(stated, part)
        features = {
            "near": log_odds(near if found.features["covered"][best] > 0 else 0),
            "covered": float(found.features["covered"][-1]),
            "words": float(np.log1p(words[part])),
            "others": float(others.mean()) if len(others) else 0.0,
            "chapters": float(np.log(len(evidence.texts))),
        }
        yield Move(start, quote, features)


def places(evidence: Evidence, part: int, covered: Probabilities) -> Places:
    """Where ``part`` may start, the others staying where they are.

    ``covered`` is the share of its words that is said at each block. Places in its own time
    but for the stated one, or in that of a part with the same text, are left out.
    """
    grid = np.arange(0, evidence.duration, STEP)
    grid = grid[~_own(evidence, part, grid)]
    times = np.append(grid, evidence.starts[part])
    others = np.delete(np.arange(len(evidence.texts)), part)
    ends, structure = _ends(evidence, part, times, others)
    mass = np.log(evidence.mass(part, times, ends) + MIN_MASS)
    near = evidence.mass(part, times - MATCH_RADIUS, times + MATCH_RADIUS)
    is_stated = np.append(np.zeros(len(grid)), 1.0)
    features = {
        "stated": is_stated,
        "stated of many": is_stated * np.log(evidence.duration / STEP),
        "near": np.log(near + MIN_MASS),
        "stretch": mass,
        "covered": covered[np.minimum(times // BLOCK, len(covered) - 1)],
        "kept": -_loss(evidence, part, times, ends, others),
    }
    return Places(times, features | structure)


def states_ends(evidence: Evidence) -> bool:
    """Whether the parts have ends of their own, and do not just last until the next starts."""
    return bool((np.abs(evidence.ends[:-1] - evidence.starts[1:]) > SAME_BORDER).any())


def _ends(
    evidence: Evidence, part: int, times: Ints, others: Ints
) -> tuple[Ints, dict[str, Probabilities]]:
    """Where the part would end at each place, and how it would lie to the others."""
    before = np.searchsorted(evidence.starts[others], times, "right")
    since = np.append(0, evidence.starts[others])[before]
    lead = np.log((times - since) / evidence.duration + 0.005)
    zeros = np.zeros(len(times))
    if not states_ends(evidence):
        ends = np.append(evidence.starts[others], evidence.duration)[before]
        ends = np.maximum(ends, times + SAME_BORDER)
        length = np.log((ends - times) / evidence.duration + 0.005)
        fit = dict.fromkeys(("overlap", "meets before", "meets after", "fills"), zeros)
        return ends, {"lead": lead, "length": length, **fit}
    length = int(evidence.ends[part] - evidence.starts[part])
    ends = np.minimum(times + max(length, SAME_BORDER), evidence.duration)
    ends = np.maximum(ends, times + SAME_BORDER)
    return ends, {"lead": lead, "length": zeros, **_fit(evidence, times, ends, others)}


def _fit(evidence: Evidence, times: Ints, ends: Ints, others: Ints) -> dict[str, Probabilities]:
    """How far stretches overlap the others, or fill a gap between them.

    Each counts as far as the others do so themselves: in a list whose chapters overlap, or
    leave gaps, it means little.
    """
    starts, stops = evidence.starts[others], evidence.ends[others]
    overlap = _overlaps(times, ends, starts, stops).sum(axis=1) / (ends - times)
    common = _overlaps(starts, stops, starts, stops)
    np.fill_diagonal(common, 0)
    shared = np.minimum(common.sum(axis=1) / np.maximum(stops - starts, 1), 1)
    meeting = float(_is_near(starts[1:], stops).mean()) if len(starts) > 1 else 0.0
    before = _is_near(times, np.append(stops, 0)) * meeting
    after = _is_near(ends, np.append(starts, evidence.duration)) * meeting
    return {
        "overlap": np.minimum(overlap, 1) * (1 - (shared.mean() if len(shared) else 0)),
        "meets before": before,
        "meets after": after,
        "fills": np.minimum(before, after),
    }


def _overlaps(starts: Ints, ends: Ints, other_starts: Ints, other_ends: Ints) -> Probabilities:
    """How long (ms) each stretch overlaps each other one."""
    first = np.maximum(starts[:, None], other_starts)
    result: Probabilities = np.maximum(np.minimum(ends[:, None], other_ends) - first, 0.0)
    return result


def _is_near(times: Ints, others: Ints) -> Probabilities:
    """1 for each time that is within ``MATCH_RADIUS`` of another, else 0."""
    is_near = (np.abs(times[:, None] - others) < MATCH_RADIUS).any(axis=1)
    return np.where(is_near, 1.0, 0.0)


def _loss(evidence: Evidence, part: int, times: Ints, ends: Ints, others: Ints) -> Probabilities:
    """What the chapter before loses (in log likelihood) by ending where this one starts."""
    before = np.searchsorted(evidence.starts[others], times, "right") - 1
    loss = np.zeros(len(times))
    for number, host in enumerate(others):
        here = (before == number) & (evidence.texts[host] != evidence.texts[part])
        start, cut = int(evidence.starts[host]), times[here]
        full = ends[here]
        if states_ends(evidence):
            full = np.maximum(np.minimum(evidence.ends[host], full), cut)
        whole = evidence.log_likelihood(host, start, full)
        loss[here] = whole - evidence.log_likelihood(host, start, cut)
    return loss.clip(-MAX_LOSS, MAX_LOSS)


def _own(evidence: Evidence, part: int, times: Ints) -> Mask:
    """The times around the part's start, or in another part of the same text."""
    own: Mask = np.abs(times - evidence.starts[part]) < MATCH_RADIUS
    for i, text in enumerate(evidence.texts):
        if i != part and text == evidence.texts[part]:
            after_start = times >= evidence.starts[i] - MATCH_RADIUS
            own |= after_start & (times < evidence.ends[i] + MATCH_RADIUS)
    return own


def covered_by_block(evidence: Evidence) -> tuple[Probabilities, Ints]:
    """The share of each part's words said at each block, and how many words it has."""
    found = coverage([Insight(text=text) for text in evidence.texts], evidence.index)
    nearby = found.nearby.astype(float)
    blocks = np.arange(nearby.shape[1])
    last = len(blocks) - 1
    return np.max([nearby[:, (blocks + i).clip(0, last)] for i in COVERED_BLOCKS], axis=0), (
        found.words
    )


def _best(times: Ints, shares: Probabilities) -> tuple[int, float]:
    """The place, not the stated one, with most probability near it; and that probability."""
    grid, own = times[:-1], shares[:-1]
    if not len(grid):
        return 0, 0.0
    sums = np.append(0, np.cumsum(own))
    near = sums[np.searchsorted(grid, grid + MATCH_RADIUS, "right")]
    near = near - sums[np.searchsorted(grid, grid - MATCH_RADIUS)]
    best = int((near + own / 2).argmax())
    return best, float(near[best])


def _start_and_quote(evidence: Evidence, part: int, time: int) -> tuple[int, str]:
    """The start (ms) meant by a place, and the words near it that speak most for the chapter.

    The start is where another chapter ends, if ends are stated, or else that of those words.
    """
    starts = evidence.index.starts
    distances = np.abs(starts - time)
    is_near = distances <= max(2 * STEP, int(distances.min()))
    best = int(np.where(is_near, evidence.probabilities[part], -1).argmax())
    quote = evidence.index.texts[best]
    ends = np.delete(evidence.ends, part)
    if states_ends(evidence) and len(ends):
        nearest = int(ends[np.abs(ends - time).argmin()])
        if abs(nearest - time) < MATCH_RADIUS:
            return nearest, quote
    return int(starts[best]), quote


def _softmax(scores: Probabilities) -> Probabilities:
    odds = np.exp(scores - scores.max())
    result: Probabilities = odds / odds.sum()
    return result
