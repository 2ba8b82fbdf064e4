"""Encode pictures anew, in the codec that they were in: what each needs to join what is copied.

The pictures are few, so they are encoded well rather than small.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from timeline.errors import MediaError
from timeline.media import h264

if TYPE_CHECKING:
    from av.packet import Packet
    from av.video.frame import VideoFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoder:
    """FFmpeg's encoder for a codec. ``joins`` says that what it makes can stand in one stream
    with what another one made: the others keep numbers or settings that differ in one place.
    """

    name: str
    options: Mapping[str, str] = field(default_factory=dict)
    joins: bool = False


_VPX = {"auto-alt-ref": "0", "lag-in-frames": "0", "deadline": "good"}

#: By FFmpeg's name of the codec. One packet a picture, in the order they are shown.
ENCODERS = {
    "h264": Encoder(name="libx264", options={"crf": "17", "preset": "medium"}, joins=True),
    "vp8": Encoder(
        name="libvpx", options={**_VPX, "crf": "6", "b": "20M", "cpu-used": "2"}, joins=True
    ),
    "vp9": Encoder(
        name="libvpx-vp9", options={**_VPX, "crf": "18", "b": "0", "cpu-used": "4"}, joins=True
    ),
    "hevc": Encoder(
        name="libx265",
        options={"crf": "19", "preset": "medium", "x265-params": "log-level=none:bframes=0"},
    ),
    "av1": Encoder(name="libsvtav1", options={"crf": "24", "preset": "8"}),
    "mpeg4": Encoder(name="mpeg4", options={"qmin": "2", "qmax": "3"}),
    "mpeg2video": Encoder(name="mpeg2video", options={"qmin": "2", "qmax": "3"}),
}

#: x264's words for the profiles that hold less than it uses by itself.
_PROFILES = {"Baseline": "baseline", "Constrained Baseline": "baseline", "Main": "main"}


def shared_record(stream: Any) -> h264.Record | None:
    """The record that two encodings of an H.264 stream can share; None where there is none."""
    if stream.codec_context.codec.canonical_name != "h264":
        return None
    try:
        record = h264.Record.read(stream.codec_context.extradata or b"")
        _free_number(record)
    except (ValueError, IndexError):
        return None
    return record


def joins(codec: str, record: h264.Record | None) -> bool:
    """Whether what is encoded anew can stand in one stream with what is copied."""
    encoder = ENCODERS.get(codec)
    return encoder is not None and encoder.joins and (codec != "h264" or record is not None)


def _free_number(record: h264.Record) -> int:
    """A number for parameter sets that none of the record's has."""
    free = set(range(h264.MAX_NUMBER + 1)) - record.numbers()
    if not free:
        raise ValueError("no number is free")
    return max(free)


def opened(stream: Any, record: h264.Record | None) -> Any:
    """An encoder (PyAV's) for pictures like those of ``stream``. Raises MediaError."""
    import av

    os.environ.setdefault("SVT_LOG", "1")  # errors alone: the AV1 encoder writes to the terminal
    known = stream.codec_context
    encoder = ENCODERS[known.codec.canonical_name]
    options = dict(encoder.options)
    if record:
        options["x264-params"] = f"sps-id={_free_number(record)}"
        if known.profile in _PROFILES:
            options["profile"] = _PROFILES[known.profile]
    context: Any = av.CodecContext.create(encoder.name, "w")
    for name in (
        *("width", "height", "pix_fmt", "sample_aspect_ratio"),
        *("color_range", "color_primaries", "color_trc", "colorspace"),
    ):
        if getattr(known, name) is not None:
            setattr(context, name, getattr(known, name))
    context.time_base = stream.time_base
    context.framerate = stream.average_rate or stream.guessed_rate or 25
    context.max_b_frames = 0
    context.thread_count = 0
    context.flags |= av.codec.context.Flags.global_header
    context.options = options
    try:
        context.open()
    except (av.error.FFmpegError, ValueError) as error:
        raise MediaError(
            f"its pictures ({known.codec.canonical_name}, {known.pix_fmt}) cannot be encoded anew",
            hint="leave out --exact to cut at keyframes",
        ) from error
    return context


def encoded(context: Any, frames: Iterable[VideoFrame]) -> Iterator[Packet[Any]]:
    """The packets of an encoder's pictures, times as the pictures had them."""
    lasting = {}
    for frame in frames:
        frame.pict_type = 0  # not what it was: the encoder decides
        lasting[frame.pts] = frame.duration
        yield from _timed(context.encode(frame), lasting)
    yield from _timed(context.encode(None), lasting)


def _timed(packets: Iterable[Packet[Any]], lasting: dict[int | None, int]) -> Iterator[Any]:
    for packet in packets:
        packet.duration = lasting.pop(packet.pts, 0) or packet.duration
        yield packet
