"""The words of every message, in each language, from ``locale/<language>/links.yaml``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from knowledge_base.languages import CODES
from knowledge_base.links.records import Code

LOCALE = Path(__file__).parent.parent / "locale"

# A data: URL may be megabytes long; a message only needs enough of it to find it.
_LONGEST_VALUE = 100


def message(code: Code, near: str = "", **values: object) -> str:
    """What is wrong, and what was probably meant if ``near`` is known; all languages."""
    said = []
    for language in CODES:
        words = wordings(language)
        template = words[code]["message"]
        text = template.format_map(_shown(near=near, **values))
        if near and "{near}" not in template:
            text += words["nearest"]["message"].format_map(_shown(near=near))
        said.append(text)
    return " / ".join(said)


def rule(code: Code) -> str:
    """The rule that a problem with ``code`` breaks; all languages."""
    return " / ".join(wordings(language)[code]["rule"] for language in CODES)


def sentence(key: str, **values: object) -> str:
    """A sentence of the checker about itself; all languages."""
    shown = _shown(**values)
    return " / ".join(wordings(language)[key]["message"].format_map(shown) for language in CODES)


@cache
def wordings(language: str) -> Mapping[str, Mapping[str, str]]:
    """All wordings of one language, keyed by code."""
    text = (LOCALE / language / "links.yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str]] = yaml.safe_load(text)
    return loaded


def _shown(**values: object) -> dict[str, str]:
    return {name: _printable(str(value)) for name, value in values.items()}


def _printable(value: str) -> str:
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in value[:200])
    return shown if len(shown) <= _LONGEST_VALUE else shown[:_LONGEST_VALUE] + "…"
