"""Rules on evidence: no sentence may sound surer than what it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from knowledge_base.catalog import Catalog
from knowledge_base.lists.coverage import used_facts
from knowledge_base.model import Claim, Fact, FieldPath
from knowledge_base.problems import Problem, problem
from knowledge_base.record import Record

OFFICIAL_TYPES = {"law", "regulator", "court", "police", "operator"}
# Copies of an official text by third parties: several that agree support a claim together.
COPY_TYPES = {"operator_copy"}
# Fact ranks that come from the operator (R1) or from law, regulator, court, police (R2).
OFFICIAL_RANKS = ("R1", "R2", "primary")
GRADES = ("no_evidence", "reported", "supported", "official")


def claims_of(catalog: Catalog) -> Iterator[tuple[Record[Any], FieldPath, Claim]]:
    """Every claim in the catalog with its record and its field path."""
    for record in catalog.records():
        for path, claim in record.claims:
            yield record, path, claim


def claims_name_their_sources(catalog: Catalog) -> Iterator[Problem]:
    """Only "no evidence found" may come without a source; "supported" needs two."""
    sources = catalog.reference.sources
    for record, path, claim in claims_of(catalog):
        types = [sources[id].type for id in claim.sources if id in sources]
        if not claim.sources and claim.certainty != "no_evidence":
            rule = "claim-without-source"
        elif claim.certainty == "supported" and not _has_weight(types):
            rule = "supported-needs-two-sources"
        else:
            continue
        yield problem(rule, record.key_place((*path, "sources")))


def official_claims_have_an_official_source(catalog: Catalog) -> Iterator[Problem]:
    """ "Stated officially" rests on a law, regulator, court, police or operator text."""
    sources = catalog.reference.sources
    for record, path, claim in claims_of(catalog):
        types = {sources[id].type for id in claim.sources if id in sources}
        if claim.certainty == "official" and claim.sources and not types & OFFICIAL_TYPES:
            place = record.value_place((*path, "certainty"))
            yield problem("official-needs-official-source", place)


def legal_and_financial_claims_are_well_supported(catalog: Catalog) -> Iterator[Problem]:
    """Law and money allow no hearsay: official, or supported (the page then says so)."""
    for record, path, claim in claims_of(catalog):
        if claim.kind in ("legal", "financial") and claim.certainty in ("reported", "no_evidence"):
            place = record.value_place((*path, "certainty"))
            yield problem("weak-legal-claim", place, certainty=claim.certainty)


def certainty_stays_within_the_facts(catalog: Catalog) -> Iterator[Problem]:
    """A claim is never graded above the best of its facts; refuted facts support nothing."""
    for record, path, claim in claims_of(catalog):
        facts = {id: catalog.reference.facts.get(id) for id in claim.facts}
        known = {id: fact for id, fact in facts.items() if fact}
        allowed = _best(_highest_grade(fact) for fact in known.values())
        if GRADES.index(claim.certainty) <= GRADES.index(allowed):
            continue
        place = record.value_place((*path, "certainty"))
        refuted = [id for id, fact in known.items() if fact.confidence == "contradicted"]
        if refuted and allowed == "no_evidence":
            yield problem("contradicted-fact", place, value=refuted[0])
        else:
            yield problem(
                "certainty-above-facts", place, certainty=claim.certainty, allowed=allowed
            )


def facts_are_used_or_explained(catalog: Catalog) -> Iterator[Problem]:
    """What we know reaches a reader, or says why not; the coverage table is made of this."""
    document, used = catalog.reference.files["facts"], set(used_facts(catalog))
    for id, fact in catalog.reference.facts.items():
        if id not in used and not fact.unused and not catalog.broken:
            yield problem("unused-fact", document.key_place((id,)), value=id, level="warning")
        elif id in used and fact.unused:
            yield problem("fact-used-after-all", document.key_place((id, "unused")), value=id)


def _has_weight(types: Sequence[str]) -> bool:
    """Two sources, or one that is official or a set of agreeing copies of an official text."""
    return len(types) >= 2 or bool(set(types) & (OFFICIAL_TYPES | COPY_TYPES))


def _best(grades: Iterable[str]) -> str:
    """The highest grade; without any (unknown facts are reported elsewhere) all are allowed."""
    return max(grades, key=GRADES.index, default=GRADES[-1])


def _highest_grade(fact: Fact) -> str:
    if fact.confidence == "contradicted":
        return "no_evidence"
    if fact.confidence == "low":
        return "reported"
    return "official" if any(rank in fact.rank for rank in OFFICIAL_RANKS) else "supported"
