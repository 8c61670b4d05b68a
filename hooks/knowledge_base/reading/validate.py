"""Documents to typed models: pydantic judges, and every judgement gets our words and a place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from knowledge_base.languages import CODES
from knowledge_base.problems import Problem, problem, suggest
from knowledge_base.reading.addresses import is_safe_address, url_in
from knowledge_base.reading.document import Document, FieldPath
from knowledge_base.reading.slips import FULL_WIDTH_COLON, NO_SPACE, OPENING_QUOTE
from knowledge_base.reading.source import MOST_PROBLEMS_A_FILE as MOST_PROBLEMS_A_FILE
from knowledge_base.reading.source import capped

T = TypeVar("T")

# pydantic's error types → our rules; the rest of the table is in _one_problem.
_RULES = {
    "string_type": "expected-text",
    "list_type": "expected-list",
    "dict_type": "expected-fields",
    "model_type": "expected-fields",
    "model_attributes_type": "expected-fields",
    "too_short": "too-few",
    "empty_text": "empty-text",
    "string_too_short": "empty-text",
    "too_long": "too-long",
    "string_too_long": "too-long",
    "unquoted": "needs-quotes",
    "not_a_date": "not-a-date",
    "string_pattern_mismatch": "wrong-shape",
}


def validate(document: Document, adapter: TypeAdapter[T]) -> tuple[T | None, list[Problem]]:
    """Turn ``document`` into what ``adapter`` describes, or into the problems that prevent it."""
    look = document.may_have_address
    unsafe = list(_addresses(document, document.data, ())) if look else []
    try:
        value = adapter.validate_python(document.data)
        return (None, capped(document.path, unsafe)) if unsafe else (value, [])
    except ValidationError as error:
        schema = adapter.json_schema()
        details: list[Mapping[str, Any]] = list(error.errors(include_url=False))
        shown = details[:MOST_PROBLEMS_A_FILE]
        problems = [*unsafe, *(_one_problem(document, schema, detail) for detail in shown)]
        return None, capped(document.path, problems, len(details) - len(shown))


def _addresses(document: Document, value: object, path: FieldPath) -> Iterator[Problem]:
    """Web addresses in text, and addresses of sources that a browser should not follow."""
    if isinstance(value, str):
        if path and path[-1] == "address":
            if not is_safe_address(value):
                yield problem("unsafe-address", document.value_place(path), value=value)
        elif found := url_in(value):
            yield problem("url-in-text", document.value_place(path), value=found)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _addresses(document, item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _addresses(document, item, (*path, index))


def _one_problem(
    document: Document, schema: Mapping[str, Any], detail: Mapping[str, Any]
) -> Problem:
    path: FieldPath = tuple(part for part in detail["loc"] if part != "[key]")
    name = ".".join(str(part) for part in path) or document.path
    kind = detail["type"]
    if kind == "missing":
        rule = "missing-language" if path[-1] in CODES else "missing-field"
        place = document.key_place(path[:-1])
        return problem(rule, place, field=name, key=path[-1])
    if kind == "extra_forbidden":
        near = suggest(str(path[-1]), fields_at(schema, path[:-1]))
        return problem("unknown-field", document.key_place(path), field=name, near=near)
    in_key = "[key]" in detail["loc"]
    place = document.key_place(path) if in_key else document.value_place(path)
    value = detail["input"]
    if kind == "literal_error" and not str(value).startswith(tuple(OPENING_QUOTE)):
        choices = [part.strip(" '") for part in _choices(detail)]
        return problem(
            "unknown-choice", place, field=name, value=value,
            near=suggest(str(value), choices), choices=" · ".join(choices),
        )  # fmt: skip
    if isinstance(value, str) and value[:1] and value[0] in OPENING_QUOTE:
        return problem("smart-quotes", place)
    rule = _RULES.get(kind, "wrong-value")
    if rule == "expected-fields":
        for slip, pattern in (
            ("full-width-colon", FULL_WIDTH_COLON),
            ("no-space-after-colon", NO_SPACE),
        ):
            if found := pattern.match(str(value)):
                where = replace(place, column=place.column + found.end() - 1)
                return problem(slip, where)
    if rule == "too-few" and isinstance(value, str):
        rule = "empty-text"
    limits = detail.get("ctx", {})
    return problem(
        rule, place, field=name, value=value,
        minimum=limits.get("min_length", ""), limit=limits.get("max_length", ""),
        length=len(value) if isinstance(value, str | list) else "",
    )  # fmt: skip


def fields_at(schema: Mapping[str, Any], path: FieldPath) -> Iterable[str]:
    """The names of the fields allowed at ``path`` of a model's JSON Schema."""
    node: Mapping[str, Any] = _resolved(schema, schema)
    for part in path:
        if isinstance(part, int):
            node = node.get("items", {})
        else:
            others = node.get("additionalProperties", {})
            for patterned in node.get("patternProperties", {}).values():
                others = patterned
            node = node.get("properties", {}).get(part, others)
        node = _resolved(schema, node if isinstance(node, Mapping) else {})
    return list(node.get("properties", {}))


def _resolved(schema: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    for option in node.get("anyOf", ()):
        if option.get("type") != "null":
            node = option
            break
    if "$ref" in node:
        found: Mapping[str, Any] = schema["$defs"][node["$ref"].rsplit("/", 1)[1]]
        return found
    return node


def _choices(detail: Mapping[str, Any]) -> list[str]:
    expected: str = detail["ctx"]["expected"]
    return expected.replace(" or ", ", ").split(",")
