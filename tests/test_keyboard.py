"""The self-check and the plan with a keyboard alone, as somebody walks them who has no mouse.

After each key the focus is somewhere visible, marked, and not under the header; when what had
it goes away, it moves to where one would look next; and whoever cannot see is told.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import DESKTOP, PHONE, watched

from knowledge_base.languages import CODES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FOCUS = """(wanted) => { const e = document.activeElement, b = e.getBoundingClientRect();
  const marked = [e, e.parentElement].map((each) => getComputedStyle(each))
    .some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1);
  const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
  return {html: e.outerHTML.slice(0, 200), marked, wanted: e.matches(wanted),
    shown: e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && b.width > 0,
    clear: Boolean(e.closest(".md-header, .md-skip")) || (b.top >= header - 1 && b.top < innerHeight)}; }"""


class Walk:
    """A tab that is only used by keys."""

    def __init__(self, tab: Any) -> None:
        self.tab = tab

    def press(self, key: str, wanted: str = "*") -> bool:
        """Press a key; after Tab, look where the focus is, and whether ``wanted`` matches it."""
        self.tab.keyboard.press(key)
        if not key.endswith("Tab"):
            return False
        at = self.tab.evaluate(FOCUS, wanted)
        assert at["shown"] and at["marked"] and at["clear"], at
        return bool(at["wanted"])

    def to(self, selector: str, key: str = "Tab") -> None:
        """Press Tab until the focus is on what ``selector`` matches."""
        for _step in range(90):
            if self.press(key, selector):
                return
        raise AssertionError(f"Tab does not reach {selector}")

    def on(self, selector: str) -> bool:
        """Whether the focus is there."""
        return bool(self.tab.evaluate("(s) => document.activeElement.matches(s)", selector))

    def hears(self, name: str) -> None:
        """The live region says the page's word ``name``."""
        word = self.tab.get_attribute("#plan-words", f"data-{name}")
        self.tab.wait_for_function(
            "(word) => document.querySelector('#plan-status[role=status]').textContent === word",
            arg=word,
        )


@pytest.fixture(scope="module")
def url(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def walk(browser: Any, url: str, request: pytest.FixtureRequest) -> Iterator[Walk]:
    size = request.param
    with watched(browser, url, viewport=size, reduced_motion="reduce") as (tab, complaints):
        yield Walk(tab)
        assert complaints == []


@pytest.mark.parametrize("code", CODES)
def test_the_self_check_by_keyboard(walk: Walk, url: str, code: str) -> None:
    tab = walk.tab
    tab.goto(f"{url}/{code}/self-check/")
    walk.to("[name=question-0]")
    walk.press("Enter")  # without an answer
    assert tab.locator(".kb-error[role=alert]").inner_text().strip()
    assert walk.on("[name=question-0][value=yes]")
    walk.press("Space")
    assert tab.locator(".kb-alarm[role=alert]").first.is_visible()
    assert walk.on("[name=question-0][value=yes]")  # arrow keys pass over answers
    walk.press("Tab")
    assert walk.on(".kb-alarm a[href*='actions/']")
    walk.to(".kb-check [type=submit]")
    walk.press("Enter")
    assert walk.on("fieldset:nth-of-type(2) legend")
    walk.to(".kb-check button[type=button]")
    walk.press("Space")  # back
    tab.wait_for_function("document.activeElement.matches('fieldset:nth-of-type(1) legend')")
    walk.press("Tab")
    assert walk.on("[name=question-0][value=yes]:checked")  # what was answered stands
    walk.press("Enter")
    for number in range(1, 6):
        assert walk.on(f"fieldset:nth-of-type({number + 1}) legend")
        walk.press("Tab")
        assert walk.on(f"[name=question-{number}]")
        walk.press("ArrowDown")  # "no"
        assert walk.on("[value=no]:checked")
        walk.press("Enter")
    assert walk.on(".kb-result h2")
    walk.press("Tab")
    assert walk.on(".kb-result a")
    walk.to(".kb-result .kb-quiet-button")
    walk.to(".kb-result a.kb-button", "Shift+Tab")
    walk.press("Enter")
    tab.wait_for_url(f"{url}/{code}/plan/#a=*")
    assert tab.locator(".kb-task:visible").count() >= 1


@pytest.mark.parametrize("code", CODES)
def test_all_questions_at_once_by_keyboard(walk: Walk, url: str, code: str) -> None:
    walk.tab.goto(f"{url}/{code}/self-check/")
    walk.to(".kb-check-all button")
    walk.press("Enter")
    assert walk.on("#check-list h2") and walk.tab.locator(".kb-question:visible").count() == 6
    walk.press("Tab")
    assert walk.on("#check-list a")


@pytest.mark.parametrize("code", CODES)
def test_the_plan_by_keyboard(walk: Walk, url: str, code: str) -> None:
    tab = walk.tab
    tab.goto(f"{url}/{code}/plan/")
    walk.to("#plan-others button")
    walk.press("Enter")  # adds the first
    walk.hears("added")
    assert walk.on("#plan-others li:not([hidden]) button")  # the next one
    walk.press("Space")  # adds it, too
    walk.hears("added")
    assert tab.locator(".kb-task:visible").count() == 2
    walk.to(".kb-task li input", "Shift+Tab")
    walk.press("Space")
    assert walk.on(":checked")
    assert tab.locator("#plan-progress").inner_text().strip()
    for left, key in ((1, "Shift+Tab"), (0, "Tab")):
        walk.to(".kb-task:not([hidden]) .kb-task-buttons button", key)
        walk.press("Space")  # takes it out again
        walk.hears("removed")
        assert tab.locator(".kb-task:visible").count() == left
        assert walk.on(".kb-task:not([hidden]) h3 a" if left else "#plan-others summary")
    walk.press("Tab")
    assert walk.on("#plan-others a")
    walk.press("Tab")
    walk.press("Enter")
    walk.to("#plan-diary")
    tab.keyboard.type("95188")
    walk.press("Tab")
    assert walk.on("#plan-remember")
    walk.press("Space")
    walk.hears("saved")
    assert tab.evaluate("localStorage.getItem('zk.v1.diary')") == "95188"
    walk.to("#plan-erase")
    walk.press("Enter")
    walk.hears("erased")
    assert walk.on("#plan-erase")
    assert tab.locator(".kb-task:visible").count() == 0
    assert tab.locator("#plan-diary").input_value() == ""
    walk.to("#plan-others button", "Shift+Tab")  # and one can begin again


@pytest.mark.parametrize("code", CODES)
def test_adding_from_a_page_by_keyboard(walk: Walk, url: str, code: str) -> None:
    tab = walk.tab
    tab.goto(f"{url}/{code}/actions/keep-proof/")
    walk.to(".kb-add button")
    walk.press("Enter")
    walk.hears("added")
    assert walk.on(".kb-add a")
    walk.press("Enter")
    tab.wait_for_url(f"{url}/{code}/plan/#a=keep-proof")
    walk.to("#plan-others summary")  # closed: the other actions do not stand in the way
    walk.press("Tab")
    assert not walk.on("#plan-others *")
    walk.to("#plan-print")
    assert tab.locator("#keep-proof").is_visible()
