"""GitHub's issue forms, made from the models, so that a form asks what the check wants."""

from collections.abc import Iterator
from typing import Any

import yaml

from knowledge_base.github.asks import FORMS, Ask, words_of


def forms() -> dict[str, str]:
    """The text of every form by its path in the repository, and of the list of forms."""
    made = {f".github/ISSUE_TEMPLATE/{name}.yml": _text(_form(name)) for name in FORMS}
    made[".github/ISSUE_TEMPLATE/config.yml"] = _text({"blank_issues_enabled": False})
    return made


def _form(name: str) -> dict[str, Any]:
    body: list[dict[str, Any]] = [
        {"type": "markdown", "attributes": {"value": words_of("common", "privacy")}}
    ]
    for ask in FORMS[name]:
        body += _inputs(ask)
    body.append(_promise())
    return {
        "name": words_of("form", name, "name"),
        "description": words_of("form", name, "about"),
        "labels": [name],
        "body": body,
    }


def _inputs(ask: Ask) -> Iterator[dict[str, Any]]:
    kind = {"line": "input", "text": "textarea", "choice": "dropdown"}[ask.shape]
    for id in ask.ids():
        attributes: dict[str, Any] = {"label": label(ask, id), "description": ask.help()}
        if ask.shape == "choice":
            attributes["options"] = [option(value, words) for value, words in _options(ask)]
        input = {"type": kind, "id": id, "attributes": attributes}
        if ask.required:
            input["validations"] = {"required": True}
        yield input


def label(ask: Ask, id: str) -> str:
    """The heading of an answer. Its end, ``[id]``, is what :mod:`.answers` reads it by."""
    return f"{words_of('field', ask.key, 'label')} [{id}]"


def option(value: str, words: str) -> str:
    """A choice as it is shown: the value first, then what it means."""
    return value if value == words else f"{value} – {words}"


def _options(ask: Ask) -> Iterator[tuple[str, str]]:
    yield from ask.choices().items()


def _promise() -> dict[str, Any]:
    return {
        "type": "checkboxes",
        "id": "privacy",
        "attributes": {
            "label": words_of("common", "agree_label"),
            "options": [{"label": words_of("common", "agree"), "required": True}],
        },
    }


def _text(data: dict[str, Any]) -> str:
    note = "# Made by scripts/export_schema.py from the models; do not edit by hand.\n"
    return note + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
