"""The one list that is the chapters, and the lists that were left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from timeline.model import Problem, TimedList
from timeline.parsing import labels
from timeline.parsing.belief import MIN_CONFIDENCE, Weighed, weigh
from timeline.parsing.candidates import Candidate, Run, begins_anew, candidates, runs, strays
from timeline.parsing.features import Document, is_point, survey
from timeline.parsing.inline_markup import plain
from timeline.parsing.outline import Outline
from timeline.parsing.reasons import reasons
from timeline.parsing.sections import Section
from timeline.parsing.vocabulary import LOOSE_CHAPTERS

#: Two lone times are no list of their own, but not passed over in silence.
MIN_REPORTED, MIN_OVERLOOKED = 3, 2
#: What distinguishes a transcript, a chat or a log from chapters.
_SPOKEN = ("speech", "short gaps", "speakers", "repeats", "transcript")


class Choice(NamedTuple):
    """The list that is the chapters, if any is, the others in order of their lines, what they
    were weighed against, and the times that are in no list.
    """

    chosen: Weighed | None
    others: tuple[Weighed, ...]
    document: Document
    overlooked: Weighed | None = None


def choose(outline: Outline) -> Choice:
    """Weigh every list that the document's times could form."""
    found = runs(outline)
    document = survey(outline, found)
    points = {n for n, section in enumerate(outline.sections) if _has_points(section)}
    possible = [each for each in candidates(found, outline) if _may_be(each, outline, points)]
    weighed = weigh(possible, document)
    chosen = weighed[0] if weighed and weighed[0].confidence >= MIN_CONFIDENCE else None
    announced = _announced(weighed, outline)
    if announced and (chosen is None or _is_part(chosen, announced)):
        chosen = announced
    taken = {run.first for run in chosen.runs} if chosen else set()
    others = []
    for each in sorted(weighed, key=lambda each: -len(each.runs)):
        firsts = {run.first for run in each.runs}
        if firsts & taken or len(firsts) < MIN_REPORTED:
            continue
        dated_points = all(is_point(run, outline) for run in each.runs)
        if not dated_points and _is_worth_a_word(each, bool(chosen)):
            others.append(each)
            taken |= firsts
    return Choice(chosen, tuple(sorted(others, key=lambda each: each.runs[0].first)), document)


def with_overlooked(choice: Choice, known: Set[int], starts: Set[int]) -> Choice:
    """The choice with the times that nobody has a word for: in no list, in no point, on none of
    the lines ``known`` (by number), and not among the ``starts`` that the model has from elsewhere.
    """
    every = [*([choice.chosen] if choice.chosen else []), *choice.others]
    listed = {run.first for each in every for run in each.runs}
    document = choice.document

    def unknown(found: Sequence[Run]) -> list[Run]:
        return [r for r in found if r.line.number not in known and r.start not in starts]

    loose = [run for run in document.runs if not is_point(run, document.outline)]
    unlisted = unknown([run for run in loose if run.first not in listed])
    # Too few to be told of by themselves, they may be so with lines that are like them.
    few = unlisted if len(unlisted) < MIN_OVERLOOKED else []
    rest = (*unlisted, *unknown(strays(document.runs, few, document.outline)))
    if len(rest) < MIN_OVERLOOKED:
        return choice
    rest = tuple(sorted(rest, key=lambda run: run.first))
    return choice._replace(overlooked=weigh([rest], document)[0])


def _announced(weighed: Sequence[Weighed], outline: Outline) -> Weighed | None:
    """The list under a heading that can mean nothing but chapters: the writer's own word goes
    before every doubt.
    """
    announced = [
        each
        for each in weighed
        if all(_says_chapters(outline.sections[run.section]) for run in each.runs)
        and not begins_anew(each.runs)
    ]
    return max(announced, key=lambda each: (len(each.runs), each.confidence), default=None)


def _is_part(chosen: Weighed, announced: Weighed) -> bool:
    """Whether what is believed is a piece of the list under the heading, which is not the list
    above its own transcript.
    """
    own = {run.first for run in chosen.runs}
    more = [run.first for run in announced.runs if run.first not in own]
    below = len(more) >= MIN_REPORTED and min(more) > max(own)
    if below and is_spoken(announced) and not is_spoken(chosen) and len(own) >= MIN_REPORTED:
        return False
    return bool(more) and len(own) + len(more) == len(announced.runs)


def _says_chapters(section: Section) -> bool:
    words = section.title.casefold().strip(": ")
    return section.kind == "chapters" and words not in LOOSE_CHAPTERS


def _may_be(candidate: Candidate, outline: Outline, points: set[int]) -> bool:
    """Whether a list may be the chapters at all: what is under a heading that says insights
    or Q&A are points with a time, unless these insights are all that the document has.
    """
    own = {run.section for run in candidate if is_point(run, outline)}
    if not own:
        return True
    if any(outline.sections[number].kind == "qa" for number in own):
        return False
    if len(points) > len(own):
        return False
    lines = {run.first for run in candidate}
    return all(
        outline.lines[index].is_blank or index in lines
        for number in own
        for index in outline.numbered_lines(number)
    )


def _has_points(section: Section) -> bool:
    return section.kind in ("insights", "qa") and not section.is_empty


