"""Which facts are used where: from a fact to the pages that rest on it."""

from collections.abc import Mapping, Sequence
from typing import Any

from knowledge_base.cards import cited
from knowledge_base.catalog import Catalog
from knowledge_base.record import Record


def uses_of_facts(catalog: Catalog) -> Mapping[str, Sequence[Record[Any]]]:
    """For every fact, the published records that cite it, each once, in the catalog's order."""
    return catalog.once("uses of facts", lambda: _uses(catalog))


def used_facts(catalog: Catalog) -> Sequence[str]:
    """Every fact that a published record cites, in the order of their file."""

    def used() -> list[str]:
        return [fact for fact, records in uses_of_facts(catalog).items() if records]

    return catalog.keep("used facts", used, catalog.cards)  # cards say what is cited


def _uses(catalog: Catalog) -> Mapping[str, Sequence[Record[Any]]]:
    uses: dict[str, dict[tuple[str, str], Record[Any]]] = {
        fact: {} for fact in catalog.reference.facts
    }
    for record in catalog.records():
        if record.status != "published":
            continue
        for fact in cited(record, "facts"):
            if fact in uses:
                uses[fact][record.reference] = record
    return {fact: list(records.values()) for fact, records in uses.items()}
