"""What each issue form asks: one table, from which forms are made and answers are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import yaml

from knowledge_base.editors.schema import choices, description
from knowledge_base.languages import CODES
from knowledge_base.problems import LOCALE

Shape = Literal["line", "text", "choice"]


@dataclass(frozen=True)
class Ask:
    """One question. ``field`` is the model's field that explains it (or nothing).

    A ``bilingual`` one is asked once a language; a ``choice`` has the model's choices, or
    those of ``words`` (a group of ``forms.yaml``).
    """

    key: str
    shape: Shape
    field: str = ""
    required: bool = False
    bilingual: bool = False
    words: str = ""
    note: str = ""

    def ids(self) -> list[str]:
        """The ids of the form's inputs, such as ``title-zh``; they may prefill by address."""
        return [f"{self.key}-{code}" for code in CODES] if self.bilingual else [self.key]

    def choices(self) -> dict[str, str]:
        """The values to choose from, each with its meaning in all languages."""
        if self.words == "language":
            return {code: code for code in CODES}
        if self.words:
            return {key: words_of(self.words, key) for key in _forms(CODES[0])[self.words]}
        meanings = choices(*self.field.split("."))
        return {key: " / ".join(texts) for key, texts in meanings.items()}

    def help(self) -> str:
        """What to write, in all languages."""
        own = words_of("field", self.key, "help")
        parts = [own] if own.strip(" /") else []
        if self.field:
            parts.append(description(*self.field.split(".")))
        if self.note:
            parts.append(words_of("common", self.note))
        return "\n".join(parts)


_PAGE = Ask("page", "line", required=True)
_EVIDENCE = Ask("evidence", "text")
_CLAIM = [
    Ask("claim", "text", "Claim.text", required=True, bilingual=True),
    Ask("kind", "choice", "Claim.kind", required=True),
    Ask("certainty", "choice", "Claim.certainty", required=True),
    Ask("evidence", "text", required=True),
    Ask("facts", "line"),
]
_START = [
    Ask("id", "line", required=True),
    Ask("title", "line", "Entry.title", required=True, bilingual=True),
    Ask("summary", "text", "Entry.summary", required=True, bilingual=True),
    Ask("aliases", "text", "Entry.aliases", bilingual=True, note="list"),
    Ask("urgency", "choice", "Entry.urgency", required=True),
]
FORMS: Mapping[str, list[Ask]] = {
    "wrong-or-outdated": [
        _PAGE,
        Ask("sentence", "text", required=True),
        Ask("right", "text"),
        _EVIDENCE,
    ],
    "new-cause": [
        *_START,
        Ask("dimension", "line", "Cause.dimension"),
        Ask("signs", "text", "Cause.signs", required=True, bilingual=True, note="pairs"),
        *_CLAIM,
        Ask("actions", "line", "Cause.actions"),
    ],
    "new-action": [
        *_START,
        Ask("effect", "choice", "Action.effect", required=True),
        Ask("effort", "choice", "Action.effort", required=True),
        Ask("cost", "line", "Action.cost", required=True, bilingual=True),
        Ask("who", "line", "Action.who", required=True, bilingual=True),
        Ask("steps", "text", "Action.steps", required=True, bilingual=True, note="pairs"),
        *_CLAIM,
    ],
    "translation-fix": [
        _PAGE,
        Ask("language", "choice", required=True, words="language"),
        Ask("sentence", "text", required=True),
        Ask("better", "text", required=True),
    ],
    "source-rotten": [
        Ask("source", "line", required=True),
        Ask("state", "choice", required=True, words="state"),
        Ask("archive", "line"),
        Ask("page", "line"),
    ],
    "no-entry-fits": [
        Ask("happened", "text", required=True),
        Ask("shown", "text"),
        Ask("tried", "text"),
    ],
}


def words_of(group: str, key: str, part: str = "", **values: object) -> str:
    """A sentence of ``forms.yaml`` in all languages."""
    texts = (word_of(group, f"{key}.{part}" if part else key, code, **values) for code in CODES)
    return " / ".join(texts)


def word_of(group: str, key: str, code: str, **values: object) -> str:
    """A sentence of ``forms.yaml`` in one language; ``key`` may be ``key.part``."""
    name, _, part = key.partition(".")
    words = _forms(code)[group][name]
    text: str = words[part] if part else words
    return text.format_map(values) if values else text


@cache
def _forms(code: str) -> Mapping[str, Mapping[str, Any]]:
    text = (LOCALE / code / "forms.yaml").read_text(encoding="utf-8")
    forms: dict[str, dict[str, Any]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return forms
