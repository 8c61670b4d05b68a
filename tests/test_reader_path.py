"""The reader's way in a real browser: home, self-check, plan, and what becomes of the plan."""

import base64
import hashlib
import io
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from conftest import ROOT
from PIL import Image

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
LANGUAGES = ("zh", "en")
PLAN = "#a=pay-overdue-first,keep-proof"
ACTIONS = len(list((ROOT / "content/actions").glob("*.yaml")))
BLOCK_STORAGE = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
}"""


@pytest.fixture(scope="module")
def url(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site)


@pytest.fixture
def phone(browser: Any, url: str) -> Iterator[Callable[..., Any]]:
    """A function that opens a phone's tab; its test fails on any error or foreign request."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def asked(request: Any) -> None:
        if not request.url.startswith((url, "data:", "blob:")):
            complaints.append(f"another origin: {request.url}")

    def start(script: str = "", **options: Any) -> Any:
        context = browser.new_context(**{**PHONE, **options})
        if script:
            context.add_init_script(script)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("response", lambda r: complaints.append(r.url) if r.status >= 400 else None)
        page.on("request", asked)
        return page

    yield start
    for context in contexts:
        context.close()
    assert complaints == []


def answer(page: Any, *answers: str) -> None:
    """Answer the questions from the first on and press the button after each."""
    for each in answers:
        page.locator(".kb-check fieldset:visible label", has=page.locator(f"[value={each}]")).tap()
        page.locator(".kb-check button[type=submit]").tap()


def stored(page: Any) -> dict[str, str]:
    """What of ours is in the local storage."""
    kept: dict[str, str] = page.evaluate(
        "Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('zk.')))"
    )
    return kept


def tasks(page: Any) -> list[str]:
    return [each.get_attribute("id") for each in page.locator(".kb-task:visible h3").all()]


def says(page: Any) -> str:
    """What the live region says, once it says something."""
    status = page.locator("#plan-status")
    page.wait_for_function("document.getElementById('plan-status').textContent")
    return str(status.text_content())


@pytest.mark.parametrize("code", LANGUAGES)
def test_from_home_to_a_plan_that_is_kept_and_erased(
    phone: Callable[..., Any], url: str, code: str
) -> None:
    page = phone()
    page.goto(f"{url}/{code}/")
    page.locator(".kb-button a").tap()
    page.wait_for_url(f"{url}/{code}/self-check/")
    answer(page, "no", "no", "yes", "unsure", "no", "no")
    result = page.locator(".kb-result")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    assert result.locator("li .kb-reason").count() >= result.locator("li").count() > 4
    assert stored(page) == {} and "pay-overdue" not in page.url
    result.locator("a.kb-button").tap()
    page.wait_for_url(f"{url}/{code}/plan/#a=*")
    chosen = tasks(page)
    assert chosen[0] == "pay-overdue-first" and 2 <= len(chosen) < 10

    box = page.locator(".kb-task:visible input").first
    step = box.get_attribute("id")
    assert step.startswith("pay-overdue-first/")
    page.locator("#plan-remember").tap()
    assert says(page) == page.get_attribute("#plan-words", "data-saved")
    box.tap()
    page.locator("#plan-diary").fill("95188 · 12345")
    page.locator("#plan-diary").blur()
    page.goto(f"{url}/{code}/plan/")
    assert tasks(page) == chosen and page.locator(f"[id='{step}']").is_checked()
    assert page.locator("#plan-diary").input_value() == "95188 · 12345"
    assert set(stored(page)) == {"zk.v1.plan", "zk.v1.done", "zk.v1.diary"}

    page.goto(f"{url}/{code}/actions/pay-overdue-first/")
    assert page.locator(f"[data-step='{step}']").is_checked()
    page.goto(f"{url}/{code}/plan/")

    page.locator("#plan-erase").tap()
    assert says(page) == page.get_attribute("#plan-words", "data-erased")
    for _ in range(2):
        assert stored(page) == {} and "#" not in page.url
        assert tasks(page) == [] and not page.locator(".kb-task :checked").count()
        assert page.locator("#plan-others li:visible").count() == ACTIONS
        assert page.locator("#plan-diary").input_value() == ""
        page.goto(f"{url}/{code}/plan/")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_same_way_by_links_without_javascript(
    phone: Callable[..., Any], url: str, code: str
) -> None:
    page = phone(java_script_enabled=False)
    page.goto(f"{url}/{code}/")
    page.locator(".kb-button a").tap()
    page.wait_for_url(f"{url}/{code}/self-check/")
    assert page.locator(".kb-question").count() == 6
    page.locator("#money-overdue ~ .kb-answer a[href*=pay-overdue-first]").first.tap()
    page.wait_for_url(f"{url}/{code}/actions/pay-overdue-first/")
    page.locator(".kb-add a").first.tap()
    page.wait_for_url(f"{url}/{code}/plan/#pay-overdue-first")
    assert len(tasks(page)) == ACTIONS
    assert page.locator("#plan-tools").is_hidden()


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_kept_before_the_reader_chooses(
    phone: Callable[..., Any], url: str, code: str
) -> None:
    page = phone()
    page.goto(f"{url}/{code}/plan/{PLAN}")
    box = page.locator(".kb-task:visible input").first
    box.tap()
    page.locator("#plan-diary").fill("something")
    page.locator("#plan-diary").blur()
    assert stored(page) == {}
    page.reload()
    assert not box.is_checked() and page.locator("#plan-diary").input_value() == ""


