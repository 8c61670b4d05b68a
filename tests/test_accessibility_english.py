"""Every kind of English page, judged by axe-core."""

from pathlib import Path
from typing import Any

import pytest
from axe import walk_plan_and_self_check
from browsing import one_of_each, url
from every_page import EveryPage, Seen, look_at, tab, watched_tab

__all__ = ["tab", "url", "watched_tab"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def seen(tab: Any, url: str, site: Path) -> dict[str, Seen]:
    return look_at(tab, url, [path for path in one_of_each(site) if path.startswith("en/")])


class TestEveryPage(EveryPage):
    pass


def test_axe_finds_nothing_in_a_plan_nor_in_the_result_of_the_self_check(
    tab: Any, url: str
) -> None:
    walk_plan_and_self_check(tab, url, "en")
