"""``mv``: give a page another id; its old address keeps answering."""

import argparse
import datetime
import re

from knowledge_base.commands.retire import finish, page, reason
from knowledge_base.contribute.moving import Edits, Page, Stub, rename
from knowledge_base.contribute.project import Project
from knowledge_base.contribute.words import CannotRun, in_language, say
from knowledge_base.languages import CODES
from knowledge_base.model import ID_PATTERN


def arguments(parser: argparse.ArgumentParser) -> None:
    """The page, its new id, and why."""
    parser.add_argument("old", metavar="KIND:ID", help=say("mv.old"))
    parser.add_argument("new", metavar="ID", help=say("mv.new"))
    reason(parser)


def run(options: argparse.Namespace, project: Project) -> int:
    """Rename the file, mend every link to it and leave a stub."""
    catalog = project.catalog()
    old, _ = page(catalog, options.old)
    new = Page(old.kind, options.new.removeprefix(f"{old.kind}:"))
    if not re.fullmatch(ID_PATTERN, new.id):
        raise CannotRun("bad-id", id=options.new)
    if catalog.resolves(new.kind, new.id) or (new.kind, new.id) in {
        *catalog.moves,
        *catalog.entries,
    }:
        raise CannotRun("id-in-use", id=new)
    why = {code: getattr(options, code) or in_language("mv.renamed", code) for code in CODES}
    day = options.date or datetime.date.today()
    edits = Edits(project)
    rename(edits, catalog, old, new, Stub(old, new, day.isoformat(), why))
    return finish(edits, catalog)
