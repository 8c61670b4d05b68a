"""Every kind of page in a real browser, judged by axe-core: WCAG 2.2 AA and best practice."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from browsing import DESKTOP, PHONE, one_of_each, watched

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only these depend on the colours, and take most of the time.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
# Marks what has the same place as something before it: the same tags, classes and attributes
# that styles ask for, all the way up. It looks the same, so its colours need no second look,
# nor does it on a phone what was judged on the wide screen. Whole parts only: something new
# within keeps all around it.
MARK_REPEATED = """() => {
  const seen = new Set();
  const names = ["lang", "role", "href", "data-answer", "aria-current", "hidden", "open", "type"];
  const visit = (element, above) => {
    const own = names.map((name) => element.hasAttribute(name) ? `[${name}=${name === "href" ? "" : element.getAttribute(name)}]` : "");
    const place = `${above}>${element.localName}.${element.getAttribute("class") || ""}${own.join("")}`;
    let repeated = seen.has(place);
    seen.add(place);
    for (const child of element.children) repeated = visit(child, place) && repeated;
    element.toggleAttribute("data-repeated", repeated);
    if (repeated) for (const child of element.children) child.removeAttribute("data-repeated");
    return repeated;
  };
  visit(document.body, "");
}"""
REPEATED = ["[data-repeated]"]
RUN = """([where, options]) => axe.run(where, options).then((all) =>
  all.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.target.join(" ")} ${node.html.slice(0, 150)}`)))"""


# After a change of size, scripts have adapted what they adapt.
TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def violations(tab: Any, skip: list[str] | None = None) -> list[str]:
    """What breaks a rule on the page as it is now, whatever its colours."""
    rules = {name: {"enabled": False} for name in COLOUR_RULES}
    return run_axe(tab, {"exclude": skip or []}, runOnly=TAGS, rules=rules)


def colour_violations(tab: Any) -> list[str]:
    return run_axe(tab, {"exclude": REPEATED}, runOnly=COLOUR_RULES)


def both_schemes(tab: Any) -> list[str]:
    wrong = []
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        wrong += [f"{scheme}: {each}" for each in colour_violations(tab)]
    return wrong


def run_axe(tab: Any, where: dict[str, list[str]], **options: object) -> list[str]:
    settings = {"resultTypes": ["violations"], "preload": False, **options}
    found: list[str] = tab.evaluate(RUN, [where, settings])
    return found


@pytest.fixture(scope="module")
def tab(browser: Any) -> Iterator[Any]:
    with watched(browser, reduced_motion="reduce") as (page, _):
        page.context.add_init_script(AXE)
        yield page


@pytest.fixture(scope="module")
def url(site: Path, serve: Callable[[Path], str], tmp_path_factory: Any) -> str:
    """The site below the path that it was built for: its 404 page leads there."""
    root = tmp_path_factory.mktemp("host")
    (root / "zhima").symlink_to(site)
    return f"{serve(root)}/zhima"


@pytest.mark.parametrize("language", ["zh/", "en/", "none"])
def test_axe_finds_nothing_on_any_kind_of_page(
    tab: Any, url: str, site: Path, language: str
) -> None:
    """Both schemes and both widths, each page loaded once."""
    found: dict[str, list[str]] = {}
    for path in one_of_each(site):
        if not path.startswith(language) and (path[:3] in ("zh/", "en/") or language != "none"):
            continue
        tab.goto(f"{url}/{path}")
        for size in (DESKTOP, PHONE):
            tab.set_viewport_size(size)
            tab.evaluate(TWO_FRAMES)
            tab.evaluate(MARK_REPEATED)
            wrong = violations(tab, REPEATED if size is PHONE else None)
            wrong += both_schemes(tab)
            if wrong:
                found[f"{path} at {size['width']} px"] = wrong
    assert found == {}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_in_a_plan_nor_in_the_result_of_the_self_check(
    tab: Any, url: str, language: str
) -> None:
    for size in (DESKTOP, PHONE):
        tab.set_viewport_size(size)
        tab.goto(f"{url}/{language}/plan/#a=pay-overdue-first,keep-proof")
        tab.click("#plan-others summary")
        tab.evaluate("scrollTo(0, 0)")  # what the header covers counts as too small a target
        assert violations(tab) + both_schemes(tab) == []
        tab.goto(f"{url}/{language}/self-check/")
        for answer in ("yes", "no", "unsure", "no", "no", "yes"):
            tab.locator(f".kb-check fieldset:visible [value={answer}]").check()
            assert violations(tab) == []
            tab.click(".kb-check [type=submit]")
        assert violations(tab) + both_schemes(tab) == []


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
