"""Hubs: the entries of a kind, arranged in several ways that readers reach by plain links.

The hub itself shows the first arrangement, ``by/<facet>`` the others. A list that grew too
long for a phone is divided: the arrangement then shows its groups, and each has pages of its
own. All of them are ordinary pages, so they work without scripts and can be shared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge_base.cards import cards
from knowledge_base.catalog import Catalog
from knowledge_base.digest import digest
from knowledge_base.lists.names import joined, numbered, part_number
from knowledge_base.model import FOLDERS, Bilingual, Entry, Kind
from knowledge_base.navigation import FACETS, Group, groups
from knowledge_base.record import Record

# What a reader scrolls through on a phone: so many at once, or else page by page.
MOST_ROWS, ROWS_OF_PAGE = 60, 30


@dataclass(frozen=True)
class Part:
    """A group on a hub page: its entries, or the pages (by name) that have them."""

    group: Group
    records: Sequence[Record[Entry]]
    pages: Sequence[str]


@dataclass(frozen=True)
class Hub:
    """One page of a hub. ``name`` is its Markdown path within the language's folder.

    One of several pages of a group has those ``before`` and ``after`` it, by their names.
    """

    name: str
    title: Bilingual
    facet: str
    parts: Sequence[Part]
    before: str = ""
    after: str = ""

    @cached_property
    def made_of(self) -> str:
        """The digest of what it shows: its entries, and how many are on other pages."""
        shown = [cards(part.records) for part in self.parts]
        groups = [f"{part.group.id} {len(part.group.records)} {part.pages}" for part in self.parts]
        return digest(self.name, self.before, self.after, shown, groups)


def hubs(
    catalog: Catalog, kind: Kind, most: int = MOST_ROWS, rows: int = ROWS_OF_PAGE
) -> Iterator[Hub]:
    """All pages that list the entries of ``kind``: up to ``most`` on one, or ``rows`` on each."""
    words = catalog.reference.words
    fits = len(catalog.of_kind(kind)) <= most
    for facet in FACETS[kind]:
        title = words["kind"][kind]
        if facet != FACETS[kind][0]:
            title = joined(title, words["facet"][facet])
        parts = []
        for group in groups(catalog, kind, facet):
            pages = [] if fits else list(_pages_of_group(kind, facet, group, title, rows))
            parts.append(Part(group, group.records if fits else [], [each.name for each in pages]))
            yield from pages
        yield Hub(page_name(kind, facet), title, facet, parts)


def page_name(kind: Kind, facet: str) -> str:
    """The page that shows ``facet``; the first one is the hub itself."""
    return f"{FOLDERS[kind]}/{'index' if facet == FACETS[kind][0] else f'by/{facet}'}.md"


def _pages_of_group(
    kind: Kind, facet: str, group: Group, title: Bilingual, rows: int
) -> Iterator[Hub]:
    """The pages of a group; the first has the same name however many there are."""
    title = joined(title, group.title)
    numbers = range(1, -(-len(group.records) // rows) + 1)
    names = [f"{FOLDERS[kind]}/by/{facet}-{group.id}{part_number(n, '-')}.md" for n in numbers]
    around = zip(["", *names[:-1]], [*names[1:], ""], strict=True)
    for number, name, (before, after) in zip(numbers, names, around, strict=True):
        part = Part(group, group.records[(number - 1) * rows : number * rows], [])
        yield Hub(name, numbered(title, number), facet, [part], before, after)
