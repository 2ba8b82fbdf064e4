"""Pictures of a video: one moment, a storyboard for the seek bar, a contact sheet of chapters.

Decodes with PyAV and composes with NumPy; no other imaging library is needed.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from timeline import atomic
from timeline.errors import MediaError
from timeline.libraries import importing
from timeline.media.containers import open_media, translate_errors
from timeline.media.probe import MediaInfo, is_cover, probed
from timeline.model import Chapter
from timeline.times import SECOND, format_clock, format_timestamp

if TYPE_CHECKING:
    import numpy as np
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]

#: A storyboard has about so many pictures, but no two nearer than so much (ms).
_COUNT, _NEAREST = 120, 2 * SECOND

#: Pictures of a sheet: columns and rows.
_COLUMNS, _ROWS = 6, 5

#: Widths in pixels.
_TILE, _CARD = 240, 320

#: A chapter often opens on a black or blurred picture: look this far into it (ms).
_INTO = 4000

#: mjpeg's quality: 2 is best, 31 worst.
_QUALITY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyboard:
    """The files of a storyboard: a WebVTT thumbnails track and the sheets it points into."""

    track: Path
    sheets: tuple[Path, ...]


def thumbnail(media: Path, moment: int, width: int = _CARD) -> bytes:
    """The picture at ``moment`` (ms) as a JPEG of ``width`` pixels. Raises MediaError."""
    with translate_errors(media):
        return _jpeg(next(_pictures(media, [moment], width, exact=True)))


def storyboard(media: Path | MediaInfo, folder: Path, stem: str) -> Storyboard:
    """Write ``STEM.thumbnails.vtt`` and its sheets ``STEM.thumbnails-1.jpg`` to ``folder``.

    Each cue names its part of a sheet as a media fragment (``#xywh=``), as players expect.
    Raises MediaError where there is no picture.
    """
    found = probed(media)
    media, duration = found.path, found.duration
    step = max(_NEAREST, -(-duration // _COUNT))
    moments = range(0, duration, step)
    pictures = list(_pictures(media, moments, _TILE, exact=False))
    import numpy as np

    height, width = pictures[0].shape[:2]
    sheets: list[Path] = []
    cues: list[str] = []
    for first in range(0, len(pictures), _COLUMNS * _ROWS):
        group = pictures[first : first + _COLUMNS * _ROWS]
        path = folder / f"{stem}.thumbnails-{len(sheets) + 1}.jpg"
        sheet = np.zeros((-(-len(group) // _COLUMNS) * height, _COLUMNS * width, 3), np.uint8)
        for place, picture in enumerate(group):
            y, x = place // _COLUMNS * height, place % _COLUMNS * width
            sheet[y : y + height, x : x + width] = picture[:height, :width]
            start = moments[first + place]
            times = f"{format_timestamp(start)} --> {format_timestamp(min(start + step, duration))}"
            cues.append(f"{times}\n{quote(path.name)}#xywh={x},{y},{width},{height}\n")
        with translate_errors(media):
            atomic.write(path, _jpeg(sheet))
        sheets.append(path)
    track = folder / f"{stem}.thumbnails.vtt"
    atomic.write(track, "\n".join(["WEBVTT\n", *cues]))
    return Storyboard(track=track, sheets=tuple(sheets))


def contact_sheet(media: Path, chapters: Sequence[Chapter], title: str = "") -> str:
    """One SVG image of a picture, time and title for each chapter. Raises MediaError."""
    moments = [
        min(chapter.start + _INTO, (chapter.start + chapter.end) // 2) for chapter in chapters
    ]
    cards = list(_pictures(media, moments, _CARD, exact=True))
    columns = min(4, max(1, len(cards)))
    height = max(card.shape[0] for card in cards) if cards else 0
    across, down, gap, top = _CARD + 24, height + 88, 24, 72 if title else 24
    parts = [f'<text class="title" x="{gap}" y="44">{html.escape(title)}</text>'] if title else []
    for number, (chapter, card) in enumerate(zip(chapters, cards, strict=True)):
        x, y = gap + number % columns * across, top + number // columns * down
        with translate_errors(media):
            parts.append(_card(chapter, card, x, y, height))
    size = (gap + columns * across, top + -(-len(cards) // columns) * down)
    return _SVG.format(width=size[0], height=size[1], body="\n".join(parts))


def _card(chapter: Chapter, picture: Picture, x: int, y: int, height: int) -> str:
    image = base64.b64encode(_jpeg(picture)).decode()
    lines = _wrapped(chapter.title, 40)[:2]
    text = "".join(
        f'<text x="{x}" y="{y + height + 42 + 18 * n}">{html.escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    return (
        f'<image x="{x}" y="{y}" width="{picture.shape[1]}" height="{picture.shape[0]}" '
        f'href="data:image/jpeg;base64,{image}"/>'
        f'<text class="time" x="{x}" y="{y + height + 20}">'
        f"{format_clock(chapter.start)}</text>{text}"
    )


_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" \
height="{height}" font-family="system-ui, sans-serif" font-size="14" fill="#1b1b1b">
<style>
.title {{ font-size: 24px; font-weight: 600 }}
.time {{ fill: #666; font-size: 12px }}
</style>
<rect width="100%" height="100%" fill="#fff"/>
{body}
</svg>
"""


def _wrapped(text: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width, max_lines=2, placeholder=" …")


def _pictures(media: Path, moments: Iterable[int], width: int, *, exact: bool) -> Iterator[Picture]:
    """The pictures at some moments, scaled and turned upright.

    ``exact`` decodes up to each moment; otherwise the keyframe before it will do. A moment that
    cannot be decoded repeats the picture before it.
    """
    with open_media(media) as source:
        streams = [stream for stream in source.streams.video if not is_cover(stream)]
        if not streams:
            raise MediaError("there is no picture in it", where=str(media))
        stream = streams[0]
        stream.thread_type = "AUTO"
        if not exact:
            stream.codec_context.skip_frame = "NONKEY"
        last = None
        for moment in moments:
            frame = _frame_at(source, stream, moment, exact=exact)
            last = _scaled(frame, stream, width) if frame else last
            if last is None:
                raise MediaError("its pictures cannot be decoded", where=str(media))
            yield last


def _frame_at(
    source: InputContainer, stream: Any, moment: int, *, exact: bool
) -> VideoFrame | None:
    """The last frame at or before a moment, or the first that follows it."""
    source.seek(moment * 1000)
    found = None
    for frame in source.decode(stream):
        late = frame.pts is not None and frame.pts * Fraction(frame.time_base) * 1000 > moment
        if found is None or not late:
            found = frame
        if late or not exact:
            break
    return found


def _scaled(frame: VideoFrame, stream: Any, width: int) -> Picture:
    """A frame as RGB, ``width`` pixels wide, with square pixels, upright."""
    with importing("numpy", MediaError):
        import numpy as np

    shape = float(stream.sample_aspect_ratio or 1) * frame.width / frame.height
    turns = round(frame.rotation / 90) % 4
    if turns % 2:
        small = frame.reformat(width=max(2, round(width * shape)), height=width, format="rgb24")
    else:
        small = frame.reformat(width=width, height=max(2, round(width / shape)), format="rgb24")
    return np.rot90(small.to_ndarray(), turns)


def _jpeg(picture: Picture) -> bytes:
    import numpy as np
    from av import VideoFrame
    from av.codec import CodecContext

    encoder: Any = CodecContext.create("mjpeg", "w")
    encoder.height, encoder.width = picture.shape[:2]
    encoder.pix_fmt = "yuvj420p"
    encoder.time_base = Fraction(1, 25)
    encoder.flags |= _FIXED_QUALITY
    encoder.global_quality = _QUALITY * _LAMBDA
    frame = VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
    packets = [*encoder.encode(frame.reformat(format="yuvj420p")), *encoder.encode(None)]
    return b"".join(bytes(packet) for packet in packets)


#: FFmpeg's AV_CODEC_FLAG_QSCALE and FF_QP2LAMBDA: a quality instead of a bit rate.
_FIXED_QUALITY, _LAMBDA = 1 << 1, 118
