"""The real content: nothing wrong with it, and nothing missing that the guide began from."""

from functools import cache

import pytest
from conftest import ROOT

from knowledge_base.catalog import Catalog
from knowledge_base.knowledge import load_and_check
from knowledge_base.problems import Problem, as_text
from knowledge_base.prose import missing_counterparts

# What the project began from: each claim must have a page of its own that answers it.
SEED = {
    "cause": [
        "overdue-credit-card", "overdue-huabei", "overdue-jiebei", "frequent-returns",
        "order-brushing", "stolen-account", "information-not-updated", "ordinary-traffic-fines",
        "court-defaulter-list",
    ],
    "impact": [
        "huabei-jiebei-limits", "deposit-free-bikes", "deposit-free-cars", "bank-loans-and-rates",
        "social-reputation", "deposit-free-hotels",
    ],
    "action": [
        "pay-overdue-first", "good-order-habits", "secure-account", "correct-personal-data",
        "satisfy-judgment", "pay-traffic-fines", "official-repair-activities",
        "use-credit-moderately",
    ],
}  # fmt: skip


@cache
def loaded() -> tuple[Catalog, list[Problem]]:
    catalog, problems = load_and_check(ROOT / "content")
    assert catalog, as_text(problems)
    return catalog, problems


def test_there_is_no_problem() -> None:
    problems = loaded()[1] + missing_counterparts(ROOT / "docs")
    # A lagging translation is published with a banner that says so.
    serious = [each for each in problems if not each.rule.startswith("translation-")]
    assert not serious, as_text(serious)


@pytest.mark.parametrize("kind", SEED)
def test_everything_the_guide_began_from_is_answered(kind: str) -> None:
    entries = loaded()[0].entries
    for id in SEED[kind]:
        assert entries[kind, id].entry.status == "published"


def test_popular_claims_without_evidence_say_so_in_their_first_sentence() -> None:
    entries = loaded()[0].entries
    for id in ("frequent-returns", "ordinary-traffic-fines"):
        summary = entries["cause", id].entry.summary
        assert summary.zh.startswith("没有查到"), id
        assert summary.en.startswith("No evidence was found"), id


def test_every_file_begins_with_its_schema() -> None:
    for record in loaded()[0].entries.values():
        first = (ROOT / record.document.path).read_text("utf-8").splitlines()[0]
        assert first == f"# yaml-language-server: $schema=../../schema/{record.kind}.schema.json"
