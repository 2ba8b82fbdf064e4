"""Lines to sections: where the TLDR, the insights, the Q&A and the chapters are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from timeline.parsing.headings import Heading, heading
from timeline.parsing.inline_markup import plain
from timeline.parsing.lines import Line
from timeline.parsing.notations import fields, is_entry, record
from timeline.parsing.timestamps import leading, only_time
from timeline.parsing.vocabulary import Kind


@dataclass(slots=True)
class Section:
    """The lines under one heading. The text before any heading is a section of kind ``other``
    without a ``heading``.
    """

    kind: Kind
    heading: Line | None = None
    title: str = ""
    level: int = 0
    language: str = ""
    lines: list[Line] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is under the heading."""
        return all(line.is_blank for line in self.lines)


def split(lines: Sequence[Line]) -> list[Section]:
    """The sections of a text, in order. Every line is in one, as its heading or in its lines."""
    sections = [Section("other")]
    for index, line in enumerate(lines):
        section = sections[-1]
        found = heading(line) if _may_be_heading(line, section) else None
        if found and not _is_other(lines, index, section, found):
            opened = Section(found.kind, line, found.title, line.level, found.language)
            if found.rest:
                opened.lines.append(_rest_of(line, found.rest))
            sections.append(opened)
        elif (
            line.level
            and _closes(section, line, lines, index)
            and not _is_title(lines, index, sections)
        ):
            sections.append(Section("other", line, plain(line.text), line.level))
        else:
            section.lines.append(line)
    return sections


def name_unknown(sections: list[Section]) -> None:
    """Say what is under headings that nobody knows, by structure.

    Beside sections that are known, bullets are insights (unless the document has some, or they
    are times or links) and lines that ask are Q&A.
    """
    known = {section.kind for section in sections} - {"other", "source"}
    if not known:
        return
    dresses = {_dress(each.heading) for each in sections if each.heading}
    for index in range(len(sections) - 1, -1, -1):
        section = sections[index]
        if section.kind in ("tldr", "other"):
            sections[index + 1 : index + 1] = _below_labels(section, known, dresses)
    for section in sections:
        if section.kind == "other" and section.level and not section.is_empty:
            section.kind = _kind_of(section.lines, known)


def _kind_of(lines: Sequence[Line], known: Set[Kind]) -> Kind:
    """What lines under a heading that nobody knows are, if the document has none of it."""
    if any(line.goes_on for line in lines):
        return "other"
    if "qa" not in known and _are_questions([line for line in lines if not line.is_blank]):
        return "qa"
    return "insights" if "insights" not in known and _are_points(lines) else "other"


#: Words above a list that are longer are a sentence.
_MAX_LABEL = 60


def _dress(line: Line) -> str:
    """How a heading is written: with hashes, bold, with a colon, or plain."""
    if line.level:
        return "#"
    if line.text.startswith(("**", "__")):
        return "**"
    return ":" if line.text.endswith((":", "：")) else ""


def _below_labels(section: Section, known: Set[Kind], dresses: Set[str]) -> list[Section]:
    """Cut off a section what is at its end below labels of its own: short lines apart from
    the prose, dressed as the document's headings are, right above bullets or questions.
    """
    lines = section.lines
    cut: list[Section] = []
    for index in range(len(lines) - 2, -1, -1):
        if index + 1 >= len(lines) or lines[index + 1].is_blank:
            continue
        if not _is_label(section, index, dresses):
            continue
        label, below = lines[index], lines[index + 1 :]
        timed = any(is_entry(lines, at) for at in range(index, len(lines)))
        kind = "other" if timed else _kind_of(below, known)
        if kind == "other":
            break
        del lines[index:]
        cut.insert(0, Section(kind, label, plain(label.text), lines=below))
    return cut


def _is_label(section: Section, index: int, dresses: Set[str]) -> bool:
    line = section.lines[index]
    text = line.text.rstrip("*_ ")
    is_apart = section.lines[index - 1].is_blank if index else not section.heading
    is_short = not line.is_item and 0 < len(text) <= _MAX_LABEL
    is_name = not text.endswith(_SENTENCE_ENDS) and _dress(line) in dresses
    return bool(is_apart and is_short and is_name)


