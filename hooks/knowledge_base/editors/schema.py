"""JSON Schema for editors' tools, made from the models and the words for contributors.

Lists of ids (entries, sources, facts ...) are in a file of their own, ``ids.schema.json``
(:mod:`knowledge_base.editors.ids`), so that a new entry changes that file only.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge_base.languages import CODES
from knowledge_base.model import ENTRY_MODELS, ID_OF, Model, Myth, Term
from knowledge_base.problems import LOCALE
from knowledge_base.reading.layout import SINGLE_FILES, adapter

# YAML language servers understand draft 7 and older.
DIALECT = "http://json-schema.org/draft-07/schema#"
IDS_FILE = "ids.schema.json"


def shapes() -> dict[str, Any]:
    """The shape of every kind of content file, by the name of its schema."""
    entries: dict[str, Any] = {str(kind): model for kind, model in ENTRY_MODELS.items()}
    single = {Path(file).stem: shape for file, shape in SINGLE_FILES.values()}
    return {**entries, "myth": Myth, "term": Term, **single}


def schemas() -> dict[str, str]:
    """The text of every schema file by its name, such as ``cause.schema.json``."""
    return {f"{name}.schema.json": as_text(schema(shape)) for name, shape in shapes().items()}


def schema(shape: Any) -> dict[str, Any]:
    """The JSON Schema (draft 7) of a model or type, with words in all languages."""
    made: dict[str, Any] = adapter(shape).json_schema(ref_template="#/definitions/{model}")
    definitions = made.pop("$defs", {})
    for node in (made, *definitions.values()):
        _describe(node)
    made = _for_editors(made)
    if definitions:
        made["definitions"] = _for_editors(definitions)
    return {"$schema": DIALECT, **made}


def description(model: str, field: str = "") -> str:
    """What a field (or model) is for, in all languages. Raises ``KeyError`` if not written."""
    writer = _writer(model, field)
    name = f"{writer}.{field}" if field else writer
    return " / ".join(_words("fields", code)[name] for code in CODES)


def choices(model: str, field: str) -> Mapping[str, tuple[str, ...]]:
    """What each choice of a field means, per language. Raises ``KeyError`` if not written."""
    name = f"{_writer(model, field)}.{field}"
    per_language = [_words("choices", code)[name] for code in CODES]
    return {choice: tuple(words[choice] for words in per_language) for choice in per_language[0]}


def as_text(made: Mapping[str, Any]) -> str:
    """A schema as the text of its file."""
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _describe(node: dict[str, Any]) -> None:
    model = node.pop("title", "")
    node.pop("description", None)  # the docstring, written for coders
    for field, value in node.get("properties", {}).items():
        value["description"] = description(model, field)
        if found := _words("examples").get(f"{_writer(model, field)}.{field}"):
            value["examples"] = found
        if "enum" in value:
            meanings = choices(model, field)
            value["enumDescriptions"] = [" / ".join(meanings[one]) for one in value["enum"]]


def _for_editors(node: Any) -> Any:
    """``node`` without what only pydantic or newer drafts use, ids as references to their list."""
    if isinstance(node, list):
        return [_for_editors(item) for item in node]
    if not isinstance(node, dict):
        return node
    # No file writes null: an optional field is left out.
    options = [option for option in node.get("anyOf", ()) if option != {"type": "null"}]
    if len(options) == 1:
        node = {**{key: value for key, value in node.items() if key != "anyOf"}, **options[0]}
    node = dict(node)
    if isinstance(node.get("title"), str) and "type" in node:
        del node["title"]  # of a field: its name in capitals
    if node.get("default", 0) in (None, [], {"causes": [], "actions": []}) or "$ref" in node:
        node.pop("default", None)
    if "patternProperties" in node:
        node["additionalProperties"] = False
    if kind := node.pop(ID_OF, None):
        node = {key: value for key, value in node.items() if key in ("description", "examples")}
        node["$ref"] = f"{IDS_FILE}#/definitions/{kind}"
    if "$ref" in node and len(node) > 1:  # draft 7 ignores what stands beside a reference
        node["allOf"] = [{"$ref": node.pop("$ref")}]
    return {key: _for_editors(value) for key, value in node.items()}


def _writer(model: str, field: str) -> str:
    """The class under whose name ``field`` is described: what classes share is written once."""
    for base in _models()[model].__mro__:
        name = f"{base.__name__}.{field}" if field else base.__name__
        if name in _words("fields", CODES[0]):
            return base.__name__
    return model


@cache
def _models() -> dict[str, type[Model]]:
    return {model.__name__: model for model in _below(Model)}


def _below(model: type[Model]) -> Iterator[type[Model]]:
    for child in model.__subclasses__():
        yield child
        yield from _below(child)


@cache
def _words(file: str, code: str = "") -> Mapping[str, Any]:
    text = (LOCALE / code / f"{file}.yaml").read_text(encoding="utf-8")
    words: dict[str, Any] = yaml.safe_load(text)
    return words
