"""The folder of a site, brought up to date: what is already there and right is left alone."""

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import starmap
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

from knowledge_base.output import Output, Pieces
from knowledge_base.site.pieces import Bytes, Cut, Joining

# A link is not followed; not every system can say so.
_HERE = getattr(os, "O_NOFOLLOW", 0)


class Written(NamedTuple):
    """A file as it was written: what it was made of, and how the file system knows it."""

    made_of: str
    size: int
    changed: int


class Layout(NamedTuple):
    """A file of pieces as it was written, and how it is cut."""

    path: str
    written: Written
    cut: Cut


class Assembly:
    """The files of one site in ``folder``; ``known`` are those of the last build, by path.

    A file that anybody touched since then is written again; when ours is ``alone``, such as in a
    preview, nobody can have done so. ``known`` then says at any time what is there, also when a
    build breaks off. ``layouts`` are those of the files made of pieces, by their names;
    ``groups`` says of groups of files what each was made of as a whole.
    """

    def __init__(
        self,
        folder: Path,
        known: dict[str, Written],
        layouts: Mapping[str, Layout] = MappingProxyType({}),
        groups: dict[str, str] | None = None,
        *,
        alone: bool = False,
    ) -> None:
        self.folder = folder
        self.written: dict[str, Written] = {}
        self.layouts = dict(layouts)
        self.groups: dict[str, str] = {}
        self._known = known
        self._known_groups = {} if groups is None else groups
        if alone:
            self._there = {path: (each.size, each.changed) for path, each in known.items()}
        else:
            self._there = dict(_files(folder))
        self._ready: set[str] = set()

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

    def keep_group(self, name: str, made_of: str, paths: Collection[str]) -> bool:
        """Keep the files at ``paths``, if all are there, untouched, and ``made_of`` the same.

        Else each is to be put, and then :meth:`close_group` called.
        """
        if self._known_groups.get(name) == made_of:
            kept = {path: known for path in paths if (known := self._known.get(path))}
            if len(kept) == len(paths) and all(starmap(self._untouched, kept.items())):
                self.written |= kept
                self.groups[name] = made_of
                return True
        self._known_groups.pop(name, None)  # until all are written
        return False

    def close_group(self, name: str, made_of: str) -> None:
        """All files of a group are in the site."""
        self.groups[name] = self._known_groups[name] = made_of

    def _put_pieces(self, path: str, made_of: str, pieces: Pieces) -> None:
        """Write the file at ``path``, of pieces that the last one has and of new ones."""
        last = self._last(pieces)
        joining = Joining(pieces, self.folder / last.path, last.cut) if last else Joining(pieces)
        if last and last.path == path and joining.stands():
            self._note(path, last.written._replace(made_of=made_of))
        else:
            self._write(path, made_of, joining.parts())
        self.layouts[pieces.name] = Layout(path, self.written[path], joining.cut())

    def _last(self, pieces: Pieces) -> Layout | None:
        """The file of ``pieces`` as the last build left it, if it is still there."""
        last = self.layouts.get(pieces.name)
        stands = last and last.cut.on == pieces.on and self._untouched(last.path, last.written)
        return last if stands else None

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

    def _write(self, path: str, made_of: str, parts: Iterable[Bytes]) -> None:
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
        self._note(path, Written(made_of, state.st_size, state.st_mtime_ns))

    def _note(self, path: str, written: Written) -> None:
        """The file at ``path`` is as it should be."""
        self.written[path] = self._known[path] = written
        self._there[path] = written.size, written.changed

    def _make_ready(self, folder: Path) -> None:
        """See that ``folder`` is one, also where a file was, or a link to somewhere else."""
        if str(folder) in self._ready:
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
        self._ready.add(str(folder))


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
