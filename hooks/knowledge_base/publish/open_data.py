"""The open data in ``data/v1/``: every table as JSON and CSV, and a JSON file per entry.

The version in the path is of the shape: a change that would break a reader of the data
gets a new folder. New fields may appear at any time.
"""

import datetime
import json
from collections.abc import Iterator, Mapping
from functools import cache, partial
from os import SEEK_END
from tempfile import TemporaryFile
from typing import Any, cast
from weakref import finalize

from pydantic import TypeAdapter

from knowledge_base.catalog import Catalog
from knowledge_base.digest import digest
from knowledge_base.looks import looks
from knowledge_base.model import FOLDERS, ID_OF, KINDS, Entry, Move
from knowledge_base.output import Output, Pieces, joined
from knowledge_base.publish.rows import EntryFile, MovedFile, Text
from knowledge_base.publish.spreadsheet import csv_head, csv_rows
from knowledge_base.publish.tables import TABLES, both, counts, data_path, pages, plain
from knowledge_base.record import Record

FOLDER = "data/v1/"
LICENCE = "CC-BY-4.0"  # by its SPDX name
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def open_data(catalog: Catalog, site_url: str) -> Iterator[Output]:
    """Every file of the open data."""
    notice = notices(catalog)
    for name in TABLES:
        for file, pieces in _files(catalog, name, notice).items():
            made_of = digest(catalog.shared_digest, pieces.on, pieces.made_of)
            yield joined(f"{FOLDER}{file}", made_of, pieces)
    for record in catalog.published():
        path = FOLDER + data_path(record.kind, record.id)
        of = f"{catalog.shared_digest} {record.digest} {catalog.linked[record.reference]}"
        yield Output(path, of, partial(_entry, catalog, record, notice))
    for moved in catalog.moves.values():
        if moved.kind in FOLDERS:
            path = FOLDER + data_path(moved.kind, moved.id)
            yield Output(path, catalog.shared_digest, partial(_moved, moved, notice))
    for path in schema_paths():
        yield Output(FOLDER + path, "", partial(_schema_at, path))
    index = partial(_index, catalog, site_url, notice)
    yield Output(f"{FOLDER}index.json", digest(catalog.cards, site_url), index)


def notices(catalog: Catalog) -> Text:
    """What must be read with the data, in each language: no promise, what is not what."""
    words = catalog.reference.words
    parts = [words["notice"]["no_promise"], words["notice"]["three_systems"]]
    parts += [words["notice"]["legal"], words["site"]["independent"]]
    zh = "".join(plain(part.zh) for part in parts)
    return {"zh": zh, "en": " ".join(plain(part.en) for part in parts)}


def last_reviewed(catalog: Catalog) -> datetime.date | None:
    """When anything was last looked at; ``None`` while nothing is published."""
    return max((looks(page).last for page in catalog.pages()), default=None)


def _files(catalog: Catalog, name: str, notice: Text) -> Mapping[str, Pieces]:
    """A table as JSON with a row a line, quick to write and easy to compare, and as CSV."""
    table = TABLES[name]
    records: list[Record[Any] | None] = [None]
    if table.of_record:
        records = [*table.records(catalog)]
    aside, made = TemporaryFile(), dict[int, tuple[int, int]]()  # noqa: SIM115 (closed below)

    def part(file: int, number: int) -> str:
        # Both files ask, one after the other. What the second will is kept, but not in memory.
        if number in made:
            start, length = made.pop(number)
            aside.seek(start)
            return aside.read(length).decode("utf-8")
        found = list(table.rows_of(catalog, records[number]))
        both = ",\n".join(map(_encode, found)), csv_rows(table.row, found)
        made[number] = aside.seek(0, SEEK_END), aside.write(both[1 - file].encode("utf-8"))
        return both[file]

    finalize(part, aside.close)
    made_of = [each.made_of if each else catalog.shared_digest for each in records]
    head = json.dumps({"notice": notice, "licence": LICENCE}, ensure_ascii=False)
    begin, end = f'{head[:-1]}, "rows": [\n', "\n]}\n"
    on, names = catalog.roll, csv_head(table.row)
    return {
        f"{name}.json": Pieces(f"{name}.json", on, begin, made_of, partial(part, 0), ",\n", end),
        f"{name}.csv": Pieces(f"{name}.csv", on, names, made_of, partial(part, 1), "", ""),
    }


