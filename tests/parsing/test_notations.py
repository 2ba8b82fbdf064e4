"""The corpus in ``cases/``: every notation that people paste, by number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from timeline.model import ActionItem, Chapter, Insight, ParseResult, Point, Question
from timeline.parsing import parse
from timeline.times import to_seconds

#: What is compared in every case, whether it lists it or not.
ALWAYS = ("chapters", "unparsed", "problems", "lines")
CASES = Path(__file__).parent / "cases"
_CHARACTER = re.compile(r"\\(u[0-9a-f]{4}|t|r|n)")


@dataclass
class Case:
    name: str
    source: str
    expected: dict[str, list[str]] = field(default_factory=dict)


def read_cases() -> list[Case]:
    cases = []
    for path in sorted(CASES.glob("*.txt")):
        for block in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            name, _, body = block.partition("\n")
            source, *parts = re.split(r"^--- ", body, flags=re.M)
            case = Case(name, _characters(source.rstrip("\n")))
            for part in parts:
                head, _, rows = part.partition("\n")
                case.expected[head.strip()] = [row for row in rows.split("\n") if row]
            cases.append(case)
    return cases


def _characters(text: str) -> str:
    return _CHARACTER.sub(lambda m: m[0].encode().decode("unicode_escape"), text)


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.name)
def test_reads_as_people_mean_it(case: Case) -> None:
    parsed = parse(case.source)
    given = {name: _rows(parsed, name) for name in {*ALWAYS, *case.expected}}
    wanted = {name: case.expected.get(name, []) for name in given}
    assert given == wanted


def _rows(parsed: ParseResult, name: str) -> list[str]:
    timeline = parsed.timeline
    match name:
        case "chapters":
            return [_chapter(chapter) for chapter in timeline.chapters]
        case "insights":
            return [_insight(insight) for insight in timeline.insights]
        case "qa":
            return [_question(pair) for pair in timeline.qa]
        case "actions":
            return [_action(item) for item in timeline.actions]
        case "unparsed":
            return [passage.text.split("\n")[0] for passage in timeline.unparsed]
        case "problems":
            return [problem.code for problem in parsed.problems]
        case "lines":
            return _lines(parsed)
        case "duration":
            return [str(to_seconds(timeline.duration))]
        case "source":
            return [timeline.source_url]
        case _:
            return [value] if (value := getattr(timeline, name)) else []


def _lines(parsed: ParseResult) -> list[str]:
    """Where each thing was found: ``chapters 1 2 3``."""
    timeline = parsed.timeline
    found = {
        "chapters": timeline.chapters,
        "points": timeline.points,
        "unparsed": timeline.unparsed,
        "problems": parsed.problems,
    }
    numbers = {name: [str(each.line) for each in values] for name, values in found.items()}
    return [" ".join([name, *lines]) for name, lines in numbers.items() if lines]


def _chapter(chapter: Chapter) -> str:
    span = str(to_seconds(chapter.start))
    if chapter.end_given:
        span += f"-{to_seconds(chapter.end)}"
    parts = [span, chapter.title, *([_flat(chapter.text)] if chapter.text else [])]
    return " | ".join(parts)


def _insight(insight: Insight) -> str:
    return f"{_span(insight)} | {insight.icon} | {_flat(insight.text)}"


def _question(pair: Question) -> str:
    return f"{_span(pair)} | {_flat(pair.question)} | {_flat(pair.answer)}"


def _action(item: ActionItem) -> str:
    parts = (_span(item), item.owner, item.text, item.due, "done" if item.done else "open")
    return " | ".join(parts).replace("|  |", "| |").replace("|  |", "| |")


def _span(point: Point) -> str:
    if point.start is None or point.end is None:
        return "-"
    # Only an end that the source states is worth comparing: the other is reading time.
    stated = point.end % 1000 == 0 and point.end - point.start > 20_000
    return (
        f"{to_seconds(point.start)}-{to_seconds(point.end)}"
        if stated
        else str(to_seconds(point.start))
    )


def _flat(text: str) -> str:
    return text.replace("\n", "\\n")
