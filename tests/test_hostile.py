"""Strangers' files: what is hostile is refused in its place, what only looks so is shown."""

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from conftest import GARDEN, ROOT, build_here
from hostile.cases import CASES, FILES, LOOKALIKES, Case
from selectolax.lexbor import LexborHTMLParser

from knowledge_base.knowledge import load_and_check
from knowledge_base.problems import PRINTERS, Problem, errors
from knowledge_base.reading.known import Known, known_from
from knowledge_base.text import to_plain

LONGEST_REPORT = 6 * 1024


def text_of(name: str) -> str:
    return (GARDEN / "content" / name).read_text(encoding="utf-8")


def assert_reported(
    problems: list[Problem], rule: str, path: str, place: tuple[int, int | None]
) -> None:
    found = [p for p in problems if p.rule == rule and p.place.path == f"content/{path}"]
    assert found, [(p.rule, p.place) for p in problems]
    line, column = place
    assert line in {p.place.line for p in found}, found
    if column:
        assert (line, column) in {(p.place.line, p.place.column) for p in found}, found
    for printer in PRINTERS.values():
        shown = printer(problems)
        assert shown.replace("\n", "").isprintable()
    assert len(PRINTERS["text"](problems).encode()) < LONGEST_REPORT


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The garden's content; a test that changes a file puts it back."""
    return shutil.copytree(GARDEN / "content", tmp_path_factory.mktemp("hostile") / "content")


@pytest.fixture(scope="module")
def known(content: Path) -> Known:
    """What reading the untouched content found out: only what a test changes is read again."""
    catalog, problems = load_and_check(content)
    assert catalog and problems == []
    return known_from(catalog)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}: {case.name[:40]!a}")
def test_a_hostile_file_is_refused_with_its_rule_and_place(
    case: Case, content: Path, known: Known
) -> None:
    before = text_of(case.file)
    (content / case.file).write_bytes(case.changed(before))
    try:
        _, problems = load_and_check(content, known)
    finally:
        (content / case.file).write_text(before, encoding="utf-8")
    assert_reported(problems, case.rule, case.file, case.place(before))


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_ordinary_file_is_refused(name: str, garden: Path) -> None:
    rule, path, make = FILES[name]
    make(garden / "content")
    _, problems = load_and_check(garden / "content")
    assert_reported(problems, rule, path, (1, None))


def test_the_corpus_is_large_and_every_case_is_another() -> None:
    assert len({(case.kind, case.name) for case in CASES}) == len(CASES) >= 370
    assert len({case.kind for case in CASES}) >= 20
    assert len(set(LOOKALIKES)) == len(LOOKALIKES) >= 90


def entry(text: str, number: int) -> str:
    """A cause that holds ``text`` wherever a contributor writes. JSON is YAML."""
    both = {"zh": text, "en": text}
    note = {
        "zh": f"对照园艺手册核对了第 {number} 条：{text}",
        "en": f"Compared sentence {number} with the garden book: {text}",
    }
    review = {
        "date": "2026-11-01",
        "by": "editors",
        "scope": "facts",
        "outcome": "confirmed",
        "note": note,
    }
    claim = {"id": "it", "text": both, "kind": "score", "certainty": "official",
             "sources": ["garden-book"], "facts": ["F-GD-01"], "as_of": "2019"}  # fmt: skip
    words = [text, *(f"w{number}" for number in range(5))]
    data = {
        "status": "published", "title": both, "summary": both, "aliases": {"zh": words, "en": words},
        "urgency": "now", "dimension": "water", "signs": [both], "rules_out": [both], "red_flags": [both],
        "changes": [{"date": "2026-11-02", "note": both}],
        "why": [claim], "actions": [{"id": "repot", "note": both}], "reviewed": [review], "review_by": "2027-04-01",
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=1)


def add_lookalikes(garden: Path) -> None:
    for number, text in enumerate(LOOKALIKES):
        (garden / f"content/causes/look-{number}.yaml").write_text(
            entry(text, number), encoding="utf-8"
        )
    steps = [
        {"id": f"look-{number}", "text": {"zh": text, "en": text}, "keep": {"zh": text, "en": text}}
        for number, text in enumerate(LOOKALIKES)
    ]
    path = garden / "content/actions/repot.yaml"
    before, steps_key, after = path.read_text(encoding="utf-8").partition("steps:\n")
    rows = "".join(f"  - {json.dumps(step, ensure_ascii=False)}\n" for step in steps)
    path.write_text(before + steps_key + rows + after, encoding="utf-8")


# What a page of the look-alikes shows where: run in the page, compared as text.
SHOWN = """() => {
  const folded = (node) => node ? node.textContent.replace(/\\s+/g, " ").trim() : null;
  const heading = document.querySelector("h1").cloneNode(true);
  heading.querySelectorAll(".headerlink").forEach((link) => link.remove());
  return {
    title: document.title,
    description: document.querySelector("meta[name=description]").content,
    heading: folded(heading),
    summary: folded(document.getElementById("summary")),
    claim: folded(document.getElementById("it")),
    body: folded(document.querySelector("article")),
    // Words of the other language are marked as such; that is no element of the text's own.
    shape: [...document.querySelectorAll("article :not(span[lang])")].map((e) =>
      e.tagName + [...e.attributes].map((a) => a.name).sort().join()).sort(),
  };
}"""