@pytest.mark.parametrize("broken", ["", "let old = ;", "throw new Error('odd')"])
def test_a_script_that_fails_leaves_the_page_of_those_without_scripts(
    browser: Any, url: str, broken: str
) -> None:
    page = browser.new_page(viewport=PHONE["viewport"])
    page.route(
        "**/plan/page.js",
        lambda route: (
            route.fulfill(body=broken, content_type="text/javascript") if broken else route.abort()
        ),
    )
    page.goto(f"{url}/en/plan/#pay-overdue-first")
    assert len(tasks(page)) == ACTIONS
    assert page.locator("#pay-overdue-first").bounding_box()["y"] < 740
    page.close()


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_plan_holds_still_while_it_loads(
    phone: Callable[..., Any], url: str, code: str
) -> None:
    for chosen in ("", PLAN):
        page = phone()
        page.goto(f"{url}/{code}/plan/{chosen}")
        page.wait_for_load_state("networkidle")
        shift = page.evaluate(
            """new Promise((done) => { let sum = 0;
              new PerformanceObserver((list) => { for (const each of list.getEntries()) sum += each.value; })
                .observe({type: "layout-shift", buffered: true});
              setTimeout(() => done(sum), 100); })"""
        )
        assert shift < 0.02


def test_contents_name_only_what_is_shown(phone: Callable[..., Any], url: str) -> None:
    page = phone(viewport={"width": 1280, "height": 900}, is_mobile=False, has_touch=False)
    page.goto(f"{url}/en/plan/{PLAN}")
    named = [
        link.get_attribute("href")[1:]
        for link in page.locator(".md-sidebar--secondary a:visible").all()
    ]
    assert [id for id in named if page.locator(f".kb-task [id='{id}']").count()] == tasks(page)
    assert all(page.locator(f"[id='{id}']").is_visible() for id in named)


def test_a_red_flag_interrupts_at_once(phone: Callable[..., Any], url: str) -> None:
    page = phone()
    page.goto(f"{url}/en/self-check/")
    page.locator(".kb-check fieldset:visible label", has=page.locator("[value=yes]")).tap()
    alarm = page.locator(".kb-alarm:visible")
    assert alarm.get_attribute("role") == "alert" and "Secure the account" in alarm.inner_text()
    assert alarm.bounding_box()["y"] + alarm.bounding_box()["height"] <= 740
    assert alarm.locator("a[href*=secure-account]").count() == 1
    page.locator(".kb-check fieldset:visible label", has=page.locator("[value=no]")).tap()
    assert page.locator(".kb-alarm:visible").count() == 0
    answer(page, "yes", "no", "no", "no", "no", "no")
    assert "Secure the account" in page.locator(".kb-result .kb-urgent").inner_text()
    page.locator(".kb-result button").tap()
    assert page.locator(".kb-check fieldset:visible legend").evaluate(
        "e => e === document.activeElement"
    )
    assert page.locator(".kb-check :checked").count() == 0


