"""Cut moving pictures at any picture: encode anew from the cut to the next place to join at.

A stream can be joined where a picture needs none before it: from there on its packets are copied.
Where that cannot be (`timeline.media.encoders`), the part's pictures are all encoded anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from timeline.errors import MediaError
from timeline.media import encoders
from timeline.media.containers import open_media
from timeline.media.encoders import ENCODERS
from timeline.media.probe import MediaInfo, is_cover, ticks_to_ms
from timeline.media.remux import packets, shown_at
from timeline.times import MINUTE, SECOND

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.frame import VideoFrame

#: How far before a moment to look for a place to join at, step by step (ms); then all.
_LOOK_BACK = (0, 30 * SECOND, 10 * MINUTE)

#: FFmpeg's numbers for pictures that are not two fields: not known, and progressive.
_PROGRESSIVE = {0, 1}

_HINT = "leave out --exact to cut at keyframes"


@dataclass(frozen=True, slots=True)
class Joint:
    """A picture that needs none before it: when it is shown (ms), and how much earlier it is
    decoded (ticks).
    """

    at: int
    delay: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is around a moment of a stream; None where there is none.

    A joint at the moment itself is ``before`` and ``after``. ``picture`` is when the first one is
    shown then or later (ms). ``crossing`` is the first of those that are shown before the moment
    and stored behind one that is shown after it: what is copied ends there.
    """

    before: Joint | None = None
    after: Joint | None = None
    picture: int | None = None
    crossing: Joint | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretches:
    """How the pictures of a part, ``start`` to ``end`` (ms), are made.

    Anew up to the joint ``copied``, then copied up to ``anew``, then anew again; all anew where
    ``copied`` is None.
    """

    start: int
    end: int | None
    copied: Joint | None
    anew: Joint | None
    is_encoded: bool


