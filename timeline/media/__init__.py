"""Media files: read what they hold, write chapters into them, cut them, picture them.

Needs the extra ``media`` (PyAV and mutagen); nothing here imports either before it is used.
"""

from timeline.media.embed import CONTAINERS, Embedded, embed
from timeline.media.probe import Media, Stream, probe, read_transcript

__all__ = ["CONTAINERS", "Embedded", "Media", "Stream", "embed", "probe", "read_transcript"]
