"""Where every page stands: what comes before and after it, and which pages share a frame.

A site of thousands of pages has few kinds of places. Pages in one part of a menu differ only in
their words: the theme draws one of them, the *stand-in*, and MkDocs is told of that one alone.
"""

import posixpath
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from knowledge_base.navigation import Section

# listed: together in one part of a menu. alone: one page, which a menu names or is made for.
# loose: in no menu, such as the further arrangements of a hub.
PartKind = Literal["listed", "alone", "loose"]


@dataclass(frozen=True)
class Part:
    """Pages that share a frame, in their order, by their Markdown paths.

    ``below`` are the pages that the menu lists right under the index of a section; ``whole`` is
    the page, perhaps with a heading, that lists all that the menu does.
    """

    kind: PartKind
    members: Sequence[str]
    below: Sequence[str] = ()
    whole: str = ""

    @property
    def stand_in(self) -> str:
        """The page that the theme draws for all of them."""
        return self.members[0]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one page stands: its part, and its neighbours in the order of the menu."""

    part: Part
    before: str | None = None
    after: str | None = None


def standings(menu: Section, entries: Collection[str], loose: Sequence[str]) -> dict[str, Standing]:
    """Where every page of a language stands, by its Markdown path; hand-written ones too.

    ``entries`` are the pages that menus list in parts; ``loose`` are those in no menu.
    """
    parts = list(_parts(menu, entries))
    row = [uri for part in parts for uri in part.members]
    after = dict(pairwise(row))
    before = {next: uri for uri, next in after.items()}
    found = {
        uri: Standing(part, before.get(uri), after.get(uri))
        for part in parts
        for uri in part.members
    }
    folders: dict[str, list[str]] = {}
    for uri in loose:
        folders.setdefault(posixpath.dirname(uri), []).append(uri)
    for members in folders.values():
        part = Part("loose", members)
        found |= dict.fromkeys(members, Standing(part))
    return found


def with_stand_ins(menu: Section, entries: Collection[str]) -> Section:
    """``menu`` with one page for each part: all that a theme needs to draw a menu."""
    shown = {part.stand_in for part in _parts(menu, entries)}
    return _cut(menu, shown)


def _parts(section: Section, entries: Collection[str]) -> Iterator[Part]:
    """The parts of a menu in their order. Pages that are no entries each have their own frame."""
    listed = [child for child in section.children if isinstance(child, str) and child in entries]
    for child in section.children:
        if not isinstance(child, str):
            yield from _parts(child, entries)
        elif child not in entries:
            is_index = posixpath.basename(child) == "index.md"
            yield Part("alone", [child], listed if is_index else (), section.whole)
        elif child is listed[0]:
            yield Part("listed", listed, whole=section.whole)


def _cut(section: Section, shown: Collection[str]) -> Section:
    children = [
        child if isinstance(child, str) else _cut(child, shown)
        for child in section.children
        if not isinstance(child, str) or child in shown
    ]
    return Section(section.title, children)
