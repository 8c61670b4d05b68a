"""Search, in real Chromium: the worker's parts, and the box as readers use it."""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from knowledge_base.knowledge import load_and_check
from knowledge_base.languages import CODES
from knowledge_base.paths import address, page_url


@pytest.fixture(scope="module")
def tabs(site: Path, serve: Callable[[Path], str], browser: Any) -> Iterator[dict[str, Any]]:
    """By language, a tab with the search code and that language's index as ``self.found``."""
    url = serve(site)
    opened = {}
    for code in CODES:
        tab = browser.new_page()
        tab.goto(f"{url}/404.html")
        (script,) = (site / "assets/search").glob("code.*.js")
        tab.add_script_tag(url=f"{url}/assets/search/{script.name}")
        index = next((site / "assets/search").glob(f"{code}.json"))
        details = next((site / "assets/search").glob(f"{code}-details.*.json"))
        tab.evaluate(
            "([data, details]) => { self.found = kb.buildIndex(data); found.details = details; }",
            [json.loads(index.read_text("utf-8")), json.loads(details.read_text("utf-8"))],
        )
        opened[code] = tab
    yield opened
    for tab in opened.values():
        tab.close()


FIND = "texts => texts.map(text => kb.search(text, found).map(r => found.pages[r.page].url))"


def search(tab: Any, *texts: str) -> list[list[str]]:
    found: list[list[str]] = tab.evaluate(FIND, list(texts))
    return found


@pytest.mark.parametrize("code", CODES)
def test_titles_come_first_and_aliases_among_the_first_three(
    tabs: dict[str, Any], code: str
) -> None:
    catalog, _ = load_and_check(ROOT / "content")
    assert catalog
    wanted: list[tuple[str, str, int]] = []
    from knowledge_base.languages import LANGUAGES

    language = next(each for each in LANGUAGES if each.code == code)
    for record in catalog.published():
        url = page_url(address(record.kind, record.id, language))
        wanted.append((record.entry.title.in_language(language), url, 1))
        wanted += [(alias, url, 3) for alias in record.entry.aliases.in_language(language)]
    shared = {text for text, *_ in wanted if sum(text == other for other, *_ in wanted) > 3}
    answers = search(tabs[code], *(text for text, *_ in wanted))
    lost = [
        (text, url, answer[:3])
        for (text, url, rank), answer in zip(wanted, answers, strict=True)
        if url not in answer[:rank] and text not in shared
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("code", "typed", "expected"),
    [
        ("zh", "花呗逾期多久恢复", "zh/causes/overdue-huabei/"),
        ("zh", "花唄逾期", "zh/causes/overdue-huabei/"),
        ("zh", "預期還款", "zh/actions/pay-overdue-first/"),
        ("zh", "huabei yuqi", "zh/causes/overdue-huabei/"),
        ("zh", "huabeiyuqi", "zh/causes/overdue-huabei/"),
        ("zh", "花贝预期了", "zh/causes/overdue-huabei/"),
        ("zh", "账户限止", "zh/causes/account-restricted/"),
        ("zh", "老赖", "zh/glossary/#judgment-defaulter"),
        ("zh", "stolen account", "zh/causes/stolen-account/"),
        ("zh", "ＨＵＡＢＥＩ　逾期", "zh/causes/overdue-huabei/"),
        ("en", "stollen acount", "en/causes/stolen-account/"),
        ("en", "returning a lot of goods", "en/causes/frequent-returns/"),
        ("en", "花呗逾期", "en/causes/overdue-huabei/"),
        ("en", "huabei yuqi", "en/causes/overdue-huabei/"),
    ],
)
def test_what_people_type_finds_the_page(
    tabs: dict[str, Any], code: str, typed: str, expected: str
) -> None:
    assert expected in search(tabs[code], typed)[0][:5]


def test_chinese_never_finds_nothing(tabs: dict[str, Any]) -> None:
    for typed in ("龘", "魑魅魍魉", "嗯", "花"):
        assert search(tabs["zh"], typed)[0]


def test_other_text_may_find_nothing_and_never_fails(tabs: dict[str, Any]) -> None:
    for typed in ("", "   ", "?!…", "zzqqxx", "<script>", "😀", "a" * 5000, "((", "\\", "%00"):
        assert isinstance(search(tabs["zh"], typed)[0], list)
        assert isinstance(search(tabs["en"], typed)[0], list)


def test_results_are_escaped_and_marked(tabs: dict[str, Any]) -> None:
    html = tabs["zh"].evaluate(
        "() => kb.marker(['花呗'], found)('<img src=x onerror=alert(1)> 花呗 & 花唄')"
    )
    assert html == "&#60;img src=x onerror=alert(1)&#62; <mark>花呗</mark> &#38; <mark>花唄</mark>"