_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "…", ",")


def _are_questions(lines: Sequence[Line]) -> bool:
    if any(line.text.lstrip("*_").startswith(("Q:", "Q.", "Q1")) for line in lines):
        return True
    asking = sum(line.asks for line in lines)
    return asking >= 2 and asking * 3 >= len(lines)


def _are_points(lines: Sequence[Line]) -> bool:
    """Whether these lines are bullets that say something: no times, no addresses."""
    texts = [line for line in lines if not line.is_blank]
    items = [line for line in texts if line.is_item]
    timed = sum(is_entry(lines, index) for index in range(len(lines)))
    linked = sum(bool(line.links) or "://" in line.text for line in texts)
    return len(items) >= 2 and items[0] is texts[0] and not timed and linked * 2 < len(items)


def language_of(sections: Sequence[Section]) -> str:
    """The language that most of the known headings are in, "" where none does."""
    counts = Counter(section.language for section in sections if section.language)
    return counts.most_common(1)[0][0] if counts else ""


def _is_title(lines: Sequence[Line], index: int, sections: Sequence[Section]) -> bool:
    """The first heading, if it is before all sections, is the title of the whole: unless a lone
    time below says that it is a chapter's.
    """
    if len(sections) > 1 or any(other.level for other in sections[0].lines):
        return False
    level = lines[index].level
    if level == 1:
        return True
    if lines[index].asks and any(each.level == level and each.asks for each in lines[index + 1 :]):
        return False
    below = next((line for line in lines[index + 1 : index + 3] if not line.is_blank), None)
    return sections[0].is_empty and not (below and only_time(below.text))


def _may_be_heading(line: Line, section: Section) -> bool:
    """Cheap tests first: most lines are long, or open with a time."""
    if (
        line.is_blank
        or line.goes_on
        or (line.bullet and not line.bullet[0].isdigit() and not line.raw.strip(" -*"))
    ):
        return False
    first = line.text[:1]
    if first.isdecimal() or (first in "[(" and line.text[1:2].isdecimal()):
        return False
    if line.text.startswith("**") and leading(line.text):
        return False
    # A bullet inside a list is an item, whatever its words: "- Overview".
    in_list = line.bullet in ("-", "*", "+", "•") and not line.level
    return not (in_list and not line.text.startswith("**")) and not (
        in_list and section.kind in ("insights", "chapters", "qa") and line.indent
    )


def _is_question_of(section: Section, line: Line, found: Heading) -> bool:
    """Inside a Q&A, "Question: ..." and "Summary?" belong to it."""
    if section.kind != "qa" or line.level:
        return False
    return line.asks or (found.kind == "qa" and bool(found.rest))


def _is_other(lines: Sequence[Line], index: int, section: Section, found: Heading) -> bool:
    """Whether words of the vocabulary are no heading here: part of a Q&A, a chapter's fields
    (``Chapter: 1, Start: 0:00``), or the title beside a lone time.
    """
    line = lines[index]
    if _is_question_of(section, line, found) or fields.match(lines, index):
        return True
    # ``Timestamp: 2:10`` below an insight.
    if found.kind == "chapters" and only_time(found.rest):
        return True
    if record.holds(lines, index):
        return True
    around = (lines[index - 1] if index else None, *lines[index + 1 : index + 2])
    lone = any(near and only_time(near.text) for near in around)
    return lone and not line.level and not line.text.rstrip("*_ ").endswith((":", "："))


def _closes(section: Section, line: Line, lines: Sequence[Line], index: int) -> bool:
    """Whether a Markdown heading that no vocabulary knows ends the section it is in."""
    if section.kind in ("chapters", "qa", "insights") and section.heading:
        if section.level and line.level > section.level:
            return False
        if is_entry(lines, index):
            return False
        return not (section.kind == "qa" and line.asks)
    # A list whose entries are headings may be under no heading of its own.
    return not is_entry(lines, index)


def _rest_of(line: Line, rest: str) -> Line:
    return line._replace(text=rest, level=0, bullet="", icon="")
