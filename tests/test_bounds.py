"""No list grows without end: cut where it would be too long, or divided into pages."""

import re
from itertools import chain

import pytest
import test_provenance
from conftest import ROOT
from short_lists import LONGEST, shorten

from knowledge_base.catalog import Catalog
from knowledge_base.knowledge import load_and_check
from knowledge_base.languages import EN, LANGUAGES, Language
from knowledge_base.lists.excerpt import Excerpt, excerpt
from knowledge_base.lists.keywords import keywords, sheets
from knowledge_base.origins.source_map import ContentMap
from knowledge_base.pages import Page, build_pages, counterpart
from knowledge_base.site.leaf import NEAR, Neighbour, Siblings
from knowledge_base.templating import environment

ITEM = re.compile(r"^(?:- |<li>)", re.MULTILINE)
# Lists that one thing of the content gives its readers, whoever refers to it.
SECTION = re.compile(r"^## .*\{ #(?:causes|actions|impacts) \}\n(.*?)(?=^## |\Z)", re.M | re.S)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> dict[str, Page]:
    """The pages of the real content, by their paths, as if there were too much of it."""
    shorten(monkeypatch.setattr)
    # A build in this process may have kept its templates in a folder that is gone.
    monkeypatch.setattr(environment(), "bytecode_cache", None)
    return {page.uri: page for page in build_pages(catalog())}


def catalog() -> Catalog:
    found, _ = load_and_check(ROOT / "content")
    assert found
    return found


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (20, 20), (21, 10), (5_000, 10)])
def test_a_list_that_is_too_long_only_begins(count: int, shown: int) -> None:
    cut = excerpt(range(count))
    assert cut == Excerpt(range(shown), count)
    assert cut.is_cut == (count > shown)


@pytest.mark.parametrize("count", [1, 10, NEAR, NEAR + 1, 100])
def test_a_long_menu_shows_what_is_next_to_a_page(count: int) -> None:
    pages = [Neighbour(str(place), f"en/{place}/") for place in range(count)]
    some, whole = Siblings(pages, Neighbour("All", "en/")), Siblings(pages)
    for place, page in enumerate(pages):
        before, after = some.near(page.url)
        start = place - len(pages[before])
        assert [*pages[before], page, *pages[after]] == pages[start : start + NEAR]
        assert len(pages[before]) == len(pages[after]) or 0 in (start, max(0, count - NEAR) - start)
        before, after = whole.near(page.url)
        assert [*pages[before], page, *pages[after]] == pages
    before, after = some.near("en/")  # the index of the section
    assert [*pages[before], *pages[after]] == pages[:NEAR]


def test_no_page_of_an_entry_lists_all_that_refers_to_it(short: dict[str, Page]) -> None:
    cut = 0
    for uri, page in short.items():
        if page.source and "/myths/" not in uri and "/causes/" not in uri:
            for section in SECTION.findall(page.markdown):
                assert len(ITEM.findall(section)) <= LONGEST
                cut += "map.md" in section
    assert cut


def test_the_pages_of_today_keep_their_addresses_in_both_languages(
    short: dict[str, Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    english = {uri for uri in short if uri.startswith("en/")}
    assert {counterpart(uri, EN) for uri in set(short) - english} == english
    monkeypatch.undo()
    today = {page.uri for page in build_pages(catalog())}
    assert {uri for uri in today - set(short) if "/sources/" not in uri} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("short")
def test_every_keyword_stands_on_a_page_of_its_letter_once(language: Language) -> None:
    whole = catalog()
    letters = dict(keywords(whole, language))
    found = [sheet.of(letters.get(sheet.letter, [])) for sheet in sheets(whole)]
    assert [name for names in found for name in names] == [*chain(*letters.values())]
    assert max(map(len, found)) <= 20


@pytest.mark.usefixtures("short")
def test_links_of_divided_lists_come_from_the_lines_that_wrote_them() -> None:
    table = dict(ContentMap(ROOT / "content", ROOT / "docs"))
    assert "en/keywords/c-2/index.html" in table
    test_provenance.test_every_link_to_a_thing_of_the_content_comes_from_a_line_that_names_it(table)
