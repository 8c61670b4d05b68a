"""Every example on the page of rules, put through the real check."""

from pathlib import Path

import pytest

from knowledge_base.contribute.layout import blocks
from knowledge_base.knowledge import load_and_check
from knowledge_base.problems import rules_known
from knowledge_base.reading.source import parse
from knowledge_base.rules import Example, examples, rules


def put(garden: Path, example: Example, text: str, encoding: str = "utf-8") -> None:
    """Write ``text`` into the example's file, in the place of the same fields."""
    path = garden / "content" / example.file
    if example.is_name:
        entry = (garden / "content/causes/overwatering.yaml").read_text("utf-8")
        (garden / "content" / text).write_text(entry, "utf-8")
        return
    before = path.read_text("utf-8")
    document, _ = parse(path.name, before)
    wanted, problems = parse("right.yaml", example.right)
    assert document and wanted, problems
    assert isinstance(wanted.data, dict)
    lines = before.splitlines(keepends=True)
    for block in reversed(blocks(lines, document)):
        if block.key in wanted.data:
            del lines[block.start : block.end]
    rest = "".join(lines)
    # What is about the file as a whole stands at its beginning.
    after = f"{text}\n{rest}" if text.startswith("%") else f"{rest}{text}\n"
    path.write_bytes(after.encode(encoding))


def broken(garden: Path) -> set[str]:
    return {problem.rule for problem in load_and_check(garden / "content")[1]}


@pytest.mark.parametrize("rule", sorted(examples()))
def test_the_wrong_example_breaks_just_its_rule(garden: Path, rule: str) -> None:
    example = examples()[rule]
    put(garden, example, example.wrong, example.encoding or "utf-8")
    assert broken(garden) == {rule}


@pytest.mark.parametrize("rule", sorted(examples()))
def test_the_right_example_breaks_none(garden: Path, rule: str) -> None:
    put(garden, examples()[rule], examples()[rule].right)
    assert broken(garden) == set()


def test_examples_are_of_rules_that_exist_and_most_rules_have_one() -> None:
    assert set(examples()) <= set(rules_known())
    assert len(examples()) >= 0.7 * len(rules_known())


def test_rules_are_in_both_languages_without_gaps() -> None:
    zh, en = rules("zh"), rules("en")
    assert [rule.id for rule in zh] == [rule.id for rule in en] == sorted(rules_known())
    assert all("{" not in rule.message + rule.hint for rule in [*zh, *en])
