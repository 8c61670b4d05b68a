"""What the templates themselves name: the ids of sections, and the values inside words."""

import re
from functools import cache

from jinja2 import nodes

from knowledge_base.render import TEMPLATES, environment

_ID = re.compile(r"\bid=\"([a-z0-9-]+)\"|\{ *#([a-z0-9-]+) *\}|\bheading\(\"([a-z0-9-]+)\"")


@cache
def section_ids() -> frozenset[str]:
    """Every id that a template gives to an element of its own."""
    found = (match for text in _texts().values() for match in _ID.finditer(text))
    return frozenset(next(filter(None, match.groups())) for match in found)


@cache
def word_values() -> dict[str, frozenset[str]]:
    """By ``group.key``, the names of the values that every template gives to that word."""
    values: dict[str, frozenset[str]] = {}
    for text in _texts().values():
        for call in environment().parse(text).find_all(nodes.Call):
            if not isinstance(call.node, nodes.Name) or call.node.name != "word" or not call.args:
                continue
            name = call.args[0]
            if isinstance(name, nodes.Const):
                given = frozenset(keyword.key for keyword in call.kwargs)
                values[name.value] = values.get(name.value, given) & given
    return values


@cache
def _texts() -> dict[str, str]:
    paths = sorted(TEMPLATES.glob("*.j2"))
    return {path.name: path.read_text(encoding="utf-8") for path in paths}