def test_back_leads_through_the_questions_and_no_answer_is_in_the_history(
    phone: Callable[..., Any], url: str
) -> None:
    page = phone()
    page.goto(f"{url}/en/")
    page.goto(f"{url}/en/self-check/")
    answer(page, "no", "no", "yes", "no", "no", "no")
    assert page.locator(".kb-result").is_visible()
    page.go_back()
    page.wait_for_function("document.activeElement.closest('fieldset:nth-of-type(6)')")
    page.go_forward()
    page.wait_for_selector(".kb-result:visible")
    assert page.evaluate("history.state") == {"step": 6} and "#" not in page.url
    page.reload()
    assert "Question 1" in page.locator(".kb-check legend:visible").inner_text()
    page.go_back()  # the answers are gone
    page.wait_for_function("document.activeElement.closest('fieldset:nth-of-type(1)')")


def test_a_link_to_a_question_shows_all_of_them_there(phone: Callable[..., Any], url: str) -> None:
    page = phone(viewport={"width": 1280, "height": 900}, is_mobile=False, has_touch=False)
    page.goto(f"{url}/zh/self-check/")
    assert page.locator(".md-sidebar--secondary a:visible").count() == 0
    page.evaluate("location.hash = 'money-overdue'")
    page.wait_for_function("document.activeElement.id === 'money-overdue' && scrollY > 40")
    assert page.locator(".kb-check").count() == 0
    assert page.locator(".md-sidebar--secondary a:visible").count() == 6
    page.locator(".kb-switch").click()
    page.wait_for_url(f"{url}/en/self-check/#money-overdue")
    assert page.locator("#money-overdue").is_visible()


def test_a_question_without_an_answer_is_asked_again(phone: Callable[..., Any], url: str) -> None:
    page = phone()
    page.goto(f"{url}/en/self-check/")
    page.locator(".kb-check button[type=submit]").tap()
    assert (
        page.locator(".kb-error").inner_text()
        and page.locator(".kb-check legend:visible").count() == 1
    )
    page.keyboard.press("ArrowDown")  # from "yes" to "no"
    page.keyboard.press("Enter")
    assert "Question 2" in page.locator(".kb-check legend:visible").inner_text()


@pytest.mark.parametrize("code", LANGUAGES)
def test_actions_are_added_from_the_pages_about_them(
    phone: Callable[..., Any], url: str, code: str
) -> None:
    page = phone()
    page.goto(f"{url}/{code}/causes/overdue-huabei/")
    page.locator(".kb-add button").first.tap()
    assert says(page) == page.get_attribute("#plan-words", "data-added")
    page.goto(f"{url}/{code}/actions/find-the-record/")
    page.locator(".kb-add button").first.tap()
    page.locator(".kb-add a").first.tap()
    page.wait_for_url(f"{url}/{code}/plan/#a=*")
    assert tasks(page) == ["pay-overdue-first", "find-the-record"]
    page.locator(".kb-task:visible .kb-task-buttons button:visible").first.tap()
    assert tasks(page) == ["find-the-record"] and page.url.endswith("#a=find-the-record")
    page.locator("#plan-others summary").tap()
    page.locator("#plan-others li:visible button").first.tap()
    assert len(tasks(page)) == 2


@pytest.mark.parametrize(
    "path", ["actions/", "myths/paid-repair-works/", "impacts/pay-later-services/"]
)
def test_actions_are_added_wherever_they_are_listed(
    phone: Callable[..., Any], url: str, path: str
) -> None:
    page = phone()
    page.goto(f"{url}/zh/{path}")
    added = page.locator(".kb-add").first.get_attribute("data-action")
    page.locator(".kb-add button").first.tap()
    assert says(page) == page.get_attribute("#plan-words", "data-added")
    page.goto(f"{url}/zh/plan/")
    assert tasks(page) == [added]


