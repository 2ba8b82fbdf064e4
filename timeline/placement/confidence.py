"""How sure a placement is: the limit of a guess, and confidence as text."""

from __future__ import annotations

from timeline.model import PlacedBy

#: No guess is more certain than this: only a time that the summary states is.
MAX_CONFIDENCE = 0.999

_GUESSES: tuple[PlacedBy, ...] = ("chapters", "transcript")


def is_guess(placed_by: PlacedBy | None) -> bool:
    """Whether a time was chosen by us: neither stated in the summary nor set by a person."""
    return placed_by in _GUESSES


def format_confidence(confidence: float, placed_by: PlacedBy | None = None) -> str:
    """``confidence`` (0 to 1) as a percentage: "85 %".

    Only a time that the summary states or a person set reads "100 %"; guesses, and candidates
    that nothing was placed by yet, at most "99 %".
    """
    percentage = round(100 * confidence)
    return f"{percentage if placed_by in ('summary', 'editor') else min(percentage, 99)} %"
