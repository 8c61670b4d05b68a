"""What holds for every kind of page in a real browser: each is opened once and looked at for all.

Two files of tests use it, one for each language, so that they can run side by side.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe import AXE, MARK_SEEN, REPEATED, TWO_FRAMES, both_schemes, violations
from browsing import DESKTOP, PHONE, watched

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
    """What was seen on one page: what axe says, whether it scrolls sideways, what is too small or plain."""

    wrong: list[str]
    sideways: bool
    small: list[str]
    plain: list[str]


@pytest.fixture(scope="module")
def watched_tab(browser: Any, url: str) -> Iterator[tuple[Any, list[str]]]:
    """A tab that has axe in every page, and what went wrong in it so far."""
    with watched(browser, url, reduced_motion="reduce") as (page, complaints):
        page.context.add_init_script(AXE)
        yield page, complaints


@pytest.fixture(scope="module")
def tab(watched_tab: tuple[Any, list[str]]) -> Any:
    return watched_tab[0]


def look_at(tab: Any, url: str, paths: Iterable[str]) -> dict[str, Seen]:
    """Each page, loaded once, in three sizes and both schemes."""
    found = {}
    for path in paths:
        tab.set_viewport_size(SMALL)
        tab.goto(f"{url}/{path}")
        sideways = tab.evaluate("document.documentElement.scrollWidth > innerWidth")
        wrong, small = [], []
        for size in (DESKTOP, PHONE):
            tab.set_viewport_size(size)
            tab.evaluate(TWO_FRAMES)
            at = f"{size['width']} px"
            small += [f"{at}: {each}" for each in tab.evaluate(SMALL_TARGETS, 24)]
            tab.evaluate(MARK_SEEN)
            broken = violations(tab, REPEATED if size is PHONE else None) + both_schemes(tab)
            wrong += [f"{at}: {each}" for each in broken]
        found[path] = Seen(wrong, sideways, small, tab.evaluate(PLAIN_LINKS))
    return found


class EveryPage:
    """Tests of the pages that the fixture ``seen`` looked at."""

    def test_axe_finds_nothing(self, seen: dict[str, Seen]) -> None:
        assert {path: each.wrong for path, each in seen.items() if each.wrong} == {}

    def test_nothing_scrolls_sideways_on_a_small_phone_or_at_400_percent(
        self, seen: dict[str, Seen]
    ) -> None:
        assert [path for path, each in seen.items() if each.sideways] == []

    def test_targets_are_at_least_24_pixels(self, seen: dict[str, Seen]) -> None:
        assert {path: each.small[:5] for path, each in seen.items() if each.small} == {}

    def test_links_in_text_are_underlined(self, seen: dict[str, Seen]) -> None:
        assert {path: each.plain for path, each in seen.items() if each.plain} == {}

    def test_no_page_asks_anyone_else_or_breaks_its_policy(
        self, seen: dict[str, Seen], watched_tab: tuple[Any, list[str]]
    ) -> None:
        tab, complaints = watched_tab
        assert len(seen) > 10 and not tab.context.cookies()
        assert complaints == []
