"""Copy every packet of a file into a new one of the same container, with other chapters.

Nothing is decoded. PyAV copies the codec of a stream and leaves the rest to its caller: tags,
dispositions, codec tags, covers and attachments are carried over here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from timeline.errors import MediaError
from timeline.media import subtitle_tracks
from timeline.media.containers import open_media, plain, writing
from timeline.media.probe import fraction, is_cover, ticks_to_ms, to_ms
from timeline.media.subtitle_tracks import TextTrack
from timeline.model import Chapter
from timeline.times import SECOND, format_clock

if TYPE_CHECKING:
    from av.container import InputContainer, OutputContainer
    from av.packet import Packet

#: What FFmpeg shows of an MP4's first box, as if it were tags. The muxer writes its own box; a
#: newer one would write these beside it, too.
_NO_TAGS = {"major_brand", "minor_version", "compatible_brands"}

#: Told how many bytes of the source have been copied so far.
Progress = Callable[[int], None]

_MILLISECOND = Fraction(1, 1000)

#: A file whose packets end this much before its header says (ms) has been cut short.
_MISSING = 2 * SECOND

#: Progress is reported once in so many packets.
_STRIDE = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Muxer:
    """How FFmpeg writes a container: its name and options, and the codec of text tracks.

    ``is_mp4`` says that codec tags (``hvc1``) are the container's own. ``covers`` says what a
    cover is to it.
    """

    name: str
    text_codec: str
    options: Mapping[str, str] = field(default_factory=dict)
    is_mp4: bool = False
    covers: Literal["stream", "attachment", "none"] = "attachment"


def remux(
    source_path: Path,
    target_path: Path,
    muxer: Muxer,
    chapters: Sequence[Chapter],
    tracks: Sequence[TextTrack] = (),
    progress: Progress = lambda done: None,
) -> tuple[str, ...]:
    """Copy ``source_path`` to ``target_path`` with ``chapters`` and text ``tracks``.

    Gives a line for each stream that could not be kept. Raises MediaError where the source is
    damaged, cut short or encrypted, or the target cannot be written.
    """
    with open_media(source_path) as source:
        with writing(target_path, muxer.name, muxer.options) as target:
            target.metadata.update(file_tags(source))
            target.set_chapters([_chapter(number, c) for number, c in enumerate(chapters, 1)])
            covers = read_covers(source_path, source, muxer)
            copies, lost = copy_streams(source, target, muxer, covers)
            streams = [
                subtitle_tracks.add_stream(target, muxer.text_codec, track) for track in tracks
            ]
            target.start_encoding()
            for stream, track in zip(streams, tracks, strict=True):
                target.mux([subtitle_tracks.packet(stream, cue) for cue in track.cues])
            end = _copy_packets(source, target, copies, progress)
        if source.duration and end < source.duration // 1000 - _MISSING:
            raise MediaError(
                f"the file has been cut short: it ends at {format_clock(end)}, "
                f"and its header says {format_clock(source.duration // 1000)}"
            ).at(str(source_path))
    return lost


def file_tags(source: InputContainer) -> dict[str, str]:
    """The tags of a whole file, as a copy is to have them."""
    return {key: value for key, value in source.metadata.items() if key not in _NO_TAGS}


def _chapter(number: int, chapter: Chapter) -> Any:
    return {
        "id": number,
        "start": chapter.start,
        "end": chapter.end,
        "time_base": _MILLISECOND,
        "metadata": {"title": chapter.title},
    }


def read_covers(path: Path, source: InputContainer, muxer: Muxer) -> dict[int, bytes]:
    """The covers that become attachments, by stream: FFmpeg reads each as a stream of one packet.

    They are read from the file opened anew: ``source`` stays at its start.
    """
    covers = [stream.index for stream in source.streams if is_cover(stream)]
    if not covers or muxer.covers != "attachment":
        return {}
    with open_media(path) as again:
        return {packet.stream_index: bytes(packet) for packet in _firsts(again, covers)}


def _firsts(source: InputContainer, streams: Sequence[int]) -> Iterator[Packet[Any]]:
    """The first packet of each of these streams."""
    waiting = set(streams)
    for packet in source.demux(*streams):
        if packet.size and packet.stream_index in waiting:
            waiting.remove(packet.stream_index)
            yield packet
        if not waiting:
            return


def copy_streams(
    source: InputContainer, target: OutputContainer, muxer: Muxer, covers: Mapping[int, bytes]
) -> tuple[dict[int, Any], tuple[str, ...]]:
    """Give ``target`` the streams of ``source``, each with all that describes it.

    ``covers`` are those that `read_covers` gives, to be attached.
    Gives the target's streams by the source's index, and a line for each that has none.
    """
    copies: dict[int, Any] = {}
    lost = []
    for stream in source.streams:
        if stream.index in covers:
            _attach_cover(stream, target, covers[stream.index])
        elif is_cover(stream) and muxer.covers == "none":
            lost.append(f"stream {stream.index}: a cover")
        elif stream.type == "data":
            if not _is_remade(source, stream):
                lost.append(f"stream {stream.index}: data that FFmpeg cannot copy")
        else:
            copies[stream.index] = _copy_stream(stream, target, muxer)
    return copies, tuple(lost)


def _is_remade(source: InputContainer, stream: Any) -> bool:
    """Whether the muxer makes this stream itself: MP4's time code, and the old chapter track.

    FFmpeg shows that track like any other data: it is the one whose samples are the chapters.
    """
    if "timecode" in stream.metadata:
        return True
    starts = {ticks_to_ms(entry.timestamp, stream.time_base) for entry in stream.index_entries}
    chapters = {ticks_to_ms(c["start"], c["time_base"]) for c in source.chapters()}
    return starts <= chapters and len(starts) >= min(2, len(chapters)) > 0


def _copy_stream(stream: Any, target: OutputContainer, muxer: Muxer) -> Any:
    if stream.type != "attachment" and stream.codec_context is None:
        raise MediaError(f"stream {stream.index} is in a codec that FFmpeg does not know")
    copy = target.add_stream_from_template(stream, opaque=True)
    if muxer.is_mp4 and stream.codec_context.codec_tag.isprintable():
        copy.codec_context.codec_tag = stream.codec_context.codec_tag
    copy.metadata.update(stream.metadata)
    if "name" in stream.metadata:  # as MP4's demuxer calls what its muxer calls the title
        copy.metadata.setdefault("title", stream.metadata["name"])
    copy.disposition = stream.disposition
    return copy


def _attach_cover(stream: Any, target: OutputContainer, picture: bytes) -> None:
    """Add a cover as the attachment it was."""
    name = plain(stream.metadata.get("filename", "cover"))
    target.add_attachment(name, plain(stream.metadata.get("mimetype", "image/jpeg")), picture)


def _copy_packets(
    source: InputContainer, target: OutputContainer, copies: dict[int, Any], progress: Progress
) -> int:
    """Copy all packets; gives the end of the last one in milliseconds."""
    # Ticks for each stream: a fraction for each of a million packets would cost a second.
    ends = dict.fromkeys(copies, 0)
    for number, packet in enumerate(packets(source, copies)):
        index = packet.stream_index
        if packet.pts is not None:
            ends[index] = max(ends[index], packet.pts + (packet.duration or 0))
        if number % _STRIDE == 0 and packet.pos:
            progress(packet.pos)
        packet.stream = copies[index]
        target.mux_one(packet)
    bases = {index: fraction(source.streams[index].time_base) for index in ends}
    return to_ms(max((ends[index] * bases[index] for index in ends), default=Fraction(0)))


def shown_at(packet: Packet[Any]) -> int:
    """When a packet is shown (ms), or where that is not known, decoded."""
    time = packet.pts if packet.pts is not None else packet.dts
    return ticks_to_ms(time or 0, packet.time_base)


def packets(source: InputContainer, streams: Iterable[int]) -> Iterator[Packet[Any]]:
    """The packets of these streams. Raises MediaError where they are encrypted."""
    seen: set[int] = set()
    for packet in source.demux(*streams):
        if packet.dts is None and not packet.size:
            continue  # PyAV's own mark of a stream's end
        if packet.stream_index not in seen:
            seen.add(packet.stream_index)
            if packet.has_sidedata("encryption_info"):
                raise MediaError("the media is encrypted")
        yield packet
