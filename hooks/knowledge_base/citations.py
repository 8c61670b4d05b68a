"""Which claims and facts rest on a source: from a source back to what it supports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from knowledge_base.catalog import Catalog
from knowledge_base.model import Claim, Source
from knowledge_base.model.fields import SourceType
from knowledge_base.record import Record

# So that a page stays light on a slow phone.
MOST_ON_A_PAGE = 25
# A line of a list takes less room than a source.
CLAIMS_LIKE_A_SOURCE = 5


@dataclass(frozen=True)
class Cited:
    """A source with the claims that cite it, each with its page, and the ids of facts."""

    id: str
    source: Source
    # The place of each claim among those of its page.
    uses: Sequence[tuple[Record[Any], int]]
    facts: Sequence[str]

    @property
    def claims(self) -> list[tuple[Record[Any], Claim]]:
        """The claims, each with its page."""
        return [(record, list(record.claims)[place][1]) for record, place in self.uses]


@dataclass(frozen=True)
class SourcePage:
    """One page of sources of a type; types with many sources have several, from part 1."""

    name: str
    type: str
    part: int
    sources: Sequence[Cited]


def source_pages(catalog: Catalog) -> Iterator[SourcePage]:
    """The pages of sources: by type, in the order of the types, then of their file."""
    claims = _claims_by_source(catalog)
    facts: dict[str, list[str]] = {}
    for fact_id, fact in catalog.reference.facts.items():
        for id in fact.sources:
            facts.setdefault(id, []).append(fact_id)
    for source_type in get_args(SourceType):
        cited = [
            Cited(id, source, claims.get(id, ()), facts.get(id, ()))
            for id, source in catalog.reference.sources.items()
            if source.type == source_type
        ]
        for part, sources in enumerate(_divided(cited), start=1):
            number = f"-{part}" if part > 1 else ""
            yield SourcePage(source_type.replace("_", "-") + number, source_type, part, sources)


def _claims_by_source(catalog: Catalog) -> dict[str, list[tuple[Record[Any], int]]]:
    found: dict[str, list[tuple[Record[Any], int]]] = {}
    records: list[Record[Any]] = [*catalog.published(), *catalog.published_myths()]
    for record in records:
        of_claims = record.keep(
            "sources of claims", lambda each: [claim.sources for _, claim in each.claims]
        )
        for place, sources in enumerate(of_claims):
            for id in sources:
                found.setdefault(id, []).append((record, place))
    return found


def _divided(sources: Sequence[Cited]) -> Iterator[list[Cited]]:
    """``sources`` in parts that are light enough for one page."""
    part: list[Cited] = []
    weight = 0.0
    for cited in sources:
        more = 1 + len(cited.uses) / CLAIMS_LIKE_A_SOURCE
        if part and weight + more > MOST_ON_A_PAGE:
            yield part
            part, weight = [], 0
        part.append(cited)
        weight += more
    if part:
        yield part
