"""The map of the knowledge base: which causes lead to which impacts and actions, in blocks.

A block is a group of causes with all that they are linked with: small enough to be read as a
table and drawn as a diagram. A small knowledge base has all blocks on one page, a large one a
page for each.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge_base.catalog import Catalog, Link
from knowledge_base.model import Entry
from knowledge_base.navigation import Group, groups
from knowledge_base.record import Record

# A group is one block, if it has so few causes; else it is divided into smaller ones.
MOST_CAUSES_OF_BLOCK, CAUSES_OF_PART = 12, 8
MOST_CAUSES_OF_PAGE = 40


@dataclass(frozen=True)
class Row:
    """A cause, its links in the editor's order, and its actions' places in that order by id."""

    cause: Record[Entry]
    impacts: Sequence[Link]
    actions: Sequence[Link]
    places: Mapping[str, int]

    def touches(self, impact: Record[Entry]) -> bool:
        """Whether the cause may lead to ``impact``."""
        return any(link.target is impact for link in self.impacts)


@dataclass(frozen=True)
class Block:
    """Causes that belong together; columns stand in the order in which the rows need them."""

    id: str
    group: Group
    number: int | None
    rows: Sequence[Row]
    impacts: Sequence[Record[Entry]]
    actions: Sequence[Record[Entry]]


@dataclass(frozen=True)
class MapPage:
    """A page of the map: blocks to show, or blocks to link to that have their own pages.

    ``part`` is the block that the page is about when it is one of those.
    """

    name: str
    blocks: Sequence[Block]
    elsewhere: Sequence[Block] = ()
    part: Block | None = None


def map_pages(catalog: Catalog, most: int = MOST_CAUSES_OF_PAGE) -> Iterator[MapPage]:
    """The map: one page with at most ``most`` causes, or one that leads to a page a block."""
    blocks = list(_blocks(catalog))
    if sum(len(block.rows) for block in blocks) <= most:
        yield MapPage("map.md", blocks)
        return
    yield MapPage("map.md", [], blocks)
    for block in blocks:
        yield MapPage(f"map/{block.id}.md", [block], part=block)


def _blocks(catalog: Catalog) -> Iterator[Block]:
    for group in groups(catalog, "cause"):
        rows = [_row(catalog, record) for record in group.records]
        size = MOST_CAUSES_OF_BLOCK if len(rows) <= MOST_CAUSES_OF_BLOCK else CAUSES_OF_PART
        for start in range(0, len(rows), size):
            part = rows[start : start + size]
            number = start // size + 1 if len(rows) > size else None
            yield Block(
                id=f"{group.id}-{number}" if number else group.id,
                group=group,
                number=number,
                rows=part,
                impacts=_columns([row.impacts for row in part]),
                actions=_columns([row.actions for row in part]),
            )


def _row(catalog: Catalog, cause: Record[Entry]) -> Row:
    actions = catalog.neighbours(cause, "action")
    places = {link.target.id: place for place, link in enumerate(actions, start=1)}
    return Row(cause, catalog.neighbours(cause, "impact"), actions, places)


def _columns(links: Sequence[Sequence[Link]]) -> list[Record[Entry]]:
    """What rows are linked with, near the rows that are: by the mean of their numbers."""
    rows: dict[str, list[int]] = {}
    records: dict[str, Record[Entry]] = {}
    for number, row in enumerate(links):
        for link in row:
            rows.setdefault(link.target.id, []).append(number)
            records[link.target.id] = link.target
    order = sorted(rows, key=lambda id: (sum(rows[id]) / len(rows[id]), id))
    return [records[id] for id in order]
