"""Rules on what is no longer there: old addresses answer for good, and in one step."""

from collections.abc import Iterator
from typing import Any

from knowledge_base.catalog import Catalog
from knowledge_base.problems import Problem, problem
from knowledge_base.reading.layout import RESERVED_NAMES
from knowledge_base.record import Record


def old_addresses_are_not_used_again(catalog: Catalog) -> Iterator[Problem]:
    """A kind and id in ``moved.yaml`` names no page any more: old links mean the old page."""
    for (kind, id), record in catalog.moves.items():
        live: Record[Any] | None = catalog.entries.get((kind, id))
        if kind in ("myth", "term"):
            live = catalog.myths.get(id) if kind == "myth" else catalog.terms.get(id)
        # Terms have no status, and what is retired may keep its file.
        if live and live.status != "retired":
            value, file = f"{kind}:{id}", live.path
            yield problem("moved-but-there", record.key_place(()), value=value, file=file)


def old_addresses_can_be_written(catalog: Catalog) -> Iterator[Problem]:
    """A page is written at every old address, so none has a name that no entry may have."""
    for (_, id), record in catalog.moves.items():
        if id in RESERVED_NAMES:
            yield problem("reserved-name", record.key_place(()), name=id)


def moves_take_one_step(catalog: Catalog) -> Iterator[Problem]:
    """What moved twice leads straight to where it is now, and nothing moves in a circle."""
    ends = {f"{kind}:{id}": record.entry.to for (kind, id), record in catalog.moves.items()}
    for (kind, id), record in catalog.moves.items():
        first = end = record.entry.to
        seen = {f"{kind}:{id}"}
        while end in ends and end not in seen:
            seen.add(end)
            end = ends[end]
        place = record.value_place(("to",))
        if end in seen:
            yield problem("moved-in-a-circle", place, value=end)
        elif end != first:
            yield problem("moved-twice", place, value=first, near=end or "null")


def what_is_gone_keeps_its_name(catalog: Catalog) -> Iterator[Problem]:
    """The page at the address of something retired says what it was."""
    for (kind, id), record in catalog.moves.items():
        if record.entry.to is None and record.entry.title is None:
            yield problem("retired-without-title", record.key_place(()), value=f"{kind}:{id}")


def retired_entries_leave_a_stub(catalog: Catalog) -> Iterator[Problem]:
    """Whoever kept the address of a retired entry is told so."""
    records: list[Record[Any]] = [*catalog.entries.values(), *catalog.myths.values()]
    for record in records:
        if record.status == "retired" and record.reference not in catalog.moves:
            value = f"{record.kind}:{record.id}"
            yield problem("retired-without-stub", record.value_place(("status",)), value=value)