def _is_worth_a_word(each: Weighed, has_chapters: bool) -> bool:
    """Whether somebody could ask why this list was not taken."""
    if is_spoken(each) or "aside" in each.evidence:
        return True
    return each.confidence >= (0.02 if has_chapters else 0.2)


def is_spoken(each: Weighed) -> bool:
    """Whether a list reads like a transcript or a chat."""
    return len(each.runs) > 3 and sum(each.evidence.get(name, 0.0) for name in _SPOKEN) < -2


def weighed(choice: Choice) -> tuple[TimedList, ...]:
    """The lists as the model lists them, the chosen one first."""
    every = (choice.chosen, *choice.others, choice.overlooked)
    return tuple(
        TimedList(
            line=each.runs[0].line.number,
            count=sum(len(run.entries) for run in each.runs),
            confidence=round(each.confidence, 3),
            chosen=each is choice.chosen,
            reasons=_reasons(each, chosen=each is choice.chosen),
        )
        for each in every
        if each
    )


def _reasons(each: Weighed, *, chosen: bool) -> tuple[str, ...]:
    """Why, in words: what the verdict had to go by beside the likelihood, then the facts."""
    beside: tuple[str, ...] = ()
    if chosen and each.confidence < MIN_CONFIDENCE:
        beside = ("for: its heading says chapters, which goes before every doubt",)
    elif not chosen and each.confidence >= MIN_CONFIDENCE:
        beside = ("against: another list is likelier",)
    return beside + reasons(each.evidence)


def problems(choice: Choice, outline: Outline) -> list[Problem]:
    """What a person should know of the lists that are not the chapters."""
    found = [_left_alone(each, outline, bool(choice.chosen)) for each in choice.others]
    if choice.overlooked:
        found.append(_overlooked(choice.overlooked.runs, bool(choice.chosen)))
    if not (found or choice.chosen):
        found += _dated(outline)
    return found


_DATED = re.compile(r"[\[(]?\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?,?[ T]\s{0,3}\d{1,2}:\d\d(?!\d)")


def _dated(outline: Outline) -> Iterator[Problem]:
    """That lines with a date and a time, as chats and logs have them, are no chapters."""
    numbers = [line.number for line in outline.lines if _DATED.match(line.raw.strip()[:40])]
    if len(numbers) >= MIN_REPORTED:
        yield Problem(
            code="T021",
            severity="warning",
            message=f"the times at lines {_lines(numbers)} were left alone: they have dates",
            hint="a chapter's time counts from the beginning of the video: 12:30",
            line=numbers[0],
            column=1,
        )


def _overlooked(rest: Candidate, has_chapters: bool) -> Problem:
    return Problem(
        code="T022" if has_chapters else "T021",
        severity="note" if has_chapters else "warning",
        message=f"the times at lines {_of(rest)} were left alone: they are no list",
        hint="if they are chapters, put them under a heading Chapters, one to a line",
        line=rest[0].line.number,
        column=1,
    )


def _of(runs: Candidate) -> str:
    return _lines([run.line.number for run in runs])


def _lines(numbers: Sequence[int], most: int = 5) -> str:
    """The numbers of these lines for people: ``1-3, 7``."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number <= spans[-1][1] + 2:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    shown = [f"{a}-{b}" if a < b else f"{a}" for a, b in spans[:most]]
    return ", ".join(shown) + (", ..." if len(spans) > most else "")


def _left_alone(each: Weighed, outline: Outline, has_chapters: bool) -> Problem:
    first: Run = each.runs[0]
    what = "a transcript" if is_spoken(each) else "another list of times"
    if not has_chapters:
        look = "look like a transcript, not" if is_spoken(each) else "do not look"
        why = f"they {look} like chapters"
        return Problem(
            code="T021",
            severity="warning",
            message=f"the times at lines {_of(each.runs)} were left alone: {why}",
            hint="put them in a file of their own for --transcript, or under a heading Chapters",
            line=first.line.number,
            column=1,
        )
    label = labels.line_above(outline, first.first)
    name = f": {plain(label.text).strip(' :*')[:60]}" if label else ""
    return Problem(
        code="T022",
        severity="note",
        message=f"{what}, {len(each.runs)} lines, was left alone{name}",
        hint="if these are the chapters, put them first, under a heading Chapters",
        line=first.line.number,
        column=1,
    )


#: The name of a list is short.
_MAX_LABEL = 60


def label_above(choice: Choice, outline: Outline) -> int | None:
    """The index of the line that names the chosen list, where it is among the words of a
    summary, of insights or of questions, which it is none of.
    """
    index = choice.chosen.runs[0].first - 1 if choice.chosen else -1
    if index < 1 or outline.sections[outline.section_at[index]].kind in ("chapters", "other"):
        return None
    line, above = outline.lines[index], outline.lines[index - 1]
    words = line.text.rstrip("*_ ")
    is_label = above.is_blank and not line.is_item and 0 < len(words) <= _MAX_LABEL
    return index if is_label and not words.endswith((".", "!", "?", "。", "！", "？")) else None


def leftovers(outline: Outline, claimed: frozenset[int]) -> Sequence[list[int]]:
    """For each section the indexes of its lines that nobody claimed."""
    rest: list[list[int]] = [[] for _ in outline.sections]
    for index, number in enumerate(outline.section_at):
        if index not in claimed and index not in outline.headings:
            rest[number].append(index)
    return rest