def test_every_link_to_the_plan_holds_all_that_was_added(
    phone: Callable[..., Any], url: str
) -> None:
    page = phone()
    page.goto(f"{url}/en/causes/overdue-huabei/")
    added = page.locator(".kb-add").count()
    for _ in range(added):
        page.locator(".kb-add button").first.tap()
    page.locator(".kb-add a").first.tap()
    page.wait_for_url(f"{url}/en/plan/#a=*")
    assert len(tasks(page)) == added > 3
    page.go_back()
    assert page.locator(".kb-add a").count() == added


@pytest.mark.parametrize("script", ["", BLOCK_STORAGE])
def test_the_plan_changes_its_language(phone: Callable[..., Any], url: str, script: str) -> None:
    page = phone(script)
    page.goto(f"{url}/zh/plan/")
    for _ in range(2):
        page.locator("#plan-others li:visible button").first.tap()
    chosen = tasks(page)
    page.locator(".kb-switch").tap()
    page.wait_for_url(f"{url}/en/plan/#a=*")
    assert tasks(page) == chosen and len(chosen) == 2


def test_it_works_where_storage_is_blocked(phone: Callable[..., Any], url: str) -> None:
    page = phone(BLOCK_STORAGE)
    page.goto(f"{url}/en/actions/keep-proof/")
    page.locator(".kb-add button").first.tap()
    page.wait_for_url(f"{url}/en/plan/#a=keep-proof")
    page.locator(".kb-task:visible input").first.tap()
    page.locator("#plan-remember").tap()
    assert says(page) == page.get_attribute("#plan-words", "data-not-saved")
    assert not page.locator("#plan-remember").is_checked()
    page.locator("#plan-erase").tap()
    assert page.locator(".kb-task :checked").count() == 0


def test_a_shared_link_shows_the_same_plan_and_nothing_else(
    phone: Callable[..., Any], url: str
) -> None:
    mine = phone(permissions=["clipboard-read", "clipboard-write"])
    mine.goto(f"{url}/zh/plan/{PLAN}")
    mine.locator("#plan-remember").tap()
    mine.locator(".kb-task:visible input").first.tap()
    mine.locator("#plan-copy-link").tap()
    mine.wait_for_function("navigator.clipboard.readText()")
    link = mine.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(re.escape(f"{url}/zh/plan/#a=") + "[a-z,-]+", link)
    theirs = phone()
    theirs.goto(link)
    assert tasks(theirs) == tasks(mine) == ["pay-overdue-first", "keep-proof"]
    assert theirs.locator(".kb-task :checked").count() == 0


def test_another_plan_in_a_link_does_not_replace_the_remembered_one(
    phone: Callable[..., Any], url: str
) -> None:
    page = phone()
    page.goto(f"{url}/en/plan/{PLAN}")
    page.locator("#plan-remember").tap()
    page.goto("about:blank")
    page.goto(f"{url}/en/plan/#a=secure-account")
    assert tasks(page) == ["secure-account"] and page.locator("#plan-foreign").is_visible()
    assert stored(page)["zk.v1.plan"] == "pay-overdue-first,keep-proof"
    page.locator("#plan-merge").tap()
    assert tasks(page) == ["secure-account", "pay-overdue-first", "keep-proof"]


@pytest.mark.parametrize(
    "hash", ["#a=nonsense,keep-proof,%2Cgone", "#a=<b>,keep-proof", "#a=keep-proof%2Cgone"]
)
def test_unknown_ids_in_a_link_are_left_out_and_said(
    phone: Callable[..., Any], url: str, hash: str
) -> None:
    page = phone()
    page.goto(f"{url}/en/plan/{hash}")
    assert tasks(page) == ["keep-proof"]
    assert "left out" in says(page)


