"""Everything this package raises on purpose.

    TimelineError          the root: catch this one
    ├── InputError         a file or text that cannot be read as what it should be
    ├── OutputError        a file that cannot be written
    ├── TimeError          a text that is not a time
    ├── FormatError        an unknown, ambiguous or unsuitable format
    ├── PlacementError     what placing works with cannot be used
    ├── FetchError         a site or network that did not give what was asked
    └── MediaError         a media file that cannot be read or written

Each message is one line for the user: what, where, how to fix it.
"""

from __future__ import annotations


class TimelineError(Exception):
    """The root of this package's errors.

    ``message`` says what is wrong, ``where`` the file (and line) it is in, ``hint`` how to
    fix it. ``str(error)`` joins the three into one line.
    """

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        line = f"{self.where}: {self.message}" if self.where else self.message
        return f"{line} ({self.hint})" if self.hint else line

    def at(self, where: str) -> TimelineError:
        """Name the file this error came from, unless it already names one."""
        self.where = self.where or where
        return self


class InputError(TimelineError):
    """A file or text that cannot be read as what it should be."""


class OutputError(TimelineError):
    """A file that cannot be written."""


class TimeError(TimelineError, ValueError):
    """A text that is not a time."""


class FormatError(TimelineError):
    """An unknown, ambiguous or unsuitable format."""


class PlacementError(TimelineError):
    """What placing works with cannot be used, such as a library that is missing or broken."""


class FetchError(TimelineError):
    """A site or network that did not give what was asked."""


class MediaError(TimelineError):
    """A media file that cannot be read or written."""
