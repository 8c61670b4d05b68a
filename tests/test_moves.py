"""What was renamed or retired: old addresses answer, in both languages, and say why."""

from pathlib import Path

import pytest
from conftest import GARDEN, ROOT, run_here
from selectolax.lexbor import LexborHTMLParser

from knowledge_base.knowledge import load_and_check
from knowledge_base.output import texts
from knowledge_base.publish.stubs import stubs


def stub(site: Path, uri: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / uri / "index.html").read_text("utf-8"))


def attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes[name] or "") if node else ""


@pytest.mark.parametrize(
    ("code", "name", "reason"),
    [("zh", "浇水太多", "换了更清楚的名字。"), ("en", "Too much water", "It got a clearer name.")],
)
def test_what_moved_leads_to_where_it_is(
    garden_site: Path, code: str, name: str, reason: str
) -> None:
    tree = stub(garden_site, f"{code}/causes/too-wet")
    assert attribute(tree, "meta[http-equiv=refresh]", "content") == "0; url=../overwatering/"
    canonical = f"https://garden.example/guide/{code}/causes/overwatering/"
    assert attribute(tree, "link[rel=canonical]", "href") == canonical
    assert attribute(tree, "main p a", "href") == "../overwatering/"
    words = tree.css_first("main")
    assert words and name in words.text() and reason in words.text()
    assert "default-src 'none'" in attribute(
        tree, "meta[http-equiv=Content-Security-Policy]", "content"
    )


def test_what_was_retired_stays_and_says_why(garden_site: Path) -> None:
    tree = stub(garden_site, "en/actions/sing-to-it")
    assert not tree.css("meta[http-equiv=refresh], link[rel=canonical]")
    assert attribute(tree, "meta[name=robots]", "content") == "noindex"
    words = tree.css_first("main")
    assert words and "Sing to it" in words.text() and "that <b> singing helps" in words.text()


def test_moved_terms_are_found_in_the_glossary(garden_site: Path) -> None:
    tree = stub(garden_site, "en/glossary")
    assert attribute(tree, "#mould a", "href") == "./#root-rot"
    assert not (garden_site / "en/glossary/mould").exists()


def test_all_of_it_is_on_the_page_of_changes(garden_site: Path) -> None:
    tree = stub(garden_site, "zh/changes")
    links = {node.attributes["href"] for node in tree.css("article a")}
    assert {"../actions/sing-to-it/", "../causes/too-wet/", "../causes/overwatering/"} <= links


def test_without_an_address_the_canonical_link_is_relative() -> None:
    catalog, _ = load_and_check(GARDEN / "content")
    assert catalog
    files = texts(stubs(catalog, ""))
    tree = LexborHTMLParser(files["en/causes/too-wet/index.html"])
    assert attribute(tree, "link[rel=canonical]", "href") == "../overwatering/"


def test_the_site_with_old_addresses_has_no_broken_link(garden_site: Path) -> None:
    result = run_here(ROOT / "scripts/check_links.py", garden_site, "--base", "/guide/")
    assert result.returncode == 0, result.stdout
