"""A broken link of the built site is reported with the YAML file and line that it comes from."""

import json
import random
import re
import shutil
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import pytest
from conftest import GARDEN, ROOT
from selectolax.lexbor import LexborHTMLParser

from knowledge_base.links import Options, check
from knowledge_base.origins.source_map import ContentMap
from knowledge_base.site.settings import note_sources

SITE_URL = "https://guide.example/zhima/"
# Where a link leads when a thing of the content has a page, or a section, of its own.
THING = re.compile(
    r"(?:^|/)(?:(?:causes|impacts|actions|myths)/((?!by/)[^/#]+)/"
    r"|(?:glossary|plan|self-check|facts/[^/]+|sources(?:/[^/]+)?)/#([^/#]+))"
)
FRAME = {"title", "rule", "moved"}  # sections that templates name
Table = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of the real site, as its build notes it."""
    file = tmp_path_factory.mktemp("map") / "map.json"
    note_sources(file, ROOT / "content", ROOT / "docs")
    return file


@pytest.fixture(scope="module")
def table() -> Table:
    return dict(ContentMap(ROOT / "content", ROOT / "docs"))


@pytest.fixture(scope="module")
def garden_table() -> Table:
    return dict(ContentMap(GARDEN / "content", GARDEN / "docs"))


@cache
def lines(path: str) -> list[str]:
    return (ROOT / path).read_text("utf-8").splitlines()


def kind_of(page: str) -> str:
    """``zh/causes/x/index.html`` is a page of the kind ``causes/*``."""
    name = page.partition("/")[2].removesuffix("index.html")
    return re.sub(r"^(\w+/)(by/)?[^/]+/$", r"\1\2*", name)


def made(table: Table, page: str) -> Iterator[tuple[int, str, tuple[str, int]]]:
    """The links of a page that come from content: number, address, file and line."""
    for number, (url, *place) in enumerate(table[page]["links"]):
        if place:
            path = place[2] if len(place) == 3 else table[page]["path"]
            yield number, str(url), (str(path), int(place[0]))


def test_the_map_has_the_links_of_every_article_in_order(site: Path, table: Table) -> None:
    for page, entry in table.items():
        article = LexborHTMLParser((site / page).read_bytes()).css_first("article")
        assert article, page
        urls = [row[0] for row in entry["links"]]
        printed = [link.attrs.get("href") for link in article.css("a[href]")]
        # The theme has a link before (to edit) and some after (to tell us what is wrong).
        assert urls in (printed[: len(urls)], printed[1 : len(urls) + 1]), page
    kinds = {kind_of(page) for page in table}
    assert {"", "causes/", "causes/*", "causes/by/*", "impacts/*", "actions/*", "myths/*"} <= kinds
    assert {"map/", "plan/", "keywords/", "changes/", "self-check/", "glossary/"} <= kinds
    assert {"sources/", "sources/*", "facts/", "facts/*", "myths/"} <= kinds


def test_every_link_to_a_thing_of_the_content_comes_from_a_line_that_names_it(table: Table) -> None:
    """The line has the id, or stands in the thing's own file; or it cites the page's source."""
    wrong = []
    for page, entry in table.items():
        places = {number: place for number, _, place in made(table, page)}
        urls = [str(row[0]) for row in entry["links"]]
        for number, url in enumerate(urls):
            source = re.fullmatch("#source-(.+)", url)
            thing = source or THING.search(url)
            id = thing and next(filter(None, thing.groups()))
            if not id or id in FRAME or (url.startswith("#") and number not in places):
                continue
            path, line = places.get(number, ("", 0))
            text = lines(path)[line - 1] if path else ""
            cites = f"#{text.strip(' -')}" in urls if "/sources/" in page else False
            if id not in text.lower() and Path(path).stem != id and not cites:
                wrong.append((page, url, text))
    assert wrong == []


def test_every_citation_comes_from_the_claim_or_step_that_it_stands_in(
    site: Path, table: Table
) -> None:
    """A page that cites one source several times has a line for each."""
    wrong, several = [], 0
    for page in table:
        if kind_of(page) not in ("causes/*", "impacts/*", "actions/*", "myths/*"):
            continue
        tree = LexborHTMLParser((site / page).read_bytes())
        places = [place for _, url, place in made(table, page) if url.startswith("#source-")]
        links = tree.css('article a[href^="#source-"]')
        several += len(links) - len({link.attrs["href"] for link in links})
        for link, (path, line) in zip(links, places, strict=True):
            item, named = link.parent, None
            while item and not named:
                named = item.css_first("span[id]") if item.tag == "li" else None
                item = item.parent
            owner = f"id: {named.attrs['id']}" if named else "time:"
            above = lines(path)[line - 1 :: -1]
            start = next(each for each in above if re.match(r" *- id: |[a-z_]+:$", each))
            if not start.endswith(owner):
                wrong.append((page, link.attrs["href"], owner, start))
    assert wrong == []
    assert several > 100


def broken_copy(
    site: Path, folder: Path, table: Table, chosen: Mapping[str, set[int]]
) -> dict[tuple[str, str], tuple[str, int]]:
    """Copy the site and break links: what must be said of (page, address)."""
    shutil.copytree(site, folder)
    wanted = {}
    for page, numbers in chosen.items():
        text = (site / page).read_text("utf-8")
        start = text.index("<h1")
        pieces = re.split(r'(<a\b[^>]*?\shref=")([^"]*)', text[start:])
        for number, url, place in made(table, page):
            if number in numbers:
                assert pieces[3 * number + 2] == escape(url)
                changed = f"#gone-{number}" if url.startswith("#") else f"../gone/{number}/"
                pieces[3 * number + 2] = changed
                wanted[page, changed] = place
        (folder / page).write_text(text[:start] + "".join(pieces), "utf-8")
    return wanted


def test_the_menu_and_the_head_lead_to_the_files_of_the_pages_they_name(
    site: Path, tmp_path: Path, mapped: Path
) -> None:
    page = "en/causes/overdue-huabei/index.html"
    shutil.copytree(site, tmp_path / "site")
    text = (site / page).read_text("utf-8")
    start = text.index("<article")
    other = re.search(r'href="\.\./([a-z-]+)/"', text[:start])
    canonical = re.search(r'rel="canonical" href="([^"]+)"', text)
    assert other and canonical
    menu, head = f"../{other[1]}-x/", f"{canonical[1]}-x/"
    text = text.replace(other[0], f'href="{menu}"', 1).replace(canonical[1], head, 1)
    (tmp_path / "site" / page).write_text(text, "utf-8")
    found = said(tmp_path / "site", mapped)
    assert found[page, menu][0] == f"content/causes/{other[1]}.yaml"
    assert found[page, head][0] == "content/causes/overdue-huabei.yaml"


def test_feeds_lead_to_the_files_of_the_pages_they_name(
    site: Path, tmp_path: Path, mapped: Path
) -> None:
    shutil.copytree(site, tmp_path / "site")
    feed = tmp_path / "site/zh/changes.atom"
    text = feed.read_text("utf-8")
    named = re.search(f'href="({SITE_URL}zh/([a-z]+/[a-z-]+))/"', text)
    assert named
    feed.write_text(text.replace(f"{named[1]}/", f"{named[1]}-x/"), "utf-8")
    found = said(tmp_path / "site", mapped)
    assert found["zh/changes.atom", f"{named[1]}-x/"][0] == f"content/{named[2]}.yaml"


def said(folder: Path, mapped: Path) -> dict[tuple[str, str], tuple[str, int]]:
    report = check(folder, Options(site_url=SITE_URL, source_map=mapped))
    return {
        (each.page, each.url): (each.source.path, each.source.line)
        for each in report.problems
        if each.source
    }


@pytest.mark.slow
def test_every_broken_link_from_yaml_names_its_file_and_line(
    site: Path, tmp_path: Path, table: Table, mapped: Path
) -> None:
    """All links of a page at once, on every generated page."""
    every = {page: {number for number, _, _ in made(table, page)} for page in table}
    wanted = broken_copy(site, tmp_path / "site", table, every)
    found = said(tmp_path / "site", mapped)
    assert len(wanted) > 10_000
    assert [
        (key, place, found.get(key)) for key, place in wanted.items() if found.get(key) != place
    ] == []


@pytest.mark.parametrize("each", range(2))
def test_one_broken_link_of_each_page_names_its_file_and_line(
    site: Path, tmp_path: Path, table: Table, mapped: Path, each: int
) -> None:
    dice = random.Random(each)
    one = {
        page: {dice.choice(numbers)}
        for page in table
        if (numbers := [number for number, _, _ in made(table, page)])
    }
    wanted = broken_copy(site, tmp_path / "site", table, one)
    found = said(tmp_path / "site", mapped)
    assert len(wanted) == len(one) > 200
    assert [
        (key, place, found.get(key)) for key, place in wanted.items() if found.get(key) != place
    ] == []


def test_the_build_notes_beside_the_site_what_the_map_is_made_of(
    garden_site: Path, garden_table: Table
) -> None:
    written = json.loads((GARDEN / ".cache/source-map.json").read_text("utf-8"))
    assert written == {"content": "../content", "docs": "../docs"}
    page = garden_table["en/causes/overwatering/index.html"]
    assert page["path"] == "content/causes/overwatering.yaml"
    assert ["../../actions/let-soil-dry/"] in [row[:1] for row in page["links"] if len(row) > 1]
    assert not list(garden_site.rglob("source-map.json"))


@pytest.mark.parametrize(
    ("page", "url", "path", "text"),
    [
        # A page at an old address leads where its file says.
        ("zh/causes/too-wet/", "../overwatering/", "moved.yaml", "to: cause:overwatering"),
        # Both ends of what moved, on the page of changes; a term that moved, in the glossary.
        ("en/changes/", "../causes/too-wet/", "moved.yaml", "cause:too-wet:"),
        ("en/changes/", "../causes/overwatering/", "moved.yaml", "to: cause:overwatering"),
        ("zh/glossary/", "./#root-rot", "moved.yaml", "to: term:root-rot"),
        # The link to a section of a list comes from what stands there.
        ("zh/glossary/", "#root-rot", "glossary/root-rot.yaml", "term:"),
        # An entry links back to the causes that name it.
        ("en/impacts/yellow-leaves/", "../../causes/overwatering/", "causes/overwatering.yaml", "- id: yellow-leaves"),
        # Names in the index are titles and aliases.
        ("en/keywords/", "../causes/overwatering/", "causes/overwatering.yaml", "drowned plant"),
    ],
)  # fmt: skip
def test_links_come_from_where_a_contributor_would_look(
    garden_table: Table, page: str, url: str, path: str, text: str
) -> None:
    found = [where for _, each, where in made(garden_table, f"{page}index.html") if each == url]
    file = (GARDEN / "content" / path).read_text("utf-8").splitlines()
    assert any(path in where[0] and text in file[where[1] - 1] for where in found), found
