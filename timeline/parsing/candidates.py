"""All timestamps of a document, and every list that they could form.

A *run* is what one notation finds in one place. A *candidate* is a list of runs that belong
together in some way: one stretch, one shape, one section. Candidates overlap; ``belief`` says
which of them is the chapters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from timeline.chapter_ends import median
from timeline.parsing import bare_numbers, framed, notations
from timeline.parsing.labels import line_above
from timeline.parsing.lines import Line
from timeline.parsing.notations import ListItem
from timeline.parsing.notations.base import TimePosition
from timeline.parsing.outline import Outline
from timeline.parsing.sections import Section
from timeline.parsing.timestamps import Timestamp, leading, time_at_edge


class Run(NamedTuple):
    """A match in place: the lines ``first`` up to ``after`` of the outline."""

    first: int
    after: int
    entries: tuple[ListItem, ...]
    place: TimePosition
    notation: str
    section: int
    #: Words before the first entry that are no part of any.
    label: str = ""

    @property
    def start(self) -> int:
        """When the first entry starts."""
        return self.entries[0].timestamp.start

    @property
    def line(self) -> Line:
        """The line of the first entry."""
        return self.entries[0].line


#: Runs in the order of the document, that may be one list.
Candidate = tuple[Run, ...]

#: Fewer times that rise may do so by chance.
_FEW = 3


def runs(outline: Outline) -> list[Run]:
    """Everything in the document that a notation takes for a time and its words."""
    lines = outline.lines
    found = []
    index = 0
    while index < len(lines):
        run = _run_at(lines, index, outline)
        if run:
            found.append(run)
        index = run.after if run else index + 1
    found = [*_turned(found, outline), *_bare(found, outline)]
    found += _framed(found, outline)
    return sorted(found, key=lambda run: run.first)


def _turned(found: list[Run], outline: Outline) -> list[Run]:
    """The runs, those of lone times with the titles above them where a list has them there.

    A list is so written that ends in a lone time, and begins with words above the first one; or
    that has each time in the second line of a paragraph.
    """
    alone = [run for run in found if run.notation == "alone"]
    if len(alone) < 2:
        return found
    if alone[-1].after - alone[-1].first > 1 and not all(_is_second(run, outline) for run in alone):
        return found
    above = [_words_above(run.first, outline) for run in alone]
    if None in above:
        return found
    titled = {
        run.first: run._replace(
            first=index,
            after=run.first + 1,
            entries=(run.entries[0]._replace(title=outline.shown(index).text),),
        )
        for run, index in zip(alone, above, strict=True)
        if index is not None
    }
    return [titled.get(run.first, run) for run in found]


def _is_second(run: Run, outline: Outline) -> bool:
    """Whether right above a run is a heading, or one line of words with none above it."""
    above, further = run.first - 1, run.first - 2
    if above in outline.headings:
        return True
    if above < 0 or outline.lines[above].is_blank:
        return False
    return further < 0 or outline.lines[further].is_blank


def _words_above(index: int, outline: Outline) -> int | None:
    """The index of the words right above a line, if there are any: of its section, or a heading
    that names none.
    """
    for position in (index - 1, index - 2):
        if position < 0:
            return None
        if section := outline.headings.get(position):
            return position if section.level and section.kind == "other" else None
        line = outline.lines[position]
        if not line.is_blank:
            return None if leading(line.text) else position
    return None


def _bare(found: list[Run], outline: Outline) -> Iterator[Run]:
    """The lists whose times are numbers without any mark."""
    for number, rows in bare_numbers.rows(outline, {run.section for run in found}):
        for index, start, words, place in rows:
            timestamp = Timestamp(start, None, words, ambiguous=True)
            entry = ListItem(timestamp, words, "", outline.lines[index])
            yield Run(index, index + 1, (entry,), place, "number", number)


def _framed(found: Sequence[Run], outline: Outline) -> Iterator[Run]:
    """The lists whose times are all in the same words, of lines that are in no other run."""
    taken = _lines_of(found)
    rest = ((n, line) for n, line in enumerate(outline.lines) if n not in taken and line.text)
    for index, timestamp, place in framed.rows(rest):
        entry = ListItem(timestamp, timestamp.rest, "", outline.lines[index])
        yield Run(index, index + 1, (entry,), place, "framed", outline.section_at[index])


def _lines_of(found: Sequence[Run]) -> set[int]:
    """The indexes of all lines of these runs."""
    return {index for run in found for index in range(run.first, run.after)}


def _run_at(lines: Sequence[Line], index: int, outline: Outline) -> Run | None:
    section = outline.section_at[index]
    if lines[index].is_blank or _is_source(lines[index], outline.sections[section]):
        return None
    if not (found := notations.match(lines, index)):
        return None
    notation, match = found
    return Run(
        index,
        index + match.used,
        match.entries,
        notation.place,
        notation.name,
        section,
        match.label,
    )


def _is_source(line: Line, section: Section) -> bool:
    """Whether a line is the address beside ``Source:``, which may be of a moment."""
    heading = section.heading
    return section.kind == "source" and heading is not None and heading.number == line.number


def strays(found: Sequence[Run], unlisted: Sequence[Run], outline: Outline) -> list[Run]:
    """The lines that begin or end with a time, and are in none of the runs ``found``: those under
    a heading that says chapters, and others where they and the ``unlisted`` runs rise as chapters
    do.
    """
    runs = list(_strays(found, outline))
    own = [run for run in runs if outline.sections[run.section].kind == "chapters"]
    others = [run for run in runs if outline.sections[run.section].kind != "chapters"]
    every = sorted([*others, *unlisted], key=lambda run: run.first)
    rises = all(run.start < later.start for run, later in pairwise(every))
    return own + others if rises and len(every) >= _FEW else own


def _strays(found: Sequence[Run], outline: Outline) -> Iterator[Run]:
    taken = _lines_of(found)
    for index, line in enumerate(outline.lines):
        kind = outline.sections[outline.section_at[index]].kind
        if index in taken or not line.text or kind not in ("chapters", "other"):
            continue
        if timestamp := time_at_edge(line.text):
            entry = ListItem(timestamp, line.text, "", line)
            yield Run(index, index + 1, (entry,), "before", "stray", outline.section_at[index])


def candidates(found: Sequence[Run], outline: Outline) -> list[Candidate]:
    """Every list that these runs could form, each once.

    However many runs there are, each is in at most one list of each grouping.
    """
    lists: dict[tuple[int, int, int, int], Candidate] = {}
    for group in _groupings(found, outline):
        if fitting := _fitting(group):
            starts = sum(run.first * (run.first + 1) for run in fitting)
            lists.setdefault((len(fitting), fitting[0].first, fitting[-1].first, starts), fitting)
    return list(lists.values())


def _groupings(found: Sequence[Run], outline: Outline) -> Iterable[Sequence[Run]]:
    """Ways to see lists in runs: by stretch, by place, by shape, by section."""

    def kind(run: Run) -> str:
        return outline.sections[run.section].kind

    points = [run for run in found if kind(run) in ("insights", "qa", "transcript")]
    others = [run for run in found if kind(run) not in ("insights", "qa", "transcript")]
    announced = [run for run in others if kind(run) == "chapters"]
    yield from _by(announced, _place)
    for subset in (found, others, points) if points and others else (found,):
        for group in _alike(subset):
            parts = _stretches(group)
            yield from parts
            for part in parts:
                yield from _blocks(part)
    yield from _labelled(found, outline)
    if len(sections := _by(found, lambda run: run.section)) > 1:
        yield from sections
        yield from _by(found, lambda run: (run.section, _shape(run)))


def _alike(found: Sequence[Run]) -> Iterator[list[Run]]:
    """All runs, those of one place, those of one shape; where all are alike, only once."""
    seen = 0
    for key in (_anything, _place, _shape):
        groups = _by(found, key)
        if len(groups) > seen:
            yield from groups
        seen = max(seen, len(groups))


def _labelled(found: Sequence[Run], outline: Outline) -> list[list[Run]]:
    """Cut where a label of its own is above a run."""
    parts: list[list[Run]] = []
    after = -1
    for run in found:
        labelled = run.first > after and not run.line.level and line_above(outline, run.first)
        if labelled or not parts:
            parts.append([])
        parts[-1].append(run)
        after = run.after
    return parts if len(parts) > 1 else []


def _anything(run: Run) -> Hashable:
    return 0


def _place(run: Run) -> Hashable:
    return (run.place, run.notation == "link")


def _shape(run: Run) -> Hashable:
    """How a run is written: runs of one list are mostly written alike."""
    timestamp = run.entries[0].timestamp
    ambiguous = timestamp.ambiguous and run.notation == "leading"
    link = run.notation == "link"
    return (
        run.place,
        bool(run.line.level),
        timestamp.bracketed,
        timestamp.fraction,
        ambiguous,
        link,
    )


def _by(found: Sequence[Run], key: Callable[[Run], Hashable]) -> list[list[Run]]:
    groups: dict[Hashable, list[Run]] = defaultdict(list)
    for run in found:
        groups[key(run)].append(run)
    return list(groups.values())


def _stretches(group: list[Run]) -> list[list[Run]]:
    """Cut where the times begin anew: another list, or a transcript below the list."""
    starts = [run.start for run in group]
    if starts == sorted(starts):
        return [group] if group else []
    parts: list[list[Run]] = []
    highest = 0
    for run, later in zip_longest(group, group[1:]):
        part = parts[-1] if parts else None
        # A single time that falls back, not to the very beginning, is out of order.
        goes_on = later is None or later.start >= highest
        alone = part is not None and goes_on and run.start > part[0].start
        if part is None or (_begins_anew(run, part, highest) and not alone):
            parts.append([run])
            highest = run.start
        else:
            part.append(run)
            highest = max(highest, run.start)
    return parts


def begins_anew(candidate: Candidate) -> bool:
    """Whether a list goes back to its beginning somewhere: two lists in one."""
    return len(_stretches(list(candidate))) > 1


def _begins_anew(run: Run, part: Sequence[Run], highest: int) -> bool:
    start = run.start
    if start >= part[-1].start or len(part) < 2:
        return False
    first = part[0].start
    fall = start - first
    if fall * 7 > highest - first:
        return False
    if start > first and len(part) < 3:
        return False
    return start <= part[1].start or fall * 20 <= highest - first


def _blocks(group: list[Run]) -> list[list[Run]]:
    """Cut where far more lines lie between two runs than usual."""
    if len(group) < 3:
        return []
    gaps = [later.first - run.after for run, later in pairwise(group)]
    usual = 4 + 4 * median(gaps)
    parts = [[group[0]]]
    for gap, run in zip(gaps, group[1:], strict=True):
        if gap > usual:
            parts.append([])
        parts[-1].append(run)
    return parts if len(parts) > 1 else []


def _fitting(group: Sequence[Run]) -> Candidate:
    """The runs whose times are sure, or fit in between: ``16:6`` and ``83s`` must rise with
    their neighbours, and a list is not written half with colons and half with units.
    """
    letters = sum(run.entries[0].timestamp.letters for run in group)
    if letters and letters * 2 <= len(group):
        group = [run for run in group if not run.entries[0].timestamp.letters]
    if not any(run.entries[0].timestamp.ambiguous for run in group):
        return tuple(group)
    if len(group) < 3 and not all(run.line.level for run in group):
        return tuple(run for run in group if not run.entries[0].timestamp.ambiguous)
    kept: list[Run] = []
    for index, run in enumerate(group):
        later = min((other.start for other in group[index + 1 : index + 3]), default=run.start)
        ambiguous = run.entries[0].timestamp.ambiguous
        if not ambiguous or ((not kept or kept[-1].start <= run.start) and run.start <= later):
            kept.append(run)
    return tuple(kept)
