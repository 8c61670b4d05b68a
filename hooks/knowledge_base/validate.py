"""Documents to typed models: pydantic judges, and every judgement gets our words and a place."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from knowledge_base.languages import CODES
from knowledge_base.problems import Problem, problem, suggest
from knowledge_base.source import Document, FieldPath

T = TypeVar("T")

# Without a cap, a file of ten thousand unknown keys would give as many messages.
MOST_PROBLEMS_A_FILE = 20

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
    "unquoted": "needs-quotes",
    "not_a_date": "not-a-date",
    "string_pattern_mismatch": "wrong-shape",
}


def validate(document: Document, adapter: TypeAdapter[T]) -> tuple[T | None, list[Problem]]:
    """Turn ``document`` into what ``adapter`` describes, or into the problems that prevent it."""
    try:
        return adapter.validate_python(document.data), []
    except ValidationError as error:
        schema = adapter.json_schema()
        details: list[Mapping[str, Any]] = list(error.errors(include_url=False))
        problems = [_one_problem(document, schema, detail) for detail in details]
        shown = problems[:MOST_PROBLEMS_A_FILE]
        if len(problems) > len(shown):
            rest = len(problems) - len(shown)
            shown.append(problem("and-more", document.value_place(()), count=rest))
        return None, shown


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
    place = document.value_place(path)
    value = detail["input"]
    if kind == "literal_error":
        choices = [part.strip(" '") for part in _choices(detail)]
        return problem(
            "unknown-choice", place, field=name, value=value,
            near=suggest(str(value), choices), choices=" · ".join(choices),
        )  # fmt: skip
    rule = _RULES.get(kind, "wrong-value")
    if rule == "too-few" and isinstance(value, str):
        rule = "empty-text"
    minimum = detail.get("ctx", {}).get("min_length", "")
    return problem(rule, place, field=name, value=value, minimum=minimum)


def fields_at(schema: Mapping[str, Any], path: FieldPath) -> Iterable[str]:
    """The names of the fields allowed at ``path`` of a model's JSON Schema."""
    node: Mapping[str, Any] = _resolved(schema, schema)
    for part in path:
        if isinstance(part, int):
            node = node.get("items", {})
        else:
            node = node.get("properties", {}).get(part, node.get("additionalProperties", {}))
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
