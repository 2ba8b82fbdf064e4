"""The packets of one part of a media file: which they are, and what their times become."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.media.exact import Cutter
from timeline.media.probe import is_cover, ticks_to_ms
from timeline.media.remux import packets, shown_at
from timeline.model import Chapter

if TYPE_CHECKING:
    from av.container import InputContainer, OutputContainer
    from av.packet import Packet

#: The packets of sound that are decoded before a cut: the one around it, and one to begin with.
_RUN_IN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One chapter's file, from ``start`` (ms, at or before the chapter's own) to ``end``.

    ``end`` is None for the end of the media.
    """

    path: Path
    chapter: Chapter
    start: int
    end: int | None


def copy_part(
    source: InputContainer,
    target: OutputContainer,
    copies: dict[int, Any],
    part: Part,
    cutter: Cutter | None,
    *,
    is_mp4: bool,
) -> Fraction:
    """Copy the packets of a part from where ``source`` is, its start becoming 0.

    ``copies`` are the target's streams by the source's index. A ``cutter`` makes the pictures.
    Gives the length of the sound (s).
    """
    if cutter is None:
        return _mux(_between(source, copies, part), target, copies, part)
    stretches = cutter.stretches(part.start, part.end)
    pictures = cutter.begin(source, copies[cutter.index], stretches)
    others = {index: copy for index, copy in copies.items() if index != cutter.index}
    # What an MP4 holds from before its start is decoded and not heard: cut at a sample.
    rest = _between(source, others, part, _RUN_IN if is_mp4 else 0)
    rest = (_ending(packet, part) for packet in rest) if is_mp4 else rest
    return _mux(heapq.merge(pictures, rest, key=_decoded), target, copies, part)


def _mux(
    found: Iterator[Packet[Any]], target: OutputContainer, copies: Mapping[int, Any], part: Part
) -> Fraction:
    length = Fraction(0)
    for packet in found:
        if not is_cover(packet.stream):
            offset = round(Fraction(part.start, 1000) / packet.time_base)
            packet.pts = None if packet.pts is None else packet.pts - offset
            packet.dts = None if packet.dts is None else packet.dts - offset
        if packet.stream.type == "audio":
            length += (packet.duration or 0) * packet.time_base
        packet.stream = copies[packet.stream_index]
        target.mux_one(packet)
    return length


def _decoded(packet: Packet[Any]) -> Fraction:
    """When a packet is decoded (s)."""
    time = packet.pts if packet.dts is None else packet.dts
    return (time or 0) * packet.time_base


def _ending(packet: Packet[Any], part: Part) -> Packet[Any]:
    """A packet of sound that lasts no longer than its part."""
    if packet.stream.type == "audio" and part.end is not None and packet.duration:
        left = round(Fraction(part.end, 1000) / packet.time_base) - (packet.pts or 0)
        packet.duration = min(packet.duration, left)
    return packet


def _between(
    source: InputContainer, copies: Mapping[int, Any], part: Part, run_in: int = 0
) -> Iterator[Packet[Any]]:
    """The packets of a part: pictures from keyframe to keyframe, all else by time, and sound
    from ``run_in`` packets earlier.
    """
    if not copies:
        return
    begun = set() if part.start else set(copies)
    waiting = {index for index in copies if _lasts(source.streams[index])}
    ended: set[int] = set()
    for packet in packets(source, copies):
        index = packet.stream_index
        if is_cover(packet.stream):
            yield packet
            continue
        at = shown_at(packet)
        if packet.is_keyframe and at + _early(packet, run_in) >= part.start:
            begun.add(index)
        if _is_past(packet, at, part.end):
            ended.add(index)
            if ended >= waiting:
                return
        elif index in begun and index not in ended:
            yield packet


def _lasts(stream: Any) -> bool:
    """Whether a stream has packets all the time."""
    return stream.type in {"video", "audio"} and not is_cover(stream)


def _early(packet: Packet[Any], run_in: int) -> int:
    """How much earlier than its part a packet may begin (ms)."""
    sounds = run_in if packet.stream.type == "audio" else 0
    return sounds * ticks_to_ms(packet.duration or 0, packet.time_base)


def _is_past(packet: Packet[Any], at: int, end: int | None) -> bool:
    """Whether a packet belongs after ``end``: a picture from the keyframe there on."""
    if end is None:
        return False
    if packet.stream.type != "video":
        return at >= end
    decoded = ticks_to_ms(packet.dts, packet.time_base) if packet.dts is not None else at
    return decoded >= end or (packet.is_keyframe and at >= end)
