"""What the templates themselves name: ids of sections, words, and the values inside words."""

import re
from collections.abc import Mapping
from functools import cache
from typing import TypeGuard, get_args

from jinja2 import nodes

from knowledge_base import order
from knowledge_base.lists.changes import ChangeKind
from knowledge_base.model import entries, fields, reference
from knowledge_base.templating import TEMPLATES, environment

# Words that others than our own templates ask for: the theme's, the navigation, feeds.
THEME_WORDS = (
    "site.name", "site.description", "site.independent", "site.licence", "site.switch",
    "site.language", "nav.more", "nav.whole", "search.suggestions", "label.permalink",
    "feedback.title", "feedback.mail", "feedback.report", "feedback.edit", "feedback.privacy",
    "feedback.permalink",
    "map.picture", "label.in_glossary",
    "calendar.name", "calendar.due", "llms.certainty", "llms.quote", "llms.pages",
    "not_found.title", "not_found.text", "not_found.home",
    "frame.menu", "frame.close_menu", "frame.close_search", "frame.path", "frame.site_menu",
    "frame.colours", "frame.colours_device", "frame.colours_light", "frame.colours_dark",
    "frame.slash", "frame.offline",
    "date.about", "date.onwards", "date.until", "date.undated",
)  # fmt: skip
# Pages that list, besides the hubs of entries.
LISTINGS = (
    "myth", "term", "question", "fact", "source", "map", "keywords", "plan", "changes", "data",
    "rules",
)  # fmt: skip
# Values of fields that pages show in words: the group in words.yaml, and the values.
VALUE_WORDS: Mapping[str, tuple[str, ...]] = {
    "certainty": get_args(fields.Certainty),
    "urgency": get_args(fields.Urgency),
    "source_type": get_args(fields.SourceType),
    "scope": get_args(fields.Scope),
    "outcome": get_args(fields.Outcome),
    "effect": get_args(entries.Effect),
    "effort": get_args(entries.Effort),
    "time": get_args(entries.TimeKind),
    "recurring": get_args(entries.Recurring),
    "confidence": get_args(reference.Confidence),
    "change": get_args(ChangeKind),
    "answer": ("yes", "unsure", "no"),
    "kind": (*get_args(entries.Kind), *LISTINGS, "home"),
    "facet": ("dimension", "area", "urgency", "effort", "evidence"),
    "kind_one": (*get_args(entries.Kind), "myth"),
    "hub": (*get_args(entries.Kind), *LISTINGS),
    "plan_group": get_args(order.PlanGroup),
}

_ID = re.compile(r"\bid=\"([a-z0-9-]+)\"|\{ *#([a-z0-9-]+) *\}|\bheading\(\"([a-z0-9-]+)\"")


@cache
def section_ids() -> frozenset[str]:
    """Every id that a template gives to an element of its own."""
    found = (match for text in _texts().values() for match in _ID.finditer(text))
    return frozenset(next(filter(None, match.groups())) for match in found)


@cache
def required_words() -> frozenset[str]:
    """The ``group.key`` of every word that the templates ask for by a fixed name."""
    found: set[str] = set()
    for tree in _trees():
        for call in tree.find_all(nodes.Call):
            found |= {each.value for each in call.args if _names_a_word(each)}
    found |= {f"{group}.{value}" for group, values in VALUE_WORDS.items() for value in values}
    return frozenset(found.union(THEME_WORDS))


def _names_a_word(node: nodes.Expr) -> TypeGuard[nodes.Const]:
    """Whether an argument is the name of a word: they alone look like ``group.key``."""
    if not isinstance(node, nodes.Const) or not isinstance(node.value, str):
        return False
    return re.fullmatch(r"[a-z_]+\.[a-z_]+", node.value) is not None


@cache
def word_values() -> dict[str, frozenset[str]]:
    """By ``group.key``, the names of the values that every template gives to that word."""
    values: dict[str, frozenset[str]] = {}
    for tree in _trees():
        for call in tree.find_all(nodes.Call):
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


@cache
def _trees() -> list[nodes.Template]:
    return [environment().parse(text) for text in _texts().values()]