@cache
def schemas() -> Mapping[str, str]:
    """The JSON Schema of each JSON file of the data, by path."""
    shapes: dict[str, Any] = {"entry": EntryFile, "moved-entry": MovedFile}
    found = {name: _schema(shape) for name, shape in shapes.items()}
    for name, table in TABLES.items():
        schema = _schema(list[table.row])  # type: ignore[name-defined]
        definitions = schema.pop("$defs")
        definitions["Text"] = TypeAdapter(Text).json_schema()
        text = {"$ref": "#/$defs/Text"}
        found[name] = {
            "type": "object",
            "properties": {"notice": text, "licence": {"type": "string"}, "rows": schema},
            "required": ["notice", "licence", "rows"],
            "$defs": definitions,
        }
    return {
        f"schema/{name}.schema.json": _compact({"$schema": DIALECT, **schema})
        for name, schema in found.items()
    }


def schema_paths() -> list[str]:
    """The paths of the schemas; to make them takes longer."""
    return [f"schema/{name}.schema.json" for name in ("entry", "moved-entry", *TABLES)]


def _schema_at(path: str) -> str:
    return schemas()[path]


def _entry(catalog: Catalog, record: Record[Entry], notice: Text) -> str:
    linked = {kind: [link.target.id for link in catalog.neighbours(record, kind)] for kind in KINDS}
    head = {
        "notice": notice,
        "licence": LICENCE,
        "kind": record.kind,
        "id": record.id,
        "page": pages(record.kind, record.id),
        "linked": linked,
    }
    entry = record.entry.model_dump_json()
    for _, text in record.texts:
        for value in (text.zh, text.en):
            if (shown := plain(value)) is not value:
                entry = entry.replace(_encode(value), _encode(shown))
    return f'{_encode(head)[:-1]},"entry":{entry}}}\n'


def _moved(record: Record[Move], notice: Text) -> str:
    move, target = record.entry, record.entry.target()
    data: MovedFile = {
        "notice": notice,
        "licence": LICENCE,
        "kind": record.kind,
        "id": record.id,
        "status": "moved" if target else "retired",
        "to": move.to,
        "to_data": data_path(*target) if target and target[0] in FOLDERS else None,
        "date": move.date.isoformat(),
        "reason": both(move.reason),
    }
    return _compact(data)


def _index(catalog: Catalog, site_url: str, notice: Text) -> str:
    words = catalog.reference.words
    rows = counts(catalog)
    date = last_reviewed(catalog)
    tables = {
        name: {
            "about": both(words["data"][name]),
            "rows": rows[name],
            "json": f"{name}.json",
            "csv": f"{name}.csv",
            "schema": f"schema/{name}.schema.json",
        }
        for name in TABLES
    }
    index = {
        "name": both(words["site"]["name"]),
        "about": both(words["site"]["description"]),
        "notice": notice,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "site": site_url or None,
        "last_reviewed": date.isoformat() if date else None,
        "tables": tables,
        "entry_files": {kind: f"{FOLDERS[kind]}/{{id}}.json" for kind in KINDS},
        "entry_schema": "schema/entry.schema.json",
        "moved_entry_schema": "schema/moved-entry.schema.json",
    }
    return json.dumps(index, ensure_ascii=False, indent=2) + "\n"


def _schema(shape: Any) -> dict[str, Any]:
    schema = TypeAdapter(shape).json_schema(mode="serialization")
    return cast(dict[str, Any], _for_readers(schema))


def _for_readers(node: Any) -> Any:
    """A schema without what is for editors' tools only."""
    if isinstance(node, list):
        return [_for_readers(each) for each in node]
    if isinstance(node, dict):
        return {key: _for_readers(value) for key, value in node.items() if key != ID_OF}
    return node


def _compact(value: object) -> str:
    return _encode(value) + "\n"


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
