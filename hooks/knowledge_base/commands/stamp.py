"""``stamp``: say that the translations of some entries are current."""

import argparse
from pathlib import Path

from knowledge_base.contribute.edits import save
from knowledge_base.contribute.layout import with_line
from knowledge_base.contribute.project import Project
from knowledge_base.contribute.words import say
from knowledge_base.model import Reviewed
from knowledge_base.reading.known import known_from
from knowledge_base.translation import stamp_line


def arguments(parser: argparse.ArgumentParser) -> None:
    """Files to stamp; by custom all."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=say("stamp.files"))


def run(options: argparse.Namespace, project: Project) -> int:
    """Write each entry's stamp where it is missing or of another text."""
    names = set(project.names(options.files))
    changes: dict[str, str | None] = {}
    catalog = project.catalog()
    for record in catalog.records():
        name = record.path
        if isinstance(record.entry, Reviewed) and (not names or name in names):
            before = (project.root / name).read_text(encoding="utf-8")
            after = with_line(before, record.document, "translation", stamp_line(record))
            if after != before:
                changes[name] = after
    save(project, changes, known_from(catalog))
    for name in changes:
        print(name)
    print(say("stamp.summary", count=len(changes)))
    return 0
