"""Slips of web editors: all told in one run, each on its line with its remedy, some mended."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, run_here
from slips import SLIPS, Slip

from knowledge_base.reading.source import parse

Row = Mapping[str, Any]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real content with every slip in it, each in a file of its own."""
    target = tmp_path_factory.mktemp("slips")
    for name in ("content", "docs"):
        shutil.copytree(ROOT / name, target / name)
    for slip in SLIPS:
        path = target / "content" / slip.file
        path.write_bytes(slip.edit(path.read_bytes()))
    assert len({slip.file for slip in SLIPS}) == len(SLIPS) >= 15
    return target


@pytest.fixture(scope="module")
def rows(project: Path) -> list[Row]:
    """What one run of ``check`` says, before anything is mended."""
    return check(project)


@pytest.fixture(scope="module")
def rows_after_fix(project: Path, rows: list[Row], tmp_path_factory: pytest.TempPathFactory) -> Any:
    copy = shutil.copytree(project, tmp_path_factory.mktemp("fixed") / "project")
    result = run_here("-m", "knowledge_base", "--content", copy / "content", "fix")
    assert result.returncode == 0 and "Traceback" not in result.stderr, result.stderr
    return copy, check(copy)


def check(project: Path) -> list[Row]:
    command = ("--content", project / "content", "check", "--format", "json")
    result = run_here("-m", "knowledge_base", *command)
    assert "Traceback" not in result.stdout + result.stderr, result.stderr
    assert result.returncode == 1
    found: list[Row] = json.loads(result.stdout)["problems"]
    return found


def of(rows: list[Row], slip: Slip) -> list[Row]:
    return [row for row in rows if row["path"] == f"content/{slip.file}"]


def names(slip: Slip) -> str:
    return slip.name


@pytest.mark.parametrize("slip", SLIPS, ids=names)
def test_the_slip_is_told_on_its_line_with_its_remedy(
    project: Path, rows: list[Row], slip: Slip
) -> None:
    found = [row for row in of(rows, slip) if row["rule"] == slip.rule]
    assert found, of(rows, slip)
    lines = (project / "content" / slip.file).read_bytes().decode("utf-8", "replace").split("\n")
    assert slip.line in (lines[found[0]["line"] - 1] if lines else "")
    assert slip.remedy in found[0]["hint"]["en"] + found[0]["message"]["en"]
    assert found[0]["message"]["zh"] != found[0]["message"]["en"]


def test_nothing_else_is_told(rows: list[Row]) -> None:
    """A slip may cost a field, which is then missing; no other file is blamed."""
    files = {f"content/{slip.file}" for slip in SLIPS}
    assert {row["path"] for row in rows} == files
    # A slip in a source text makes its translation lag, too.
    assert len([row for row in rows if row["rule"] != "translation-lags"]) <= len(SLIPS) + 3


@pytest.mark.parametrize("slip", SLIPS, ids=names)
def test_fix_mends_what_needs_no_decision_and_leaves_the_rest(
    project: Path, rows: list[Row], rows_after_fix: Any, slip: Slip
) -> None:
    fixed, after = rows_after_fix
    path = Path("content") / slip.file
    if slip.mended:
        assert of(after, slip) == []
        if slip.name == "unquoted no":
            assert '["no", ' in (fixed / path).read_text("utf-8")
        else:
            assert meaning(fixed / path) == meaning(ROOT / path)
    else:
        assert [row["rule"] for row in of(after, slip)] == [row["rule"] for row in of(rows, slip)]


def test_files_without_a_slip_say_the_same_after_fix(rows_after_fix: Any) -> None:
    fixed, _ = rows_after_fix
    touched = {f"content/{slip.file}" for slip in SLIPS}
    for path in sorted((ROOT / "content").rglob("*.yaml")):
        name = path.relative_to(ROOT).as_posix()
        if name not in touched:
            assert meaning(fixed / name) == meaning(path)
            assert comments(fixed / name) == comments(path)


def test_fix_has_nothing_left_to_do_the_second_time(rows_after_fix: Any) -> None:
    fixed, _ = rows_after_fix
    result = run_here("-m", "knowledge_base", "--content", fixed / "content", "fix")
    assert result.stdout.endswith("0 files mended\n"), result.stdout


def meaning(path: Path) -> object:
    document, _ = parse(path.name, path.read_text("utf-8"))
    assert document, path
    return document.data


def comments(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    return sorted(line.strip() for line in lines if line.lstrip().startswith("#"))
