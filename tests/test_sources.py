"""The pages of sources: every source, what rests on it, and none too heavy for a phone."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from conftest import GARDEN, ROOT
from selectolax.lexbor import LexborHTMLParser

from knowledge_base.catalog import Catalog
from knowledge_base.knowledge import load_and_check
from knowledge_base.lists.citations import source_pages
from knowledge_base.record import Record

LARGEST = 15_360  # gzip, as the budget of every page


def catalog(root: Path) -> Catalog:
    found, problems = load_and_check(root / "content")
    assert found and not problems
    return found


@pytest.mark.parametrize("root", [ROOT, GARDEN], ids=["real", "garden"])
def test_every_source_stands_on_one_page_with_all_claims_that_cite_it(root: Path) -> None:
    known = catalog(root)
    pages = list(source_pages(known))
    assert len({page.name for page in pages}) == len(pages)
    cited = [each for page in pages for each in page.sources]
    assert sorted(each.id for each in cited) == sorted(known.reference.sources)
    records: list[Record[Any]] = [*known.published(), *known.published_myths()]
    uses = [
        (source, record.id, claim.id)
        for record in records
        for _, claim in record.claims
        for source in claim.sources
    ]
    shown = [(each.id, record.id, claim) for each in cited for record, claim, _ in each.claims]
    assert sorted(shown) == sorted(uses) and uses


@pytest.mark.parametrize("code", ["zh", "en"])
def test_each_claim_leads_to_its_sentence(site: Path, code: str) -> None:
    links = 0
    for path in (site / code / "sources").rglob("index.html"):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        for node in tree.css(".kb-citations a"):
            page, _, anchor = (node.attributes["href"] or "").partition("#")
            target = (path.parent / page / "index.html").resolve().read_text("utf-8")
            assert f'id="{anchor}"' in target
            links += 1
    assert links > 500


def test_no_page_of_sources_is_too_heavy(site: Path) -> None:
    pages = [*site.glob("*/sources/index.html"), *site.glob("*/sources/*/index.html")]
    sizes = {path: len(gzip.compress(path.read_bytes())) for path in pages}
    assert len(sizes) > 20 and max(sizes.values()) <= LARGEST, max(sizes, key=sizes.__getitem__)
