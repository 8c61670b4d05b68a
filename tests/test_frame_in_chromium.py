"""The frame around every page, in a real browser: private, strict, anywhere, by keyboard, on paper."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import DESKTOP, PHONE, one_of_each, watched

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CAUSE = "causes/overdue-huabei/"
BLOCKED_STORAGE = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {configurable: true,
    get() { throw new DOMException("blocked", "SecurityError"); }});"""


@pytest.fixture(scope="module")
def url(site: Path, serve: Callable[[Path], str], tmp_path_factory: Any) -> str:
    """The site below the path that it was built for: its 404 page leads there."""
    root = tmp_path_factory.mktemp("host")
    (root / "zhima").symlink_to(site)
    return f"{serve(root)}/zhima"


@pytest.fixture
def phone(browser: Any, url: str) -> Iterator[Any]:
    with watched(browser, url, viewport=PHONE, reduced_motion="reduce") as (tab, complaints):
        yield tab
        assert complaints == []


def test_the_policy_would_have_been_reported(browser: Any, url: str) -> None:
    """Tests that complain of what the policy stops can fail: it is heard of."""
    with watched(browser, url) as (tab, complaints):
        tab.goto(f"{url}/en/")
        tab.evaluate("document.body.setAttribute('style', 'color: red')")
        tab.evaluate("document.head.append(Object.assign(document.createElement('script'),"
                     " {src: 'https://elsewhere.example/x.js'}))")  # fmt: skip
        tab.wait_for_timeout(200)
        assert any("policy: script-src" in each for each in complaints)
        assert any("policy: style-src" in each for each in complaints)