@pytest.fixture(scope="module")
def lookalike_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A garden with every look-alike, built as it is published."""
    root = tmp_path_factory.mktemp("lookalikes")
    target = root / "tests/garden"
    shutil.copytree(GARDEN, target)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for name in ("hooks", "overrides"):
        (root / name).symlink_to(ROOT / name)
    add_lookalikes(target)
    _, problems = load_and_check(target / "content")
    assert not errors(problems), problems
    result = build_here(target / "mkdocs.yml", root / "site")
    assert result.returncode == 0, result.stderr
    return root / "site"


@pytest.mark.browser
@pytest.mark.slow
def test_look_alikes_come_through_undamaged_and_nothing_runs(
    lookalike_site: Path, browser: Any, serve: Callable[[Path], str]
) -> None:
    url = serve(lookalike_site)
    page = browser.new_page()
    complaints: list[str] = []

    def dismiss(dialog: Any) -> None:
        complaints.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda r: complaints.extend([r.url] * (not r.url.startswith(url))))
    shapes: dict[str, list[str]] = {}
    for number, text in enumerate(LOOKALIKES):
        plain, code = to_plain(text), ("zh", "en")[number % 2]
        page.goto(f"{url}/{code}/causes/look-{number}/")
        shown = page.evaluate(SHOWN)
        assert shown["title"].startswith(plain), (shown["title"], plain)
        assert shown["description"] == plain
        assert [shown[name] for name in ("heading", "summary", "claim")] == [plain] * 3
        # Title, summary, sign, what rules it out, red flag, alias, claim, note of the action.
        assert shown["body"].count(plain) >= 8, (plain, shown["body"])
        if not re.search(r"\*\*|`", text):  # the small markup makes elements of its own
            assert shown["shape"] == shapes.setdefault(code, shown["shape"]), plain
    for code in ("zh", "en"):
        page.goto(f"{url}/{code}/actions/repot/")
        for number, text in enumerate(LOOKALIKES):
            step = page.text_content(f"#look-{number}")
            assert " ".join(step.split()) == to_plain(text)
    page.close()
    assert complaints == []


PLAIN = [to_plain(text) for text in LOOKALIKES]


def test_no_cell_of_a_table_is_a_formula_and_every_text_is_in_it(lookalike_site: Path) -> None:
    tables = sorted((lookalike_site / "data").rglob("*.csv"))
    assert tables
    cells: set[str] = set()
    for path in tables:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, strict=True))
        assert len({len(row) for row in rows}) == 1, path  # no text breaks out of its cell
        cells |= {cell.replace("\u3000", " ") for row in rows for cell in row}
    assert not [cell for cell in cells if re.match(r"[=+\-@\t\r＝＋－＠﹦⁼\u2212]", cell)]
    assert not [text for text in PLAIN if not {text, f"'{text}"} & cells]


def test_every_text_is_in_the_json_as_it_is(lookalike_site: Path) -> None:
    data = lookalike_site / "data/v1"
    for number, text in enumerate(PLAIN):
        entry = json.loads((data / f"causes/look-{number}.json").read_text("utf-8"))
        title = entry["entry"]["title"]
        assert {" ".join(title[code].split()) for code in ("zh", "en")} == {text}


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_feed_has_every_text_as_text(lookalike_site: Path, code: str) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    root = ElementTree.parse(lookalike_site / code / "changes.atom").getroot()
    assert {element.tag for element in root.iter()} <= {
        f"{atom}{name}"
        for name in [
            "feed",
            "id",
            "title",
            "updated",
            "author",
            "name",
            "rights",
            "link",
            "entry",
            "category",
            "summary",
        ]
    }
    for entry in root.iter(f"{atom}entry"):
        links = [link.get("href") or "" for link in entry.iter(f"{atom}link")]
        number = re.search(r"look-(\d+)/$", links[0])
        if number:
            text = PLAIN[int(number[1])]
            summary, title = entry.find(f"{atom}summary"), entry.find(f"{atom}title")
            assert summary is not None and summary.text == text
            assert title is not None and (title.text or "").endswith(text)


def test_no_text_adds_a_line_to_the_calendar(lookalike_site: Path) -> None:
    raw = (lookalike_site / "calendar/reviews.ics").read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert not set(raw.replace(b"\r\n", b"").decode()) & {"\r", "\n", "\0"}
    lines = raw.decode().replace("\r\n ", "").replace("\u3000", " ").split("\r\n")
    names = {re.match(r"[A-Z-]*", line)[0] for line in lines}  # type: ignore[index]
    assert names == {
        "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME", "UID",
        "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL", "TRANSP", "",
    }  # fmt: skip
    assert lines.count("BEGIN:VCALENDAR") == 1
    summaries = [re.sub(r"\\(.)", r"\1", line) for line in lines if line.startswith("SUMMARY:")]
    assert not [text for text in PLAIN if not any(line.endswith(text) for line in summaries)]


@pytest.mark.parametrize("code", ["zh", "en"])
def test_structured_data_cannot_leave_its_element(lookalike_site: Path, code: str) -> None:
    for number, text in enumerate(PLAIN):
        page = lookalike_site / code / f"causes/look-{number}/index.html"
        tree = LexborHTMLParser(page.read_bytes())
        blocks = [node.text() for node in tree.css("script[type='application/ld+json']")]
        assert len(blocks) == 1 and not set(blocks[0]) & set("<>&\u2028\u2029")
        (web_page, *_) = json.loads(blocks[0])["@graph"]
        assert (web_page["name"], web_page["description"]) == (text, text)


def test_the_search_index_is_json_with_every_title(lookalike_site: Path) -> None:
    texts = [path.read_text("utf-8") for path in lookalike_site.rglob("assets/search/*.json")]
    assert texts and all(json.loads(text) for text in texts)
    joined = "".join(json.dumps(json.loads(text), ensure_ascii=False) for text in texts)
    assert not [text for text in PLAIN if json.dumps(text, ensure_ascii=False)[1:-1] not in joined]
