"""What a server says while it runs: said by a thread of its own, so that nothing waits for it.

Who reads may be gone (a closed terminal, ``| head -1``) or not reading (a full pipe). A server
goes on all the same; what nobody takes is dropped.
"""

from __future__ import annotations

import logging
import os
import queue
import sys
import threading
from contextlib import suppress
from typing import IO

import click

from timeline.cli import messages

#: So many lines wait for a reader.
MAX_WAITING = 1000
#: The last lines have so long to go out when the server ends.
_CLOSE_SECONDS = 2.0


class Reporter(logging.Handler):
    """Prints lines from any thread, without waiting and without raising."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: queue.Queue[tuple[str, bool] | None] = queue.Queue(MAX_WAITING)
        self._thread = threading.Thread(target=self._write, daemon=True)

    def note(self, text: str) -> None:
        """Say something that the user should know, on standard error."""
        with suppress(queue.Full):
            self._lines.put_nowait((text, True))

    def emit(self, record: logging.LogRecord) -> None:
        """A line of a log: one of requests as it is, any other as a note."""
        with suppress(queue.Full):
            is_note = record.name != "timeline_web.access"
            self._lines.put_nowait((self.format(record), is_note))

    def start(self, text: str) -> None:
        """Say ``text`` on standard output, and then what has come together and will come."""
        try:
            click.echo(text)
            messages.flush()
        except OSError:
            _discard(sys.stdout)
        self._thread.start()

    def take_log(self, log: logging.Logger) -> None:
        """Say what ``log`` is given."""
        log.propagate = False
        log.handlers = [self]

    def close(self) -> None:
        """Say what is left, as far as somebody reads it; where nobody does, end the process.

        A write that waits for a reader cannot be taken back, and Python would wait for it, too,
        when it ends.
        """
        if self._thread.is_alive():
            with suppress(queue.Full):
                self._lines.put_nowait(None)
            self._thread.join(_CLOSE_SECONDS)
        super().close()
        if self._thread.is_alive():
            os._exit(0)

    def _write(self) -> None:
        while (line := self._lines.get()) is not None:
            text, is_note = line
            try:
                if is_note:
                    messages.note(text)
                else:
                    click.echo(text, err=True)
            except (OSError, ValueError):
                _discard(sys.stderr)


def _discard(stream: IO[str]) -> None:
    """Let what is written go nowhere, also what Python writes when it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
