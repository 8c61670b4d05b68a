"""Every rule with its words and, where it can be shown, a right and a wrong example.

Both the page of rules and the command that explains one are made from this, and a test
puts each example through the real check.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from markupsafe import Markup

from knowledge_base.languages import CODES
from knowledge_base.problems import LOCALE, about, rules_known

# Where an example belongs that does not say otherwise.
ENTRY = "causes/overwatering.yaml"


@dataclass(frozen=True)
class Example:
    """A right and a wrong way to write something.

    ``file`` is where in a content folder it stands. ``is_name`` means that the two are names
    of the file itself; ``encoding`` is how the wrong text is saved, when that is what is wrong.
    """

    file: str
    right: str
    wrong: str
    is_name: bool = False
    encoding: str = ""

    @property
    def shown_wrong(self) -> str:
        """The wrong text with what nobody could see spelt out."""
        return "".join(c if c.isprintable() or c == "\n" else _spelt(c) for c in self.wrong)

    @property
    def wrong_block(self) -> Markup:
        """The wrong text as a block of HTML."""
        return _block(self.shown_wrong)

    @property
    def right_block(self) -> Markup:
        """The right text as a block of HTML."""
        return _block(self.right)


@dataclass(frozen=True)
class Rule:
    """A rule in the words of one language; what differs each time is an ellipsis."""

    id: str
    message: str
    hint: str
    example: Example | None


def rules(code: str) -> list[Rule]:
    """Every rule in the language ``code``, by name."""
    place = CODES.index(code)
    return [
        Rule(id, about(id, "message")[place], about(id, "hint")[place], examples().get(id))
        for id in sorted(rules_known())
    ]


@cache
def examples() -> Mapping[str, Example]:
    """The examples by rule, from ``locale/rules.yaml``."""
    text = (LOCALE / "rules.yaml").read_text(encoding="utf-8")
    rows: dict[str, dict[str, Any]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return {
        rule: Example(
            file=row.get("in", ENTRY),
            right=row["right"],
            wrong=row.get("wrong", row["right"]),
            is_name=row.get("name", False),
            encoding=row.get("encoding", ""),
        )
        for rule, row in rows.items()
    }


def _block(text: str) -> Markup:
    return Markup("<pre><code>{}\n</code></pre>").format(text)


def _spelt(character: str) -> str:
    return "\\t" if character == "\t" else f"\\u{ord(character):04x}"
