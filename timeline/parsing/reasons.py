"""Why a list is believed or not, as a person would say it."""

from __future__ import annotations

from collections.abc import Mapping

#: What each feature of a list says of it, where it is not 0.
FACTS: dict[str, str] = {
    "one": "it has one entry",
    "two": "it has two entries",
    "count": "it has several entries",
    "inline": "it is on one line",
    "falls": "some times fall back",
    "equal": "some times are equal",
    "begins at zero": "it begins at 0:00",
    "begins late": "it begins late for its length",
    "begins after an hour": "it begins after an hour",
    "ends after many hours": "it ends after many hours",
    "speech": "its words fill its times as speech does",
    "short gaps": "many entries last less than ten seconds",
    "gap": "its entries last a while",
    "times of day": "its times can be hours and minutes of a day",
    "round": "its times are round",
    "ranges": "it states ends",
    "ends meet": "its ends meet the next starts",
    "clock words": "it speaks of am, pm or a time zone",
    "steps of one": "its times go up by one, as verses do",
    "lengths agree": "its rows state the minutes to the next as a length",
    "units": "its times are written with units",
    "units without zero": "its times are written with units, like lengths",
    "untitled": "some entries have no words",
    "long": "many titles are very long",
    "length": "its titles have some length",
    "sentences": "many titles are whole sentences",
    "lower case": "many titles begin in lower case",
    "speakers": "the same speakers come again and again",
    "any speaker": "entries begin like a speaker's name",
    "log": "people join and leave, as in a chat's log",
    "repeats": "titles repeat",
    "same first word": "titles begin with the same word",
    "some headings after": "only some of its entries are headings",
    "begins anew": "it goes back to its beginning",
    "some links only": "some times are only in links",
    "after": "the times are after the words",
    "link only": "the times are only in links",
    "alone": "the times are on lines of their own",
    "headings": "its entries are headings",
    "items": "its entries are items of a list",
    "fractions": "its times have fractions",
    "loose": "its times are written in a form with other meanings",
    "one shape": "its entries are written alike",
    "fenced": "it is in a code fence",
    "left out inside": "other times are between its entries",
    "left out before": "other times are above it",
    "left out after": "other times are below it",
    "next in line": "a few more times follow it",
    "nothing else": "nothing else is in the document",
    "scattered": "much other text is between its entries",
    "announced": "its heading says chapters",
    "points": "it is under a heading of insights or questions",
    "transcript": "its heading says transcript",
    "labelled": "the line above it says chapters",
    "other label": "the line above it says something else",
    "aside": "its label names errata, credits or another list",
}


def reasons(evidence: Mapping[str, float], most: int = 6) -> tuple[str, ...]:
    """The facts that weigh most, each with what it does: ``for: it begins at 0:00``."""
    known = [(weight, FACTS[name]) for name, weight in evidence.items() if name in FACTS]
    strongest = sorted(known, key=lambda pair: -abs(pair[0]))[:most]
    return tuple(
        f"{'for' if weight > 0 else 'against'}: {fact}"
        for weight, fact in strongest
        if abs(weight) >= 0.1
    )
