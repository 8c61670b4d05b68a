"""The folder of a site, brought up to date: what is already there and right is left alone."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

from knowledge_base.output import Output, Pieces

# A link is not followed; not every system can say so.
_HERE = getattr(os, "O_NOFOLLOW", 0)


class Written(NamedTuple):
    """A file as it was written: what it was made of, and how the file system knows it."""

    made_of: str
    size: int
    changed: int


class Layout(NamedTuple):
    """A file of pieces as it was written: in bytes, where each is, by what it is made of."""

    path: str
    written: Written
    on: str
    spans: Mapping[str, tuple[int, int]]


class Assembly:
    """The files of one site in ``folder``; ``known`` are those of the last build, by path.

    A file that anybody touched since then is written again; when ours is ``alone``, such as in a
    preview, nobody can have done so. ``known`` then says at any time what is there, also when a
    build breaks off. ``layouts`` are those of the files made of pieces, by their names.
    """

    def __init__(
        self,
        folder: Path,
        known: dict[str, Written],
        layouts: Mapping[str, Layout] = MappingProxyType({}),
        *,
        alone: bool = False,
    ) -> None:
        self.folder = folder
        self.written: dict[str, Written] = {}
        self.layouts = dict(layouts)
        self._known = known
        if alone:
            self._there = {path: (each.size, each.changed) for path, each in known.items()}
        else:
            self._there = dict(_files(folder))
        self._ready: set[Path] = set()

    def intact(self) -> bool:
        """Whether the folder has just the known files, untouched."""
        known = {path: (each.size, each.changed) for path, each in self._known.items()}
        return known == self._there

    def has(self, path: str, made_of: str) -> bool:
        """Whether the file at ``path`` is there, untouched, and made of the same."""
        known = self._known.get(path)
        return known is not None and known.made_of == made_of and self._untouched(path, known)

    def _untouched(self, path: str, written: Written) -> bool:
        """Whether the file at ``path`` stands as it was ``written``."""
        return self._there.get(path) == (written.size, written.changed)

    def put(self, output: Output) -> bool:
        """Make sure that ``output`` is in the site; false if it is there already."""
        if self.has(output.path, output.made_of):
            self.written[output.path] = self._known[output.path]
            return False
        if output.pieces:
            self._put_pieces(output.path, output.made_of, output.pieces)
        else:
            self._write(output.path, output.made_of, [output.make().encode("utf-8")])
        return True

    def _put_pieces(self, path: str, made_of: str, pieces: Pieces) -> None:
        """Write the file at ``path``, of pieces that the last one has and of new ones."""
        data, known = self._last(pieces)
        head, between, tail = (
            text.encode("utf-8") for text in (pieces.head, pieces.between, pieces.tail)
        )
        spans: dict[str, tuple[int, int]] = {}

        def parts() -> Iterator[bytes]:
            yield head
            start, before = len(head), b""
            for number, piece in enumerate(pieces.made_of):
                span = known.get(piece)
                part = data[span[0] : span[1]] if span else pieces.make(number).encode("utf-8")
                start += len(before) if part else 0
                spans[piece] = start, start + len(part)
                if part:
                    yield before + part
                    start, before = start + len(part), between
            yield tail

        self._write(path, made_of, parts())  # one by one: all together would take much room
        self.layouts[pieces.name] = Layout(path, self.written[path], pieces.on, spans)

    def _last(self, pieces: Pieces) -> tuple[bytes, Mapping[str, tuple[int, int]]]:
        """The file of ``pieces`` as the last build left it, and where they are in it."""
        last = self.layouts.get(pieces.name)
        if last is None or last.on != pieces.on or not self._untouched(last.path, last.written):
            return b"", {}
        return (self.folder / last.path).read_bytes(), last.spans

    def keep(self, made_of: str) -> bool:
        """Keep all files made of ``made_of``; false if one is spoilt, or there is none."""
        kept = {path: each for path, each in self._known.items() if each.made_of == made_of}
        if not kept or not all(self.has(path, made_of) for path in kept):
            return False
        self.written |= kept
        return True

    def adopt(self, folder: Path, made_of: str) -> None:
        """Take over the files below ``folder`` that nobody else has written."""
        for path, _ in _files(folder):
            if path not in self.written and not path.endswith("/"):
                self._write(path, made_of, [(folder / path).read_bytes()])

    def finish(self) -> None:
        """Remove from the folder whatever no longer belongs to the site."""
        for path in self._there.keys() - self.written.keys():
            file = self.folder / path
            if file.is_symlink() or file.is_file():  # else a folder has taken its place
                file.unlink()
            self._known.pop(path, None)
            del self._there[path]
            for folder in (file, *file.parents):
                if folder == self.folder or (folder.is_dir() and any(folder.iterdir())):
                    break
                if folder.is_dir() and not folder.is_symlink():
                    folder.rmdir()

    def _write(self, path: str, made_of: str, parts: Iterable[bytes]) -> None:
        file = self.folder / path
        self._known.pop(path, None)  # until it is written
        self._make_ready(file.parent)
        try:
            opened = _opened(file)
        except OSError:
            _clear(file)
            opened = _opened(file)
        with opened:
            opened.writelines(parts)
            opened.flush()
            state = os.fstat(opened.fileno())
        self.written[path] = Written(made_of, state.st_size, state.st_mtime_ns)
        self._known[path] = self.written[path]
        self._there[path] = state.st_size, state.st_mtime_ns

    def _make_ready(self, folder: Path) -> None:
        """See that ``folder`` is one, also where a file was, or a link to somewhere else."""
        if folder in self._ready:
            return
        if folder == self.folder:
            folder.mkdir(parents=True, exist_ok=True)
        else:
            self._make_ready(folder.parent)
            try:
                folder.mkdir()
            except FileExistsError:
                if folder.is_symlink() or not folder.is_dir():
                    folder.unlink()
                    folder.mkdir()
        self._ready.add(folder)


def _opened(file: Path) -> BinaryIO:
    """``file`` to write, and never through a link to somewhere else: that is an ``OSError``."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _HERE
    return open(os.open(file, flags, 0o666), "wb")  # noqa: PTH123


def _clear(file: Path) -> None:
    """Make way where ``file`` is to be."""
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)  # a page was there
    else:
        file.unlink(missing_ok=True)


def _files(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every file below ``folder``: its path from there, its size, when it was changed.

    Also every empty folder; its path ends in a stroke.
    """
    waiting = [(str(folder), "")] if folder.is_dir() else []
    while waiting:
        place, path = waiting.pop()
        is_empty = bool(path)
        with os.scandir(place) as found:
            for each in found:
                is_empty = False
                if each.is_dir(follow_symlinks=False):
                    waiting.append((each.path, f"{path}{each.name}/"))
                else:
                    state = each.stat(follow_symlinks=False)
                    yield f"{path}{each.name}", (state.st_size, state.st_mtime_ns)
        if is_empty:
            yield path, (0, 0)
