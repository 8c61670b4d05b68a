"""The body of an issue, written by a form, as answers. It is data from a stranger."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge_base.contribute.words import CannotRun
from knowledge_base.github.asks import FORMS, Ask, word_of, words_of
from knowledge_base.languages import CODES

# GitHub writes "### <label>", an empty line and the answer; our labels end in the id.
_HEADING = re.compile(r"^### .*\[([a-z-]+)\]\s*$")
_NO_ANSWER = "_No response_"


def cannot(key: str, **values: object) -> CannotRun:
    """The error that says, in all languages, why an issue cannot become a file."""
    return CannotRun("form", **{code: word_of("cannot", key, code, **values) for code in CODES})


@dataclass(frozen=True)
class Answers:
    """Which form was filled in, in which issue, and what was written, by input id."""

    form: str
    number: int
    values: Mapping[str, str]

    def text(self, key: str) -> str:
        """The answer in one line: line breaks of a text box are not ours to keep."""
        return " ".join(self.values[key].split())

    def lines(self, key: str) -> list[str]:
        """The lines of an answer, without empty ones and without bullets."""
        stripped = (re.sub(r"^\s*[-*]\s+", "", line) for line in self.values[key].splitlines())
        return [" ".join(line.split()) for line in stripped if line.strip()]

    def words(self, key: str) -> list[str]:
        """Ids or numbers, however they are separated."""
        return [
            word
            for word in re.split(
                r"[\s,;\N{IDEOGRAPHIC COMMA}\N{FULLWIDTH COMMA}]+", self.values[key]
            )
            if word
        ]


def answers(issue: object) -> Answers:
    """Read the JSON of an issue: ``number``, ``body`` and ``labels``.

    Raises :class:`CannotRun` when no form of ours wrote it, when an answer that must be there
    is missing, or when a choice is none of the form's.
    """
    if not isinstance(issue, dict) or not isinstance(issue.get("body"), str):
        raise cannot("issue")
    number, labels = issue.get("number"), issue.get("labels")
    if type(number) is not int or not isinstance(labels, list):
        raise cannot("issue")
    names = [str(label.get("name")) for label in labels if isinstance(label, dict)]
    form = next((name for name in FORMS if name in names), None)
    if form is None:
        raise cannot("form", labels=", ".join(names))
    written = _sections(issue["body"], [id for ask in FORMS[form] for id in ask.ids()])
    values = {id: _value(ask, id, written) for ask in FORMS[form] for id in ask.ids()}
    return Answers(form, number, values)


def _sections(body: str, ids: list[str]) -> dict[str, str]:
    """The text below each heading of the form, in the form's order.

    GitHub writes every heading; one that is not the next to come is part of an answer.
    """
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in body.splitlines():
        heading = _HEADING.match(line)
        if heading and ids and heading[1] == ids[0]:
            current = found.setdefault(ids.pop(0), [])
        elif not ids and line == "### " + words_of("common", "agree_label"):
            break  # the boxes that were ticked
        else:
            current.append(line)
    return {id: "\n".join(lines).strip() for id, lines in found.items()}


def _value(ask: Ask, id: str, written: Mapping[str, str]) -> str:
    value: Any = written.get(id, "")
    value = "" if value == _NO_ANSWER else value
    if not value and ask.required:
        raise cannot("empty", field=id)
    if ask.shape == "choice" and value:
        chosen: str = value.split(" – ")[0]
        if chosen not in ask.choices():
            raise cannot("choice", field=id, value=chosen[:60])
        return chosen
    text: str = value
    return text