def test_it_works_below_a_path_of_another_host(
    browser: Any, site: Path, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/guide").symlink_to(site)  # built for https://guide.example/zhima/
    root = f"{serve(tmp_path)}/deep/guide"
    with watched(browser, root) as (tab, complaints):
        tab.goto(f"{root}/en/{CAUSE}#first")
        tab.click(".kb-switch")
        tab.wait_for_url(f"{root}/zh/{CAUSE}#first")
        # Where an address has a "#" the theme closes the search once, a little later.
        tab.wait_for_load_state("networkidle")
        tab.locator(".md-search__input").press_sequentially("借呗逾期", delay=10)
        tab.locator(".md-search-result__link").first.click()
        tab.wait_for_url(f"{root}/zh/causes/**")
        assert complaints == []


@pytest.mark.parametrize("root", ["", "deep/guide/"])
@pytest.mark.parametrize("lost", ["nowhere", "en/causes/nowhere/"])
def test_the_404_page_finds_its_site_on_another_host(
    browser: Any, site: Path, tmp_path: Path, serve: Callable[[Path], str], root: str, lost: str
) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/guide").symlink_to(site)
    host = f"{serve(tmp_path if root else site)}/{root}"
    not_found = (site / "404.html").read_text("utf-8")
    with watched(browser, host) as (tab, _):  # that it looks for its files is no fault
        tab.route(
            f"{host}{lost}",
            lambda route: route.fulfill(status=404, body=not_found, content_type="text/html"),
        )
        tab.goto(host + lost)
        tab.wait_for_function("() => getComputedStyle(document.body).marginTop === '0px'")
        tab.click("a[href$='en/causes/']")
        tab.wait_for_url(f"{host}en/causes/")
        assert tab.locator("h1").inner_text().startswith("Causes")


@pytest.mark.parametrize(
    ("begin", "read", "end"),
    [
        ("", "", ""),
        ("#first", "", "#first"),
        ("", "why", "#why"),
        ("#first", "sources", "#sources"),
    ],
)
def test_the_other_language_begins_at_the_section_that_is_read(
    phone: Any, url: str, begin: str, read: str, end: str
) -> None:
    phone.goto(f"{url}/en/{CAUSE}{begin}")
    if read:
        phone.evaluate("(id) => document.getElementById(id).scrollIntoView()", read)
    box = phone.locator(".kb-switch").bounding_box()
    phone.mouse.click(box["x"] + 9, box["y"] + 9)  # click() would scroll the page before
    phone.wait_for_url(f"{url}/zh/{CAUSE}{end}")


def test_a_page_opened_as_a_file_shows_itself(browser: Any, site: Path) -> None:
    """Without a server: text, style, colours and menu are there; nothing throws."""
    with watched(browser, "file://", viewport=PHONE) as (tab, complaints):
        tab.goto(f"{(site / 'zh' / CAUSE / 'index.html').as_uri()}")
        assert tab.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == (
            "sticky"
        )
        tab.click(".kb-open-menu")
        assert tab.locator("#kb-menu a").first.is_visible()
        assert [each for each in complaints if "search" not in each] == []


def test_without_a_script_the_menu_is_at_the_end_of_the_page(browser: Any, url: str) -> None:
    with watched(browser, url, viewport=PHONE, java_script_enabled=False) as (tab, complaints):
        tab.goto(f"{url}/zh/{CAUSE}")
        assert not tab.locator(".kb-open-menu").is_visible()
        assert not tab.locator(".kb-open-search").is_visible()
        assert not tab.locator(".kb-colours").is_visible()
        tab.click(".kb-to-menu")
        assert tab.url.endswith("#kb-site-menu")
        tab.locator("#kb-site-menu a[href$='actions/']").click()
        tab.wait_for_url(f"{url}/zh/actions/")
        tab.click(".kb-switch")
        tab.wait_for_url(f"{url}/en/actions/")
        assert complaints == []


def test_blocked_storage_breaks_nothing(browser: Any, url: str) -> None:
    with watched(browser, url, viewport=DESKTOP, color_scheme="light") as (tab, complaints):
        tab.context.add_init_script(BLOCKED_STORAGE)
        tab.goto(f"{url}/en/{CAUSE}")
        tab.get_by_label("Dark").check()
        assert scheme(tab) == "slate"
        tab.locator(".md-search__input").press_sequentially("huabei", delay=10)
        tab.wait_for_selector(".md-search-result__link")
        assert complaints == []


def scheme(tab: Any) -> str:
    name: str = tab.evaluate("document.documentElement.dataset.mdColorScheme")
    return name


def test_colours_follow_the_device_until_they_are_chosen(browser: Any, url: str) -> None:
    with watched(browser, url, viewport=DESKTOP, color_scheme="dark") as (tab, complaints):
        tab.goto(f"{url}/zh/{CAUSE}")
        assert scheme(tab) == "slate" and tab.evaluate("localStorage.length") == 0
        tab.emulate_media(color_scheme="light")
        tab.wait_for_function("document.documentElement.dataset.mdColorScheme === 'default'")
        tab.get_by_label("深色").check()
        tab.goto(f"{url}/en/")
        assert scheme(tab) == "slate" and tab.get_by_label("Dark").is_checked()
        tab.get_by_label("As on the device").check()
        assert scheme(tab) == "default" and tab.evaluate("localStorage.length") == 0
        assert complaints == []


def test_without_a_script_colours_follow_the_device_and_paper_is_white(
    browser: Any, url: str
) -> None:
    for device, expected in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(23, 28, 35)")):
        with watched(browser, url, color_scheme=device, java_script_enabled=False) as (tab, _):
            tab.goto(f"{url}/zh/{CAUSE}")
            background = "getComputedStyle(document.body).backgroundColor"
            assert tab.evaluate(background) == expected
            tab.emulate_media(media="print", color_scheme=device)
            assert tab.evaluate(background) == "rgb(255, 255, 255)"


def test_dark_colours_are_there_at_the_first_paint(browser: Any, url: str) -> None:
    """Before the page has a body: nothing light can flash."""
    with watched(browser, url, color_scheme="dark") as (tab, _):
        tab.context.add_init_script(
            "new MutationObserver(() => { if (document.body) window.early ??="
            " document.documentElement.dataset.mdColorScheme; })"
            ".observe(document, {childList: true, subtree: true})"
        )
        tab.goto(f"{url}/en/")
        assert tab.evaluate("window.early") == "slate"


FOCUSED = """(() => { const e = document.activeElement, b = e.getBoundingClientRect(), s = getComputedStyle(e);
  return {name: (e.getAttribute("aria-label") || e.textContent).trim(), top: b.top, left: b.left, right: b.right,
    seen: e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && b.width > 0,
    ring: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1, where: e.closest(
      ".md-header, #kb-menu, .md-path, article, .md-footer, .md-sidebar--secondary, .md-tabs, .md-skip")?.classList[0] ?? ""}; })()"""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_tab_walks_the_page_in_order_and_is_always_seen(
    browser: Any, url: str, size: dict[str, int]
) -> None:
    with watched(browser, url, viewport=size, reduced_motion="reduce") as (tab, _):
        tab.goto(f"{url}/en/{CAUSE}")
        seen: list[str] = []
        for _step in range(60):
            tab.keyboard.press("Tab")
            at = tab.evaluate(FOCUSED)
            assert at["seen"] and at["ring"], at
            assert at["left"] >= 0 and at["right"] <= size["width"] + 1, at
            inside = ("md-header", "md-skip", "")
            assert at["where"] in inside or at["top"] >= 47, ("under the header", at)
            if at["where"] not in seen:
                seen.append(at["where"])
        order = [
            "md-skip",
            "md-header",
            "md-tabs",
            "kb-menu",
            "md-sidebar",
            "md-path",
            "md-content__inner",
            "md-footer",
        ]
        expected = [each for each in order if each in seen]
        assert seen == expected and "md-content__inner" in seen
        assert ("kb-menu" in seen) == (size == DESKTOP)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_menu_by_keyboard(phone: Any, url: str, code: str) -> None:
    phone.goto(f"{url}/{code}/{CAUSE}")
    button = phone.locator(".kb-open-menu")
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    phone.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    inside = "document.querySelector('#kb-menu').contains(document.activeElement)"
    assert phone.evaluate(inside)
    for _step in range(30):  # the page behind is out of reach
        phone.keyboard.press("Tab")
        assert phone.evaluate(f"document.activeElement === document.body || {inside}")
    phone.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert not phone.locator("#kb-menu a").first.is_visible()
    phone.keyboard.press("Enter")
    phone.locator("#kb-menu a[href$='impacts/']").press("Enter")
    phone.wait_for_url(f"{url}/{code}/impacts/")
    phone.go_back()
    assert phone.locator(".kb-open-menu").get_attribute("aria-expanded") == "false"


def test_the_search_by_keyboard(phone: Any, url: str) -> None:
    phone.goto(f"{url}/en/")
    button = phone.locator(".kb-open-search")
    button.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    phone.keyboard.type("overdue huabei")
    phone.wait_for_selector(".md-search-result__link")
    assert phone.locator(".md-search-result__meta[role=status]").inner_text().strip()
    for _step in range(6):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.matches('.md-search-result__link')"):
            break
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"{url}/en/causes/overdue-huabei/**")
    phone.locator(".kb-open-search").press("Enter")
    phone.keyboard.press("Escape")
    phone.wait_for_function("document.activeElement.matches('.kb-open-search')")
    assert phone.locator(".kb-open-search").get_attribute("aria-expanded") == "false"


