"""A new file with every field that it needs, each with a comment on what it is for.

Made from the schema that editors use, so it names what the model names.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge_base.checks.editing import TODO
from knowledge_base.contribute.order import key_order
from knowledge_base.editors.schema import schema, shapes
from knowledge_base.languages import CODES

# The most careful choices: a skeleton claims nothing.
_CAREFUL = {"certainty": "reported", "outcome": "unclear", "by": "editors", "status": "draft"}
# Fields that the command asks for.
Answers = Mapping[str, str]


def skeleton(kind: str, answers: Answers, today: str, review_by: str) -> str:
    """The text of a new file of ``kind``.

    ``answers`` gives values by field, as in ``title.zh``; what it lacks is marked TODO, or
    has its first choice. What may be left out is there as a comment.
    """
    model = shapes()[kind]
    writer = _Writer(schema(model), {**_CAREFUL, "date": today, "review_by": review_by, **answers})
    lines = [f"# yaml-language-server: $schema=../../schema/{kind}.schema.json"]
    for name in key_order(model):
        lines += writer.field(name)
    return "\n".join(lines) + "\n"


class _Writer:
    """Writes the fields of one schema as YAML."""

    def __init__(self, root: Mapping[str, Any], answers: Answers) -> None:
        self.root = root
        self.answers = answers

    def field(self, name: str) -> Iterator[str]:
        """A field of the file itself, with its comment; commented out if it is optional."""
        node = self.root["properties"][name]
        yield f"# {node['description']}"
        if "enum" in self._resolved(node):
            yield f"#   {' | '.join(self._resolved(node)['enum'])}"
        if name in self.root["required"]:
            yield from _joined(name, list(self._value(name, node)))
        else:
            yield f"# {name}:"

    def _value(self, name: str, node: Mapping[str, Any]) -> Iterator[str]:
        """The value at the path ``name``: one line, or several to be indented."""
        last = name.rpartition(".")[2]
        described = node.get("description", last)
        inner = self._resolved(node)
        if "properties" not in inner and (answer := self._answer(name)):
            yield _quoted(answer)
        elif "enum" in inner:
            yield inner["enum"][0]
        elif inner.get("type") == "array":
            item = {"description": described, **inner["items"]}
            lines = list(self._value(name, item))
            if len(lines) == 1:
                yield f"[{lines[0]}]"
            else:
                yield from [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]
        elif set(inner.get("properties", ())) == set(CODES):
            for code, text in zip(CODES, described.split(" / "), strict=False):
                is_list = inner["properties"][code].get("type") == "array"
                answer = self.answers.get(f"{name}.{code}")
                value = _quoted(answer or f"{TODO} {text}")
                yield f"{code}: [{value}]" if is_list else f"{code}: {value}"
        elif "properties" in inner:
            for key in _needed(inner):
                lines = list(self._value(f"{name}.{key}", inner["properties"][key]))
                yield from _joined(key, lines)
        else:
            yield _placeholder(last, inner)

    def _answer(self, name: str) -> str | None:
        return self.answers.get(name) or self.answers.get(name.rpartition(".")[2])

    def _resolved(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        """The node that ``node`` refers to within this schema, or itself."""
        inner = node.get("allOf", [node])[0]
        reference: str = inner.get("$ref", "")
        if reference.startswith("#/definitions/"):
            found: Mapping[str, Any] = self.root["definitions"][reference.rsplit("/", 1)[1]]
            return found
        return inner if isinstance(inner, Mapping) else node


def _needed(node: Mapping[str, Any]) -> list[str]:
    required = list(node["required"])
    if "certainty" in required:  # one grade only may do without sources
        required.insert(required.index("certainty") + 1, "sources")
    return required


def _placeholder(name: str, node: Mapping[str, Any]) -> str:
    reference = node.get("$ref", "").rsplit("/", 1)[-1]
    if reference == "fact" or name == "facts":
        return "F-TODO-00"
    if node.get("format") == "date" or name == "as_of":
        return '"2000"' if name == "as_of" else "2000-01-01"
    return TODO.lower()


def _joined(name: str, lines: list[str]) -> list[str]:
    return [f"{name}: {lines[0]}"] if len(lines) == 1 else [f"{name}:", *(f"  {x}" for x in lines)]


def _quoted(text: str) -> str:
    """Text in double quotes; ids, dates and choices need none."""
    plain = text.isascii() and text.replace("-", "").replace("_", "").isalnum()
    return text if plain else json.dumps(text, ensure_ascii=False)
