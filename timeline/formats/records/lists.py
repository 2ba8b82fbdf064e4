"""What a document is made of here: lists of records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.formats.records.values import Scalar

Record = Mapping[str, Scalar]


@dataclass(slots=True)
class RecordList:
    """Records of one kind: the objects of an array, the rows of a table.

    ``name`` is where it is (``data.video.moments``); ``around`` are the plain members of the
    objects around it, nearest first; ``parent`` is the list whose record it is in, if any.
    ``lines`` are the source lines of the records, where they are known.
    """

    name: str
    records: list[Record]
    around: Sequence[Record] = ()
    parent: RecordList | None = None
    lines: Sequence[int] = ()

    @property
    def key(self) -> str:
        """The last part of the name, without its number."""
        return self.name.rpartition(".")[2].partition("[")[0]
