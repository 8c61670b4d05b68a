"""The folder of a site, brought up to date: what is already there and right is left alone."""

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from knowledge_base.output import Output


class Written(NamedTuple):
    """A file as it was written: what it was made of, and how the file system knows it."""

    made_of: str
    size: int
    changed: int


class Assembly:
    """The files of one site in ``folder``; ``known`` are those of the last build, by path.

    A file that anybody touched since then is written again.
    """

    def __init__(self, folder: Path, known: Mapping[str, Written]) -> None:
        self.folder = folder
        self.written: dict[str, Written] = {}
        self._known = known
        self._there = dict(_files(folder))
        self._ready: set[Path] = set()

    def intact(self) -> bool:
        """Whether the folder has just the known files, untouched."""
        known = {path: (each.size, each.changed) for path, each in self._known.items()}
        return known == self._there

    def has(self, path: str, made_of: str) -> bool:
        """Whether the file at ``path`` is there, untouched, and made of the same."""
        known = self._known.get(path)
        return (
            known is not None
            and known.made_of == made_of
            and self._there.get(path) == (known.size, known.changed)
        )

    def put(self, output: Output) -> None:
        """Make sure that ``output`` is in the site."""
        if self.has(output.path, output.made_of):
            self.written[output.path] = self._known[output.path]
        else:
            self._write(output.path, output.made_of, output.make().encode("utf-8"))

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
            if path not in self.written:
                self._write(path, made_of, (folder / path).read_bytes())

    def finish(self) -> None:
        """Remove from the folder whatever no longer belongs to the site."""
        for path in self._there.keys() - self.written.keys():
            file = self.folder / path
            if file.is_symlink() or file.is_file():  # else a folder has taken its place
                file.unlink()
        for folder, _, _ in os.walk(self.folder, topdown=False):
            if folder != str(self.folder) and not os.listdir(folder):  # noqa: PTH208
                os.rmdir(folder)  # noqa: PTH106

    def _write(self, path: str, made_of: str, data: bytes) -> None:
        file = self.folder / path
        self._make_ready(file.parent)
        if file.is_symlink():
            file.unlink()  # not to write to somewhere else
        elif file.is_dir():
            shutil.rmtree(file)  # where a page was, now a file is
        with file.open("wb", buffering=0) as opened:
            opened.write(data)
            state = os.fstat(opened.fileno())
        self.written[path] = Written(made_of, state.st_size, state.st_mtime_ns)

    def _make_ready(self, folder: Path) -> None:
        """See that ``folder`` is one, also where a file was, or a link to somewhere else."""
        if folder in self._ready:
            return
        if folder != self.folder:
            self._make_ready(folder.parent)
            if folder.is_symlink() or folder.is_file():
                folder.unlink()
        folder.mkdir(parents=True, exist_ok=True)
        self._ready.add(folder)


def _files(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every file below ``folder``: its path from there, its size, when it was changed."""
    waiting = [(str(folder), "")] if folder.is_dir() else []
    while waiting:
        place, path = waiting.pop()
        with os.scandir(place) as found:
            for each in found:
                if each.is_dir(follow_symlinks=False):
                    waiting.append((each.path, f"{path}{each.name}/"))
                else:
                    state = each.stat(follow_symlinks=False)
                    yield f"{path}{each.name}", (state.st_size, state.st_mtime_ns)
