"""What a page tells a reader who looks at it: its age, and the evidence behind a claim."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

CAUSE = "causes/overwatering/"  # reviewed 2026-11-01, due 2027-04-01


@pytest.fixture(scope="module")
def url(garden_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(garden_site)


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, timezone_id="Asia/Shanghai"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize(
    ("clock", "stale"),
    [
        ("2026-11-25T12:00:00Z", False),
        # Half past midnight of the last day, in China; then of the day after.
        ("2027-03-31T16:30:00Z", False),
        ("2027-04-01T16:30:00Z", True),
        ("2030-01-01T00:00:00Z", True),
    ],
)
def test_a_page_says_that_its_review_is_overdue_by_the_readers_clock(
    tab: Any, url: str, code: str, clock: str, stale: bool
) -> None:
    tab.clock.install(time=clock)
    tab.goto(f"{url}/{code}/{CAUSE}")
    note = tab.locator(".kb-stale")
    assert note.is_visible() is stale
    dates = ("2026年11月1日", "2027年4月1日") if code == "zh" else ("1 November", "1 April 2027")
    assert all(date in note.inner_text() for date in dates) if stale else True
    assert tab.locator(".kb-dates").is_visible()


def test_the_dates_stand_there_without_javascript(browser: Any, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}/en/{CAUSE}")
    assert "Next review by: 1 April 2027" in page.locator(".kb-dates").inner_text()
    assert not page.locator(".kb-stale").is_visible()
    context.close()


def test_who_says_so_opens_by_keyboard_below_the_claim(tab: Any, url: str) -> None:
    tab.goto(f"{url}/en/{CAUSE}")
    evidence = tab.locator("#why + ul > li details").first
    assert "Stated officially" in evidence.locator("summary").inner_text()
    assert not evidence.locator("a").first.is_visible()
    evidence.locator("summary").focus()
    tab.keyboard.press("Enter")
    evidence.locator("a", has_text="Source 1").click()
    assert tab.evaluate("location.hash") == "#source-garden-book"


def test_steps_can_be_ticked_by_their_box(tab: Any, url: str) -> None:
    tab.goto(f"{url}/en/actions/let-soil-dry/")
    box = tab.get_by_role("checkbox", name="1. Stop watering.")
    box.locator("..").tap()
    assert box.is_checked()


def test_a_term_is_explained_in_place_by_touch_and_keyboard(tab: Any, url: str) -> None:
    tab.goto(f"{url}/zh/causes/too-little-light/")
    term, note = tab.locator("button.kb-term"), tab.locator(".kb-definition")
    assert not note.is_visible()
    term.tap()
    assert "根因缺气而坏" in note.inner_text()
    box = note.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    tab.keyboard.press("Escape")
    assert not note.is_visible()
    term.focus()
    tab.keyboard.press("Enter")
    assert note.is_visible()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/zh/glossary/#root-rot")


@pytest.mark.parametrize("without", ["javascript", "popover"])
def test_a_term_is_a_link_where_it_cannot_be_explained_in_place(
    browser: Any, url: str, without: str
) -> None:
    context = browser.new_context(java_script_enabled=without != "javascript")
    context.add_init_script("delete HTMLElement.prototype.popover")
    page = context.new_page()
    page.goto(f"{url}/zh/causes/too-little-light/")
    page.locator("a > .kb-term").click()
    page.wait_for_url("**/zh/glossary/#root-rot")
    context.close()
