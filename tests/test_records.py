"""What was forgotten of a record is read again; what nobody asks for is not made."""

import pickle
import shutil
from pathlib import Path

import pytest
from conftest import GARDEN

from knowledge_base.findings import LARGE, Findings
from knowledge_base.knowledge import load_and_check
from knowledge_base.prose import named_files
from knowledge_base.reading.content import load


def test_places_are_forgotten_once_read_and_read_again_when_asked_for() -> None:
    catalog, problems = load_and_check(GARDEN / "content")
    assert catalog and not problems
    for record in [*catalog.pages(), *catalog.terms.values()]:
        assert "document" not in record.__dict__, record
    record = catalog.of_kind("cause")[0]
    said = record.entry
    place = record.value_place(("reviewed", 0))
    assert (GARDEN / place.path).read_text("utf-8").splitlines()[place.line - 1].strip()[0] == "-"
    assert record.entry is said


def test_what_is_inside_a_record_is_its_own_also_when_another_is_called_the_same(
    tmp_path: Path,
) -> None:
    content = Path(shutil.copytree(GARDEN / "content", tmp_path / "content"))
    home = content / "home.yaml"
    home.write_text(home.read_text("utf-8").replace("droops", "wilts"), encoding="utf-8")
    ours, _ = load(GARDEN / "content")
    theirs, _ = load(content)
    assert ours and theirs
    told = [" ".join(text.en for _, text in each.home.texts) for each in (ours, theirs, ours)]
    assert told[0] == told[2] != told[1]


@pytest.mark.parametrize("size", [LARGE // 10, LARGE * 2])
def test_what_was_found_out_is_asked_for_once_packed_or_not(size: int) -> None:
    findings, asked = Findings(), []

    def make() -> str:
        asked.append(size)
        return "x" * size

    for pack in (False, True):
        assert findings.keep("name", make) == findings.keep("name", make) == "x" * size
        if pack:
            findings = pickle.loads(pickle.dumps(findings))
            assert findings.keep("name", make) == "x" * size
    assert asked == [size]
    assert findings.keep("name", lambda: "new", "since") == "new"
    assert pickle.loads(pickle.dumps(findings)).keep("name", make, "since") == "new"


def test_mkdocs_is_told_only_of_files_that_prose_names(tmp_path: Path) -> None:
    for name in ("zh/a.md", "en/a.md", "index.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("[data](../data/v1/claims.csv)" if name == "en/a.md" else "x")
    assert named_files(tmp_path, ["data/v1/claims.csv", "data/v1/facts.csv"]) == [
        "data/v1/claims.csv"
    ]
