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


def test_nothing_scrolls_sideways_on_a_small_phone_or_at_400_percent(
    tab: Any, url: str, site: Path
) -> None:
    # 1280 px at 400 % is 320 px wide.
    tab.set_viewport_size({"width": 320, "height": 256})
    wide = []
    for path in one_of_each(site):
        tab.goto(f"{url}/{path}")
        if tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert wide == []


# What one taps or clicks, smaller than WCAG 2.5.8 asks; links within a sentence are exempt.
SMALL_TARGETS = """(least) => [...document.querySelectorAll("a[href], button, summary, label, select")]
  .filter((each) => each.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .filter((each) => getComputedStyle(each).display !== "inline" && !each.closest(".md-skip, .md-overlay, .md-search__overlay"))
  .map((each) => [each, each.getBoundingClientRect()])
  .filter(([each, box]) => box.width > 0 && Math.min(box.width, box.height) < least - 0.5)
  .map(([each, box]) => `${box.width.toFixed()}x${box.height.toFixed()} ${each.outerHTML.slice(0, 120)}`)"""


def test_targets_are_at_least_24_pixels(tab: Any, url: str, site: Path) -> None:
    found: dict[str, list[str]] = {}
    for path in one_of_each(site):
        tab.goto(f"{url}/{path}")
        for size in (PHONE, DESKTOP):
            tab.set_viewport_size(size)
            if small := tab.evaluate(SMALL_TARGETS, 24):
                found[f"{path} at {size['width']} px"] = small[:5]
    assert found == {}


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


def test_links_in_text_are_underlined(tab: Any, url: str, site: Path) -> None:
    for path in one_of_each(site):
        tab.goto(f"{url}/{path}")
        plain = tab.evaluate(
            """[...document.querySelectorAll("main a[href]")]
              .filter((a) => getComputedStyle(a).display === "inline" && !a.closest("nav"))
              .filter((a) => !getComputedStyle(a).textDecorationLine.includes("underline"))
              .filter((a) => !a.matches(".headerlink, .button, .kb-cite")).map((a) => a.outerHTML)"""
        )
        assert plain == [], path
