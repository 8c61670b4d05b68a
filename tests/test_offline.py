"""The copy for reading from a folder: made the same each time, whole, and usable in Chromium."""

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, run, run_here
from selectolax.lexbor import LexborHTMLParser

from knowledge_base.offline import make_zip, offline_page

LARGEST = 5_000_000


@pytest.fixture(scope="module")
def archive(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("offline") / "guide.zip"
    result = run_here(ROOT / "scripts/make_offline.py", site, target)
    assert result.returncode == 0, result.stderr
    return target


@pytest.fixture(scope="module")
def folder(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip as a reader unpacks it; the name of the folder has a space and Chinese in it."""
    target = tmp_path_factory.mktemp("unpacked") / "我的 files"
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(target)
    return target / "guide"


def test_the_copy_is_small_and_the_same_each_time(site: Path, archive: Path) -> None:
    again = archive.with_name("again") / "guide.zip"
    again.parent.mkdir()
    assert make_zip(site, again) == archive.stat().st_size < LARGEST
    assert again.read_bytes() == archive.read_bytes()
    with zipfile.ZipFile(archive) as opened:
        names = opened.namelist()
        assert names == sorted(names) and {name.split("/")[0] for name in names} == {"guide"}
        assert {entry.date_time[0] for entry in opened.infolist()} == {1980}


def test_every_link_names_a_file(folder: Path) -> None:
    count = 0
    for path in folder.rglob("*.html"):
        for node in LexborHTMLParser(path.read_text("utf-8")).css("a[href], link[href]"):
            url = re.split("[?#]", node.attributes["href"] or "")[0]
            if url and "://" not in url and not url.startswith("mailto:"):
                assert (path.parent / url).is_file(), f"{path}: {url}"
                count += 1
    assert count > 10_000
    result = run_here(
        ROOT / "scripts/check_links.py", folder, "--site-url", "https://guide.example/zhima/"
    )
    assert "missing" not in result.stdout, result.stdout


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path) -> None:
    result = run(ROOT / "scripts/make_offline.py", tmp_path, tmp_path / "x.zip")
    assert result.returncode == 2 and "Traceback" not in result.stderr
    assert not (tmp_path / "x.zip").exists()


@pytest.fixture
def tab(browser: Any) -> Any:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def asked(request: Any) -> None:
        if not request.url.startswith(("file:", "data:")):
            complaints.append(request.url)

    page.on("request", asked)
    yield page
    context.close()
    assert complaints == []


def test_the_copy_does_not_offer_itself() -> None:
    link = '<p class="kb-offline"><a href="../guide.zip" download>zip</a></p>'
    assert offline_page("zh/index.html", f"<p>a</p>{link}<p>b</p>", {}) == "<p>a</p><p>b</p>"


@pytest.mark.browser
def test_it_is_read_from_the_folder(folder: Path, tab: Any) -> None:
    tab.goto((folder / "index.html").as_uri())
    tab.locator("a", has_text="中文").first.click()
    tab.wait_for_url("**/zh/index.html")
    tab.goto((folder / "zh/causes/overdue-huabei/index.html").as_uri())
    tab.locator("article a[href*='actions/pay-overdue-first']").first.click()
    tab.wait_for_url("**/zh/actions/pay-overdue-first/index.html")
    tab.locator(".kb-switch").click()
    tab.wait_for_url("**/en/actions/pay-overdue-first/index.html")
    assert tab.get_attribute("html", "lang") == "en"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("code", "query", "found"),
    [("zh", "花呗逾期", "overdue-huabei"), ("en", "overdue huabei", "overdue-huabei")],
)
def test_the_search_works_from_the_folder(
    folder: Path, tab: Any, code: str, query: str, found: str
) -> None:
    tab.goto((folder / code / "causes/stolen-account/index.html").as_uri())
    tab.locator(".md-search__input").click()
    tab.locator(".md-search__input").fill(query)
    result = tab.locator(".md-search-result__link").first
    result.wait_for()
    result.click()
    tab.wait_for_url(re.compile(f"file:.*/{code}/causes/{found}/index.html"))
    assert tab.locator("h1").count() == 1
