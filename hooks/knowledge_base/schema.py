"""JSON Schema for editors' tools, made from the models and the field descriptions."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge_base.content import SINGLE_FILES, adapter
from knowledge_base.languages import CODES
from knowledge_base.model import ENTRY_MODELS, Entry, Myth, Reviewed, Term
from knowledge_base.problems import LOCALE

# YAML language servers understand draft 7 and older.
DIALECT = "http://json-schema.org/draft-07/schema#"


def schemas() -> dict[str, str]:
    """The text of every schema file by its name, such as ``cause.schema.json``."""
    shapes: dict[str, Any] = {
        "myth": Myth,
        "term": Term,
        **{str(k): m for k, m in ENTRY_MODELS.items()},
    }
    shapes |= {Path(file).stem: shape for file, shape in SINGLE_FILES.values()}
    return {f"{name}.schema.json": _as_text(_schema(shape)) for name, shape in shapes.items()}


def description(model: str, field: str = "") -> str:
    """What a field (or model) is for, in all languages. Raises ``KeyError`` if not written."""
    name = f"{model}.{field}" if field else model
    return " / ".join(_descriptions(code)[name] for code in CODES)


def _schema(shape: Any) -> dict[str, Any]:
    schema: dict[str, Any] = adapter(shape).json_schema()
    _describe(schema)
    for definition in schema.get("$defs", {}).values():
        _describe(definition)
    return {"$schema": DIALECT, **schema}


def _describe(schema: dict[str, Any]) -> None:
    model = schema.pop("title", "")
    schema.pop("description", None)  # the docstring, written for coders
    for field, value in schema.get("properties", {}).items():
        value.pop("title", None)
        value["description"] = description(_owner(model, field), field)
        if "$ref" in value:  # draft 7 ignores what stands beside a reference
            value["allOf"] = [{"$ref": value.pop("$ref")}]


def _owner(model: str, field: str) -> str:
    """The class whose description of ``field`` holds: what entries share is written once."""
    shared = {**Reviewed.model_fields, **Entry.model_fields}
    return "Entry" if field in shared and model in _REVIEWED else model


_REVIEWED = {model.__name__ for model in (*ENTRY_MODELS.values(), Myth)}


@cache
def _descriptions(code: str) -> Mapping[str, str]:
    text = (LOCALE / code / "fields.yaml").read_text(encoding="utf-8")
    descriptions: dict[str, str] = yaml.safe_load(text)
    return descriptions


def _as_text(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
