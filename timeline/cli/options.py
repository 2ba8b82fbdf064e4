"""Options and words that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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

    def _names(self) -> list[str]:
        from timeline.formats import FORMATS

        return [name for name, fmt in FORMATS.items() if (fmt.write if self.written else fmt.read)]

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The names that begin so."""
        return [CompletionItem(name) for name in self._names() if name.startswith(incomplete)]


class Time(click.ParamType[int]):
    """A time as people type it, in milliseconds: ``1:02:03``, ``75:30``, ``83``."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Milliseconds of the text."""
        try:
            return times.parse(value)
        except TimeError as error:
            self.fail(str(error), param, ctx)


def contents(timeline: Timeline, separator: str = ", ") -> str:
    """What a timeline holds: ``7 chapters, 5 insights, 5 questions``."""
    counts = [(len(timeline.chapters), NOUNS["chapters"])]
    counts += [(len(kind.points(timeline)), kind.nouns) for kind in KINDS]
    return separator.join(counted(count, nouns) for count, nouns in counts if count)


FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

#: A path that may also be ``-``, standard input. Existence is checked where it is read.
SUMMARY = click.Path(path_type=str, allow_dash=True)


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
    help="The summary's format, where it cannot be told (see: timeline formats).",
)


encoding_option = click.option(
    "--encoding",
    cls=SourceOption,
    metavar="NAME",
    help="The summary's encoding, where it is not Unicode: cp1251, shift_jis, gbk.",
)


def load_requests(summaries: Sequence[str], options: Mapping[str, Any]) -> list[LoadRequest]:
    """A request for each summary, read as `source_options` say. Raises InputError."""
    if len(summaries) > 1 and any(options[name] is not None for name in _FOR_ONE):
        raise InputError("--media, --transcript and --duration are for one summary, not several")
    return [LoadRequest(source=summary, **options) for summary in summaries]


def source_options(function: Function) -> Function:
    """What a summary is read with: the command takes it together, as fields of a LoadRequest."""
    for option in (encoding_option, from_option, transcript_option, media_option, duration_option):
        function = option(function)
    return function
