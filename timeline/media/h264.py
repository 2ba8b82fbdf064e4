"""H.264 as MP4 and Matroska store it, as far as joining two encodings takes.

A stream's parameter sets are in one record (ISO/IEC 14496-15, 5.3.3.1), which may hold those of
several encodings: each picture names the set that it was made with, by its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: NAL unit types: a picture that nothing before it is needed for, and the two parameter sets.
_IDR, _SEQUENCE, _PICTURE = 5, 7, 8

_START_CODE = re.compile(rb"\x00?\x00\x00\x01")

#: The profiles whose record goes on after the sets.
_HIGH = {100, 110, 122, 144}

#: A sequence parameter set's number is at most this.
MAX_NUMBER = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An ``AVCDecoderConfigurationRecord``: its first five bytes, the sets, what follows them.

    Raises ValueError where bytes are none.
    """

    head: bytes
    sequences: tuple[bytes, ...]
    pictures: tuple[bytes, ...]
    rest: bytes

    @classmethod
    def read(cls, data: bytes) -> Record:
        """The record in a stream's extradata."""
        if len(data) < 7 or data[0] != 1:
            raise ValueError("no AVC record")
        sequences, position = _sets(data, 6, data[5] & 31)
        pictures, position = _sets(data, position + 1, data[position])
        return cls(head=data[:5], sequences=sequences, pictures=pictures, rest=data[position:])

    @property
    def length_size(self) -> int:
        """The bytes of the length before each NAL unit."""
        return (self.head[4] & 3) + 1

    def numbers(self) -> set[int]:
        """The numbers that the sets have; raises ValueError where there are none."""
        found = {_exp_golomb(each[4:]) for each in self.sequences}
        found |= {_exp_golomb(each[1:]) for each in self.pictures}
        if not found:
            raise ValueError("no parameter sets")
        return found

    def joined(self, annex_b: bytes) -> bytes:
        """The record with the sets of another encoding as well, as an encoder gives them."""
        units = list(_units(annex_b))
        sequences = [*self.sequences, *(u for u in units if u[0] & 31 == _SEQUENCE)]
        pictures = [*self.pictures, *(u for u in units if u[0] & 31 == _PICTURE)]
        level = max(sequence[3] for sequence in sequences)
        head = self.head[:3] + bytes([level, self.head[4]])
        count = bytes([0xE0 | len(sequences)]), bytes([len(pictures)])
        return head + count[0] + _sized(sequences, 2) + count[1] + _sized(pictures, 2) + self.rest

    def packet(self, annex_b: bytes) -> bytes:
        """An encoder's packet as the container stores it, without parameter sets."""
        units = (u for u in _units(annex_b) if u[0] & 31 not in {_SEQUENCE, _PICTURE})
        return _sized(units, self.length_size)

    def is_idr(self, packet: bytes) -> bool:
        """Whether a stored packet holds a picture that all before can be forgotten at."""
        position, size = 0, self.length_size
        while position + size < len(packet):
            start = position + size
            if packet[start] & 31 == _IDR:
                return True
            position = start + int.from_bytes(packet[position:start])
        return False


def _sets(data: bytes, position: int, count: int) -> tuple[tuple[bytes, ...], int]:
    found: list[bytes] = []
    for _ in range(count):
        size = int.from_bytes(data[position : position + 2])
        position += 2 + size
        if position > len(data):
            raise ValueError("no AVC record")
        found.append(data[position - size : position])
    return tuple(found), position


def _units(annex_b: bytes) -> Iterator[bytes]:
    """The NAL units between start codes."""
    return (unit for unit in _START_CODE.split(annex_b) if unit)


def _sized(units: Iterable[bytes], size: int) -> bytes:
    return b"".join(len(unit).to_bytes(size) + unit for unit in units)


def _exp_golomb(data: bytes) -> int:
    """The number of variable length that bits begin with (ITU-T H.264, 9.1)."""
    bits = f"{int.from_bytes(data[:8].ljust(8, bytes(1))):064b}"
    zeros = bits.index("1") if "1" in bits[:32] else 0
    return int(bits[zeros : 2 * zeros + 1] or "0", 2) - 1
