"""The open data: valid by its own schemas, complete, and safe to open in a spreadsheet."""

import csv
import io
import json
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import GARDEN, ROOT
from jsonschema import Draft202012Validator, FormatChecker
from selectolax.lexbor import LexborHTMLParser

from knowledge_base.catalog import Catalog
from knowledge_base.knowledge import load_and_check
from knowledge_base.publish import published_files
from knowledge_base.publish.open_data import FOLDER, schemas
from knowledge_base.publish.rows import EntryRow
from knowledge_base.publish.spreadsheet import as_csv
from knowledge_base.publish.tables import TABLES, counts


def catalog(root: Path) -> Catalog:
    found, problems = load_and_check(root / "content")
    assert found and not problems
    return found


@pytest.fixture(scope="module", params=[ROOT, GARDEN], ids=["real", "garden"])
def root(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def files(root: Path) -> dict[str, str]:
    found = published_files(catalog(root), "")
    return {name.removeprefix(FOLDER): text for name, text in found if name.startswith(FOLDER)}


def validator(name: str) -> Draft202012Validator:
    schema = json.loads(schemas()[f"schema/{name}.schema.json"])
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_valid_by_its_schema(files: dict[str, str], name: str) -> None:
    validator(name).validate(json.loads(files[f"{name}.json"]))


def test_a_row_of_another_shape_is_not_valid(files: dict[str, str]) -> None:
    data = json.loads(files["claims.json"])
    data["rows"][0]["certainty"] = "certain"
    assert not validator("claims").is_valid(data)
    del data["rows"][0]["certainty"]
    assert not validator("claims").is_valid(data)


def test_every_published_entry_has_a_valid_file_and_drafts_have_none(
    files: dict[str, str], root: Path
) -> None:
    entry, moved = validator("entry"), validator("moved-entry")
    published = {(row["kind"], row["id"]) for row in rows(files, "entries")}
    assert published == {record.reference for record in catalog(root).published()}
    for row in rows(files, "entries"):
        data = json.loads(files[row["data"]])
        entry.validate(data)
        assert (data["kind"], data["id"]) == (row["kind"], row["id"])
    others = [n for n in files if n.split("/")[0] in ("causes", "impacts", "actions")]
    gone = set(others) - {row["data"] for row in rows(files, "entries")}
    for name in gone:
        moved.validate(json.loads(files[name]))
    assert "draft-cause" not in "".join(files.values())


def test_old_addresses_answer_in_the_data_too() -> None:
    found = dict(published_files(catalog(GARDEN), ""))
    moved = json.loads(found["data/v1/causes/too-wet.json"])
    assert (moved["status"], moved["to_data"]) == ("moved", "causes/overwatering.json")
    retired = json.loads(found["data/v1/actions/sing-to-it.json"])
    assert (retired["status"], retired["to"]) == ("retired", None)


@pytest.mark.parametrize("name", TABLES)
def test_csv_says_the_same_as_json(files: dict[str, str], name: str) -> None:
    text = files[f"{name}.csv"]
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    table = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(table) == len(rows(files, name))
    for cells, row in zip(table, rows(files, name), strict=True):
        for column, value in row.items():
            if isinstance(value, dict):
                for code, inner in value.items():
                    assert shown(inner) == cells[f"{column}_{code}"].removeprefix("'")
            elif f"{column}_zh" not in cells:
                assert shown(value) == cells[column].removeprefix("'")


def test_counts_on_the_page_are_those_of_the_tables(files: dict[str, str], root: Path) -> None:
    assert counts(catalog(root)) == {name: len(rows(files, name)) for name in TABLES}
    index = json.loads(files["index.json"])
    for name, table in index["tables"].items():
        assert table["rows"] == len(rows(files, name))
        assert {table["json"], table["csv"], table["schema"]} <= set(files)


def test_every_json_file_carries_licence_and_notice(files: dict[str, str]) -> None:
    for name, text in files.items():
        if name.endswith(".json") and not name.startswith("schema/"):
            data = json.loads(text)
            assert data["licence"] == "CC-BY-4.0" and data["notice"]["zh"] and data["notice"]["en"]


def test_paths_in_the_data_lead_to_pages_and_sections(site: Path) -> None:
    trees: dict[str, LexborHTMLParser] = {}
    for name in ("entries", "claims", "sources", "facts", "glossary", "myths"):
        for row in json.loads((site / FOLDER / f"{name}.json").read_text("utf-8"))["rows"]:
            for path in row["page"].values():
                page, _, anchor = path.partition("#")
                if page not in trees:
                    trees[page] = LexborHTMLParser((site / page / "index.html").read_text("utf-8"))
                assert not anchor or trees[page].css_first(f'[id="{anchor}"]'), path


@pytest.mark.parametrize("start", ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＠x"])
def test_no_cell_begins_like_a_formula(start: str) -> None:
    garden = catalog(GARDEN)
    row = next(TABLES["entries"].rows_of(garden, garden.published()[0]))
    row["title"] = {"zh": start, "en": f'{start} "quoted", and\nmore'}
    text = as_csv(EntryRow, [row]).removeprefix("\ufeff")
    (cells,) = list(csv.DictReader(io.StringIO(text, newline="")))
    assert cells["title_zh"] == f"'{start}"
    assert cells["title_en"] == f'\'{start} "quoted", and\nmore'


def test_text_is_plain(files: dict[str, str]) -> None:
    for name, text in files.items():
        assert "](cause:" not in text and "](action:" not in text, name


def test_the_files_are_the_same_each_time(root: Path) -> None:
    assert list(published_files(catalog(root), "")) == list(published_files(catalog(root), ""))


def rows(files: dict[str, str], name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(files[f"{name}.json"])["rows"]
    return found


def shown(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)


def test_what_is_published_costs_little() -> None:
    known = catalog(ROOT)
    dict(published_files(known, ""))  # schemas and templates are made once
    start = time.process_time()
    dict(published_files(known, ""))
    spent = time.process_time() - start
    start = time.process_time()
    load_and_check(ROOT / "content")
    assert spent < (time.process_time() - start) / 4