def test_a_result_has_kind_evidence_summary_and_the_best_section(tabs: dict[str, Any]) -> None:
    page, section = tabs["zh"].evaluate("() => kb.results('花呗逾期', found)")[0]
    assert page["location"] == "zh/causes/overdue-huabei/" and page["terms"] == {}
    assert "可能的原因 · 官方写明" in page["title"] and "kb-result-summary" in page["title"]
    assert section["location"].startswith("zh/causes/overdue-huabei/#")


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("scores", "score"), ("score", "scor"), ("dropped", "drop"), ("returns", "return"),
        ("returning", "return"), ("policies", "policy"), ("is", "is"), ("status", "status"),
        ("bikes", "bik"), ("bike", "bik"), ("access", "access"),
    ],
)  # fmt: skip
def test_stems_join_forms_of_a_word(tabs: dict[str, Any], word: str, stem: str) -> None:
    assert tabs["en"].evaluate("w => kb.stem(kb.stem(w))", word) == tabs["en"].evaluate(
        "w => kb.stem(w)", stem
    )


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [
        ("repay", "repay", 0),
        ("repya", "repay", 1),
        ("repy", "repay", 1),
        ("repays", "repay", 1),
        ("abcd", "wxyz", 2),
    ],
)
def test_slips_are_counted(tabs: dict[str, Any], a: str, b: str, distance: int) -> None:
    assert min(2, tabs["en"].evaluate("([a, b]) => kb.distance(a, b, 1)", [a, b])) == distance


@pytest.mark.parametrize(
    ("code", "typed"),
    [("zh", "芝麻分掉了怎么办"), ("zh", "芝麻分下降的原因"), ("zh", "芝麻分為什麼掉了"), ("en", "why did my sesame score go down"),
     ("en", "points dropped for no reason")],
)  # fmt: skip
def test_who_only_says_that_the_score_fell_is_led_to_the_self_check(
    tabs: dict[str, Any], code: str, typed: str
) -> None:
    first = tabs[code].evaluate("typed => found.pages[kb.search(typed, found)[0].page].url", typed)
    assert first == f"{code}/self-check/"


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("芝麻GO是什么", "zh/glossary/#zhima-go"),
        ("花呗逾期掉分", "zh/causes/overdue-huabei/"),
        ("芝麻分", "zh/glossary/#zhima-score"),
    ],
)
def test_whoever_says_more_is_led_to_what_they_say(
    tabs: dict[str, Any], typed: str, page: str
) -> None:
    first = tabs["zh"].evaluate("typed => found.pages[kb.search(typed, found)[0].page].url", typed)
    assert first == page


def test_a_site_several_times_as_large_still_answers(tabs: dict[str, Any]) -> None:
    """Four hundred entries more, each with words of its own."""
    answer = tabs["zh"].evaluate("""() => {
      const plain = {title: '', kind: '', evidence: '', aliases: [], other: [], hints: [], weight: 1};
      const pages = [...found.pages];
      for (let i = 0; i < 400; i++) pages.push({...plain, url: 'zh/x/' + i + '/', title: '第' + i + '种盆栽',
        aliases: ['植物' + i, '浇水' + i, 'plant ' + i]});
      const data = {pages, fold: '', pinyin: {}, lexicon: [], weak: [], opening: [], synonyms: [], typos: {}};
      const large = kb.buildIndex(data);
      return kb.search('植物399', large)[0].page === pages.length - 1
        && pages[kb.search('花呗逾期', large)[0].page].url;
    }""")
    assert answer == "zh/causes/overdue-huabei/"


# The box itself.


