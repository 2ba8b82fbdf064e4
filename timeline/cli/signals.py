"""Being stopped: Ctrl-C and SIGTERM as exceptions, with the exit codes that shells expect."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


class Stopped(BaseException):
    """The program was asked to stop. ``code`` is 128 and the number of the signal."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number
        self.by = "Ctrl-C" if number == signal.SIGINT else signal.Signals(number).name


@contextmanager
def stopping() -> Iterator[None]:
    """Raise Stopped inside where the program is asked to stop."""

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        # Once is enough: what is cleaned up now is not to be broken off, too.
        for one in before:
            signal.signal(one, signal.SIG_IGN)
        raise Stopped(number)

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {one: signal.signal(one, stop) for one in numbers}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
