"""Options and words that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from timeline import times
from timeline.errors import InputError, TimeError
from timeline.kinds import KINDS, counted
from timeline.loader import LoadRequest
from timeline.model import Timeline
from timeline.tracks import NOUNS

#: What a summary is read with that cannot be said of several.
_FOR_ONE = ("media", "transcript", "duration")

Function = TypeVar("Function", bound=Callable[..., Any])


class Command(click.Command):
    """A command whose help lists what it reads with apart from what is its own."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, group by group."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
            if record:
                group = param.group if isinstance(param, SourceOption) else "Options"
                groups.setdefault(group, []).append(record)
        for group, records in groups.items():
            with formatter.section(group):
                formatter.write_dl(records)


class SourceOption(click.Option):
    """An option that says how the summary is read."""

    group = "The summary's video and form"


class FormatName(click.ParamType[str]):
    """A format's name; the shell completes it."""

    name = "format"

    def __init__(self, *, written: bool) -> None:
        self.written = written

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name. Raises FormatError for one that there is not."""
        from timeline.formats import get_format

        fmt = get_format(value)
        if (fmt.write if self.written else fmt.read) is None:
            able, unable = ("read", "written") if self.written else ("written", "read")
            raise InputError(f"{value} can be {able}, not {unable}", hint="see: timeline formats")
        return value

    def _names(self) -> list[str]:
        from timeline.formats import FORMATS

        return [name for name, fmt in FORMATS.items() if (fmt.write if self.written else fmt.read)]

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The names that begin so."""
        return [CompletionItem(name) for name in self._names() if name.startswith(incomplete)]


class FormatNames(FormatName):
    """One format's name or several, with commas between."""

    def __init__(self) -> None:
        super().__init__(written=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The names, each once."""
        if isinstance(value, tuple):
            return value
        names = filter(None, (name.strip() for name in value.split(",")))
        return tuple(dict.fromkeys(names)) or self.fail("it is empty: name a format", param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The names that the last one may become."""
        before, comma, last = incomplete.rpartition(",")
        found = super().shell_complete(ctx, param, last)
        return [CompletionItem(f"{before}{comma}{item.value}") for item in found]


class Encoding(click.ParamType[str]):
    """The name of an encoding that Python knows."""

    name = "encoding"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name."""
        try:
            "".encode(value)
        except (LookupError, ValueError):
            self.fail(f"there is no encoding {value!r} (utf-8, cp1251, shift_jis, ...)", param, ctx)
        return str(value)


class Time(click.ParamType[int]):
    """A time as people type it, in milliseconds: ``1:02:03``, ``75:30``, ``83``."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Milliseconds of the text."""
        try:
            return times.parse(value)
        except TimeError as error:
            self.fail(str(error), param, ctx)


class Shift(Time):
    """A time that may be negative, in milliseconds: ``-1:30``."""

    name = "shift"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Milliseconds of the text."""
        if isinstance(value, int):
            return value
        text = value.strip().replace("−", "-")
        time = super().convert(text.lstrip("+-"), param, ctx)
        return -time if text.startswith("-") else time


class Factor(click.ParamType[Fraction]):
    """A positive number or fraction: ``1.04``, ``25/24``."""

    name = "factor"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Fraction:
        """The exact number."""
        try:
            factor = Fraction(value)
        except (ValueError, ZeroDivisionError):
            self.fail(f"{value!r} is no number", param, ctx)
        if not Fraction(1, 100) <= factor <= 100:
            self.fail(f"{value!r} is not between 1/100 and 100", param, ctx)
        return factor


def contents(timeline: Timeline, separator: str = ", ") -> str:
    """What a timeline holds: ``7 chapters, 5 insights, 5 questions``."""
    counts = [(len(timeline.chapters), NOUNS["chapters"])]
    counts += [(len(kind.points(timeline)), kind.nouns) for kind in KINDS]
    return separator.join(counted(count, nouns) for count, nouns in counts if count)


FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class OutputPath(click.Path):
    """Where to write to: a path that says so. An empty one would be the folder that we are in."""

    def __init__(self, *, file_okay: bool = True) -> None:
        super().__init__(file_okay=file_okay, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path."""
        if value == "":
            self.fail("it is empty; . is this folder", param, ctx)
        return super().convert(value, param, ctx)


class _Source(click.ParamType[str]):
    """A path or link; ``-`` is standard input. Existence is checked where it is read."""

    name = "summary"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text itself. An empty one would be the folder that we are in."""
        if not value:
            self.fail("it is empty: name a file", param, ctx)
        if "\0" in value:
            self.fail("it holds a NUL, which no file name can", param, ctx)
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The files that begin so."""
        return [CompletionItem(incomplete, type="file")]


SUMMARY = _Source()


duration_option = click.option(
    "--duration",
    cls=SourceOption,
    type=Time(),
    metavar="TIME",
    help="How long the video is: 1:02:03.",
)
media_option = click.option(
    "--media",
    cls=SourceOption,
    type=SUMMARY,
    metavar="VIDEO",
    help="The video or audio, for its length: a file or a link. "
    "[default: of the same name beside it]",
)
transcript_option = click.option(
    "--transcript",
    cls=SourceOption,
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help="What is said, to place insights and Q&A by: subtitles, a transcript, or - for a paste. "
    "[default: of the same name beside it]",
)
from_option = click.option(
    "--from",
    "format",
    cls=SourceOption,
    type=FormatName(written=False),
    metavar="FORMAT",
    help="The summary's format, where it cannot be detected (see: timeline formats).",
)


encoding_option = click.option(
    "--encoding",
    cls=SourceOption,
    type=Encoding(),
    metavar="NAME",
    help="The summary's encoding, where it is not Unicode: cp1251, shift_jis, gbk.",
)


shift_option = click.option(
    "--shift",
    cls=SourceOption,
    type=Shift(),
    default=0,
    metavar="TIME",
    help="Add this to every time, for another cut: 0:12, or -1:30 for a trimmed beginning.",
)
scale_option = click.option(
    "--scale",
    cls=SourceOption,
    type=Factor(),
    default="1",
    metavar="FACTOR",
    help="Multiply every time first, for another speed: 24/25 for a film sped up to PAL.",
)


def load_requests(summaries: Sequence[str], options: Mapping[str, Any]) -> list[LoadRequest]:
    """A request for each summary, read as `source_options` say. Raises InputError."""
    if len(summaries) > 1 and any(options[name] is not None for name in _FOR_ONE):
        raise InputError("--media, --transcript and --duration are for one summary, not several")
    return [LoadRequest(source=summary, **options) for summary in summaries]


def source_options(function: Function) -> Function:
    """What a summary is read with: the command takes it together, as fields of a LoadRequest."""
    for option in (
        scale_option,
        shift_option,
        encoding_option,
        from_option,
        transcript_option,
        media_option,
        duration_option,
    ):
        function = option(function)
    return function


def overwriting_options(function: Function) -> Function:
    """What to do with files that are there: `timeline.written.Overwriting`'s fields."""
    for option in (
        click.option("--no-clobber", is_flag=True, help="Keep every file that is there."),
        click.option(
            "--force", is_flag=True, help="Overwrite also files that were not written by us."
        ),
    ):
        function = option(function)
    return function
