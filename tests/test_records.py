"""What was forgotten of a record is read again; what nobody asks for is not made."""

from pathlib import Path

from conftest import GARDEN

from knowledge_base.prose import named_files
from knowledge_base.reading.content import load


def test_places_that_were_forgotten_are_read_again() -> None:
    catalog, _ = load(GARDEN / "content")
    assert catalog
    record = catalog.of_kind("cause")[0]
    said, place = record.entry, record.value_place(("reviewed", 0))
    record.forget_places()
    assert "document" not in record.__dict__
    assert record.value_place(("reviewed", 0)) == place
    assert record.entry == said


def test_mkdocs_is_told_only_of_files_that_prose_names(tmp_path: Path) -> None:
    for name in ("zh/a.md", "en/a.md", "index.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("[data](../data/v1/claims.csv)" if name == "en/a.md" else "x")
    assert named_files(tmp_path, ["data/v1/claims.csv", "data/v1/facts.csv"]) == [
        "data/v1/claims.csv"
    ]
