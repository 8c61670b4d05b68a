"""Which facts are used where: from a fact to the pages that rest on it."""

from collections.abc import Mapping, Sequence
from typing import Any

from knowledge_base.catalog import Catalog, Record
from knowledge_base.model import walk


def uses_of_facts(catalog: Catalog) -> Mapping[str, Sequence[Record[Any]]]:
    """For every fact, the published records that cite it, each once, in the catalog's order."""
    uses: dict[str, dict[tuple[str, str], Record[Any]]] = {
        fact: {} for fact in catalog.reference.facts
    }
    for record in catalog.records():
        if getattr(record.entry, "status", "published") != "published":
            continue
        for path, value in walk(record.entry):
            if len(path) >= 2 and path[-2] == "facts" and value in uses:
                uses[str(value)][record.reference] = record
    return {fact: list(records.values()) for fact, records in uses.items()}
