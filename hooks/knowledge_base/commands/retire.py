"""``retire``: take a page out of the site; its old address says why, and where to go."""

import argparse
import datetime
from typing import Any

from knowledge_base.catalog import Catalog
from knowledge_base.contribute.edits import save
from knowledge_base.contribute.moving import PLACES, Edits, Page, Stub, record_of, retire
from knowledge_base.contribute.project import Project
from knowledge_base.contribute.words import CannotRun, say
from knowledge_base.languages import CODES
from knowledge_base.problems import suggest
from knowledge_base.reading.known import known_from
from knowledge_base.record import Record


def arguments(parser: argparse.ArgumentParser) -> None:
    """The page, what replaces it, and why."""
    parser.add_argument("page", metavar="KIND:ID", help=say("retire.page"))
    parser.add_argument("--to", metavar="KIND:ID", help=say("retire.to"))
    reason(parser)


def reason(parser: argparse.ArgumentParser) -> None:
    """Why, in every language, and the date to write."""
    for code in CODES:
        parser.add_argument(f"--{code}", metavar="TEXT", help=say("retire.reason", code=code))
    parser.add_argument("--date", type=datetime.date.fromisoformat, help=say("new.date"))


def run(options: argparse.Namespace, project: Project) -> int:
    """Mark the entry retired, mend every link to it and leave a stub."""
    catalog = project.catalog()
    old, record = page(catalog, options.page)
    new = page(catalog, options.to)[0] if options.to else None
    why = {code: getattr(options, code) for code in CODES}
    if not all(why.values()):
        raise CannotRun("no-reason")
    day = options.date or datetime.date.today()
    title = catalog.title(*record.reference)
    edits = Edits(project)
    retire(edits, catalog, old, Stub(old, new, day.isoformat(), why, title))
    return finish(edits, catalog)


def page(catalog: Catalog, name: str) -> tuple[Page, Record[Any]]:
    """The page called ``name``. Raises :class:`CannotRun`, with the nearest, if there is none."""
    kind, _, id = name.partition(":")
    record = record_of(catalog, Page(kind, id)) if kind in PLACES else None
    if record is None:
        known = [f"{each.kind}:{each.id}" for each in catalog.records() if each.kind in PLACES]
        raise CannotRun("no-page", value=name, near=suggest(name, known))
    return Page(kind, id), record


def finish(edits: Edits, catalog: Catalog) -> int:
    """Write all edits of ``catalog``, if it gets no worse, and say what was written."""
    save(edits.project, edits.changes, known_from(catalog))
    for name, text in sorted(edits.changes.items()):
        print(say("mv.removed" if text is None else "mv.written", path=name))
    return 0