def test_a_very_long_link_and_a_very_long_plan(phone: Callable[..., Any], url: str) -> None:
    page = phone()
    unknown = ",".join(f"unknown-{number}" for number in range(9000))
    page.goto(f"{url}/en/plan/#a={unknown},keep-proof")
    assert tasks(page) == ["keep-proof"] and "9000" in says(page)
    assert page.url == f"{url}/en/plan/#a=keep-proof"
    every = sorted(path.stem for path in (ROOT / "content/actions").glob("*.yaml"))
    page.goto("about:blank")
    page.goto(f"{url}/en/plan/#a={','.join(every)}")
    assert len(tasks(page)) == ACTIONS
    page.wait_for_selector(".kb-qr:visible")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_text_has_what_the_paper_has(phone: Callable[..., Any], url: str) -> None:
    page = phone(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{url}/zh/plan/{PLAN}")
    page.locator(".kb-task:visible input").first.tap()
    page.locator("#plan-copy-text").tap()
    assert says(page) == page.get_attribute("#plan-words", "data-copied")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.count("■") == 2 and text.count("☑") == 1 and text.count("☐") > 5
    assert page.url in text and page.locator("#end p").first.inner_text() in text


@pytest.mark.parametrize("path", ["causes/overdue-huabei/", "actions/keep-proof/"])
def test_a_page_is_passed_on_without_the_place_in_it(
    phone: Callable[..., Any], url: str, path: str
) -> None:
    shared = "navigator.share = async (data) => { window.shared = data.url; };"
    page = phone(shared, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{url}/en/{path}#sources")
    page.locator(".kb-share [data-do=copy]").tap()
    page.wait_for_function("navigator.clipboard.readText()")
    assert page.evaluate("navigator.clipboard.readText()") == f"{url}/en/{path}"
    copied = page.get_attribute("#plan-words", "data-copied")
    assert page.locator(".kb-share [data-do=copy]").inner_text() == copied
    page.locator(".kb-share [data-do=share]").tap()
    assert page.evaluate("shared") == f"{url}/en/{path}"
    assert page.locator(".kb-share [data-do=print]").is_visible()


def test_only_what_works_is_offered_to_pass_a_page_on(phone: Callable[..., Any], url: str) -> None:
    wechat = phone(user_agent="Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0")
    wechat.goto(f"{url}/zh/actions/keep-proof/")
    assert [
        each.get_attribute("data-do") for each in wechat.locator(".kb-share button:visible").all()
    ] == ["copy"]
    plain = phone(java_script_enabled=False)
    plain.goto(f"{url}/zh/actions/keep-proof/")
    assert plain.locator(".kb-share").is_hidden()


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_plan_is_drawn_as_a_picture_of_all_its_text(
    phone: Callable[..., Any], url: str, code: str
) -> None:
    page = phone()
    page.goto(f"{url}/{code}/plan/{PLAN}")
    page.locator("#plan-picture").tap()
    assert says(page) == page.get_attribute("#plan-words", "data-drawn")
    source = page.get_attribute(".kb-picture img", "src")
    picture = Image.open(io.BytesIO(base64.b64decode(source.partition(",")[2]))).convert("L")
    assert picture.width == 720
    lines = range(40, picture.height - 40, 42)
    written = [min(picture.crop((0, top, 720, top + 42)).tobytes()) < 100 for top in lines]
    assert sum(written) > 15 and written[0] and written[-1]
    edge = picture.crop((700, 0, 720, picture.height)).tobytes()
    assert set(edge) == {255}  # nothing runs out of it
    page.locator(".kb-task:visible .kb-task-buttons button:visible").first.tap()
    assert page.locator(".kb-picture").is_hidden()  # it shows another plan


def test_the_calendar_file_names_the_next_day_to_look_again(
    phone: Callable[..., Any], url: str
) -> None:
    page = phone(accept_downloads=True)
    page.clock.set_fixed_time("2026-12-06T08:00:00")
    page.goto(f"{url}/zh/plan/{PLAN}")
    assert "2027年1月6日" in page.locator(".kb-look strong").inner_text()
    with page.expect_download() as download:
        page.locator("#plan-calendar").tap()
    data = Path(download.value.path()).read_bytes()
    lines = data.decode().split("\r\n")
    assert "DTSTART;VALUE=DATE:20270106" in lines and lines[-2:] == ["END:VCALENDAR", ""]
    assert "RRULE:FREQ=MONTHLY;BYMONTHDAY=6;COUNT=12" in lines
    assert max(len(line.encode()) for line in lines) <= 75


def test_the_printed_plan_has_sources_date_and_its_address_as_a_picture(
    phone: Callable[..., Any], url: str
) -> None:
    page = phone()
    page.goto(f"{url}/en/plan/{PLAN}")
    page.wait_for_selector(".kb-qr:visible")
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    assert "Sources" in text and "Printed on" in text and "Nobody can promise" in text
    assert "Pay what is overdue" in text and "Secure the account" not in text
    assert "Erase" not in text and "Copy the link" not in text
    cited = page.locator(".kb-sources li:visible").all_inner_texts()
    assert cited and all(each.split("\n")[0][:20] in text for each in cited)
    found = {  # a camera, too, finds it at one distance or another
        code.text
        for scale in (2, 3, 4)
        for sheet in document
        for code in zxingcpp.read_barcodes(sheet.render(scale=scale).to_pil())
    }
    assert found == {page.url}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_first_screen_of_home_holds_what_to_do_now(
    phone: Callable[..., Any], url: str, code: str
) -> None:
    page = phone()
    page.goto(f"{url}/{code}/")
    for selector in (
        "#summary",
        "#today",
        ".kb-first-screen ol li:nth-child(3)",
        "#red-flags",
        ".kb-button a",
    ):
        box = page.locator(selector).bounding_box()
        assert box["y"] >= 48 and box["y"] + box["height"] <= 740, selector
    assert "100%" in page.locator("#freshness-share").inner_text()
    assert page.locator(".kb-first-screen .kb-red-flags li a").first.bounding_box()["height"] >= 24


def test_freshness_follows_the_readers_clock(phone: Callable[..., Any], url: str) -> None:
    page = phone()
    page.clock.set_fixed_time("2030-01-01T08:00:00")
    page.goto(f"{url}/en/")
    assert " 0%" in page.locator("#freshness-share").inner_text()


@pytest.mark.parametrize("code", LANGUAGES)
def test_controls_are_large_enough_for_fingers(
    phone: Callable[..., Any], url: str, code: str
) -> None:
    page = phone()
    for path in ("self-check/", f"plan/{PLAN}", "actions/keep-proof/"):
        page.goto(f"{url}/{code}/{path}")
        selector = "article button:visible:not(.kb-term), .kb-check label:visible, .kb-task label:visible, #plan-tools label"
        for control in page.locator(selector).all():
            box = control.bounding_box()
            assert box and box["height"] >= 43.5, (path, control.inner_text(), box)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_vendored_file_is_the_one_that_the_note_names() -> None:
    vendor = ROOT / "docs/assets/vendor"
    rows = re.findall(
        r"^\| ([\w/.-]+\.js) .* ([0-9a-f]{64}) \|$", (vendor / "README.md").read_text("utf-8"), re.M
    )
    assert {name for name, _ in rows} == {
        p.relative_to(vendor).as_posix() for p in vendor.rglob("*.js")
    }
    for name, digest in rows:
        assert hashlib.sha256((vendor / name).read_bytes()).hexdigest() == digest


@pytest.mark.slow
def test_the_way_on_a_slow_phone(phone: Callable[..., Any], url: str, capsys: Any) -> None:
    """400 kbit/s, 400 ms, a processor six times slower: the times are reported, not judged.

    Whoever publishes the site compresses text to less than a third, which our server does not.
    """
    page = phone()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": 400, "downloadThroughput": 150_000, "uploadThroughput": 50_000,
    })  # fmt: skip
    session.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    times = {}
    for path in ("", "self-check/", f"plan/{PLAN}"):
        started = time.monotonic()
        page.goto(f"{url}/zh/{path}", timeout=90_000)
        loaded = time.monotonic() - started
        paint = page.evaluate(
            "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
        )
        times[path or "home"] = {"readable_ms": round(paint), "loaded_ms": round(loaded * 1000)}
    assert tasks(page) == ["pay-overdue-first", "keep-proof"]
    with capsys.disabled():
        print(f"\nslow phone: {json.dumps(times)}")
