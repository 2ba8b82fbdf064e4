"""``timeline check``: a linter for summaries and chapter files, and a gate for them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import click

from timeline import files
from timeline.api import check as check_loaded
from timeline.cli import check_fix, messages
from timeline.cli.check_reports import REPORTS, Checked
from timeline.cli.options import (
    SUMMARY,
    Command,
    FormatNames,
    contents,
    load_requests,
    source_options,
)
from timeline.errors import InputError, TimelineError
from timeline.formats import get_format
from timeline.kinds import counted
from timeline.loader import Loaded, LoadRequest, expand, load
from timeline.model import Problem
from timeline.problems import explain, problem_codes
from timeline.source_lines import SourceLines


def _explain(context: click.Context, parameter: click.Parameter, code: str | None) -> None:
    if code is not None:
        click.echo(explain(code), nl=False)
        context.exit()


def _codes(context: click.Context, parameter: click.Parameter, given: Sequence[str]) -> list[str]:
    """The beginnings of codes in an option's values, parted by commas."""
    codes = [part.strip().upper() for text in given for part in text.split(",") if part.strip()]
    for code in codes:
        if not any(known.startswith(code) for known in problem_codes()):
            near = get_close_matches(code, problem_codes(), 1, 0.5)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise click.BadParameter(f"there is no problem {code!r}{hint}")
    return codes


class _ReportName(click.Choice[str]):
    """A report's name; ``text`` is what ``human`` was called."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name."""
        return super().convert("human" if value == "text" else value, param, ctx)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What to look for: targets, and codes to tell of or to leave out (by their beginning)."""

    targets: tuple[str, ...]
    select: Sequence[str]
    ignore: Sequence[str]

    def check(self, loaded: Loaded) -> list[Problem]:
        """The problems that were asked for."""
        return [problem for problem in check_loaded(loaded, self.targets) if self.wants(problem)]

    def wants(self, problem: Problem) -> bool:
        """Whether a problem is among those asked for."""
        selected = not self.select or problem.code.startswith(tuple(self.select))
        return selected and not problem.code.startswith(tuple(self.ignore))


@click.command(cls=Command, short_help="List what is wrong with summaries.")
@click.argument("summaries", metavar="SUMMARY...", nargs=-1, required=True, type=SUMMARY)
@click.option(
    "--format",
    "targets",
    multiple=True,
    type=FormatNames(),
    metavar="FORMATS",
    help="Also what these formats would lose, and as an error what they refuse: youtube,cue.",
)
@click.option(
    "--select",
    multiple=True,
    callback=_codes,
    metavar="CODES",
    help="Only these problems, by code or its beginning: T0,T203.",
)
@click.option("--ignore", multiple=True, callback=_codes, metavar="CODES", help="Not these.")
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@click.option("--fix", is_flag=True, help="Write what is certain into the files.")
@click.option("--diff", is_flag=True, help="Show what --fix changes; alone, change nothing.")
@click.option(
    "--output-format",
    "report",
    type=_ReportName(list(REPORTS)),
    default="human",
    show_default=True,
    help="For people, for programs, as annotations on GitHub, or as SARIF.",
)
@click.option(
    "--explain",
    metavar="CODE",
    is_eager=True,
    expose_value=False,
    callback=_explain,
    help="Say what a code such as T021 means, why it matters and how to fix it.",
)
@source_options
def check(
    summaries: tuple[str, ...],
    targets: tuple[tuple[str, ...], ...],
    select: list[str],
    ignore: list[str],
    strict: bool,
    fix: bool,
    diff: bool,
    report: str,
    **load_options: Any,
) -> None:
    """List problems of summaries and chapter files: times that cannot be read or were meant
    otherwise, lines and sections that are lost, what YouTube and other formats refuse.

    SUMMARY is a file, a folder, a link, or - for standard input. Exit code 1 when there are
    errors (with --strict also for warnings), 0 otherwise.

    \b
    Examples:
      timeline check talk.txt
      timeline check talks/ --strict --format youtube
      timeline check talk.txt --fix --diff
      timeline check talks/*.md --output-format github
      timeline check --explain T021
    """
    if fix and files.STDIN in summaries:
        raise InputError("--fix needs a file", where="standard input", hint="--diff shows it")
    names = tuple(chain(*targets))
    for name in names:
        get_format(name)
    rules = _Rules(names, select, ignore)
    several = len(summaries) > 1 or Path(summaries[0]).is_dir()
    reporter = REPORTS[report](several)
    failing = ("error", "warning") if strict else ("error",)
    failed = is_any = False
    for checked in _each(load_requests(summaries, load_options), rules, fix=fix, diff=diff):
        reporter.add(checked)
        is_any = True
        failed |= any(problem.severity in failing for problem in checked.problems)
        sys.stdout.flush()
    if not is_any:
        reporter.add(_unreadable(summaries[0], InputError(_NOTHING, hint=_NOTHING_HINT)))
    reporter.close()
    sys.exit(1 if failed or not is_any else 0)


_NOTHING = "there is nothing to check: no summary was found"
_NOTHING_HINT = "a summary has lines such as 2:46 The title"


def _each(
    requests: Iterable[LoadRequest], rules: _Rules, *, fix: bool, diff: bool
) -> Iterator[Checked]:
    """What was found in each source, one after another. A bad one is a problem, not the end."""
    for request in requests:
        try:
            found = expand(request)
        except TimelineError as error:
            yield _unreadable(request.name, error.at(request.name))
            continue
        for one in found:
            name = "<stdin>" if one.path is None else str(one.source)
            try:
                loaded = load(one)
                if one.optional and loaded.timeline.is_empty:
                    raise InputError("no chapters, insights or Q&A were found", where=name)
                yield _checked(name, one, loaded, rules, fix=fix, diff=diff)
            except TimelineError as error:
                if one.optional:
                    messages.note(f"skipped {error.at(name)}")
                else:
                    yield _unreadable(name, error)


def _unreadable(name: str, error: TimelineError) -> Checked:
    where = "" if error.where in ("", name, "standard input") else f"{error.where}: "
    problem = Problem(
        code="T000", severity="error", message=f"{where}{error.message}", hint=error.hint
    )
    return Checked(name=name, problems=[problem])


def _checked(
    name: str, request: LoadRequest, loaded: Loaded, rules: _Rules, *, fix: bool, diff: bool
) -> Checked:
    """What was found in a source, after its fixes where these were asked for."""
    notes = loaded.notes
    if (fix or diff) and loaded.text:
        change = check_fix.fixed(loaded.text, partial(check_fix.reread, loaded), rules.check)
        if diff and change.count:
            messages.note(f"{name}: what {'was' if fix else 'would be'} changed")
            click.echo(check_fix.diff(name, change), nl=False)
        if fix and change.count and loaded.path:
            check_fix.write(loaded.path, change, request.encoding)
            loaded = load(request)
            notes = (*notes, f"{counted(change.count, ('problem', 'problems'))} fixed")
    return Checked(
        name=name,
        lines=SourceLines.of(loaded.text).lines,
        problems=rules.check(loaded),
        notes=notes,
        contents=contents(loaded.timeline),
    )
