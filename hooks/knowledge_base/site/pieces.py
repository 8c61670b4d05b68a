"""Files made of pieces, such as tables: what an edit leaves as it was comes from the last file."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from knowledge_base.output import Pieces

Bytes = bytes | memoryview

# When more pieces than that are others than before, it is rather their order that changed.
FEW = 20


class Cut(NamedTuple):
    """Where the pieces of a file are: their sizes in bytes, and what each is made of.

    ``on`` is what all are made of, ``head`` the size of what stands before them, ``between`` that
    of what stands between any two that say something.
    """

    on: str
    head: int
    between: int
    made_of: Sequence[str]
    sizes: Sequence[int]

    def starts(self) -> list[int]:
        """Where each piece begins that says something, and last where the tail does."""
        # What stands between two is taken for a part of the first, and of the last again off.
        wide = [size + self.between if size else 0 for size in self.sizes]
        starts = list(accumulate(wide, initial=self.head))
        starts[-1] -= self.between if any(wide) else 0
        return starts


class _Patch(NamedTuple):
    """What stands in a file at ``start`` is replaced by ``text``; the size -1 is all the rest."""

    start: int
    size: int
    text: bytes


class Joining:
    """A file of ``pieces`` is put together; ``last``, if there is one, is cut as ``cut`` says."""

    def __init__(self, pieces: Pieces, last: Path | None = None, cut: Cut | None = None) -> None:
        self._pieces, self._file, self._last = pieces, last, cut
        texts = pieces.head, pieces.between, pieces.tail
        self._head, self._between, self._tail = (text.encode("utf-8") for text in texts)
        self._made: dict[int, bytes] = {}
        self._sizes = array("Q")
        self._patches = self._few(cut) if cut else []

    def stands(self) -> bool:
        """Whether the last file says the same, as far as that is quick to see."""
        if not self._patches or not self._file:
            return False
        with self._file.open("rb") as file:
            for start, size, text in self._patches:
                file.seek(start)
                if file.read(size) != text:
                    return False
        return True

    def parts(self) -> Iterator[Bytes]:
        """The whole file in parts: all at once would take much room."""
        data = memoryview(self._file.read_bytes() if self._file else b"")
        return self._patched(data) if self._patches else self._anew(data)

    def cut(self) -> Cut:
        """How the file is cut, once all parts were taken."""
        head, between = len(self._head), len(self._between)
        return Cut(self._pieces.on, head, between, self._pieces.made_of, self._sizes)

    def _few(self, last: Cut) -> list[_Patch]:
        """What is to be replaced in the last file; nothing if it is more than a few pieces."""
        if len(last.made_of) != len(self._pieces.made_of):
            return []
        both = zip(last.made_of, self._pieces.made_of, strict=True)
        changed = [number for number, (one, other) in enumerate(both) if one != other]
        if len(changed) > FEW:
            return []
        self._made = {number: self._make(number) for number in changed}
        if any(bool(part) != bool(last.sizes[number]) for number, part in self._made.items()):
            return []  # it is another one now that follows on the head
        starts, self._sizes = last.starts(), array("Q", last.sizes)
        patches = [_Patch(0, last.head, self._head)]
        for number, part in self._made.items():
            if part:
                patches.append(_Patch(starts[number], last.sizes[number], part))
                self._sizes[number] = len(part)
        return [*patches, _Patch(starts[-1], -1, self._tail)]

    def _patched(self, data: memoryview) -> Iterator[Bytes]:
        at = 0
        for start, size, text in self._patches:
            yield data[at:start]
            yield text
            at = start + size

    def _anew(self, data: memoryview) -> Iterator[Bytes]:
        """One piece after another; those that the last file has, it need not make."""
        known: dict[str, tuple[int, int]] = {}
        if self._last:
            places = zip(self._last.starts()[:-1], self._last.sizes, strict=True)
            known = dict(zip(self._last.made_of, places, strict=True))
        yield self._head
        before = b""
        for number, piece in enumerate(self._pieces.made_of):
            start, size = known.get(piece, (0, 0))
            part = data[start : start + size] if piece in known else self._make(number)
            self._sizes.append(len(part))
            if part:
                yield before
                yield part
                before = self._between
        yield self._tail

    def _make(self, number: int) -> bytes:
        made = self._made.get(number)
        return self._pieces.make(number).encode("utf-8") if made is None else made
