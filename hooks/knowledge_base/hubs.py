"""Hubs: the entries of a kind, arranged in several ways that readers reach by plain links.

The hub itself shows the first arrangement, ``by/<facet>`` the others. A list that grew too
long for a phone is split: the arrangement then shows its groups, and each has pages of its
own. All of them are ordinary pages, so they work without scripts and can be shared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge_base.catalog import Catalog
from knowledge_base.model import FOLDERS, Bilingual, Entry, Kind
from knowledge_base.navigation import FACETS, Group, groups
from knowledge_base.record import Record

MOST_ROWS = 300


@dataclass(frozen=True)
class Part:
    """A group on a hub page: its entries, or the pages (by name) that have them."""

    group: Group
    records: Sequence[Record[Entry]]
    pages: Sequence[str]


@dataclass(frozen=True)
class Hub:
    """One page of a hub. ``name`` is its Markdown path within the language's folder."""

    name: str
    title: Bilingual
    facet: str
    parts: Sequence[Part]


def hubs(catalog: Catalog, kind: Kind, most: int = MOST_ROWS) -> Iterator[Hub]:
    """All pages that list the entries of ``kind``, none with more than ``most`` of them."""
    words = catalog.reference.words
    fits = len(catalog.of_kind(kind)) <= most
    for facet in FACETS[kind]:
        title = words["kind"][kind]
        if facet != FACETS[kind][0]:
            title = joined(title, words["facet"][facet])
        parts = []
        for group in groups(catalog, kind, facet):
            pages = [] if fits else list(_pages_of_group(kind, facet, group, title, most))
            parts.append(Part(group, group.records if fits else [], [each.name for each in pages]))
            yield from pages
        yield Hub(page_name(kind, facet), title, facet, parts)


def page_name(kind: Kind, facet: str) -> str:
    """The page that shows ``facet``; the first one is the hub itself."""
    return f"{FOLDERS[kind]}/{'index' if facet == FACETS[kind][0] else f'by/{facet}'}.md"


def _pages_of_group(
    kind: Kind, facet: str, group: Group, title: Bilingual, most: int
) -> Iterator[Hub]:
    for start in range(0, len(group.records), most):
        number = f"-{start // most + 1}" if len(group.records) > most else ""
        part = Part(group, group.records[start : start + most], [])
        name = f"{FOLDERS[kind]}/by/{facet}-{group.id}{number}.md"
        yield Hub(name, joined(title, group.title), facet, [part])


def joined(first: Bilingual, second: Bilingual) -> Bilingual:
    """Two names as one, in both languages."""
    return Bilingual(zh=f"{first.zh} · {second.zh}", en=f"{first.en} · {second.en}")
