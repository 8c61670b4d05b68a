"""Rules across entries. For each: an edit that trips it; the untouched garden trips none."""

from pathlib import Path

import pytest
from conftest import GARDEN

from knowledge_base.knowledge import load_and_check
from knowledge_base.problems import Place, as_github, as_json, as_text
from knowledge_base.prose import missing_counterparts

CAUSE = "causes/overwatering.yaml"
IMPACT = "impacts/yellow-leaves.yaml"
ACTION = "actions/let-soil-dry.yaml"
MOVED = "moved.yaml"


def test_the_garden_has_no_problem() -> None:
    assert load_and_check(GARDEN / "content")[1] == []
    assert missing_counterparts(GARDEN / "docs") == []


@pytest.mark.parametrize(
    ("rule", "file", "old", "new", "said"),
    [
        ("unknown-reference", CAUSE, "  - id: let-soil-dry", "  - id: let-soil-dyr", "let-soil-dry"),
        ("unknown-reference", CAUSE, "[停水](action:let-soil-dry)", "[停水](action:water)", "repot"),
        ("unknown-reference", CAUSE, "[停水](action:let-soil-dry)", "[停水](cause:let-soil-dry)", "cause:let"),
        ("unknown-reference", CAUSE, "[beer-helps]", "[bear-helps]", "beer-helps"),
        ("unknown-reference", ACTION, "next: repot", "next: rebot", "repot"),
        ("unknown-reference", "myths/beer-helps.yaml", "cause:overwatering", "cause:watering", "overwatering"),
        ("unknown-reference", "glossary/root-rot.yaml", "cause:overwatering", "term:rot", "root-rot"),
        ("not-published", "causes/too-little-light.yaml", "植物会向光长。", '"[草稿](cause:draft-cause)"', "draft-cause"),
        ("unknown-source", CAUSE, "sources: [garden-book]", "sources: [garden-bok]", "garden-book"),
        ("unknown-fact", CAUSE, "facts: [F-GD-01]", "facts: [F-GD-11]", "F-GD-01"),
        ("unknown-vocabulary", CAUSE, "dimension: water", "dimension: watering", "water"),
        ("unknown-vocabulary", IMPACT, "area: leaves", "area: leafs", "leaves"),
        ("unknown-vocabulary", IMPACT, "decided_by: plant", "decided_by: plants", "plant"),
        ("duplicate-id", CAUSE, "- id: singing", "- id: roots-rot", "roots-rot"),
        ("claim-without-source", CAUSE, "    sources: [garden-book]\n", "", "no_evidence"),
        ("official-needs-official-source", CAUSE, "sources: [garden-book]", "sources: [neighbours-tip]", "supported"),
        ("supported-needs-two-sources", "causes/too-little-light.yaml", "sources: [garden-book]", "sources: [neighbours-tip]", "reported"),
        ("weak-legal-claim", IMPACT, "certainty: supported", "certainty: reported", "reported"),
        ("certainty-above-facts", CAUSE, "facts: [F-GD-01]", "facts: [F-GD-02]", "reported"),
        ("contradicted-fact", CAUSE, "facts: [F-GD-01]", "facts: [F-GD-03]", "F-GD-03"),
        ("review-order", CAUSE, "review_by: 2027-04-01", "review_by: 2026-10-01", "review_by"),
        ("review-too-far", CAUSE, "review_by: 2027-04-01", "review_by: 2027-06-01", "2027-04-30"),
        ("review-too-far", IMPACT, "review_by: 2027-01-15", "review_by: 2027-03-01", "2027-01-30"),
        ("unknown-reference", "questions.yaml", "- id: overwatering", "- id: overwatring", "overwatering"),
        ("unused-fact", "facts.yaml", "F-GD-01:", 'F-GD-09:\n  statement: {zh: 无, en: none}\n  rank: R1\n  confidence: high\n  as_of: "2020"\nF-GD-01:', "F-GD-09"),
        ("fact-used-after-all", "facts.yaml", '  as_of: "2019"', '  as_of: "2019"\n  unused: {zh: 无, en: none}', "F-GD-01"),
        ("different-numbers", CAUSE, "水多了，根会**烂**。", "水多了，3 天后根会**烂**。", "3"),
        ("different-numbers", IMPACT, "Lower leaves turn first.", "In 2019 lower leaves turn first.", "2019"),
        ("different-links", CAUSE, "See [let it dry](action:let-soil-dry).", "Let it dry.", "action:let-soil-dry"),
        ("promise", ACTION, "zh: 一周不浇水。", "zh: 一周不浇水，保证活。", "保证活"),
        ("promise", ACTION, "en: Do not water for a week.", "en: Then it WILL survive.", "WILL survive"),
        ("wrong-name", ACTION, "en: Do not water for a week.", "en: Do not water the flower pot.", "flower pot"),
        ("unfounded-number", ACTION, "{zh: 拍照。, en: Take a photo.}", "{zh: 浇 5 厘米。, en: Water 5 cm.}", "5 厘米"),
        ("not-worded-as-not-found", CAUSE, "zh: 没有查到唱歌有用。", "zh: 唱歌没有用。", "没有查到"),
        ("too-long", CAUSE, "zh: 土一直湿着，先停水。", "zh: " + "土" * 91, "90"),
        ("too-long", CAUSE, "en: If the soil", "en: " + "very " * 45 + "If the soil", "45"),
        ("long-sentence", ACTION, "{zh: 照片。, en: The photo.}", "{zh: 照片。, en: " + "The photo of it " * 7 + ".}", "25"),
        ("alias-count", CAUSE, "overwatered, ", "", "5"),
        ("unknown-reference", MOVED, "to: cause:overwatering", "to: cause:overwaterin", "cause:overwaterin"),
        ("not-published", MOVED, "to: cause:overwatering", "to: cause:draft-cause", "cause:draft-cause"),
        ("moved-reference", CAUSE, "[停水](action:let-soil-dry)", "[停水](cause:too-wet)", "cause:overwatering"),
        ("moved-reference", "myths/beer-helps.yaml", "cause:overwatering", "cause:too-wet", "cause:overwatering"),
        ("moved-reference", "site/search-hints.yaml", "cause:overwatering", "cause:too-wet", "cause:overwatering"),
        ("retired-reference", ACTION, "next: repot", "next: sing-to-it", "moved.yaml"),
        ("moved-but-there", MOVED, "cause:too-wet:", "cause:too-little-light:", "causes/too-little-light.yaml"),
        ("moved-but-there", MOVED, "term:mould:", "term:root-rot:", "glossary/root-rot.yaml"),
        ("moved-twice", MOVED, "to: cause:overwatering", "to: term:mould", "term:root-rot"),
        ("moved-in-a-circle", MOVED, "to: term:root-rot", "to: term:mould", "term:mould"),
        ("retired-without-title", MOVED, "  title: {zh: 给它唱歌, en: Sing to it}\n", "", "action:sing-to-it"),
        ("retired-without-stub", "causes/draft-cause.yaml", "status: draft", "status: retired", "cause:draft-cause"),
        ("promise", MOVED, "en: It got", "en: It WILL survive and got", "WILL survive"),
        ("missing-field", MOVED, "  to: null\n", "", "to"),
        ("wrong-shape", MOVED, "to: cause:overwatering", "to: overwatering", "cause:some-id"),
        ("missing-word", "site/words.yaml", "  signs:", "  sings:", "section.signs"),
        ("unused-word", "site/words.yaml", "nav:\n", 'nav:\n  odd: {zh: 多余, en: odd}\n', "nav.odd"),
    ],
)  # fmt: skip
def test_rule_trips(garden: Path, rule: str, file: str, old: str, new: str, said: str) -> None:
    path = garden / "content" / file
    before = path.read_text(encoding="utf-8")
    after = before.replace(old, new, 1)
    assert after != before
    path.write_text(after, encoding="utf-8")
    problems = [p for p in load_and_check(garden / "content")[1] if p.rule == rule]
    assert problems, "the rule did not trip"
    assert problems[0].place.path == f"content/{file}"
    assert any(said in sentence for sentence in problems[0].message + problems[0].hint)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (ACTION, "zh: 一周不浇水。", "zh: 有人说“保证活”，不要信。"),
        ("myths/beer-helps.yaml", "zh: 啤酒能治黄叶", "zh: 啤酒保证好"),
        (IMPACT, "{zh: 下面的叶子先黄。, en: Lower leaves turn first.}", "{zh: 下面 5 厘米先黄。, en: The lower 5 cm turn first.}"),
        (CAUSE, "zh: 土一直湿着，先停水。多数植物干一干没事。\n  en: If the soil stays wet,", "zh: 土湿了三天或 1200 万年，先停水。\n  en: If the soil is wet for three days or 12 million years,"),
        (CAUSE, "review_by: 2027-04-01", "review_by: 2027-04-30"),
    ],
)  # fmt: skip
def test_what_only_looks_wrong_is_accepted(garden: Path, file: str, old: str, new: str) -> None:
    path = garden / "content" / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    assert load_and_check(garden / "content")[1] == []