@pytest.fixture(scope="module")
def url(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


@pytest.fixture(params=[360, 1280])
def tab(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def open_box(tab: Any) -> Any:
    button = tab.locator(".kb-open-search")
    if button.is_visible():
        button.click()
    box = tab.locator(".md-search__input")
    box.focus()
    return box


def first_link(tab: Any) -> str:
    tab.wait_for_selector(".md-search-result__link")
    href: str = tab.evaluate(
        "new URL(document.querySelector('.md-search-result__link').href).pathname"
    )
    return href


@pytest.mark.parametrize(
    ("code", "query", "page"),
    [
        ("zh", "花呗逾期", "causes/overdue-huabei/"),
        ("en", "court defaulter list", "causes/court-defaulter-list/"),
    ],
)
def test_typing_finds_pages_of_the_language(
    tab: Any, url: str, code: str, query: str, page: str
) -> None:
    tab.goto(f"{url}/{code}/method/")
    open_box(tab).press_sequentially(query, delay=10)
    assert first_link(tab) == f"/{code}/{page}"
    status = tab.locator(".md-search-result__meta")
    assert status.get_attribute("role") == "status" and status.inner_text().strip()
    assert tab.locator(".md-search-result__terms").count() == 0
    assert tab.locator(".md-search-result__link mark").count() > 0
    # While the box opens, the theme's round overlay grows past the edge for a moment.
    tab.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")


def test_paste_and_voice_start_a_search(tab: Any, url: str) -> None:
    tab.goto(f"{url}/zh/")
    open_box(tab)
    tab.evaluate(
        "text => { const box = document.querySelector('.md-search__input'); box.value = text;"
        " box.dispatchEvent(new InputEvent('input', {inputType: 'insertFromPaste'})); }",
        "账户被盗",
    )
    assert first_link(tab) == "/zh/causes/stolen-account/"


def test_composition_searches_the_word_that_was_picked(tab: Any, url: str) -> None:
    tab.goto(f"{url}/zh/")
    open_box(tab)
    session = tab.context.new_cdp_session(tab)
    session.send(
        "Input.imeSetComposition", {"text": "hua'bei", "selectionStart": 7, "selectionEnd": 7}
    )
    session.send("Input.insertText", {"text": "花呗逾期"})
    assert first_link(tab) == "/zh/causes/overdue-huabei/"


def test_a_query_in_the_address_is_answered(tab: Any, url: str) -> None:
    tab.goto(f"{url}/en/?q=stolen+account")
    assert first_link(tab) == "/en/causes/stolen-account/"


def test_keys_slash_arrows_enter_and_escape(tab: Any, url: str) -> None:
    tab.goto(f"{url}/en/method/")
    tab.keyboard.press("/")
    tab.keyboard.type("stolen account")
    assert first_link(tab) == "/en/causes/stolen-account/"
    tab.keyboard.press("Escape")
    tab.wait_for_function("() => !document.querySelector('#__search').checked")
    tab.wait_for_timeout(400)  # the theme watches focus, and takes its time
    tab.keyboard.press("/")
    tab.locator(".md-search-result__link").first.wait_for(state="visible")
    tab.keyboard.press("ArrowDown")
    assert "md-search-result__link" in tab.evaluate("document.activeElement.className")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{url}/en/causes/stolen-account/**")


def test_with_nothing_typed_it_suggests_where_to_start(tab: Any, url: str) -> None:
    tab.goto(f"{url}/zh/")
    box = open_box(tab)
    suggestions = tab.locator(".kb-suggestions")
    suggestions.wait_for(state="visible")
    assert suggestions.locator("a").count() == 5
    box.press_sequentially("逾期", delay=10)
    suggestions.wait_for(state="hidden")


def test_nothing_is_loaded_before_the_first_search(tab: Any, url: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url.split("?")[0].rsplit("/", 1)[-1]))
    tab.goto(f"{url}/zh/")
    tab.wait_for_timeout(300)
    assert "worker.js" in asked
    # The theme asks for its own index, which is empty; ours and the code that reads it wait.
    assert [name for name in asked if name.endswith(".json")] == ["search_index.json"]
    assert not [name for name in asked if name.startswith("code.")]
    index = tab.request.get(f"{url}/search/search_index.json").body()
    worker = tab.request.get(f"{url}/assets/search/worker.js").body()
    assert len(gzip.compress(index)) + len(gzip.compress(worker)) <= 8 * 1024


def test_the_first_search_is_light(site: Path) -> None:
    code = [*(site / "assets/search").glob("*.js")]
    assert len(code) == 2, "the worker, and the code that it loads at the first query"
    for language in CODES:
        files = [*code, *(site / "assets/search").glob(f"{language}.json")]
        size = sum(len(gzip.compress(path.read_bytes(), 9)) for path in files)
        entries = len(load_and_check(ROOT / "content")[0].entries)  # type: ignore[union-attr]
        assert size <= 60 * 1024, f"{size} bytes at {entries} entries"


def test_it_works_under_a_sub_path_and_offline_afterwards(
    site: Path, tmp_path: Path, serve: Callable[[Path], str], browser: Any
) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/guide").symlink_to(site)
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(f"{serve(tmp_path)}/deep/guide/zh/method/")
    open_box(tab).press_sequentially("花呗逾期", delay=10)
    assert first_link(tab) == "/deep/guide/zh/causes/overdue-huabei/"
    context.set_offline(True)
    tab.locator(".md-search__input").fill("借呗逾期")
    tab.wait_for_function(
        "() => document.querySelector('.md-search-result__link')?.href.includes('overdue-jiebei')"
    )
    context.close()


def test_without_javascript_the_box_is_hidden_and_keywords_are_listed(
    url: str, browser: Any
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    tab = context.new_page()
    tab.goto(f"{url}/zh/")
    assert not tab.locator(".md-search").is_visible()
    tab.goto(f"{url}/zh/keywords/")
    tab.get_by_role("link", name="花呗忘记还", exact=True).click()
    tab.wait_for_url(f"{url}/zh/causes/overdue-huabei/")
    context.close()
