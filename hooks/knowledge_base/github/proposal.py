"""From the answers of a form to the file that a pull request proposes."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from knowledge_base.checks.editing import TODO
from knowledge_base.contribute.layout import offset
from knowledge_base.contribute.project import Project, only
from knowledge_base.github.answers import Answers, cannot
from knowledge_base.github.asks import words_of
from knowledge_base.github.quote import fenced
from knowledge_base.languages import CODES
from knowledge_base.model import FOLDERS, ID_PATTERN
from knowledge_base.problems import as_text
from knowledge_base.reading.document import Document, FieldPath
from knowledge_base.reading.source import parse

# Where pages of a kind are, in the content and in addresses.
_PLACES = {"myth": "myths", "term": "glossary"}
_PLACES |= {str(kind): folder for kind, folder in FOLDERS.items()}
_PAGE = re.compile(
    rf"(?:^|/)({'|'.join([*_PLACES, *_PLACES.values()])})[:/]([a-z0-9-]+)/?(?:#\S*)?$"
)


@dataclass(frozen=True)
class Proposal:
    """One file to write, and the id that names the branch."""

    path: str
    text: str
    id: str


def propose(answers: Answers, project: Project, today: datetime.date) -> Proposal:
    """The file that ``answers`` ask for; nothing is written.

    Raises :class:`~knowledge_base.contribute.words.CannotRun` when the form is one that people
    answer, or the answers do not fit.
    """
    makers: Mapping[str, Callable[[], Proposal]] = {
        "new-cause": lambda: _new(answers, project, "cause", _cause(answers), today),
        "new-action": lambda: _new(answers, project, "action", _action(answers), today),
        "translation-fix": lambda: _translated(answers, project),
    }
    if answers.form not in makers:
        raise cannot("form", labels=answers.form)
    return makers[answers.form]()


def pull_request(answers: Answers, proposal: Proposal, project: Project) -> tuple[str, str]:
    """Title and text of the request: what the check says of the file, once it is written.

    A request that a workflow opens starts no other workflow, so the check's answer is here.
    """
    found = only(project.check()[1], [proposal.path])
    rest = words_of("proposal", "open") if found else words_of("proposal", "clean")
    body = words_of("proposal", "body", number=answers.number)
    report = "\n" + fenced(as_text(found)) if found else ""
    title = words_of("proposal", "title", number=answers.number, id=proposal.id)
    return title, f"{body}\n\n{rest}\n{report}"


def _new(
    answers: Answers, project: Project, kind: str, fields: dict[str, Any], today: datetime.date
) -> Proposal:
    id = answers.text("id")
    if not re.fullmatch(ID_PATTERN, id) or len(id) > 60:
        raise cannot("id", id=id[:60])
    path = f"content/{_PLACES[kind]}/{id}.yaml"
    if (project.root / path).exists():
        raise cannot("exists", path=path)
    entry = {
        "status": "draft",
        "title": _both(answers, "title"),
        "summary": _both(answers, "summary"),
        "aliases": {code: answers.lines(f"aliases-{code}") for code in CODES},
        "urgency": answers.text("urgency"),
        **fields,
        "reviewed": [
            {
                "date": today.isoformat(),
                "by": "editors",
                "scope": "facts",
                "outcome": "unclear",
                "note": _todo(),
            }
        ],
        "review_by": (today + datetime.timedelta(days=90)).isoformat(),
    }
    head = f"# yaml-language-server: $schema=../../schema/{kind}.schema.json\n"
    evidence = "".join(f"# {line}\n" for line in answers.lines("evidence"))
    return Proposal(path, f"{head}{evidence}{_yaml(entry)}", id)


def _cause(answers: Answers) -> dict[str, Any]:
    actions = [{"id": id, "note": _todo()} for id in answers.words("actions")]
    return {
        "dimension": answers.text("dimension") or TODO.lower(),
        "signs": _pairs(answers, "signs"),
        "why": [_claim(answers)],
        "actions": actions,
    }


def _action(answers: Answers) -> dict[str, Any]:
    steps = _pairs(answers, "steps")
    return {
        "effect": answers.text("effect"),
        "effort": answers.text("effort"),
        "cost": _both(answers, "cost"),
        "who": _both(answers, "who"),
        "steps": [{"id": f"step-{n}", "text": text} for n, text in enumerate(steps, 1)],
        "why": [_claim(answers)],
        "time": {"kind": "unknown", "text": _todo()},
        "if_it_fails": {"text": _todo()},
        "recurring": "none",
    }


def _claim(answers: Answers) -> dict[str, Any]:
    return {
        "id": "main",
        "text": _both(answers, "claim"),
        "kind": answers.text("kind"),
        "certainty": answers.text("certainty"),
        "sources": [line for line in answers.lines("evidence") if re.fullmatch(ID_PATTERN, line)],
        "facts": answers.words("facts"),
        "as_of": TODO,
    }


def _both(answers: Answers, key: str) -> dict[str, str]:
    return {code: answers.text(f"{key}-{code}") for code in CODES}


def _pairs(answers: Answers, key: str) -> list[dict[str, str]]:
    per_language = [answers.lines(f"{key}-{code}") for code in CODES]
    if len({len(lines) for lines in per_language}) > 1:
        raise cannot("pairs", field=key)
    return [dict(zip(CODES, texts, strict=True)) for texts in zip(*per_language, strict=True)]


def _todo() -> dict[str, str]:
    return dict.fromkeys(CODES, TODO)


def _yaml(data: object) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100_000)


def _translated(answers: Answers, project: Project) -> Proposal:
    """The page's file with one sentence of one language changed, and nothing else."""
    found = _PAGE.search(answers.text("page"))
    kinds = {folder: kind for kind, folder in _PLACES.items()}
    kind = kinds.get(found[1], found[1]) if found else ""
    path = f"content/{_PLACES.get(kind, '')}/{found[2] if found else ''}.yaml"
    file = project.root / path
    if not found or kind not in _PLACES or not file.is_file():
        raise cannot("page", page=answers.text("page")[:80])
    text = file.read_text(encoding="utf-8")
    document, _ = parse(path, text)
    if document is None:
        raise cannot("rewrite", path=path)
    old, new, language = (answers.text(key) for key in ("sentence", "better", "language"))
    places = [
        field
        for field, value in _texts(document.data, ())
        if language in field[-2:] and value.count(old) == 1
    ]
    if len(places) != 1:
        raise cannot("sentence", path=path, count=len(places))
    return Proposal(path, _replaced(path, text, document, places[0], (old, new)), found[2])


def _texts(value: object, path: FieldPath) -> list[tuple[FieldPath, str]]:
    if isinstance(value, str):
        return [(path, str(value))]
    items: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [row for key, item in items for row in _texts(item, (*path, key))]


def _replaced(
    path: str, text: str, document: Document, field: FieldPath, change: tuple[str, str]
) -> str:
    """``text`` with the change made, if the file then differs in this one value only."""
    place = document.value_place(field)
    start = offset(text, place.line, place.column)
    old, new = map(_escaped, change) if text[start] == '"' else change
    after = text[:start] + text[start:].replace(old, new, 1)
    again, problems = parse(path, after)
    expected = dict(_texts(document.data, ()))
    expected[field] = expected[field].replace(*change)
    if problems or again is None or dict(_texts(again.data, ())) != expected:
        raise cannot("rewrite", path=path)
    return after


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
