"""Media files: read what they hold, write chapters into them, cut them, picture them.

Needs the extra ``media`` (PyAV and mutagen); nothing here imports either before it is used.
"""

from timeline.media.embed import SUFFIXES, EmbedResult, embed
from timeline.media.parts import Part
from timeline.media.probe import MediaInfo, Stream, probe, read_transcript, read_transcripts
from timeline.media.split import Split, split
from timeline.media.subtitle_tracks import TextTrack
from timeline.media.thumbnails import Storyboard, contact_sheet, storyboard, thumbnail

__all__ = [
    "SUFFIXES",
    "EmbedResult",
    "MediaInfo",
    "Part",
    "Split",
    "Storyboard",
    "Stream",
    "TextTrack",
    "contact_sheet",
    "embed",
    "probe",
    "read_transcript",
    "read_transcripts",
    "split",
    "storyboard",
    "thumbnail",
]
