"""``new``: a commented skeleton of an entry, and what is left to do on it."""

import argparse
import datetime
import re
import sys

from knowledge_base.checks.reviews import LONGEST_DAYS_LEGAL
from knowledge_base.contribute.edits import complete_ids, write
from knowledge_base.contribute.project import Project, only
from knowledge_base.contribute.skeleton import skeleton
from knowledge_base.contribute.typeset import typeset
from knowledge_base.contribute.words import CannotRun, say
from knowledge_base.model import FOLDERS, ID_PATTERN
from knowledge_base.problems import as_text
from knowledge_base.reading.known import known_from

KINDS = {**{str(kind): folder for kind, folder in FOLDERS.items()},
         "myth": "myths", "term": "glossary"}  # fmt: skip
# What is asked for, by kind: the fields that nobody else can fill in.
QUESTIONS = {
    "cause": ("title", "summary", "dimension"),
    "impact": ("title", "summary", "area", "decided_by"),
    "action": ("title", "summary", "effect", "effort"),
    "myth": ("belief", "truth"),
    "term": ("term", "definition", "pinyin"),
}
BILINGUAL = {"title", "summary", "belief", "truth", "term", "definition"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Kind and id; answers as flags, which are not asked for then."""
    parser.add_argument("kind", choices=sorted(KINDS), help=say("new.kind"))
    parser.add_argument("id", help=say("new.id"))
    parser.add_argument(
        "--set", action="append", default=[], metavar="FIELD=VALUE", help=say("new.set")
    )
    parser.add_argument("--date", type=datetime.date.fromisoformat, help=say("new.date"))


def run(options: argparse.Namespace, project: Project) -> int:
    """Write the file, unless its id is or was in use, and say what is left to do."""
    name = f"{project.content.name}/{KINDS[options.kind]}/{options.id}.yaml"
    if not re.fullmatch(ID_PATTERN, options.id):
        raise CannotRun("bad-id", id=options.id)
    catalog = project.catalog()
    used = (options.kind, options.id) in catalog.moves
    if used or (project.root / name).exists():
        raise CannotRun("id-in-use", id=f"{options.kind}:{options.id}")
    answers = _answers(options)
    today = options.date or datetime.date.today()
    latest = today + datetime.timedelta(days=LONGEST_DAYS_LEGAL)
    text = skeleton(options.kind, answers, today.isoformat(), latest.isoformat())
    write(project.root, {name: typeset(name, text)})
    complete_ids(project, known_from(catalog))
    print(name)
    left = only(project.check(known_from(catalog))[1], [name])
    print(say("new.left", count=len(left), file=name))
    print(as_text(left))
    return 0


def _answers(options: argparse.Namespace) -> dict[str, str]:
    """By field: what the flags say, and what somebody at a terminal answers."""
    answers: dict[str, str] = {}
    for item in options.set:
        field, found, value = item.partition("=")
        if not found or not value.strip():
            raise CannotRun("bad-set", value=item)
        answers[field.strip()] = value.strip()
    if sys.stdin.isatty():
        for field in QUESTIONS[options.kind]:
            names = [f"{field}.zh", f"{field}.en"] if field in BILINGUAL else [field]
            for each in names:
                if each not in answers and (said := input(f"{each}: ").strip()):
                    answers[each] = said
    return answers