def test_a_misspelt_id_is_reported_on_its_own_line(garden: Path) -> None:
    path = garden / "content" / CAUSE
    text = path.read_text(encoding="utf-8").replace("- id: let-soil-dry", "- id: let-soil-dyr")
    path.write_text(text, encoding="utf-8")
    line = text[: text.index("let-soil-dyr")].count("\n") + 1
    places = [p.place for p in load_and_check(garden / "content")[1]]
    assert Place(f"content/{CAUSE}", line, 9) in places


def test_an_entry_that_no_cause_names_is_an_orphan(garden: Path) -> None:
    path = garden / "content" / CAUSE
    edge = path.read_text(encoding="utf-8").split("impacts:\n")[1].split("actions:\n")[0]
    path.write_text(path.read_text(encoding="utf-8").replace("impacts:\n" + edge, ""), "utf-8")
    problems = load_and_check(garden / "content")[1]
    assert [(p.rule, p.place.path) for p in problems] == [("orphan-entry", f"content/{IMPACT}")]


def test_links_to_a_broken_file_are_not_called_unknown(garden: Path) -> None:
    (garden / "content" / ACTION).write_text("title:\n\tzh: x\n", encoding="utf-8")
    assert [p.rule for p in load_and_check(garden / "content")[1]] == ["tab"]


