"""The table of all fields, for people who write in a web editor: ``FIELDS.md``."""

from collections.abc import Iterator, Mapping
from typing import Any

from knowledge_base.editors.schema import choices, description, schema, shapes
from knowledge_base.github.asks import words_of
from knowledge_base.languages import CODES

# Kinds of file that people write, in the order of the page.
_KINDS = ("cause", "impact", "action", "myth", "term")


def field_table() -> str:
    """The Markdown text: a table a kind of file, and one for each part that they share."""
    lines = [
        "<!-- scripts/export_schema.py makes this file from the models; do not edit by hand. -->",
        "",
        f"# {words_of('table', 'title')}",
        "",
        words_of("table", "intro"),
    ]
    parts: dict[str, Mapping[str, Any]] = {}
    for kind in _KINDS:
        model = shapes()[kind]
        made = schema(model)
        parts |= made["definitions"]
        lines += ["", *_section(model.__name__, made, f"`{kind}`")]
    source = schema(shapes()["sources"])["definitions"]
    parts |= source
    for name in sorted(parts):
        lines += ["", *_section(name, parts[name], name)]
    return "\n".join(lines) + "\n"


def _section(model: str, node: Mapping[str, Any], title: str) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield description(model)
    yield ""
    yield f"| {words_of('table', 'field')} | {words_of('table', 'meaning')} |"
    yield "|--|--|"
    for field, value in node["properties"].items():
        must = " \\*" if field in node.get("required", ()) else ""
        yield f"| `{field}`{must}{_leads_to(value)} | {_cell(_meaning(model, field, value))} |"


def _meaning(model: str, field: str, value: Mapping[str, Any]) -> str:
    text = description(model, field).replace(" / ", "<br>")
    if "enum" in value:
        for choice, meanings in choices(model, field).items():
            text += f"<br>`{choice}`: " + " / ".join(meanings)
    if examples := value.get("examples"):
        shown = examples[0]
        if isinstance(shown, str):
            text += f"<br>{words_of('table', 'example')}: `{shown}`"
        elif isinstance(shown, dict) and set(shown) == set(CODES):
            values = " / ".join(str(shown[code]) for code in CODES if isinstance(shown[code], str))
            text += f"<br>{words_of('table', 'example')}: {values}" if values else ""
    return text


def _leads_to(value: Mapping[str, Any]) -> str:
    """The part that the field is made of, as a link to its table."""
    inner = value.get("items", value)
    reference: str = inner.get("allOf", [inner])[0].get("$ref", "")
    if not reference.startswith("#/definitions/"):
        return ""
    name = reference.rsplit("/", 1)[1]
    return f" → [{name}](#{name.lower()})"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("[", "\\[")