class Cutter:
    """Cuts the pictures of one file. Raises MediaError where there are several streams of them."""

    def __init__(self, media: MediaInfo) -> None:
        self._path = media.path
        with open_media(self._path) as source:
            moving = [s for s in source.streams.video if not is_cover(s)]
            if len(moving) != 1:
                raise MediaError(
                    "there are several videos in it", where=str(self._path), hint=_HINT
                )
            known: Any = moving[0].codec_context
            self.index: int = moving[0].index
            self.codec: str = known.codec.canonical_name
            self._is_interlaced = known.field_order not in _PROGRESSIVE
            self._record = encoders.shared_record(moving[0])
        self._joins = encoders.joins(self.codec, self._record)
        self._moment = cache(self._look)

    def cuts(self, starts: Sequence[int]) -> list[int]:
        """Where each start (ms) is cut: there, or with the last if no picture is in between."""
        cuts: list[int] = []
        shown: int | None = None
        for start in starts:
            picture = self._moment(start).picture
            cuts.append(cuts[-1] if cuts and picture in {None, shown} else start)
            shown = shown if picture is None else picture
        return cuts

    def stretches(self, start: int, end: int | None) -> Stretches:
        """How the pictures from ``start`` to ``end`` (ms; None is the end of all) are made."""
        first, last = self._moment(start), Moment() if end is None else self._moment(end)
        copied = first.after
        anew = last.crossing
        until = anew.at if anew else end
        is_encoded = copied is None or copied.at != first.picture or anew is not None
        too_late = copied is not None and until is not None and copied.at >= until
        if too_late or (is_encoded and not self._joins):
            copied = None
        return Stretches(
            start=start, end=end, copied=copied, anew=copied and anew, is_encoded=is_encoded
        )

    def check(self, stretches: Iterable[Stretches]) -> int:
        """How many parts are encoded as a whole though their pictures are many.

        Raises MediaError where pictures have to be encoded and cannot.
        """
        encoded = [each for each in stretches if each.is_encoded]
        if not encoded:
            return 0
        if self.codec not in ENCODERS:
            message = f"there is no encoder for its pictures ({self.codec})"
            raise MediaError(message, where=str(self._path), hint=_HINT)
        if self._is_interlaced:
            message = "its pictures are interlaced, and cannot be encoded as they are"
            raise MediaError(message, where=str(self._path), hint=_HINT)
        with open_media(self._path) as source:
            encoders.opened(source.streams[self.index], self._record)
        return 0 if self._joins else len(encoded)

    def begin(self, source: InputContainer, copy: Any, stretches: Stretches) -> Iterator[Any]:
        """The packets of a part's pictures, in the source's time, for the stream ``copy`` of a
        new file, whose header is set to them.
        """
        if not stretches.is_encoded:
            return self._copied(stretches)
        record = self._record if stretches.copied else None
        stream = source.streams[self.index]
        encoder = encoders.opened(stream, record)
        if encoder.extradata:
            made = encoder.extradata
            copy.codec_context.extradata = record.joined(made) if record else made
        return self._mixed(stretches, encoder, stream)

    def _mixed(self, stretches: Stretches, encoder: Any, stream: Any) -> Iterator[Any]:
        copied, anew, end = stretches.copied, stretches.anew, stretches.end
        before = self._moment(stretches.start).before
        frames = self._frames(before, stretches.start, copied.at if copied else end)
        yield from self._made(encoder, frames, stream, copied)
        if copied:
            yield from self._copied(stretches)
        if anew and end is not None:
            encoder = encoders.opened(stream, self._record)
            frames = self._frames(self._moment(end).before, anew.at, end)
            yield from self._made(encoder, frames, stream, anew)

    def _made(
        self, encoder: Any, frames: Iterator[VideoFrame], stream: Any, joint: Joint | None
    ) -> Iterator[Any]:
        """The packets of pictures made anew, those at a joint as early as what they join."""
        for packet in encoders.encoded(encoder, frames):
            made = self._stored(packet) if joint and self._record else packet
            made.dts = (packet.pts or 0) - joint.delay if joint else packet.dts
            made.stream = stream
            yield made

    def _stored(self, packet: Any) -> Any:
        from av.packet import Packet

        assert self._record
        stored: Any = Packet(self._record.packet(bytes(packet)))
        for name in ("pts", "duration", "time_base", "is_keyframe"):
            setattr(stored, name, getattr(packet, name))
        return stored

    def _copied(self, stretches: Stretches) -> Iterator[Any]:
        joint, end = stretches.copied, stretches.end
        until = stretches.anew.at if stretches.anew else end
        assert joint
        with open_media(self._path) as source:
            for packet in self._from(source, joint):
                if until is not None and _decoded(packet) >= until:
                    return
                if joint.at <= shown_at(packet) and (until is None or shown_at(packet) < until):
                    yield packet

    def _frames(self, joint: Joint | None, start: int, end: int | None) -> Iterator[VideoFrame]:
        """The pictures from ``start`` to ``end`` (ms), decoded from ``joint`` on."""
        with open_media(self._path) as source:
            stream: Any = source.streams[self.index]
            stream.codec_context.thread_type = "AUTO"
            for frame in self._decode(source, joint, end):
                # The last ones, which no packet asks for, come without.
                frame.time_base = stream.time_base
                at = ticks_to_ms(frame.pts or 0, stream.time_base)
                if start <= at and (end is None or at < end):
                    yield frame

    def _decode(self, source: Any, joint: Joint | None, end: int | None) -> Iterator[VideoFrame]:
        for packet in self._from(source, joint):
            if end is not None and _decoded(packet) >= end:
                break
            yield from packet.decode()
        yield from source.streams[self.index].codec_context.decode(None)

    def _from(self, source: InputContainer, joint: Joint | None) -> Iterator[Packet[Any]]:
        """The packets from a joint on, or all."""
        begun = joint is None
        source.seek(joint.at * 1000 if joint else 0)
        for packet in packets(source, [self.index]):
            begun = begun or (joint is not None and shown_at(packet) == joint.at)
            if begun:
                yield packet

    def _look(self, moment: int) -> Moment:
        with open_media(self._path) as source:
            for back in _LOOK_BACK:
                source.seek(max(0, moment - back) * 1000)
                found = self._seen(packets(source, [self.index]), moment)
                if found.before or back >= moment:
                    return found
            source.seek(0)
            return self._seen(packets(source, [self.index]), moment)

    def _seen(self, found: Iterator[Packet[Any]], moment: int) -> Moment:
        before: Joint | None = None
        after: Joint | None = None
        pictures: list[int] = []
        crossing: list[Joint] = []
        past: Packet[Any] | None = None
        for packet in found:
            at = shown_at(packet)
            if after and _decoded(packet) >= after.at:
                break
            if at >= moment:
                past = past or packet
                pictures.append(at)
            elif past:
                crossing.append(Joint(at, _delay(packet, past)))
            if self._is_joint(packet):
                joint = Joint(at, _delay(packet, packet))
                before = joint if at <= moment else before
                after = after or (joint if at >= moment else None)
        first = min(crossing, key=lambda joint: joint.at, default=None)
        picture = min(pictures, default=None)
        return Moment(before=before, after=after, picture=picture, crossing=first)

    def _is_joint(self, packet: Packet[Any]) -> bool:
        return packet.is_keyframe and (self._record is None or self._record.is_idr(bytes(packet)))


def _delay(packet: Packet[Any], decoded: Packet[Any]) -> int:
    """How long after another is decoded a packet is shown; 0 where that is not known (ticks)."""
    known = packet.pts is not None and decoded.dts is not None
    return (packet.pts or 0) - (decoded.dts or 0) if known else 0


def _decoded(packet: Packet[Any]) -> int:
    """When it is decoded (ms); long ago where that is not known, as after a seek."""
    return -1 if packet.dts is None else ticks_to_ms(packet.dts, packet.time_base)
