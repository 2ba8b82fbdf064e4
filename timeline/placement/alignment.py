"""Whether all times of a summary, or all from one on, are shifted or stretched alike.

A summary of another cut of the video is late by a constant; one of a sped-up or PAL copy by a
factor; one made before an advertisement was cut out, from there on. Single parts say little;
all of them together say it well. Every hypothesis is scored by the likelihood of the
evidence, averaged over what it leaves open (how far, by what factor, from where): a Bayes
factor against the times as stated.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from timeline.model import Point, Timeline
from timeline.placement.evidence import Evidence
from timeline.placement.probabilities import Probabilities

#: The shifts tried (ms). Those up to 20 seconds are taken for no shift at all.
SHIFTS = np.arange(-600_000, 600_001, 5_000)
NO_SHIFT = np.abs(SHIFTS) <= 20_000
#: The factors tried: PAL's 25/24, usual playback speeds, and their inverses.
SCALES = np.array([s for f in (25 / 24, 1.1, 1.2, 1.25, 4 / 3, 1.5, 2) for s in (1 / f, f)])
#: Parts that must be on each side of where a shift begins.
MIN_SIDE = 2
#: An alignment is believed with this log Bayes factor, if it has this much of the probability of
#: all that were tried, shifts within ``SHIFT_TOLERANCE`` (in steps) counted as one. Chosen on
#: the training meetings, so that right times are never called shifted: see METHOD.md.
MIN_LOG_BAYES_FACTOR = 4.0
MIN_PROBABILITY = 0.7
SHIFT_TOLERANCE = 6
#: How much likelier a common shift is beforehand than the others (log odds).
SCALE_HANDICAP, SINCE_HANDICAP = 1.0, 2.0
#: Of shifts that are likely alike (in log likelihood), the roundest is meant (ms).
ALIKE = 0.5
ROUND_SHIFTS = (60_000, 30_000, 15_000, 10_000, 5_000)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How stated times become true ones: those from ``since`` on, times ``scale``, plus ``shift``.

    ``log_bayes_factor`` says how much likelier that is than the times as stated, 0 for an
    alignment that changes nothing. Times are milliseconds.
    """

    scale: float = 1.0
    shift: int = 0
    since: int = 0
    log_bayes_factor: float = 0.0

    @property
    def is_identity(self) -> bool:
        """Whether the times are right as they are."""
        return self.scale == 1.0 and self.shift == 0

    def apply(self, time: int) -> int:
        """The true time (ms) of a stated one."""
        return time if time < self.since else max(round(time * self.scale) + self.shift, 0)

    def correct(self, timeline: Timeline) -> Timeline:
        """``timeline`` with the times of its chapters, and of the points it states, corrected.

        Nothing moves past a known end of the video.
        """
        if self.is_identity:
            return timeline
        limit = timeline.duration or None

        def moved(start: int, end: int) -> tuple[int, int]:
            end = self.apply(end) if end > self.since else end
            return self.apply(start), max(min(end, limit or end), self.apply(start))

        def moved_point(point: Point) -> Point:
            placement = point.placement
            if placement is None or placement.placed_by != "summary":
                return point
            moments = []
            for moment in placement.moments:
                start, end = moved(moment.start, moment.end)
                moments.append(replace(moment, start=start, end=end))
            return replace(point, placement=replace(placement, moments=tuple(moments)))

        chapters = []
        for chapter in timeline.chapters:
            start, end = moved(chapter.start, chapter.end)
            chapters.append(replace(chapter, start=start, end=end))
        moved_timeline = replace(timeline, chapters=tuple(chapters))
        return moved_timeline.with_points(tuple(map(moved_point, timeline.points)))


def find_alignment(evidence: Evidence) -> Alignment:
    """The most likely alignment of the parts with the transcript; identity where none is sure."""
    if len(evidence.texts) < 2:
        return Alignment()
    likelihoods = _shifted_likelihoods(evidence)
    tried = [_common_shift(likelihoods), _common_scale(evidence, likelihoods)]
    if len(likelihoods) >= 2 * MIN_SIDE:
        tried.append(_shift_since(evidence, likelihoods))
    factors = np.array([alignment.log_bayes_factor for alignment, _ in tried])
    best = int(factors.argmax())
    alignment, share = tried[best]
    probability = share * np.exp(factors[best] - _log_sum(factors))
    if alignment.log_bayes_factor >= MIN_LOG_BAYES_FACTOR and probability >= MIN_PROBABILITY:
        return alignment
    return Alignment()


