"""Every kind of Chinese page, and those of no language, judged by axe-core."""

from pathlib import Path
from typing import Any

import pytest
from axe import colour_violations, violations, walk_plan_and_self_check
from browsing import PHONE, one_of_each, url
from every_page import EveryPage, Seen, look_at, tab, watched_tab

__all__ = ["tab", "url", "watched_tab"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def seen(tab: Any, url: str, site: Path) -> dict[str, Seen]:
    return look_at(tab, url, [path for path in one_of_each(site) if not path.startswith("en/")])


class TestEveryPage(EveryPage):
    pass


def test_axe_finds_nothing_in_a_plan_nor_in_the_result_of_the_self_check(
    tab: Any, url: str
) -> None:
    walk_plan_and_self_check(tab, url, "zh")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(tab: Any, url: str, scheme: str) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size(PHONE)
    tab.goto(f"{url}/zh/causes/overdue-huabei/")
    tab.click(".kb-open-menu")
    assert violations(tab) + colour_violations(tab) == []
    tab.keyboard.press("Escape")
    tab.click(".kb-open-search")
    tab.keyboard.type("huabei")
    tab.wait_for_selector(".md-search-result__link")
    assert violations(tab) + colour_violations(tab) == []
