"""The command lines, as people and CI call them."""

import json
import re
from pathlib import Path

import pytest
from conftest import GARDEN, ROOT, run, run_here

CHECK = ROOT / "scripts/check_content.py"


def break_title(garden: Path) -> None:
    path = garden / "content/causes/overwatering.yaml"
    text = path.read_text("utf-8").replace(
        "title: {zh: 浇水太多, en: Too", "title: {zh: 浇水太多, eng: Too"
    )
    path.write_text(text, "utf-8")


def test_clean_content_exits_0() -> None:
    result = run_here(CHECK, GARDEN / "content")
    assert (result.returncode, result.stdout) == (0, "5个条目，0个问题 / 5 entries, 0 problems\n")


def test_problems_exit_1_and_are_printed_in_both_languages(garden: Path) -> None:
    break_title(garden)
    result = run_here(CHECK, garden / "content")
    assert result.returncode == 1
    assert "content/causes/overwatering.yaml:2:19 error[unknown-field]" in result.stdout
    assert "没有 title.eng 这个字段" in result.stdout and "Did you mean en?" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr


def test_a_folder_that_is_not_there_exits_2() -> None:
    result = run(CHECK, GARDEN / "nowhere")
    assert result.returncode == 2
    assert "nowhere" in result.stderr and "Traceback" not in result.stderr


def test_json_and_github_formats(garden: Path) -> None:
    break_title(garden)
    printed = run_here(CHECK, garden / "content", "--format", "json").stdout
    rows = json.loads(printed)["problems"]
    assert {row["rule"] for row in rows} == {"unknown-field", "missing-language"}
    github = run_here(CHECK, garden / "content", GITHUB_ACTIONS="true").stdout
    assert github.startswith("::error file=content/causes/overwatering.yaml,line=2,")


EXPORT = ROOT / "scripts/export_schema.py"


def test_stale_schema_names_the_repair(garden: Path) -> None:
    result = run_here(EXPORT, "--check", "--root", garden)
    assert result.returncode == 1
    assert "error: schema/cause.schema.json is out of date." in result.stdout
    assert "python scripts/export_schema.py" in result.stdout


def test_a_new_entry_changes_the_list_of_ids_only_and_is_a_warning(garden: Path) -> None:
    assert run_here(EXPORT, "--root", garden).returncode == 0
    old = (garden / "schema/ids.schema.json").read_text("utf-8").splitlines()
    entry = garden / "content/actions/repot.yaml"
    (garden / "content/actions/water-less.yaml").write_text(entry.read_text("utf-8"), "utf-8")
    result = run_here(EXPORT, "--check", "--root", garden)
    assert (result.returncode, result.stdout.count("\n")) == (0, 1)
    assert result.stdout.startswith("warning: schema/ids.schema.json")
    assert run_here(EXPORT, "--root", garden).stdout == "schema/ids.schema.json\n"
    new = (garden / "schema/ids.schema.json").read_text("utf-8").splitlines()
    assert len(new) == len(old) + 4  # the id and its title, once by kind and once as a reference


def test_schemas_are_not_made_from_broken_content(garden: Path) -> None:
    (garden / "content/actions/repot.yaml").write_text("title:\n\tzh: x\n", "utf-8")
    result = run(EXPORT, "--root", garden)
    assert result.returncode == 2 and "make check" in result.stderr
    assert not (garden / "schema").exists()


def python_files() -> list[Path]:
    return sorted([*(ROOT / "hooks").rglob("*.py"), *(ROOT / "scripts").glob("*.py")])


def test_one_file_imports_mkdocs() -> None:
    pattern = re.compile(r"^\s*(import|from) mkdocs", re.MULTILINE)
    found = [path for path in python_files() if pattern.search(path.read_text("utf-8"))]
    assert found == [ROOT / "hooks/mkdocs_entry.py"]


@pytest.mark.parametrize("path", python_files(), ids=lambda path: path.name)
def test_the_engine_has_no_word_of_the_topic_and_no_module_is_too_long(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.findall(r"[\u4e00-\u9fff]", text)
    assert not re.findall(r"zhima|alipay|huabei", text, re.IGNORECASE)
    assert text.count("\n") <= 300
