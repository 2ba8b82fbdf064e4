"""Lines to action items: what is to do, by whom and until when, where the source says so.

Each shape in which people name an owner or a date is one pattern, tried at the head of an item
or anywhere in it. What a pattern takes is a label and its value, which the model keeps; a date
in running text ("by Friday") is copied, and stays where it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from timeline.model import ActionItem
from timeline.parsing import insights
from timeline.parsing.due_dates import due_in
from timeline.parsing.inline_markup import plain
from timeline.parsing.items import itemised
from timeline.parsing.lines import Line
from timeline.parsing.notations.table import cells, is_rule

__all__ = ["find", "is_owner"]

_OWNERS = (
    "owners?|assignees?|assigned(?: to)?|responsible|responsibility|who|dri|lead|person"
    "|verantwortlich(?:e[rn]?)?|zuständig|wer|responsable|assigné à|qui|responsables|responsável"
    "|quem|quién|encargad[oa]|responsabile|chi|verantwoordelijke?|eigenaar|wie|odpowiedzialn[ya]"
    "|ansvarig|ansvarlig|sorumlu|ответственн(?:ый|ая|ые)|исполнитель|кто|відповідальн(?:ий|а)"
    "|المسؤول|אחראי|负责人|負責人|责任人|担当者?|담당자?|penanggung jawab|người phụ trách"
)
_DUES = (
    "due(?: date| by| on)?|deadline|by(?: when)?|when|eta|target(?: date)?|until"
    "|fällig(?: am| bis)?|frist|termin|bis(?: wann)?|wann|échéance|date limite|délai|quand"
    "|fecha(?: límite)?|plazo|vence|cuándo|prazo|data limite|quando|scadenza|entro"
    "|uiterlijk|termijn|wanneer|förfallodatum|frist|son tarih|срок|дедлайн|до|термін"
    "|الموعد(?: النهائي)?|תאריך יעד|截止日期|截止时间|截止|期限|期日|締切|締め切り|마감일?|기한"
    "|tenggat|hạn chót"
)
_TASKS = (
    "action(?: item)?|task|to-?do|what|aufgabe|maßnahme|tâche|action à mener|tarea|tarefa"
    "|attività|taak|zadanie|задача|行动项?|任务|タスク|할 일"
)
_WORDS = {"owner": re.compile(_OWNERS, re.I), "due": re.compile(_DUES, re.I)}
_TASK_WORDS = re.compile(rf"{_TASKS}s?|description|item", re.I)

_BOLD = r"(?:\*\*|__|\*)?"
_LABEL = (
    rf"{_BOLD}(?:(?P<owner>{_OWNERS})|(?P<due>{_DUES})|(?P<task>{_TASKS}))"
    rf"{_BOLD}\s?[:：]{_BOLD}\s{{0,9}}"
)
_ANY_LABEL = rf"{_BOLD}(?:{_OWNERS}|{_DUES}|{_TASKS}){_BOLD}\s?[:：]"
#: ``(Owner: Ana, due: Friday)``, ``- Owner: Ana``, ``| Due: 3 May``, ``Owner: Ana.``
_LABELLED = re.compile(
    rf"(?:^|(?P<open>[(\[])\s{{0,9}}|[,;|.]\s{{0,9}}|\s[-–—·•]\s|\s(?=\*\*)){_LABEL}"
    rf"(?P<value>[^()\[\]|;\n]{{1,200}}?)"
    rf"(?P<close>[)\]]|(?=\s{{0,9}}[|;)\]\n]|\s[-–—·•]\s|(?<=[^\W\d]{{3}})\.\s|,\s{{0,9}}{_ANY_LABEL}|\s(?=\*\*)|\.?\s{{0,9}}$))",
    re.I | re.M,
)
_TASK_LABEL = re.compile(rf"{_BOLD}(?:{_TASKS}){_BOLD}\s?[:：]{_BOLD}\s*(?=\S)", re.I)

_DASH = r"(?:\s?[:：]|\s[-–—→])\s*"
_HANDLES = r"@[\w][\w.-]{0,38}(?:(?:,?\s(?:and|und|et|y|e|&)\s|,\s|\s)@[\w][\w.-]{0,38}){0,8}"
_HEADS = (
    re.compile(rf"(?:\*\*|__)(?P<owner>{_HANDLES})\s?[:：]?(?:\*\*|__)(?:{_DASH}|\s+)(?=\S)"),
    re.compile(rf"(?P<owner>{_HANDLES})(?:{_DASH}|\s+)(?=\S)"),
    re.compile(
        rf"(?:\*\*|__)(?P<name>[^*_:：\n]{{1,60}}?)(?:\s?[:：](?:\*\*|__)\s*|(?:\*\*|__)(?:{_DASH}|\s+))(?=\S)"
    ),
    re.compile(r"\[(?P<name>[^\[\]:：\n]{1,60})\]\s?[:：–—-]?\s+(?=\S)"),
    re.compile(r"(?P<name>[^:：\n()]{1,60}?)\s?[:：]\s*(?=\S)"),
)
_TAIL = re.compile(rf"(?:\s[-–—→]\s?|\s|\s?\()(?P<owner>{_HANDLES})\)?\.?\s*$")
_BEFORE_HANDLE = re.compile(
    r"\b(?:to|with|for|from|by|and|or|cc|ping|ask|tell|via|on|of|at|mit|an|von|für|avec|à|de|con|a)\s*$",
    re.I,
)
#: A time that an item opens with is before its owner.
_OPENING_TIME = re.compile(
    r"[(\[]?(?:\d{1,2}:)?\d{1,3}:\d{2}(?:\s?[-–—]\s?[\d:.]+)?[)\]]?\s*[-–—:]?\s+"
)

_PARTICLES = frozenset(
    (
        "van von der den de da di del dos das la le bin al ibn y e und and et or ou og och i & + /"
    ).split()
)
_ROLES = frozenset(
    (
        "team teams group lead leads manager managers engineering engineers design marketing "
        "sales legal finance ops operations product support dev devs developers department dept "
        "board committee staff office owner director editor editors assistant host speaker "
        "squad crew gruppe abteilung équipe equipo equipe squadra"
    ).split()
)
_NO_OWNERS = frozenset(
    (
        "note notes important urgent optional todo task action reminder remember priority high "
        "low medium asap update background context goal example decision decided agreed next "
        "then first second third finally also deadline status question idea warning tip hint i "
        "we you they it this that hinweis wichtig notiz nota remarque important importante "
        "achtung advertencia"
    ).split()
)
_VERBS = frozenset(
    (
        "send schedule update review create prepare follow contact finalize finalise complete "
        "set write draft share check add fix call email organize organise plan research "
        "investigate define book confirm implement test develop document submit collect gather "
        "provide ensure discuss explore identify improve build make get find ask invite arrange "
        "publish deploy monitor analyze analyse read try use start stop keep practice practise "
        "learn watch talk decide buy move remove run announce post launch clean open close"
    ).split()
)
_DONE = re.compile(r"\s*(?:(?:[-*+•–]|\d{1,3}[.)])\s*)?\[[xX✓✔]\]\s")
_OPEN_BOX = re.compile(r"\[[ xX✓✔]\]\s+")
_DONE_ICONS, _BOX_ICONS = ("✅", "☑", "✔"), ("☐", "⬜", "🔲", "🔳", "◻", "◽", "☑", "✅", "✔")


@dataclass(slots=True)
class _Facts:
    """What an item says beside its text."""

    owner: str = ""
    due: str = ""
    done: bool = False

    def add(self, owner: str = "", due: str = "") -> None:
        """Add what is said once more, beside what was said before."""
        self.owner = ", ".join(dict.fromkeys(filter(None, (self.owner, owner))))
        self.due = ", ".join(dict.fromkeys(filter(None, (self.due, due))))


class _Item(NamedTuple):
    """A line without its labels, and what they said."""

    line: Line
    facts: _Facts


def find(lines: Sequence[Line]) -> tuple[ActionItem, ...]:
    """The action items of a section, in order. Owner and due date are as the source writes them.

    Those that state a time of the video have it.
    """
    items: list[_Item] = []
    for line in _rows(itemised(lines)):
        item = _item(line)
        # Labels that no text is before are the text.
        alone = not item.line.text and not any(before.line.text for before in items)
        items.append(_Item(line, _Facts()) if alone else item)
    found = insights.find([item.line for item in items if item.line.text or item.line.is_blank])
    starts = [item.line or 0 for item in found]
    facts = [_Facts() for _ in found]
    for line, said in items:
        index = bisect_right(starts, line.number) - 1
        if index >= 0:
            facts[index].add(said.owner, said.due)
            facts[index].done |= said.done
    return tuple(
        ActionItem(
            text=f"{item.icon} {item.text}".strip(),
            owner=said.owner,
            due=said.due or due_in(item.text),
            done=said.done,
            placement=item.placement,
            line=item.line,
        )
        for item, said in zip(found, facts, strict=True)
    )


def _item(line: Line) -> _Item:
    """A line as an item of a list, its labels taken out of its text."""
    facts = _Facts(done=bool(_DONE.match(line.raw)))
    text, icon, bullet = line.text, line.icon, line.bullet
    if icon.startswith(_BOX_ICONS):
        facts.done |= icon.startswith(_DONE_ICONS)
        icon, bullet = "", bullet or "-"
    elif box := _OPEN_BOX.match(text):
        text, bullet = text[box.end() :], bullet or "-"
    opening = _OPENING_TIME.match(text)
    time = opening[0] if opening else ""
    rest = _without_owner(text[len(time) :], facts)
    rest = _without_labels(rest, facts)
    return _Item(line._replace(text=f"{time}{rest}", icon=icon, bullet=bullet), facts)


def _without_labels(text: str, facts: _Facts) -> str:
    """The text without ``Owner: Ana`` and ``Due: Friday``, whatever is around them."""
    found = [match for match in _LABELLED.finditer(text) if not match["task"]]
    if not found:
        return text
    for match in found:
        value = plain(match["value"])
        facts.add(**{"owner" if match["owner"] else "due": value})
    kept = _LABELLED.sub(lambda match: match[0] if match["task"] else "", text)
    kept = kept.strip(" \t,;|-–—·•")
    return _TASK_LABEL.sub("", kept, count=1) if _TASK_LABEL.match(kept) else kept


def _without_owner(text: str, facts: _Facts) -> str:
    """The text without the owner that it opens or closes with."""
    for pattern in _HEADS:
        match = pattern.match(text)
        if match and (owner := _owner(match)):
            facts.add(owner=plain(owner))
            return text[match.end() :]
    tail = _TAIL.search(text)
    if tail and tail.start() and not _BEFORE_HANDLE.search(text[: tail.start()]):
        facts.add(owner=tail["owner"])
        return text[: tail.start()].rstrip(" -–—")
    return text


def _owner(match: re.Match[str]) -> str:
    groups = match.groupdict()
    name = groups.get("name") or ""
    return groups.get("owner") or (name if is_owner(plain(name)) else "")


def is_owner(text: str) -> bool:
    """Whether words before a colon are read as somebody, rather than as part of the sentence."""
    if re.fullmatch(_HANDLES, text):
        return True
    words = text.replace(",", " ").replace("/", " / ").split()
    if not words or len(words) > 6 or text[:1].isdigit():
        return False
    first = words[0].casefold()
    if first in _NO_OWNERS or first in _VERBS or _is_label(text):
        return False
    if not any(char.isupper() for char in text):
        # No capitals: another script, where a short label is a name, or no name at all.
        return not text.isascii() and text.lower() == text.upper() and len(text) <= 12
    return all(
        word[0].isupper() or word.casefold() in _PARTICLES or word.casefold() in _ROLES
        for word in words
    )


def _is_label(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (*_WORDS.values(), _TASK_WORDS))


# --- Tables: | Task | Owner | Due | -------------------------------------------------------------


def _rows(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, each row of a table as one whose cells are labelled by the table's head."""
    names: list[str] = []
    for line in lines:
        if not line.text.startswith("|"):
            names = []
            yield line
        elif not names:
            names = [_column(cell) for cell in cells(line.text)]
            if "task" not in names:
                names = []
                yield line
        elif not is_rule(line):
            yield _labelled(line, dict(zip(names, cells(line.text), strict=False)))


def _column(cell: str) -> str:
    word = plain(cell).strip(" :")
    for name, pattern in _WORDS.items():
        if pattern.fullmatch(word):
            return name
    return "task" if _TASK_WORDS.fullmatch(word) else f"({word})"


def _labelled(line: Line, row: dict[str, str]) -> Line:
    labels = {"owner": "Owner", "due": "Due"}
    row = {name: cell for name, cell in row.items() if cell.strip("-–— ")}
    parts = [f"({labels[name]}: {cell})" for name, cell in row.items() if name in labels]
    others = [cell for name, cell in row.items() if name not in (*labels, "task")]
    text = " - ".join(filter(None, (row.get("task", ""), *others)))
    return line._replace(text=" ".join((text, *parts)), bullet="|")
