"""The command line: ``timeline COMMAND``.

Each command is one module, imported when it is called, so that the program starts in a blink.
To add one, write the module, the function that imports it, and its line in ``COMMANDS``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import NamedTuple

import click

from timeline import __version__
from timeline.cli import messages
from timeline.errors import OutputError, TimelineError


class CommandInfo(NamedTuple):
    """A command: the task it belongs to, its line in ``--help``, and what imports it."""

    task: str
    summary: str
    load: Callable[[], click.Command]


def _watch() -> click.Command:
    from timeline.cli.watch import watch

    return watch


def _site() -> click.Command:
    from timeline.cli.site import site

    return site


def _export() -> click.Command:
    from timeline.cli.export import export

    return export


def _embed() -> click.Command:
    from timeline.cli.embed import embed

    return embed


def _split() -> click.Command:
    from timeline.cli.split import split

    return split


def _formats() -> click.Command:
    from timeline.cli.formats import formats

    return formats


def _fetch() -> click.Command:
    from timeline.cli.fetch import fetch

    return fetch


def _prompt() -> click.Command:
    from timeline.cli.prompt import prompt

    return prompt


def _check() -> click.Command:
    from timeline.cli.check import check

    return check


def _show() -> click.Command:
    from timeline.cli.show import show

    return show


def _place() -> click.Command:
    from timeline.cli.place import place

    return place


COMMANDS = {
    "watch": CommandInfo("Watch", "Play the video with its chapters and points.", _watch),
    "site": CommandInfo("Watch", "Write that page as files for any web host.", _site),
    "export": CommandInfo("Make files", "Write chapter files.", _export),
    "embed": CommandInfo("Make files", "Write chapters into a media file.", _embed),
    "split": CommandInfo("Make files", "Cut a media file into one file a chapter.", _split),
    "formats": CommandInfo("Make files", "List what can be read and written.", _formats),
    "fetch": CommandInfo("Start", "Get what a link has to offer.", _fetch),
    "prompt": CommandInfo("Start", "Print a prompt for any assistant.", _prompt),
    "check": CommandInfo("Look closer", "List what is wrong with a summary.", _check),
    "show": CommandInfo("Look closer", "Draw the timeline in the terminal.", _show),
    "place": CommandInfo("Look closer", "Show where insights and Q&A belong, and why.", _place),
}


class Commands(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command's name, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        return COMMANDS[cmd_name].load() if cmd_name in COMMANDS else None

    def invoke(self, ctx: click.Context) -> object:
        """Run the command. Ctrl-C is one line, and the exit code that shells expect."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            messages.error("stopped by Ctrl-C")
            sys.exit(130)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; for an unknown one, the nearest is proposed."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, 1, 0.5)
            hint = f" Did you mean {near[0]!r}?" if near else " See: timeline --help."
            ctx.fail(f"There is no command {name!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by task, from the table alone."""
        tasks: dict[str, list[tuple[str, str]]] = {}
        for name, entry in COMMANDS.items():
            tasks.setdefault(entry.task, []).append((name, entry.summary))
        for task, rows in tasks.items():
            with formatter.section(task):
                formatter.write_dl(rows, col_max=12)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="timeline")
@click.pass_context
def timeline(context: click.Context) -> None:
    """Bring a video summary alive: chapters, insights and Q&A on the video itself.

    \b
    timeline watch talk.txt talk.mp4     play the video with its chapter overlay
    timeline export talk.txt             write talk.chapters.vtt and its companions
    """
    # https://no-color.org and https://force-color.org; else colours are for terminals.
    if os.environ.get("NO_COLOR"):
        context.color = False
    elif os.environ.get("FORCE_COLOR"):
        context.color = True


def main() -> None:
    """The console script. Errors of ours become one line and exit code 2.

    What cannot be printed, since the disk is full or nobody takes it, is one line and code 1.
    """
    messages.tolerate_encodings()
    code: str | int | None = 0
    try:
        timeline(prog_name="timeline")
    except TimelineError as error:
        messages.error(str(error))
        code = 1 if isinstance(error, OutputError) else 2
    except SystemExit as leaving:
        code = leaving.code
    except OSError as error:
        code = messages.unprintable(error)
    sys.exit(messages.flushed(code))


if __name__ == "__main__":
    main()