def test_no_single_letter_does_anything(phone: Any, url: str) -> None:
    phone.goto(f"{url}/en/{CAUSE}")
    for key in ("f", "s", "n", "p", ",", "."):
        phone.keyboard.press(key)
    assert phone.url == f"{url}/en/{CAUSE}"
    assert not phone.is_checked("#__search")


def test_the_slash_opens_the_search_until_it_is_turned_off(phone: Any, url: str) -> None:
    phone.goto(f"{url}/en/{CAUSE}")
    phone.keyboard.press("/")
    phone.wait_for_function("() => document.querySelector('#__search').checked")
    phone.keyboard.press("Escape")
    phone.locator(".kb-slash input").uncheck()
    phone.reload()
    phone.keyboard.press("/")
    phone.wait_for_timeout(200)
    assert not phone.is_checked("#__search")
    assert not phone.locator(".kb-slash input").is_checked()


def test_a_wide_table_scrolls_by_keyboard_under_a_name(phone: Any, url: str, site: Path) -> None:
    phone.set_viewport_size({"width": 320, "height": 600})
    found = 0
    for path in one_of_each(site):
        if not (site / path / "index.html").exists():
            continue
        if "<table" not in (site / path / "index.html").read_text("utf-8"):
            continue
        phone.goto(f"{url}/{path}")
        for region in phone.locator(".kb-scroll").all():
            if region.evaluate("e => e.scrollWidth > e.clientWidth"):
                found += 1
                assert region.get_attribute("tabindex") == "0"
                name = region.get_attribute("aria-labelledby")
                assert phone.locator(f"[id='{name}']").inner_text().strip()
    assert found


def test_nothing_of_the_map_is_cut_off_on_paper(browser: Any, url: str) -> None:
    with watched(browser, url, viewport=DESKTOP) as (tab, _):
        tab.goto(f"{url}/zh/map/")
        assert (
            tab.locator(".kb-matrix:visible").count()
            and not tab.locator(".kb-narrow:visible").count()
        )
        tab.emulate_media(media="print")
        assert (
            tab.locator(".kb-diagram:visible").count() == tab.locator(".kb-narrow:visible").count()
        )
        assert (
            tab.locator(".kb-narrow:visible").count()
            and not tab.locator(".kb-matrix:visible").count()
        )


def test_paper_has_the_text_and_no_frame(browser: Any, url: str, site: Path) -> None:
    with watched(browser, url) as (tab, _):
        tab.goto(f"{url}/en/{CAUSE}")
        tab.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert tab.locator("details:not([open])").count() == 0
        tab.emulate_media(media="print")
        for part in (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-footer", ".headerlink"):
            assert not tab.locator(part).first.is_visible(), part
        assert tab.locator(".kb-printed").inner_text().endswith(f"/en/{CAUSE}")
        assert tab.locator("#sources").is_visible()
        tab.emulate_media(media="screen")
        tab.evaluate("dispatchEvent(new Event('afterprint'))")
        pdf = tab.pdf()
        assert pdf.startswith(b"%PDF") and 20_000 < len(pdf) < 2_000_000
