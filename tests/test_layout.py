"""Room, size and underlines on every kind of page: what axe does not judge."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from browsing import DESKTOP, PHONE, one_of_each, url, watched

__all__ = ["url"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

# 1280 px at 400 % is 320 px wide.
SMALL = {"width": 320, "height": 256}
# What one taps or clicks, smaller than WCAG 2.5.8 asks; links within a sentence are exempt.
SMALL_TARGETS = """(least) => [...document.querySelectorAll("a[href], button, summary, label, select")]
  .filter((each) => each.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter((each) => getComputedStyle(each).display !== "inline" && !each.closest(".md-skip, .md-overlay, .md-search__overlay"))
  .map((each) => [each, each.getBoundingClientRect()])
  .filter(([each, box]) => box.width > 0 && Math.min(box.width, box.height) < least - 0.5)
  .map(([each, box]) => `${box.width.toFixed()}x${box.height.toFixed()} ${each.outerHTML.slice(0, 120)}`)"""
# Links within text that nothing but their colour tells from it.
PLAIN_LINKS = """[...document.querySelectorAll("main a[href]")]
  .filter((a) => getComputedStyle(a).display === "inline" && !a.closest("nav"))
  .filter((a) => !getComputedStyle(a).textDecorationLine.includes("underline"))
  .filter((a) => !a.matches(".headerlink, .button, .kb-cite")).map((a) => a.outerHTML)"""


@dataclass(frozen=True)
class Seen:
    """What was seen on one page: whether it scrolls sideways, and what is too small or plain."""

    sideways: bool
    small: list[str]
    plain: list[str]


@pytest.fixture(scope="module")
def tab(browser: Any) -> Iterator[Any]:
    with watched(browser, reduced_motion="reduce") as (page, _):
        yield page


@pytest.fixture(scope="module")
def seen(tab: Any, url: str, site: Path) -> dict[str, Seen]:
    """Every kind of page, each loaded once and looked at in three sizes."""
    found = {}
    for path in one_of_each(site):
        tab.set_viewport_size(SMALL)
        tab.goto(f"{url}/{path}")
        sideways = tab.evaluate("document.documentElement.scrollWidth > innerWidth")
        small = []
        for size in (PHONE, DESKTOP):
            tab.set_viewport_size(size)
            small += [f"{size['width']} px: {each}" for each in tab.evaluate(SMALL_TARGETS, 24)]
        found[path] = Seen(sideways, small, tab.evaluate(PLAIN_LINKS))
    return found


def test_nothing_scrolls_sideways_on_a_small_phone_or_at_400_percent(
    seen: dict[str, Seen],
) -> None:
    assert [path for path, each in seen.items() if each.sideways] == []


def test_targets_are_at_least_24_pixels(seen: dict[str, Seen]) -> None:
    assert {path: each.small[:5] for path, each in seen.items() if each.small} == {}


def test_links_in_text_are_underlined(seen: dict[str, Seen]) -> None:
    assert {path: each.plain for path, each in seen.items() if each.plain} == {}


def test_controls_are_at_least_44_pixels_under_a_finger(browser: Any, url: str) -> None:
    with watched(browser, viewport=PHONE, has_touch=True, is_mobile=True) as (tab, _):
        tab.goto(f"{url}/zh/")
        for control in (".kb-open-menu", ".kb-open-search", ".kb-switch", ".kb-site-menu a"):
            box = tab.locator(control).first.bounding_box()
            assert box["height"] >= 44, control
        tab.click(".kb-open-menu")
        for link in tab.locator("#kb-menu :is(a, button):visible").all():
            assert link.bounding_box()["height"] >= 44, link.inner_text()


def test_text_is_large_enough_to_read(tab: Any, url: str, site: Path) -> None:
    """Body text 16 px, nothing under 12 px; Chinese lines at least 1.7 high."""
    tab.set_viewport_size(PHONE)
    for code, least in (("zh", 1.7), ("en", 1.5)):
        tab.goto(f"{url}/{code}/causes/overdue-huabei/")
        size, line = tab.evaluate(
            "(({fontSize, lineHeight}) => [parseFloat(fontSize), parseFloat(lineHeight)])"
            "(getComputedStyle(document.querySelector('article li')))"
        )
        assert size >= 16 and line >= least * size
        smallest = tab.evaluate(
            "Math.min(...[...document.querySelectorAll('article *')].map((e) => parseFloat(getComputedStyle(e).fontSize)))"
        )
        assert smallest >= 12
