"""Hand-written pages in ``docs/<language>/``: the same names in every language."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge_base.languages import CODES
from knowledge_base.problems import Place, Problem, problem

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_DESCRIPTION = re.compile(r"^description:\s*\"?(.*?)\"?\s*$", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,2}) (.*?)(?: *\{ *#([\w-]+) *\})?$", re.MULTILINE)
# What is markup rather than words: tags, attribute lists, link targets, table rules, marks.
_MARKUP = re.compile(r"<[^>]+>|\{[^}\n]*\}|(?<=\])\([^)\s]*\)|^[|:\s-]+$|[\[\]*`|#]", re.MULTILINE)
_MARKDOWN_PATH = re.compile(r"[\w./-]+\.md")


@dataclass(frozen=True)
class ProsePage:
    """A hand-written page: its words, as search needs them.

    ``name`` is the Markdown path within the language's folder; sections are (id, heading,
    plain text).
    """

    language: str
    name: str
    title: str
    description: str
    sections: tuple[tuple[str, str, str], ...]


def missing_counterparts(docs: Path) -> list[Problem]:
    """A problem for every prose page below ``docs`` that one of the languages lacks."""
    names = {
        code: {path.relative_to(docs / code).as_posix() for path in (docs / code).rglob("*.md")}
        for code in CODES
    }
    return [
        problem("missing-page", Place(f"{docs.name}/{having}/{name}"), language=lacking, value=name)
        for having in CODES
        for lacking in CODES
        for name in sorted(names[having] - names[lacking])
    ]


def prose_pages(docs: Path) -> Iterator[ProsePage]:
    """The hand-written pages of every language below ``docs``, by language and name."""
    for code in CODES:
        for path in sorted((docs / code).rglob("*.md")):
            name = path.relative_to(docs / code).as_posix()
            yield read_page(code, name, path.read_text(encoding="utf-8"))


def prose_names(docs: Path) -> list[str]:
    """The Markdown paths of all hand-written pages below ``docs``; one belongs to no language."""
    found = sorted(each for code in CODES for each in (docs / code).rglob("*.md"))
    return [path.relative_to(docs).as_posix() for path in [docs / "index.md", *found]]


def linked_pages(docs: Path) -> list[str]:
    """The Markdown paths that hand-written pages name: whatever they may link to is among them."""
    found: dict[str, None] = {}
    for name in prose_names(docs):
        text = (docs / name).read_text(encoding="utf-8")
        for path in _MARKDOWN_PATH.findall(text):
            found[posixpath.normpath(posixpath.join(posixpath.dirname(name), path))] = None
    return list(found)


def named_files(docs: Path, paths: Iterable[str]) -> list[str]:
    """Those of ``paths`` whose last name stands in a hand-written page, which may link to them."""
    text = "".join((docs / name).read_text(encoding="utf-8") for name in prose_names(docs))
    return [path for path in paths if posixpath.basename(path) in text]


def read_page(language: str, name: str, text: str) -> ProsePage:
    """Take a page of Markdown apart into title, description and sections."""
    matter = _FRONT_MATTER.match(text)
    described = _DESCRIPTION.search(matter[1]) if matter else None
    body = text[matter.end() :] if matter else text
    headings = list(_HEADING.finditer(body))
    ends = [heading.start() for heading in headings[1:]] + [len(body)]
    title, sections = name, []
    for heading, end in zip(headings, ends, strict=True):
        words = _words(heading[2])
        if heading[1] == "#":
            title = words
        elif heading[3]:
            sections.append((heading[3], words, _words(body[heading.end() : end])))
    return ProsePage(language, name, title, described[1] if described else "", tuple(sections))


def _words(markdown: str) -> str:
    return " ".join(_MARKUP.sub(" ", markdown).split())
