"""The real site in a real browser: both languages, phone and desktop."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import watched

SIZES = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 900}}
LANGUAGES = {"zh": ("zh-Hans", "花呗逾期"), "en": ("en", "Overdue Huabei")}


@pytest.fixture(scope="module")
def url(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


@pytest.fixture(params=SIZES)
def tab(request: pytest.FixtureRequest, browser: Any, url: str) -> Iterator[Any]:
    """A page that fails its test when it errs, or asks any other origin for anything."""
    options = {"viewport": SIZES[request.param], "has_touch": request.param == "phone"}
    with watched(browser, url, **options) as (page, complaints):
        yield page
        assert not page.context.cookies()
        assert complaints == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_from_cause_to_action_to_the_other_language(tab: Any, url: str, code: str) -> None:
    tag, title = LANGUAGES[code]
    other = "en" if code == "zh" else "zh"
    tab.goto(f"{url}/{code}/causes/overdue-huabei/")
    assert tab.get_attribute("html", "lang") == tag
    assert tab.locator("h1").inner_text().startswith(title)
    tab.locator("#first + ul a").first.click()
    tab.wait_for_url(f"{url}/{code}/actions/pay-overdue-first/")
    assert tab.locator("#steps + ol > li").count() >= 3
    tab.locator(".kb-switch").click()
    tab.wait_for_url(f"{url}/{other}/actions/pay-overdue-first/")
    assert tab.get_attribute("html", "lang") == LANGUAGES[other][0]


@pytest.mark.parametrize("code", LANGUAGES)
def test_pages_fit_the_width(tab: Any, url: str, code: str) -> None:
    for path in ("", "causes/", "causes/overdue-huabei/", "actions/find-the-record/", "glossary/"):
        tab.goto(f"{url}/{code}/{path}")
        excess = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert excess <= 0, path


@pytest.mark.parametrize(
    ("code", "query", "expected"),
    [
        ("zh", "花呗逾期", "causes/overdue-huabei"),
        ("en", "overdue Huabei", "causes/overdue-huabei"),
    ],
)
def test_search_finds_pages_of_its_own_language(
    tab: Any, url: str, code: str, query: str, expected: str
) -> None:
    tab.goto(f"{url}/{code}/")
    button = tab.locator(".kb-open-search")
    if button.is_visible():
        button.click()
    box = tab.locator(".md-search__input")
    box.press_sequentially(query, delay=20)
    tab.wait_for_selector(".md-search-result__link")
    links = [a.get_attribute("href") for a in tab.locator(".md-search-result__link").all()]
    assert any(expected in link for link in links)
    assert all(
        f"/{code}/" in tab.evaluate("h => new URL(h, location).href", link) for link in links
    )


def test_the_root_offers_both_languages_and_redirects_nobody(tab: Any, url: str) -> None:
    tab.goto(f"{url}/")
    assert tab.url == f"{url}/"
    tab.locator("a[hreflang=en]").click()
    tab.wait_for_url(f"{url}/en/")


def test_the_site_reads_without_javascript(browser: Any, url: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=SIZES["phone"])
    page = context.new_page()
    page.goto(f"{url}/zh/causes/overdue-huabei/")
    page.locator("#first + ul a").first.click()
    page.wait_for_url(f"{url}/zh/actions/pay-overdue-first/")
    page.locator(".kb-switch").click()
    page.wait_for_url(f"{url}/en/actions/pay-overdue-first/")
    context.close()
