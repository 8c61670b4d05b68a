"""Room for fingers and eyes on the pages that most readers see (every_page.py looks at all)."""

from typing import Any

import pytest
from browsing import PHONE, url, watched

__all__ = ["url"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_controls_are_at_least_44_pixels_under_a_finger(browser: Any, url: str) -> None:
    with watched(browser, viewport=PHONE, has_touch=True, is_mobile=True) as (tab, _):
        tab.goto(f"{url}/zh/")
        for control in (".kb-open-menu", ".kb-open-search", ".kb-switch", ".kb-site-menu a"):
            box = tab.locator(control).first.bounding_box()
            assert box["height"] >= 44, control
        tab.click(".kb-open-menu")
        for link in tab.locator("#kb-menu :is(a, button):visible").all():
            assert link.bounding_box()["height"] >= 44, link.inner_text()


def test_text_is_large_enough_to_read(browser: Any, url: str) -> None:
    """Body text 16 px, nothing under 12 px; Chinese lines at least 1.7 high."""
    with watched(browser, viewport=PHONE) as (tab, _):
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
