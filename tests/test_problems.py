"""Every problem code is in the table, once, and the table says what is so."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests import documents
from timeline import formats, lint, parsing
from timeline.chapter_ends import resolve_ends
from timeline.cli import timeline
from timeline.errors import InputError
from timeline.problems import explain, problem_codes

ROOT = Path(__file__).parents[1]
CODE = re.compile(r"[A-Z]\d{3}")
GRAVER = {"note": 0, "warning": 1, "error": 2}


def _calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call that names a code, by keyword or place, in both packages."""
    for package in ("timeline", "web/timeline_web"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    given = [*node.args, *(keyword.value for keyword in node.keywords)]
                    for value in given:
                        if isinstance(value, ast.Constant) and CODE.fullmatch(str(value.value)):
                            yield str(value.value), node


def _strings() -> set[str]:
    """Every string that is a code, wherever: one may be handed on through a table."""
    return {
        node.value
        for package in ("timeline", "web/timeline_web")
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[TM]\d{3}", node.value)
    }


def test_the_table_has_every_code_that_is_used_and_no_other() -> None:
    assert _strings() == set(problem_codes())


def test_the_severity_of_the_table_is_the_gravest_that_is_used() -> None:
    stated: dict[str, set[str]] = {}
    for code, call in _calls():
        values = [*call.args, *(keyword.value for keyword in call.keywords)]
        found = {v.value for v in values if isinstance(v, ast.Constant) and v.value in GRAVER}
        stated.setdefault(code, set()).update(map(str, found))
    for code, severities in stated.items():
        if severities:
            gravest = max(severities, key=lambda severity: GRAVER[severity])
            assert problem_codes()[code].severity == gravest, code


def test_each_row_says_it_all_in_a_line_or_two() -> None:
    assert list(problem_codes()) == sorted(problem_codes(), key=lambda c: (c[0] == "M", c))
    summaries = [row.summary for row in problem_codes().values()]
    assert len(set(summaries)) == len(summaries), "two codes of one meaning"
    for row in problem_codes().values():
        assert row.severity in GRAVER
        assert all(0 < len(text) <= 120 for text in (row.summary, row.why, row.fix)), row.code
        assert row.why.endswith(".")
        assert row.fix.endswith(".")


WITH_EXAMPLE = [code for code, row in problem_codes().items() if row.example]


@pytest.mark.parametrize("code", WITH_EXAMPLE)
def test_the_example_of_a_page_has_the_problem(code: str) -> None:
    text = problem_codes()[code].example
    parsed = parsing.parse(text)
    settled = resolve_ends(parsed.timeline, None, parsed.timeline.duration_source)
    target = "cue" if code == "T212" else "youtube"
    fmt = formats.get_format(target) if code == "T030" or code.startswith("T2") else None
    fmts = [fmt] if fmt else []
    problems = lint.check(settled, fmts, parsed.problems, text, settled)
    found = {problem.code: problem for problem in problems}
    assert code in found
    assert found[code].severity == problem_codes()[code].severity


@pytest.mark.parametrize("code", ["T021", "m009", " t203 "])
def test_check_explains_a_code(code: str) -> None:
    done = CliRunner().invoke(timeline, ["check", "--explain", code], catch_exceptions=False)
    assert done.exit_code == 0
    row = problem_codes()[code.strip().upper()]
    assert done.stdout == explain(code)
    assert done.stdout.startswith(f"{row.severity} {row.code}: {row.summary}\n\nWhy: ")


@pytest.mark.parametrize("code", ["T999", "", "021", "T0210"])
def test_a_code_that_is_none_is_refused(code: str) -> None:
    with pytest.raises(InputError, match=r"there is no problem .* \(there are: T000, "):
        CliRunner().invoke(timeline, ["check", "--explain", code], catch_exceptions=False)


def test_check_wants_a_summary_or_a_code() -> None:
    done = CliRunner().invoke(timeline, ["check"])
    assert done.exit_code == 2
    assert "SUMMARY" in done.stderr


def test_the_documents_hold_the_table_as_it_is() -> None:
    assert documents.CONTRIBUTING.read_text(encoding="utf-8") == documents.contributing(), (
        "write it anew with: python -m tests.documents"
    )
