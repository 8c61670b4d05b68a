"""The map: every edge is in it, as a table, as a list and as a picture that can be read."""

import gzip
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from selectolax.lexbor import LexborHTMLParser

from knowledge_base.catalog import Catalog
from knowledge_base.knowledge import load_and_check
from knowledge_base.languages import EN, LANGUAGES
from knowledge_base.lists.diagram import LETTERS, diagram, wrap
from knowledge_base.lists.relations import map_pages
from knowledge_base.model import Cause

LIMIT = 25_000


@cache
def catalog() -> Catalog:
    found, _ = load_and_check(ROOT / "content")
    assert found
    return found


def edges() -> list[tuple[str, str]]:
    causes = [record for record in catalog().of_kind("cause") if isinstance(record.entry, Cause)]
    return sorted(
        (record.id, edge.id)
        for record in causes
        if isinstance(record.entry, Cause)
        for edge in [*record.entry.impacts, *record.entry.actions]
    )


@pytest.mark.parametrize("most", [1, 60, 1000])
def test_every_edge_is_on_the_map_once(most: int) -> None:
    found = [
        (row.cause.id, link.target.id)
        for page in map_pages(catalog(), most)
        for block in page.blocks
        for row in block.rows
        for link in [*row.impacts, *row.actions]
    ]
    assert sorted(found) == edges()


def test_a_large_map_has_a_page_for_each_block_and_one_that_leads_to_them() -> None:
    first, *others = map_pages(catalog(), 1)
    assert not first.blocks
    assert [f"map/{block.id}.md" for block in first.elsewhere] == [page.name for page in others]
    assert all(len(page.blocks) == 1 for page in others)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_has_a_line_for_each_edge_and_a_link_for_each_entry(language: Any) -> None:
    for page in map_pages(catalog()):
        for block in page.blocks:
            html = diagram(block, language, lambda record: f"{record.id}.md", "<b>", '"&')
            svg = LexborHTMLParser(str(html))
            related = sum(len(row.impacts) + len(row.actions) for row in block.rows)
            assert len(svg.css("path")) == related
            shown = {link.attributes["href"] for link in svg.css("a")}
            boxes = [*block.impacts, *(row.cause for row in block.rows), *block.actions]
            assert shown == {f"{record.id}.md" for record in boxes}
            assert "<b>" not in html
            assert "style=" not in html


def test_titles_are_wrapped_to_two_lines_that_fit() -> None:
    for record in catalog().published():
        for language in LANGUAGES:
            lines = wrap(record.entry.title.in_language(language))
            assert 1 <= len(lines) <= 2
            assert not any(line[0] in "，。、：；？！）》”)" for line in lines)
            assert not any(line[-1] in "（《“(" for line in lines)
    assert wrap("x" * 80)[-1].endswith("…") or len(wrap("x" * 80)) == 1
    assert len(wrap("花" * 80)[1]) < LETTERS


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_page_is_light_and_its_table_says_what_is_what(site: Path, code: str) -> None:
    page = site / code / "map" / "index.html"
    html = page.read_bytes()
    assert len(gzip.compress(html, 9, mtime=0)) <= LIMIT
    tree = LexborHTMLParser(html.decode())
    for table in tree.css(".kb-matrix table"):
        assert table.css_first("caption")
        assert all(head.attributes.get("scope") for head in table.css("th"))
        width = len(table.css("thead tr:last-child th"))
        assert all(len(row.css("th, td")) == width for row in table.css("tbody tr"))
    picture = LexborHTMLParser("".join(svg.html or "" for svg in tree.css("svg.kb-diagram")))
    assert len(picture.css("a text")) >= len(picture.css("a > rect")) == html.count(b"<rect ")
    in_table = len(tree.css("td.kb-on")) + sum(bool(d.text()) for d in tree.css("td:not(.kb-on)"))
    assert in_table == len(edges())


@pytest.mark.browser
def test_the_map_is_a_list_on_a_phone_and_a_table_that_keeps_its_first_column(
    site: Path, serve: Callable[[Path], str], browser: Any
) -> None:
    url = f"{serve(site)}/{EN.code}/map/"
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(url)
    assert page.locator(".kb-narrow").first.is_visible()
    assert not page.locator(".kb-wide").first.is_visible()
    page.set_viewport_size({"width": 1000, "height": 900})
    assert not page.locator(".kb-narrow").first.is_visible()
    matrix = page.locator(".kb-matrix").first
    matrix.evaluate("box => { box.scrollLeft = 150 }")
    assert matrix.evaluate("box => box.scrollLeft") > 0
    left, head = matrix.bounding_box()["x"], matrix.locator("tbody th").first.bounding_box()["x"]
    assert abs(left - head) < 3
    page.locator("svg.kb-diagram a.kb-cause").first.click()
    page.wait_for_url("**/en/causes/*/")
    page.close()
