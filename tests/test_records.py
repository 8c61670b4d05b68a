"""What is not at hand of a record is opened again, and says the same."""

from pathlib import Path

import pytest
from conftest import GARDEN, ROOT

from knowledge_base import record as records
from knowledge_base.knowledge import load_and_check
from knowledge_base.prose import named_files
from knowledge_base.reading.content import load


def test_few_records_are_at_hand_and_all_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, problems = load_and_check(ROOT / "content")
    monkeypatch.setattr(records, "MOST_OPEN", 3)
    monkeypatch.setattr(records, "MOST_KNOWN", 5)
    few, same = load_and_check(ROOT / "content")
    assert whole and few and problems == same
    for one, other in zip(whole.pages(), few.pages(), strict=True):
        assert one.entry == other.entry
        assert one.value_place(("reviewed", 0)) == other.value_place(("reviewed", 0))
        assert [*one.texts] == [*other.texts]
        assert one.keep("card", lambda each: "?") == other.keep("card", lambda each: "?") != "?"
    assert sum("entry" in each.__dict__ for each in few.pages()) <= 3


def test_a_record_that_is_known_is_read_only_when_somebody_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(records, "MOST_OPEN", 1)
    catalog, _ = load(GARDEN / "content")
    assert catalog
    first, second = catalog.of_kind("cause")[:2]
    said = first.entry
    assert second.entry and "entry" not in first.__dict__
    assert first.entry == said and first.entry is not said
    first.forget_places()
    assert first.key_place(("title",)).line > 1


def test_mkdocs_is_told_only_of_files_that_prose_names(tmp_path: Path) -> None:
    for name in ("zh/a.md", "en/a.md", "index.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("[data](../data/v1/claims.csv)" if name == "en/a.md" else "x")
    assert named_files(tmp_path, ["data/v1/claims.csv", "data/v1/facts.csv"]) == [
        "data/v1/claims.csv"
    ]
