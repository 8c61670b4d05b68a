"""The files of a built site, and which of them a web server gives for a path."""

import fnmatch
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from knowledge_base.links.records import Code

INDEX = "index.html"
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")


class Answer(NamedTuple):
    """What a path leads to: a published file, or a code that says why not.

    With :attr:`Code.WRONG_CASE` the file is the one whose name differs only in case.
    """

    file: str | None
    code: Code | None = None


class Tree:
    """The files below a folder by relative path, those left out of publication apart."""

    def __init__(self, names: Iterable[str], unpublished: Sequence[str] = ()) -> None:
        withheld = re.compile("|".join(map(_translate, unpublished)) or r"\b\B", re.DOTALL)
        self.files: set[str] = set()
        self.withheld: set[str] = set()
        for name in names:
            (self.withheld if withheld.fullmatch(name) else self.files).add(name)

    @classmethod
    def read(cls, folder: Path, unpublished: Sequence[str] = ()) -> "Tree":
        """List the files below ``folder``, through links to folders too, as uploads do."""
        return cls(_walk(str(folder), "", (os.path.realpath(folder),)), unpublished)

    def pages(self) -> list[str]:
        """The published HTML files, sorted."""
        return sorted(name for name in self.files if name.lower().endswith(PAGE_SUFFIXES))

    def answer(self, path: str) -> Answer:
        """Which file a static server gives for ``path``, a decoded path below the site.

        A folder needs an ``index.html``; with it, its slash may be left out. ``/x`` may be
        ``x.html``. ``/a.html/`` is nothing.
        """
        names = _candidates(path)
        for name in names:
            if name in self.files:
                return Answer(name)
        for name in names:
            if name in self.withheld:
                return Answer(None, Code.UNPUBLISHED)
        for name in names:
            if actual := self._by_folded_name.get(name.lower()):
                return Answer(actual, Code.WRONG_CASE)
        return Answer(None, Code.MISSING_PAGE if _looks_like_page(path) else Code.MISSING_FILE)

    @cached_property
    def _by_folded_name(self) -> dict[str, str]:
        return {name.lower(): name for name in sorted(self.files)}


def address(file: str) -> str:
    """How readers know ``file``: a folder's index by the folder, others by their name."""
    return file.removesuffix(INDEX) if file == INDEX or file.endswith("/" + INDEX) else file


def _candidates(path: str) -> tuple[str, ...]:
    if not path or path.endswith("/"):
        return (path + INDEX,)
    return path, path + ".html", f"{path}/{INDEX}"


def _looks_like_page(path: str) -> bool:
    name = path[path.rfind("/") + 1 :]
    return not re.search(r"\.[A-Za-z]\w*$", name) or name.lower().endswith(PAGE_SUFFIXES)


def _walk(folder: str, prefix: str, linked: tuple[str, ...]) -> Iterator[str]:
    """The ordinary files; ``linked`` are the real folders on the way, lest a loop be endless."""
    with os.scandir(folder) as entries:
        for entry in entries:
            name = prefix + entry.name
            if not entry.is_dir():
                if entry.is_file():  # no pipe, and no link to nothing
                    yield name
            elif not entry.is_symlink():
                yield from _walk(entry.path, name + "/", linked)
            elif (real := os.path.realpath(entry.path)) not in linked:
                yield from _walk(entry.path, name + "/", (*linked, real))


def _translate(glob: str) -> str:
    """A regular expression for ``glob``, read as in .gitignore.

    A glob without a slash means a name in any folder; a folder means all that it holds.
    """
    pattern = glob.strip("/")
    anywhere = "" if "/" in pattern or glob.startswith("/") else "(?:.*/)?"
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\[[^\]/]+\])", pattern)
    return anywhere + "".join(map(_translate_part, parts)) + "(?:/.*)?"


def _translate_part(part: str) -> str:
    if part.startswith("["):
        return fnmatch.translate(part).removesuffix(r"\Z")
    wild = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return wild.get(part) or re.escape(part)
