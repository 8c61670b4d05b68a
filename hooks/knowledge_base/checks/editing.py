"""Rules that make editing easier and that no reader would notice."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from knowledge_base.catalog import Catalog
from knowledge_base.model import walk
from knowledge_base.problems import Place, Problem, problem
from knowledge_base.reading.layout import SINGLE_FILES

# Stands in a new entry where somebody has to write.
TODO = "TODO"
# In an entry as JSON. Hardly any entry has it, and to see that is quick.
_MAY_BE_LEFT = re.compile(f'"(?:{TODO}|{TODO.lower()})')
_LINE = re.compile(r"^# yaml-language-server: \$schema=(\S+)\s*$", re.MULTILINE)


def nothing_is_left_to_do(catalog: Catalog) -> Iterator[Problem]:
    """What the skeleton of an entry leaves open is written before the entry is published."""
    for record in catalog.records():
        draft = getattr(record.entry, "status", "published") == "draft"
        if not _MAY_BE_LEFT.search(record.entry.model_dump_json()):
            continue
        for path, value in walk(record.entry):
            if isinstance(value, str) and value.partition(" ")[0] in (TODO, TODO.lower()):
                place = record.value_place(path)
                yield problem("todo-left", place, level="warning" if draft else "error")


def files_name_their_schema(catalog: Catalog) -> Iterator[Problem]:
    """A comment at the top names the schema, by which editors complete and mark typos.

    Only a warning, and only where the files of the whole topic do so: a knowledge base may
    keep no schemas.
    """
    single = catalog.reference.files
    if not any(_LINE.search(file.comment) for file in single.values()):
        return
    comments = {record.path: (record.kind, record.comment) for record in catalog.records()}
    for name, (file, _) in SINGLE_FILES.items():
        comments[single[name].path] = (PurePosixPath(file).stem, single[name].comment)
    for path, (schema, comment) in comments.items():
        found = _LINE.search(comment)
        if not found or not _leads_to(schema, path, found[1]):
            right = f"{_up(path)}schema/{schema}.schema.json"
            yield problem("schema-line", Place(path), level="warning", path=right)


def _leads_to(schema: str, path: str, written: str) -> bool:
    """Whether ``written`` names the right schema, in this folder's parent or further up."""
    up = re.escape(_up(path))
    return bool(re.fullmatch(rf"{up}(\.\./)*schema/{schema}\.schema\.json", written))


def _up(path: str) -> str:
    return "../" * path.count("/")
