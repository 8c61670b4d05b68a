"""The ids that content may name, as JSON Schema: editors complete them and mark typos."""

from collections.abc import Iterable, Mapping
from typing import Any

from knowledge_base.catalog import Catalog
from knowledge_base.editors.schema import DIALECT, as_text
from knowledge_base.languages import CODES
from knowledge_base.model import FOLDERS, Bilingual


def ids_schema(catalog: Catalog) -> str:
    """The text of ``ids.schema.json``: for each kind of id a definition, one id a line."""
    pages: dict[str, dict[str, Bilingual]] = {kind: {} for kind in FOLDERS}
    for (kind, id), record in catalog.entries.items():
        pages[kind][id] = record.title
    pages["myth"] = {id: record.title for id, record in catalog.myths.items()}
    pages["term"] = {id: record.title for id, record in catalog.terms.items()}
    reference = catalog.reference
    known: dict[str, Mapping[str, Bilingual]] = {
        **pages,
        "dimension": reference.vocabulary.dimensions,
        "area": reference.vocabulary.areas,
        "decided_by": reference.vocabulary.decided_by,
        "source": {id: source.title for id, source in reference.sources.items()},
        "fact": {id: fact.statement for id, fact in reference.facts.items()},
    }
    definitions: dict[str, Any] = {kind: _list(words.items()) for kind, words in known.items()}
    definitions["reference"] = _list(
        (f"{kind}:{id}", words) for kind, named in pages.items() for id, words in named.items()
    )
    return as_text({"$schema": DIALECT, "definitions": definitions})


def _list(words: Iterable[tuple[str, Bilingual]]) -> dict[str, list[str]]:
    rows = sorted(words)
    return {
        "enum": [id for id, _ in rows],
        "enumDescriptions": [" / ".join(getattr(text, code) for code in CODES) for _, text in rows],
    }
