"""The command line: ``timeline COMMAND``.

Each command is one module, imported when it is called, so that the program starts in a blink.
To add one, write the module and its line in ``COMMANDS``.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import NamedTuple

import click

from timeline import __version__
from timeline.cli import lines
from timeline.errors import TimelineError


class Entry(NamedTuple):
    """A command: where it lives, the task it belongs to, and its line in ``--help``."""

    target: str
    task: str
    summary: str


COMMANDS = {
    "watch": Entry("web.commands:watch", "Watch", "Play the video with its chapters and points."),
    "site": Entry("web.commands:site", "Watch", "Write that page as files for any web host."),
    "export": Entry("timeline.cli.export:export", "Make files", "Write chapter files."),
    "embed": Entry("timeline.cli.embed:embed", "Make files", "Write chapters into a media file."),
    "split": Entry(
        "timeline.cli.split:split", "Make files", "Cut a media file into one file a chapter."
    ),
    "formats": Entry(
        "timeline.cli.formats:formats", "Make files", "List what can be read and written."
    ),
    "fetch": Entry("timeline.cli.fetch:fetch", "Start", "Get what a link has to offer."),
    "prompt": Entry("timeline.cli.prompt:prompt", "Start", "Print a prompt for any assistant."),
    "check": Entry("timeline.cli.check:check", "Look closer", "List what is wrong with a summary."),
    "show": Entry("timeline.cli.show:show", "Look closer", "Draw the timeline in the terminal."),
    "place": Entry(
        "timeline.cli.place:place", "Look closer", "Show where insights and Q&A belong, and why."
    ),
}


class Commands(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command's name, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].target.split(":")
        command: click.Command = getattr(import_module(module), name)
        return command

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
def timeline() -> None:
    """Bring a video summary alive: chapters, insights and Q&A on the video itself.

    \b
    timeline watch talk.txt talk.mp4     play the video with its chapter overlay
    timeline export talk.txt             write talk.chapters.vtt and its companions
    """


def main() -> None:
    """The console script. Errors of ours become one line and exit code 2."""
    try:
        timeline(prog_name="timeline")
    except TimelineError as error:
        lines.error(str(error))
        sys.exit(2)


if __name__ == "__main__":
    main()
