"""Which claims and facts rest on a source: from a source back to what it supports."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, get_args

from knowledge_base.catalog import Catalog
from knowledge_base.digest import digest
from knowledge_base.lists.excerpt import Excerpt, excerpt
from knowledge_base.lists.names import part_number
from knowledge_base.model import Bilingual, Source
from knowledge_base.model.fields import SourceType
from knowledge_base.record import Record

# So that a page stays light on a slow phone.
MOST_ON_A_PAGE = 25
# A line of a list takes less room than a source.
CLAIMS_LIKE_A_SOURCE = 5
# All claims that cite a source, if they are so few; else the first of them.
MOST_CLAIMS, FIRST_CLAIMS = 60, 30


@dataclass(frozen=True)
class Cited:
    """A source with the claims that cite it, each with its page, and the ids of facts."""

    id: str
    source: Source
    uses: "Excerpt[Use]"
    facts: Sequence[str]

    @property
    def claims(self) -> list[tuple[Record[Any], str, Bilingual]]:
        """The claims to show: the page of each, its id there, and its text."""
        return [(record, claim.id, _texts(record)[claim.id]) for record, claim in self.uses.shown]


class CitingClaim(NamedTuple):
    """A claim that cites ``sources``; ``digest`` is that of its text."""

    id: str
    digest: str
    sources: Sequence[str]


Use = tuple[Record[Any], CitingClaim]
NO_CLAIMS: Excerpt[Use] = Excerpt((), 0)


@dataclass(frozen=True)
class SourcePage:
    """One page of sources of a type; types with many sources have several, from part 1."""

    name: str
    type: str
    part: int
    sources: Sequence[Cited]

    @cached_property
    def made_of(self) -> str:
        """The digest of all claims on the page, in their order, and of how many there are."""
        uses = (use for cited in self.sources for use in cited.uses.shown)
        claims = [f"{record.id} {claim.id} {claim.digest}" for record, claim in uses]
        return digest(claims, [str(cited.uses.count) for cited in self.sources])


def source_pages(catalog: Catalog) -> Sequence[SourcePage]:
    """The pages of sources: by type, in the order of the types, then of their file."""
    return catalog.once("source pages", lambda: list(_pages(catalog)))


def _pages(catalog: Catalog) -> Iterator[SourcePage]:
    claims = _claims_by_source(catalog)
    facts: dict[str, list[str]] = {}
    for fact_id, fact in catalog.reference.facts.items():
        for id in fact.sources:
            facts.setdefault(id, []).append(fact_id)
    for source_type in get_args(SourceType):
        cited = [
            Cited(id, source, claims.get(id, NO_CLAIMS), facts.get(id, ()))
            for id, source in catalog.reference.sources.items()
            if source.type == source_type
        ]
        for part, sources in enumerate(_divided(cited), start=1):
            name = source_type.replace("_", "-") + part_number(part, "-")
            yield SourcePage(name, source_type, part, sources)


def _claims_by_source(catalog: Catalog) -> Mapping[str, Excerpt[Use]]:
    found: dict[str, list[Use]] = defaultdict(list)
    for record in catalog.pages():
        for claim in record.keep("citing claims", _citing):
            for id in claim.sources:
                found[id].append((record, claim))
    return {id: excerpt(uses, MOST_CLAIMS, FIRST_CLAIMS) for id, uses in found.items()}


def _citing(record: Record[Any]) -> list[CitingClaim]:
    return [
        CitingClaim(claim.id, digest(claim.text.zh, claim.text.en), claim.sources)
        for _, claim in record.claims
    ]


def _texts(record: Record[Any]) -> Mapping[str, Bilingual]:
    """The texts of a page's claims by their ids."""
    return record.keep(
        "texts of claims", lambda each: {claim.id: claim.text for _, claim in each.claims}
    )


def _divided(sources: Sequence[Cited]) -> Iterator[list[Cited]]:
    """``sources`` in parts that are light enough for one page."""
    part: list[Cited] = []
    weight = 0.0
    for cited in sources:
        more = 1 + len(cited.uses.shown) / CLAIMS_LIKE_A_SOURCE
        if part and weight + more > MOST_ON_A_PAGE:
            yield part
            part, weight = [], 0
        part.append(cited)
        weight += more
    if part:
        yield part