def stated_advantage(evidence: Evidence) -> float:
    """The log of how much likelier the evidence is at the stated times than at any shift."""
    totals = _shifted_likelihoods(evidence).sum(axis=0)
    return float(_log_mean(totals[NO_SHIFT]) - _log_mean(totals))


def _shifted_likelihoods(evidence: Evidence) -> Probabilities:
    """The log-likelihood of each part at each shift: parts by shifts."""
    return np.array(
        [
            evidence.log_density(part, start + SHIFTS, end + SHIFTS)
            for part, (start, end) in enumerate(zip(evidence.starts, evidence.ends, strict=True))
        ]
    )


def _common_shift(likelihoods: Probabilities) -> tuple[Alignment, float]:
    """The best shift of all parts, and its share of the probability of all shifts."""
    totals = likelihoods.sum(axis=0)
    factor = _log_mean(totals[~NO_SHIFT]) - _log_mean(totals[NO_SHIFT])
    far = np.where(NO_SHIFT, -np.inf, totals)
    return Alignment(shift=_roundest(far), log_bayes_factor=factor), _near_peak(far)


def _common_scale(evidence: Evidence, likelihoods: Probabilities) -> tuple[Alignment, float]:
    """The best factor for all parts, and its share of the probability of all factors."""
    scored = np.array([_scaled_likelihood(evidence, scale) for scale in SCALES])
    factor = _log_mean(scored) - _log_mean(likelihoods.sum(axis=0)[NO_SHIFT]) - SCALE_HANDICAP
    share = float(np.exp(scored.max() - _log_sum(scored)))
    return Alignment(scale=float(SCALES[scored.argmax()]), log_bayes_factor=factor), share


def _scaled_likelihood(evidence: Evidence, scale: float) -> float:
    """The log-likelihood of all parts at times ``scale``, give or take what is no shift."""
    starts = np.rint(evidence.starts * scale).astype(np.int64)[:, None] + SHIFTS[NO_SHIFT]
    ends = np.rint(evidence.ends * scale).astype(np.int64)[:, None] + SHIFTS[NO_SHIFT]
    parts = range(len(evidence.texts))
    return _log_mean(np.sum([evidence.log_density(i, starts[i], ends[i]) for i in parts], axis=0))


def _shift_since(evidence: Evidence, likelihoods: Probabilities) -> tuple[Alignment, float]:
    """The best shift of the parts from one on, those before it staying; its share of all."""
    unmoved = np.array([_log_mean(row[NO_SHIFT]) for row in likelihoods])
    gains = np.cumsum((likelihoods - unmoved[:, None])[::-1], axis=0)[::-1]
    gains = np.where(NO_SHIFT, -np.inf, gains[MIN_SIDE : len(likelihoods) - MIN_SIDE + 1])
    factor = _log_mean(gains[:, ~NO_SHIFT].ravel()) - SINCE_HANDICAP
    first, _ = np.unravel_index(gains.argmax(), gains.shape)
    by_first = np.exp(gains - gains.max()).sum(axis=1)
    share = _near_peak(gains[first]) * float(by_first[first] / by_first.sum())
    since = int(evidence.starts[first + MIN_SIDE])
    shift = _roundest(gains[first])
    return Alignment(shift=shift, since=since, log_bayes_factor=factor), share


def _near_peak(log_likelihoods: Probabilities) -> float:
    """The share of the probability that is close to its peak."""
    share = np.exp(log_likelihoods - log_likelihoods.max())
    peak = int(share.argmax())
    near = share[max(peak - SHIFT_TOLERANCE, 0) : peak + SHIFT_TOLERANCE + 1]
    return float(near.sum() / share.sum())


def _roundest(log_likelihoods: Probabilities) -> int:
    """The roundest of the likeliest shifts, of those the nearest to the peak (ms)."""
    alike = SHIFTS[log_likelihoods >= log_likelihoods.max() - ALIKE]
    peak = int(SHIFTS[log_likelihoods.argmax()])
    round_ones = next(r for step in ROUND_SHIFTS if len(r := alike[alike % step == 0]))
    return int(min(round_ones, key=lambda shift: abs(int(shift) - peak)))


def _log_sum(values: Probabilities) -> float:
    """The log of the sum of what ``values`` are the logs of."""
    largest = values.max()
    return float(largest + np.log(np.exp(values - largest).sum()))


def _log_mean(values: Probabilities) -> float:
    """The log of the mean of what ``values`` are the logs of."""
    return _log_sum(values) - float(np.log(values.size))