def test_four_slips_in_four_files_come_in_one_run(garden: Path) -> None:
    edits = {
        CAUSE: ("title: {zh: 浇水太多, en: Too much water}", "title: {zh: 浇水太多}"),
        "causes/too-little-light.yaml": ("- id: repot", "- id: repod"),
        IMPACT: ("area: leaves", "area: leaves\narea: leaves"),
        ACTION: ("  - id: stop", "\t- id: stop"),
    }
    for file, (old, new) in edits.items():
        path = garden / "content" / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    problems = load_and_check(garden / "content")[1]
    assert [(p.place.path.split("/", 1)[1], p.rule) for p in sorted(problems)] == [
        (ACTION, "tab"),
        (CAUSE, "missing-language"),
        ("causes/too-little-light.yaml", "unknown-reference"),
        (IMPACT, "duplicate-key"),
    ]


@pytest.mark.parametrize("name", ["Upper.yaml", "two words.yaml", "x.yml", "中文.yaml", "a_b.yaml"])
def test_a_file_name_that_cannot_be_an_address_is_refused(garden: Path, name: str) -> None:
    (garden / "content/causes" / name).write_text("a: b\n", encoding="utf-8")
    assert [p.rule for p in load_and_check(garden / "content")[1]] == ["file-name"]


def test_a_missing_file_of_the_topic_is_named(garden: Path) -> None:
    (garden / "content/sources.yaml").unlink()
    catalog, problems = load_and_check(garden / "content")
    assert catalog is None
    assert [(p.rule, p.place.path) for p in problems] == [("missing-file", "content/sources.yaml")]


def test_a_prose_page_needs_its_counterpart(garden: Path) -> None:
    (garden / "docs/zh").mkdir(exist_ok=True)
    (garden / "docs/zh/more.md").write_text("# 更多\n", encoding="utf-8")
    problems = missing_counterparts(garden / "docs")
    assert [(p.rule, p.place.path) for p in problems] == [("missing-page", "docs/zh/more.md")]


def test_a_row_of_the_home_page_has_a_cell_for_each_column(garden: Path) -> None:
    path = garden / "content/home.yaml"
    word = "{zh: a, en: a}"
    table = f"""compare:
  title: {word}
  corner: {word}
  columns: [{word}, {word}]
  note: {word}
  rows:
    - {{name: {word}, cells: [{word}, {word}]}}
    - {{name: {word}, cells: [{word}, {word}, {word}]}}
"""
    path.write_text(path.read_text("utf-8") + table, "utf-8")
    line = len(path.read_text("utf-8").splitlines())
    _, problems = load_and_check(garden / "content")
    assert [(p.rule, p.place.line) for p in problems] == [("row-length", line)]


def test_printers_say_the_same(garden: Path) -> None:
    path = garden / "content" / CAUSE
    path.write_text(
        path.read_text(encoding="utf-8").replace("[beer-helps]", "['a:b, c%']"), "utf-8"
    )
    problems = load_and_check(garden / "content")[1]
    assert f"content/{CAUSE}:" in as_text(problems)
    assert '"rule": "wrong-shape"' in as_json(problems)
    github = as_github(problems)
    assert github.startswith(f"::error file=content/{CAUSE},line=") and "%0A" in github
    assert "c%25" in github and "\n" not in github
