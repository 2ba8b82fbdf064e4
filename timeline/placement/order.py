"""The order of a list of points as a prior: as far as the list itself agrees with it.

Summaries mostly follow the order of the video. Two models of that are tried, one after
the other: that each point's share of the list is its share of the video; and that the video
goes on from point to point, mostly forward and not far. Each has the weight that the agreement
of the evidence with it earns, so that a shuffled list ignores both.
"""

from __future__ import annotations

import numpy as np

from timeline.placement.probabilities import Probabilities
from timeline.placement.transcript_index import TranscriptIndex

#: How fast the likelihood falls with the distance between a point's position in the list and
#: in the video (shares), and the agreement (a log likelihood ratio) at which that counts half.
POSITION_STEEPNESS, MIN_POSITION_AGREEMENT = 5.0, 1.0
#: The same for steps from one point to the next: back and forward, in shares of the video.
BACK_STEEPNESS, FORWARD_STEEPNESS, MIN_STEP_AGREEMENT = 15.0, 4.0, 2.0
#: The share of steps that may lead anywhere.
FREE_STEPS = 0.1
#: Steps are counted on a grid of this many milliseconds.
GRID = 30_000


def with_order(unordered: Probabilities, index: TranscriptIndex) -> Probabilities:
    """The probabilities of a list of points (rows), with its order as far as it agrees."""
    if len(unordered) < 2:
        return unordered
    ordered, agreement = apply_position_prior(unordered, index)
    mixed = _mix(unordered, ordered, agreement - MIN_POSITION_AGREEMENT)
    ordered, agreement = apply_step_prior(mixed, index)
    return _mix(mixed, ordered, agreement - MIN_STEP_AGREEMENT)


def _mix(unordered: Probabilities, ordered: Probabilities, log_odds: float) -> Probabilities:
    weight = float(1 / (1 + np.exp(np.clip(-log_odds, -500, 500))))
    return (1 - weight) * unordered + weight * ordered


def apply_position_prior(
    unordered: Probabilities, index: TranscriptIndex
) -> tuple[Probabilities, float]:
    """The probabilities if each point is where its share of the list says; the agreement.

    The agreement is the log of how much likelier the evidence is then.
    """
    count = len(unordered)
    in_list = ((np.arange(count) + 0.5) / count)[:, None]
    in_video = ((index.starts + index.ends) / 2 / max(int(index.ends.max()), 1))[None]
    prior = np.exp(-POSITION_STEEPNESS * np.abs(in_list - in_video))
    prior /= prior.mean(axis=1, keepdims=True)
    ordered = unordered * prior
    evidence = ordered.sum(axis=1, keepdims=True)
    return ordered / evidence, float(np.log(evidence).sum())


def apply_step_prior(
    unordered: Probabilities, index: TranscriptIndex
) -> tuple[Probabilities, float]:
    """The probabilities if each point follows the one before it; the agreement.

    A hidden Markov model: its states are the cells of a grid over the video, its emissions the
    points' probabilities there; solved by the forward-backward algorithm.
    """
    cells = (index.starts // GRID).astype(np.int64)
    size = int(cells.max()) + 1
    emissions = np.zeros((size, len(unordered)))
    np.add.at(emissions, cells, unordered.T)
    emissions = emissions.T + 1e-6
    posterior, log_likelihood = _forward_backward(emissions, *_steps(size))
    ordered = unordered * (posterior / emissions)[:, cells]
    independent = float(np.log(emissions.mean(axis=1)).sum())
    return ordered / ordered.sum(axis=1, keepdims=True), log_likelihood - independent


def _steps(size: int) -> tuple[Probabilities, Probabilities]:
    """How likely each cell is the first point's; and the next, by the cell of the one before."""
    position = (np.arange(size) + 0.5) / size
    forward = position[None, :] - position[:, None]
    steps = np.exp(np.where(forward < 0, BACK_STEEPNESS, -FORWARD_STEEPNESS) * forward)
    steps = (1 - FREE_STEPS) * steps / steps.sum(axis=1, keepdims=True) + FREE_STEPS / size
    first = np.exp(-FORWARD_STEEPNESS * position)
    return (1 - FREE_STEPS) * first / first.sum() + FREE_STEPS / size, steps


def _forward_backward(
    emissions: Probabilities, first: Probabilities, steps: Probabilities
) -> tuple[Probabilities, float]:
    """How likely each row is in each cell, and the log-likelihood of all."""
    count = len(emissions)
    forward, backward = np.zeros_like(emissions), np.ones_like(emissions)
    log_likelihood, state = 0.0, first
    for row in range(count):
        state = state * emissions[row]
        log_likelihood += float(np.log(state.sum()))
        forward[row] = state / state.sum()
        state = forward[row] @ steps
    for row in range(count - 2, -1, -1):
        backward[row] = steps @ (emissions[row + 1] * backward[row + 1])
        backward[row] /= backward[row].sum()
    posterior = forward * backward
    return posterior / posterior.sum(axis=1, keepdims=True), log_likelihood
