"""The words of the film: its narration by chapter, and the summary that ``tides.txt`` holds.

Every clause of the narration is spoken, and captioned, on its own.  An insight or a question
points at the moment it was taken from as ``(chapter, first clause, last clause)``.
"""

from __future__ import annotations

from typing import NamedTuple


class Chapter(NamedTuple):
    """One chapter: its short name on screen, its line in the summary, and what is said."""

    name: str
    line: str
    clauses: tuple[str, ...]


class Insight(NamedTuple):
    """One key insight, and where the narration gives it."""

    text: str
    moment: tuple[int, int, int]


class Question(NamedTuple):
    """One question with its answer, and where the narration gives it."""

    question: str
    answer: str
    moment: tuple[int, int, int]


TITLE = "Why the sea rises twice a day"

TLDR = (
    "The Moon stretches the ocean at both ends, and every coast on the turning Earth is carried "
    "through the two high places each day. The Sun, the shape of the land and the depth of the "
    "water decide how big the rise will be, and because it is all clockwork, people have milled "
    "flour by it, made electricity with it and printed its times years in advance."
)

CHAPTERS = (
    Chapter(
        "A harbour that breathes",
        "A harbour fills and empties over one day, and the film asks what could be moving it.",
        (
            "Stand on a harbour wall for a day, and the sea seems to breathe.",
            "It climbs the stones, waits a while,",
            "and slips away again, leaving the boats to rest on the mud.",
            "A little over six hours later, it is back.",
            "Nothing in the harbour is pushing it. The cause is far overhead.",
        ),
    ),
    Chapter(
        "The Moon's pull",
        "The Moon pulls harder on the near side of the Earth than on the far side, and it is "
        "this difference that makes a tide.",
        (
            "The Moon is almost four hundred thousand kilometres away,",
            "yet it tugs at every drop of the ocean.",
            "Gravity fades with distance, so the side of the Earth that faces the Moon",
            "is pulled about seven percent harder than the side that faces away.",
            "That small difference, and not the pull itself, is what makes a tide.",
        ),
    ),
    Chapter(
        "Two bulges",
        "The ocean is drawn out into two bulges, one facing the Moon and one on the opposite side.",
        (
            "The near sea is drawn ahead of the ground beneath it.",
            "On the far side, the ground is drawn ahead, and the sea is left behind.",
            "So the ocean stretches at both ends:",
            "one bulge towards the Moon, and one away from it.",
            "Out on the deep ocean, each is only about half a metre high.",
        ),
    ),
    Chapter(
        "The Earth turns beneath",
        "The turning Earth carries each harbour through both bulges, and the Moon's own journey "
        "makes the tide later every day.",
        (
            "The bulges keep in line with the Moon, while the Earth turns beneath them.",
            "Follow one harbour, this small light.",
            "Each turn carries it through high water and low, then high and low again.",
            "Meanwhile the Moon has moved on along its orbit,",
            "and the Earth needs fifty minutes more to catch up.",
            "That is why tomorrow's tide will be later than today's.",
        ),
    ),
    Chapter(
        "Springs and neaps",
        "The Sun joins in: spring tides come when Sun and Moon line up, neap tides when they "
        "pull at right angles.",
        (
            "The Sun raises tides as well, a little under half as strong as the Moon's.",
            "At new moon and at full moon, all three stand in one line, and the two tides add up.",
            "These are spring tides, with the highest highs and the lowest lows.",
            "The name has nothing to do with the season. The water springs up.",
            "A week later, Sun and Moon pull at right angles and partly cancel,",
            "and the gentle neap tides follow.",
        ),
    ),
    Chapter(
        "The shape of a bay",
        "A bay that narrows, and that rocks in time with the tide, can build a small wave into "
        "a giant one.",
        (
            "Then the land has its say.",
            "When the tide runs into a bay that narrows and grows shallow,",
            "the same water is squeezed into less room, and so it climbs.",
            "And if the bay sloshes at the same slow beat as the tide,",
            "every push comes at the right moment, like pushes on a swing.",
            "In Canada's Bay of Fundy the sea can rise sixteen metres, as high as a house of "
            "five storeys.",
        ),
    ),
    Chapter(
        "Work from the water",
        "Tide mills, and later the power station on the Rance, trap high water and let it out "
        "through a wheel.",
        (
            "For more than a thousand years, people have put this rhythm to work.",
            "A tide mill let the rising sea fill a pond, then shut the gate.",
            "When the tide outside had dropped, the miller let the pond run out under his wheel.",
            "Since nineteen sixty-six, a dam across the river Rance in Brittany",
            "has turned its turbines in much the same way.",
            "Wind and sunshine have to be forecast. The tide can be calculated, years ahead.",
        ),
    ),
    Chapter(
        "Reading a tide table",
        "How to read a tide table, and why the water is fastest halfway between low and high.",
        (
            "Those sums fill the tide table on the harbour office door.",
            "Most days have four lines, two high waters and two low,",
            "each with a time and a height.",
            "In between, the sea does not climb evenly. It starts slowly and ends slowly,",
            "and in the middle two hours of the six, half of all the water moves.",
            "So read the table before you walk out on the sand.",
            "And when the sea comes back, look up. The Moon is on time.",
        ),
    ),
)

INSIGHTS = (
    Insight(
        "🌙What raises a tide is the contrast between the two faces of our planet: lunar gravity "
        "is some seven percent stronger on the near one than on the far one.",
        (1, 2, 4),
    ),
    Insight(
        "🌊There are two humps of water, not one, because on the far side the solid Earth is "
        "drawn away and leaves the sea behind.",
        (2, 1, 3),
    ),
    Insight(
        "🕰️High water comes later each day, since the Moon travels along its orbit and our "
        "planet has to turn for fifty extra minutes to catch it.",
        (3, 3, 5),
    ),
    Insight(
        "☀️Twice a month Sun, Earth and Moon stand in a line and their tides add together, which "
        "gives the highest and the lowest water.",
        (4, 1, 2),
    ),
    Insight(
        "🏞️A narrowing, shallow bay squeezes the incoming water upwards, most of all where the "
        "bay's own sloshing keeps the same beat as the tide.",
        (5, 1, 4),
    ),
    Insight(
        "⚙️Unlike wind or sunshine, tides can be worked out years in advance, so mills and "
        "turbines can count on them.",
        (6, 5, 5),
    ),
)

QUESTIONS = (
    Question(
        "How big are the bulges in the open sea?",
        "Surprisingly small: far from land, on the deep ocean, each stands only around half a "
        "metre high.",
        (2, 4, 4),
    ),
    Question(
        "Are spring tides named after the season?",
        "No. The word describes water that springs up, and they happen all year round.",
        (4, 3, 3),
    ),
    Question(
        "Where can the sea rise by sixteen metres?",
        "In the Bay of Fundy in Canada, where the water can climb as high as a five-storey house.",
        (5, 5, 5),
    ),
    Question(
        "How did a tide mill work?",
        "The rising sea filled a pond and a gate was shut behind it; once the tide outside had "
        "fallen, the miller released the pond beneath the wheel.",
        (6, 1, 2),
    ),
    Question(
        "When does the water move fastest between low and high?",
        "Around the middle: of the six hours, the two in the centre shift half of all the water, "
        "while the start and the end are slow.",
        (7, 3, 4),
    ),
)
