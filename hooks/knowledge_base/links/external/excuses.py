"""The list of links that may fail for now, each with a reason and a last day."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, TypeAdapter, ValidationError

from knowledge_base.links.external.verdict import Verdict
from knowledge_base.links.records import CannotRun, Code, Problem
from knowledge_base.links.wording import message, sentence
from knowledge_base.model.fields import Bilingual, Date, Model, Text
from knowledge_base.problems import as_text
from knowledge_base.reading.document import Document
from knowledge_base.reading.source import MOST_PROBLEMS_A_FILE, read

# A whole host must be named: https://* would excuse everything.
_SHAPE = re.compile(r"https?://[^/*\s#]+(/[^\s#]*)?")


def _shaped(url: str) -> str:
    if not _SHAPE.fullmatch(url):
        raise ValueError("not the address of a link")
    return url


class Excuse(Model):
    """Why one link, or all that begin alike (``*`` at the end), may fail until a day."""

    url: Annotated[Text, AfterValidator(_shaped)]
    reason: Bilingual
    until: Date

    def covers(self, url: str) -> bool:
        """Whether ``url`` is excused by this."""
        return url.startswith(self.url[:-1]) if self.url.endswith("*") else url == self.url


_ALL = TypeAdapter(list[Excuse])


@dataclass(frozen=True)
class Excuses:
    """All excuses of a file, and the file."""

    excuses: list[Excuse]
    document: Document

    def excuse(self, url: str, today: date) -> bool:
        """Whether ``url`` may fail today."""
        return any(today <= one.until and one.covers(url) for one in self.excuses)

    def problems(self, verdicts: Mapping[str, Verdict], today: date) -> Iterator[Problem]:
        """The excuses that are past their day, or that no failing link needs."""
        failing = [url for url, verdict in verdicts.items() if verdict.code]
        for index, one in enumerate(self.excuses):
            if one.until < today:
                yield self._problem(index, Code.EXCUSE_EXPIRED, one.until.isoformat())
            elif not any(map(one.covers, failing)):
                yield self._problem(index, Code.EXCUSE_UNNEEDED)

    def _problem(self, index: int, code: Code, detail: str = "") -> Problem:
        place = self.document.value_place((index, "url"))
        url = self.excuses[index].url
        words = message(code, url=url, detail=detail)
        return Problem(place.path, place.line, place.column, url, code, words)


def read_excuses(file: Path) -> Excuses:
    """Read the list. Raises :class:`CannotRun`, with every mistake in it, for a bad one."""
    here = Path.cwd()
    file = file.absolute()
    root = here if file.is_relative_to(here) else file.parent
    try:
        document, problems = read(root, file)
    except OSError as error:
        raise CannotRun(sentence("unreadable", detail=error)) from error
    if document is None:
        raise CannotRun(_wrong(file, as_text(problems)))
    try:
        return Excuses(_ALL.validate_python(document.data), document)
    except ValidationError as error:
        raise CannotRun(_wrong(file, "\n".join(_mistakes(document, error)))) from error


def _mistakes(document: Document, error: ValidationError) -> Iterator[str]:
    """A line for each of the first mistakes. (Content may not have web addresses; this may.)"""
    for detail in error.errors(include_url=False)[:MOST_PROBLEMS_A_FILE]:
        place = document.value_place(detail["loc"])
        name = ascii(".".join(map(str, detail["loc"])))[:100]
        yield f"{place.path}:{place.line}:{place.column} {name}: {detail['msg'][:200]}"


def _wrong(file: Path, details: str) -> str:
    return f"{sentence('bad-excuses', file=file.name)}\n{details}"
