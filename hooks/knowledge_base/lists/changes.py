"""What changed for readers, by date: pages that are new, mended, renamed or retired."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Literal, get_args

from knowledge_base.catalog import Catalog
from knowledge_base.looks import looks
from knowledge_base.model import Bilingual, Entry
from knowledge_base.record import Record

ChangeKind = Literal["new", "changed", "moved", "retired"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``kind`` and ``id`` are the page's; of a page that is gone, the old ones.

    ``to`` is where a page that moved is now; ``note`` is ``None`` for a new page.
    """

    date: datetime.date
    what: ChangeKind
    kind: str
    id: str
    title: Bilingual
    note: Bilingual | None = None
    to: tuple[str, str] | None = None


@dataclass(frozen=True)
class Day:
    """The changes of one date: the new pages, which may be many, and the others."""

    date: datetime.date
    new: list[Change]
    others: list[Change]


def changes(catalog: Catalog) -> list[Change]:
    """Every change, the newest first; on one day what is gone comes last."""
    return catalog.once("changes", lambda: _changes(catalog))


def _changes(catalog: Catalog) -> list[Change]:
    order = {what: place for place, what in enumerate(get_args(ChangeKind))}
    found = [*_of_pages(catalog), *_of_addresses(catalog)]
    return sorted(found, key=lambda c: (-c.date.toordinal(), order[c.what], c.kind, c.id))


def days(found: list[Change]) -> Iterator[Day]:
    """``found`` by date."""
    for date, group in groupby(found, key=attrgetter("date")):
        of_day = list(group)
        new = [change for change in of_day if change.what == "new"]
        yield Day(date, new, of_day[len(new) :])


def _of_pages(catalog: Catalog) -> Iterator[Change]:
    """A page is new on the day of its first review: unreviewed ones are not published."""
    for record in catalog.published():
        title = record.title
        for date, note in record.keep("changes", _noted):
            yield Change(date, "changed", record.kind, record.id, title, note)
    for page in catalog.pages():
        yield Change(
            looks(page).first, "new", page.kind, page.id, catalog.title(page.kind, page.id)
        )


def _noted(record: Record[Entry]) -> list[tuple[datetime.date, Bilingual]]:
    return [(change.date, change.note) for change in record.entry.changes]


def _of_addresses(catalog: Catalog) -> Iterator[Change]:
    for record in catalog.moves.values():
        move = record.entry
        to, title = move.target(), catalog.title(*record.reference)
        what: ChangeKind = "moved" if to else "retired"
        yield Change(move.date, what, record.kind, record.id, title, move.reason, to)
