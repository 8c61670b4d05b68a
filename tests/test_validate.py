"""From data to models: every slip of an editor is named with its place and remedy."""

import pytest
from conftest import GARDEN

from knowledge_base.model import ENTRY_MODELS, Fact, Myth, Source, Term, Vocabulary
from knowledge_base.problems import Problem
from knowledge_base.reading.layout import adapter
from knowledge_base.reading.source import parse
from knowledge_base.reading.validate import MOST_PROBLEMS_A_FILE, fields_at, validate

OVERWATERING = (GARDEN / "content/causes/overwatering.yaml").read_text(encoding="utf-8")


def problems_of(text: str) -> list[Problem]:
    document, problems = parse("content/causes/x.yaml", text)
    assert document, problems
    return validate(document, adapter(ENTRY_MODELS["cause"]))[1]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("rule", "old", "new", "line_with", "said"),
    [
        ("missing-language", "title: {zh: 浇水太多, en: Too much water}", "title: {zh: 浇水太多}", "title:", "title.en"),
        ("missing-field", "urgency: now\n", "", "status:", "urgency"),
        ("unknown-field", "urgency: now", "urgencey: now", "urgencey:", "urgency"),
        ("unknown-choice", "urgency: now", "urgency: noww", "urgency:", "now"),
        ("needs-quotes", "note: {zh: 先停水。, en: Stop watering first.}", "note: {zh: 先停水。, en: no}", "en: no", '"no"'),
        ("needs-quotes", "title: {zh: 浇水太多,", "title: {zh: 2026-01-01,", "title:", "2026-01-01"),
        ("empty-text", "  zh: 土一直湿着，先停水。多数植物干一干没事。", "  zh:", "summary:", "summary.zh"),
        ("empty-text", "  zh: 土一直湿着，先停水。多数植物干一干没事。", '  zh: " "', "summary:", "summary.zh"),
        ("expected-text", "title: {zh: 浇水太多,", "title: {zh: [浇水],", "title:", "title.zh"),
        ("expected-fields", "title: {zh: 浇水太多, en: Too much water}", "title: Too much water", "title:", "title"),
        ("expected-list", "signs:\n  - {", "signs:\n    {", "signs:", "signs"),
        ("too-few", "zh: [水多了, 烂根, jiao shui, 水多了之1, 水多了之2, 水多了之3]", "zh: []", "aliases:", "aliases.zh"),
        ("not-a-date", "review_by: 2027-04-01", "review_by: 2027-13-01", "review_by:", "2027-13-01"),
        ("not-a-date", "review_by: 2027-04-01", "review_by: soon", "review_by:", "soon"),
        ("not-a-date", "as_of: 2019-05", "as_of: May 2019", "as_of:", "May 2019"),
        ("wrong-shape", "dimension: water", "dimension: Water Level", "dimension:", "Water Level"),
        ("wrong-shape", "[F-GD-01]", "[GD-1]", "facts:", "GD-1"),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_place_and_remedy(
    rule: str, old: str, new: str, line_with: str, said: str
) -> None:
    text = OVERWATERING.replace(old, new, 1)
    assert text != OVERWATERING
    problems = problems_of(text)
    problems = [problem for problem in problems if problem.rule == rule]
    assert len(problems) == 1
    line = line_of(text, line_with)
    assert problems[0].place.line in (line, line + 1)
    for message, hint in zip(problems[0].message, problems[0].hint, strict=True):
        assert said in message + hint


def test_all_problems_of_a_file_come_in_one_run() -> None:
    text = OVERWATERING.replace("urgency: now", "urgency: soon").replace("status:", "state:")
    assert sorted(problem.rule for problem in problems_of(text)) == [
        "missing-field", "unknown-choice", "unknown-field",
    ]  # fmt: skip


def test_ten_thousand_unknown_keys_give_a_short_report() -> None:
    text = OVERWATERING + "".join(f"key{number}: x\n" for number in range(10_000))
    problems = problems_of(text)
    assert len(problems) == MOST_PROBLEMS_A_FILE + 1
    assert problems[-1].rule == "and-more"


def test_a_megabyte_of_value_is_quoted_in_a_few_words() -> None:
    problems = problems_of(OVERWATERING.replace("urgency: now", "urgency: " + "n" * 100_000))
    assert all(len(sentence) < 400 for sentence in problems[0].message + problems[0].hint)


def test_fields_are_found_at_any_depth() -> None:
    schema = adapter(ENTRY_MODELS["action"]).json_schema()
    assert "tap" in fields_at(schema, ("steps", 0))
    assert set(fields_at(schema, ("steps", 0, "tap", 1))) == {"zh", "pinyin", "en"}
    assert set(fields_at(schema, ("steps", 0, "keep"))) == {"zh", "en"}
    assert fields_at(schema, ("nowhere", "at", "all")) == []


@pytest.mark.parametrize("model", [*ENTRY_MODELS.values(), Myth, Term, Source, Fact, Vocabulary])
def test_nothing_is_valid_when_empty(model: type) -> None:
    document, _ = parse("x.yaml", "{}\n")
    assert document
    assert validate(document, adapter(model))[1]


def test_the_garden_is_valid() -> None:
    assert problems_of(OVERWATERING) == []
