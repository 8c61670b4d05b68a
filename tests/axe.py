"""axe-core on a page in a real browser: WCAG 2.2 AA and best practice, in both colour schemes."""

from pathlib import Path
from typing import Any

import axe_playwright_python
from browsing import DESKTOP, PHONE

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only these depend on the colours, and take most of the time.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
# Marks what looks like something before it: what is shown at the same place, by the tags,
# classes and attributes that styles ask for, all the way up. "repeated" is what this page had
# before; "known" is what any page of this language had at this size, so that its colours, in both schemes, need no
# second look. Whole parts only: something new within keeps all around it. The name of the tab
# carries over what was seen.
MARK_SEEN = """() => {
  const here = new Set();
  const carried = JSON.parse(name || "{}");
  const before = new Set(carried[innerWidth]);
  const names = ["lang", "role", "href", "data-answer", "aria-current", "hidden", "open", "type", "id"];
  const styled = /^(plan|kb|check)-/;
  const number = (text) => { let h = 7; for (const c of text) h = (Math.imul(h, 31) + c.charCodeAt(0)) | 0; return h; };
  const said = (element, name) => {
    const value = element.getAttribute(name);
    if (value === null || name === "id" && !styled.test(value)) return "";
    return `[${name}=${name === "href" ? "" : value}]`;
  };
  const visit = (element, above) => {
    const place = `${above}>${element.localName}.${element.getAttribute("class") || ""}${names.map((name) => said(element, name)).join("")}`;
    const key = `${number(place)},${place.length}`;
    const shown = element.checkVisibility({visibilityProperty: true, opacityProperty: true});
    let repeated = !shown || here.has(key), known = !shown || before.has(key) || here.has(key);
    if (shown) here.add(key);
    for (const child of element.children) {
      const [again, old] = visit(child, place);
      repeated &&= again;
      known &&= old;
    }
    for (const [name, is] of [["data-repeated", repeated], ["data-known", known]]) {
      element.toggleAttribute(name, is);
      if (is) for (const child of element.children) child.removeAttribute(name);
    }
    return [repeated, known];
  };
  visit(document.body, document.documentElement.lang);
  name = JSON.stringify({...carried, [innerWidth]: [...new Set([...before, ...here])]});
}"""
REPEATED, KNOWN = ["[data-repeated]"], ["[data-known]"]
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
    return run_axe(tab, {"exclude": KNOWN}, runOnly=COLOUR_RULES)


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


def walk_plan_and_self_check(tab: Any, url: str, language: str) -> None:
    """Nothing is wrong with a plan, with a question that is answered, nor with the result."""
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
