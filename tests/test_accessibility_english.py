"""Every kind of English page, judged by axe-core."""

from pathlib import Path
from typing import Any

import pytest
from axe import tab, walk_plan_and_self_check, wrong_on_pages
from browsing import one_of_each, url

__all__ = ["tab", "url"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_axe_finds_nothing_on_any_kind_of_page(tab: Any, url: str, site: Path) -> None:
    paths = [path for path in one_of_each(site) if path.startswith("en/")]
    assert wrong_on_pages(tab, url, paths) == {}


def test_axe_finds_nothing_in_a_plan_nor_in_the_result_of_the_self_check(
    tab: Any, url: str
) -> None:
    walk_plan_and_self_check(tab, url, "en")
