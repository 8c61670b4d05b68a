"""JSON-LD in pages: what it says, and that nothing in it can break out of its element."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import GARDEN
from selectolax.lexbor import LexborHTMLParser

from knowledge_base.knowledge import load_and_check
from knowledge_base.pages import build_pages
from knowledge_base.publish.linked_data import LinkedData

SITE = "https://guide.example/zhima/"


def graph(site: Path, uri: str) -> dict[str, Any]:
    """The things that a page describes, by type."""
    tree = LexborHTMLParser((site / uri / "index.html").read_text("utf-8"))
    (script,) = tree.css('script[type="application/ld+json"]')
    return {thing["@type"]: thing for thing in json.loads(script.text())["@graph"]}


@pytest.mark.parametrize(("code", "tag"), [("zh", "zh-Hans"), ("en", "en")])
def test_an_entry_says_when_and_by_whom_it_was_reviewed(site: Path, code: str, tag: str) -> None:
    page = graph(site, f"{code}/causes/overdue-huabei")["WebPage"]
    assert page["lastReviewed"] == "2026-11-24" and page["dateModified"] == "2026-11-24"
    assert page["reviewedBy"]["name"].endswith("(editors)")
    assert page["inLanguage"] == tag
    assert page["isPartOf"]["url"] == f"{SITE}{code}/"
    assert page["url"] == f"{SITE}{code}/causes/overdue-huabei/"


@pytest.mark.parametrize(("code", "title"), [("zh", "认出骗局"), ("en", "Recognise scams")])
def test_a_page_written_by_hand_says_what_it_is(site: Path, code: str, title: str) -> None:
    things = graph(site, f"{code}/scams")
    page, steps = things["WebPage"], things["BreadcrumbList"]["itemListElement"]
    assert page["name"] == title and len(page["description"]) > 10
    assert page["url"] == steps[-1]["item"] == f"{SITE}{code}/scams/"


def test_breadcrumbs_lead_from_home_to_the_page(site: Path) -> None:
    steps = graph(site, "en/causes/overdue-huabei")["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert [step["item"].removeprefix(SITE) for step in steps] == [
        "en/", "en/causes/", "en/causes/overdue-huabei/",
    ]  # fmt: skip


def test_the_glossary_is_a_set_of_terms_and_the_data_a_dataset(site: Path) -> None:
    terms = graph(site, "en/glossary")["DefinedTermSet"]["hasDefinedTerm"]
    tree = LexborHTMLParser((site / "en/glossary/index.html").read_text("utf-8"))
    assert len(terms) > 40 and all(tree.css_first(f'[id="{t["termCode"]}"]') for t in terms)
    dataset = graph(site, "zh/data")["Dataset"]
    for file in dataset["distribution"]:
        assert (site / file["contentUrl"].removeprefix(SITE)).is_file()
    assert dataset["license"].startswith("https://creativecommons.org/")


def test_text_cannot_leave_the_element(garden: Path) -> None:
    path = garden / "content/causes/overwatering.yaml"
    evil = "</script><!--<script>&"
    text = path.read_text("utf-8").replace("en: Too much water}", f'en: "{evil}"}}', 1)
    path.write_text(text, "utf-8")
    catalog, problems = load_and_check(garden / "content")
    assert catalog and not problems
    linked = LinkedData(catalog, "")
    (page,) = (each for each in build_pages(catalog) if each.uri == "en/causes/overwatering.md")
    written = linked.of(page)
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written)["@graph"][0]["name"].startswith("</script><!--<script>&")


def test_without_an_address_urls_are_relative_to_the_page() -> None:
    catalog, _ = load_and_check(GARDEN / "content")
    assert catalog
    linked = LinkedData(catalog, "")
    for page in build_pages(catalog):
        written = linked.of(page)
        assert "://" not in written.replace("https://schema.org", "").replace(
            "https://creativecommons.org/", ""
        )
