"""The whole Markdown of telling pages, in both languages, against golden files."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import GARDEN

from knowledge_base.catalog import Catalog
from knowledge_base.export import divided
from knowledge_base.knowledge import load_and_check
from knowledge_base.languages import EN, LANGUAGES
from knowledge_base.navigation import Section, navigation
from knowledge_base.pages import Page, build_pages, counterpart

GOLDEN = Path(__file__).parent / "golden"
PAGES = [
    "causes/index.md", "causes/by/evidence.md", "causes/overwatering.md", "causes/too-little-light.md",
    "impacts/yellow-leaves.md", "actions/index.md", "actions/let-soil-dry.md",
    "myths/beer-helps.md", "myths/index.md", "glossary.md",
    "map.md",
]  # fmt: skip


@cache
def catalog() -> Catalog:
    found, problems = load_and_check(GARDEN / "content")
    assert found and not problems
    return found


@cache
def pages() -> dict[str, Page]:
    return {page.uri: page for page in build_pages(catalog())}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("code", ["zh", "en"])
def test_page_is_as_approved(code: str, name: str, request: pytest.FixtureRequest) -> None:
    page = pages()[f"{code}/{name}"]
    golden = GOLDEN / code / name
    text = f"{page.title}\n{page.description}\n{page.source}\n\n{page.markdown}"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8"), "if intended: pytest --update-golden"


def test_both_languages_have_the_same_pages_and_sections() -> None:
    chinese = {uri for uri in pages() if uri.startswith("zh/")}
    assert {counterpart(uri, EN) for uri in chinese} == set(pages()) - chinese
    for uri in chinese:
        ids = re.compile(r"\{ #([\w-]+) \}|id=\"([\w-]+)\"")
        same = pages()[counterpart(uri, EN)].markdown
        found, other = ids.findall(pages()[uri].markdown), ids.findall(same)
        # The alphabet of a language orders its terms and its keywords, and nothing else.
        if "keywords" not in uri:
            assert (sorted(found) == sorted(other)) if "glossary" in uri else (found == other)


def test_drafts_are_not_published() -> None:
    assert not [uri for uri in pages() if "draft" in uri]
    # An example on the page of rules shows a link to one.
    others = [page.markdown for uri, page in pages().items() if not uri.endswith("/rules.md")]
    assert "draft-cause" not in "".join(others)


def test_one_language_can_be_built_alone() -> None:
    assert {page.language for page in build_pages(catalog(), [EN])} == {EN}


def test_every_edge_is_shown_on_both_ends() -> None:
    for code in ("zh", "en"):
        cause = pages()[f"{code}/causes/overwatering.md"].markdown
        assert "(../impacts/yellow-leaves.md)" in cause
        assert "(../actions/let-soil-dry.md)" in cause
        for other in ("impacts/yellow-leaves.md", "actions/let-soil-dry.md"):
            assert "(../causes/overwatering.md)" in pages()[f"{code}/{other}"].markdown
        assert "(../actions/repot.md)" not in pages()[f"{code}/impacts/yellow-leaves.md"].markdown


def test_a_translation_that_lags_says_so_in_its_own_language_only(garden: Path) -> None:
    file = garden / "content" / "causes" / "overwatering.yaml"
    stamp = 'translation: {source: zh, hash: "000000000000"}\n'
    file.write_text(file.read_text(encoding="utf-8") + stamp, encoding="utf-8")
    found, _ = load_and_check(garden / "content")
    assert found
    lagging = {page.uri for page in build_pages(found) if "kb-lagging" in page.markdown}
    assert lagging == {"en/causes/overwatering.md"}


def test_navigation_lists_every_page_of_its_language_once() -> None:
    for language in LANGUAGES:
        uris = list(flatten(navigation(catalog(), language, ["method"])))
        generated = {page.uri for page in pages().values() if page.language is language}
        assert len(uris) == len(set(uris))
        assert set(uris) - generated == {f"{language.code}/method.md"}
        # Other arrangements of a hub are reached from it.
        assert {uri for uri in generated - set(uris) if "/by/" not in uri} == set()


@pytest.mark.parametrize("count", [0, 29, 30, 31, 900, 901, 27_001])
def test_no_part_of_a_menu_lists_more_than_thirty(count: int) -> None:
    section = divided(Section("All", [f"{number}.md" for number in range(count)]))
    assert list(flatten(section)) == [f"{number}.md" for number in range(count)]
    assert max(sizes(section)) <= 30


def sizes(section: Section) -> Iterator[int]:
    yield len(section.children)
    for child in section.children:
        if isinstance(child, Section):
            yield from sizes(child)


def test_labels_are_always_shown_in_chinese_with_their_sound() -> None:
    english = pages()["en/actions/let-soil-dry.md"].markdown
    assert '<span lang="zh-Hans">水龙头</span> (shuǐlóngtóu, Tap)' in english
    assert "shuǐlóngtóu" not in pages()["zh/actions/let-soil-dry.md"].markdown


def flatten(section: Section) -> list[str]:
    found: list[str] = []
    for child in section.children:
        found += [child] if isinstance(child, str) else flatten(child)
    return found
