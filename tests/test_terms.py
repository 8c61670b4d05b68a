"""Terms are explained where readers first meet them, and nothing else in the text changes."""

import re
import time
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from conftest import GARDEN, ROOT
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.catalog import Catalog
from knowledge_base.knowledge import load_and_check
from knowledge_base.languages import EN, LANGUAGES, ZH, Language
from knowledge_base.pages import build_pages
from knowledge_base.site.article import to_article
from knowledge_base.terms import Explainer, Terms
from knowledge_base.text import to_markdown


@cache
def catalog() -> Catalog:
    found, _ = load_and_check(ROOT / "content")
    assert found
    return found


@cache
def terms(language: Language) -> Terms:
    return Terms(catalog().terms.values(), language, catalog().reference.search.typos)


def found(text: str, language: Language) -> list[tuple[str, str]]:
    return [(text[start:end], id) for start, end, id in terms(language).mentions(text)]


def shown(text: str, language: Language) -> str:
    return to_markdown(text, lambda kind, id: f"{kind}-{id}.md", Explainer(terms(language)))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # The longest name wins, in every writing.
        (ZH, "花呗逾期", [("花呗", "huabei"), ("逾期", "overdue")]),
        (ZH, "看行业关注名单", [("行业关注名单", "watch-list")]),
        (EN, "The Industry Watch List", [("Industry Watch List", "watch-list")]),
        # A name that runs into the next word is cut where the shorter name ends.
        (ZH, "免押租车", [("免押", "deposit-waiver")]),
        # Whole words and plurals in an alphabet.
        (EN, "deposit waivers", [("deposit waivers", "deposit-waiver")]),
        (EN, "unsettled", []),
        (ZH, "打95188，不是951880", [("95188", "hotline-95188")]),
        # What only people who search may type is an ordinary word here.
        (ZH, "和预期一样", []),
    ],
)
def test_terms_are_found(language: Language, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, language) == expected


def test_the_first_mention_alone_is_explained() -> None:
    text = shown("花呗、花呗和**花贝**、花呗", ZH)
    assert text.count("data-definition") == 1
    assert text.count("huabei") == 1


def test_links_and_code_are_left_alone() -> None:
    assert "data-definition" not in shown("[花呗](cause:overdue-huabei) `花呗`", ZH)
    linked = shown("[花呗](term:huabei)", ZH)
    assert linked.startswith('[<span class="kb-term" data-definition="')
    assert linked.endswith("](term-huabei.md)")


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=st.text(st.sampled_from("花呗逾期守约免押租 *[]()`<>\"'&!N/Ahuabei95188-.:1")))
def test_readers_see_the_same_words_with_and_without(language: Language, text: str) -> None:
    assert visible(text, Explainer(terms(language))) == visible(text, None)


def visible(text: str, explainer: Explainer | None) -> str:
    markdown = to_markdown(text, lambda kind, id: f"{kind}-{id}.md", explainer)
    pages: Any = _Everything()
    html = to_article(f"# x {{ #x }}\n\na{markdown}\n", "page.md", pages, "#").html
    return re.sub(r"<[^>]+>", "", html)


class _Everything(dict[str, str]):
    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: str) -> str:
        return f"{key}/"


def test_hostile_definitions_stay_in_their_attribute() -> None:
    garden, _ = load_and_check(GARDEN / "content")
    assert garden
    record = next(iter(garden.terms.values()))
    entry = record.entry.model_copy(
        update={
            "definition": record.entry.definition.model_copy(update={"zh": '"><b>*x*</b>[y](z)'})
        }
    )
    hostile = Terms([replace(record, read=lambda: (entry, record.document))], ZH, {})
    html = to_markdown("烂根", lambda kind, id: "x.md", Explainer(hostile))
    assert re.fullmatch(
        r'\[<span class="kb-term" data-definition="[^"<>*\[]*">烂根</span>\]\(x\.md\)', html
    )


def test_pages_can_be_written_without_explanations_and_are_the_same_each_time() -> None:
    plain = [page.markdown for page in build_pages(catalog(), explain=False)]
    assert "data-definition" not in "".join(plain)
    first, second = ([page.markdown for page in build_pages(catalog())] for _ in range(2))
    assert first == second
    page = next(page for page in build_pages(catalog()) if "overdue-huabei" in page.uri)
    assert page.markdown == page.markdown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_read_in_time_that_grows_with_its_length(language: Language) -> None:
    text = "".join(name for name in terms(language)._ids if len(name) > 3)[:2000]

    def seconds(times: int) -> float:
        start = time.process_time()
        list(terms(language).mentions(text * times))
        return time.process_time() - start

    seconds(1)
    short, long = min(seconds(20) for _ in range(3)), min(seconds(80) for _ in range(3))
    assert long < short * 12
