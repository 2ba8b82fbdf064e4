"""Media files: read what they hold, write chapters into them, cut them, picture them.

Needs the extra ``media`` (PyAV and mutagen); nothing here imports either before it is used.
"""

from timeline.media.embed import SUFFIXES, Embedded, embed
from timeline.media.pictures import Storyboard, contact_sheet, storyboard, thumbnail
from timeline.media.probe import Media, Stream, probe, read_transcript
from timeline.media.split import Part, Split, split
from timeline.media.texts import TextTrack

__all__ = [
    "SUFFIXES",
    "Embedded",
    "Media",
    "Part",
    "Split",
    "Storyboard",
    "Stream",
    "TextTrack",
    "contact_sheet",
    "embed",
    "probe",
    "read_transcript",
    "split",
    "storyboard",
    "thumbnail",
]
