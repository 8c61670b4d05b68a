"""Snippets for VS Code, made from the models: a new entry with every required field."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge_base.editors.schema import description, schema, shapes
from knowledge_base.languages import CODES
from knowledge_base.model import Claim, Source, Step

# Kinds of file that people add, and the parts of an entry that they add most often.
KINDS = ("cause", "impact", "action", "myth", "term")
PARTS: Mapping[str, tuple[Any, str]] = {
    "source": (Source, "{id}:\n  "),
    "claim": (Claim, "- "),
    "step": (Step, "- "),
}
# The editor fills in the day.
_TODAY = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
# The order of an entry where it differs from the models', which name what is shared first.
_FIRST = ("status", "title", "belief", "summary", "truth", "aliases")
_LAST = ("reviewed", "review_by")


def snippets() -> str:
    """The text of the ``.code-snippets`` file."""
    made: dict[str, Any] = {}
    for kind in KINDS:
        model = shapes()[kind]
        line = f"# yaml-language-server: $schema=../../schema/{kind}.schema.json"
        body = [line.replace("$", "\\$"), *_Writer(schema(model)).fields()]
        made[kind] = _snippet(kind, model, body)
    for name, (model, start) in PARTS.items():
        writer = _Writer(schema(model))
        first = start.replace("{id}", writer.stop("id")) if "{id}" in start else start
        lines = list(writer.fields())
        indent = "  "
        body = f"{first}{lines[0]}".split("\n") + [indent + line for line in lines[1:]]
        made[name] = _snippet(name, model, body)
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _snippet(name: str, model: Any, body: list[str]) -> dict[str, Any]:
    return {
        "scope": "yaml",
        "prefix": f"kb-{name}",
        "description": description(model.__name__),
        "body": body,
    }


class _Writer:
    """Writes a schema's required fields as YAML with numbered places to fill in."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self.root = root
        self.count = 0

    def stop(self, text: str) -> str:
        """A place to fill in, with ``text`` selected when the cursor comes to it."""
        self.count += 1
        shown = text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
        return f"${{{self.count}:{shown}}}"

    def fields(self) -> Iterator[str]:
        """The lines of the whole model."""
        return self._fields(self.root)

    def _fields(self, node: Mapping[str, Any]) -> Iterator[str]:
        required = list(node["required"])
        if "certainty" in required:  # one grade only may do without sources
            required.insert(required.index("certainty") + 1, "sources")
        for name in sorted(required, key=_position):
            value = node["properties"][name]
            lines = list(self._value(name, value))
            if len(lines) == 1:
                yield f"{name}: {lines[0]}"
            else:
                yield f"{name}:"
                yield from (f"  {line}" for line in lines)

    def _value(self, name: str, value: Mapping[str, Any]) -> Iterator[str]:
        words = value.get("description", name).split(" / ")
        reference = _reference(value)
        node = self._resolved(value)
        if reference and not reference.startswith("#"):
            yield self.stop(reference.rsplit("/", 1)[1])
        elif "enum" in node:
            self.count += 1
            yield f"${{{self.count}|{','.join(node['enum'])}|}}"
        elif node.get("type") == "array":
            item = {**node["items"]}
            item.setdefault("description", value.get("description", name))
            lines = list(self._value(name, item))
            if len(lines) == 1:
                yield f"[{lines[0]}]"
            else:
                yield from [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]
        elif set(node.get("properties", ())) == set(CODES):
            for code, text in zip(CODES, words, strict=True):
                quoted = f'"{self.stop(_inside_quotes(text))}"'
                is_list = node["properties"][code].get("type") == "array"
                yield f"{code}: [{quoted}]" if is_list else f"{code}: {quoted}"
        elif "properties" in node:
            yield from self._fields(node)
        elif node.get("format") == "date":
            yield _TODAY if name == "date" else self.stop(value.get("examples", ["2026"])[0])
        else:
            yield self.stop(value.get("examples", [name])[0])

    def _resolved(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        reference = _reference(value)
        if reference and reference.startswith("#"):
            found: Mapping[str, Any] = self.root["definitions"][reference.rsplit("/", 1)[1]]
            return found
        return value


def _position(field: str) -> int:
    return _FIRST.index(field) if field in _FIRST else len(_FIRST) + (field in _LAST)


def _reference(value: Mapping[str, Any]) -> str:
    """Where the node refers to, or nothing; see :mod:`.schema` on ``allOf``."""
    inner = value.get("allOf", [value])[0]
    found: str = inner.get("$ref", "")
    return found


def _inside_quotes(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
