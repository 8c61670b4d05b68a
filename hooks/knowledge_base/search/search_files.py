"""What search adds to the site: the code, and the index of each language, named by content."""

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import cast

import rjsmin

from knowledge_base.cards import files
from knowledge_base.catalog import Catalog
from knowledge_base.digest import digest
from knowledge_base.languages import LANGUAGES, Language
from knowledge_base.output import Output, joined
from knowledge_base.prose import prose_pages
from knowledge_base.search.search_index import SearchIndex, search_index
from knowledge_base.site.view import WORKER

# The parts of the code that the worker loads at the first query, in their order.
CODE = ("words", "index", "query", "rank", "results")

FOLDER = "assets/search/"
CODE_FOLDER = f"{FOLDER}code"


def search_address(docs: Path, language: Language) -> str:
    """What follows the worker's own address: its version, and the names of its first files.

    The index has the same name for good, or every page would change with every entry. Browsers
    ask whether theirs is still the newest.
    """
    version = content_hash((docs / WORKER).read_text(encoding="utf-8"))
    return f"?v={version}&code={_code_name(docs / CODE_FOLDER)}&index={language.code}.json"


def search_files(catalog: Catalog, docs: Path) -> Iterator[Output]:
    """The files that the search worker reads. ``docs`` has the hand-written pages, and the code."""
    code = docs / CODE_FOLDER
    yield Output(FOLDER + _code_name(code), "", partial(search_code, code))
    prose = list(prose_pages(docs))
    made_of = digest(catalog.cards, files(catalog.pages()), map(repr, prose))
    for language in LANGUAGES:
        yield from _index_files(search_index(catalog, language, prose), language, made_of)


def _index_files(search: SearchIndex, language: Language, made_of: str) -> Iterator[Output]:
    yield joined(f"{FOLDER}{language.code}.json", made_of, search.index)
    yield joined(FOLDER + search.details_name, made_of, search.details)


def _code_name(code: Path) -> str:
    return f"code.{content_hash(search_code(code))}.js"


def search_code(folder: Path) -> str:
    """The parts of the code in ``folder`` as one script without comments.

    On a slow network each request costs more than the code itself.
    """
    parts = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in CODE]
    return cast(str, rjsmin.jsmin("".join(parts)))


def content_hash(text: str) -> str:
    """A short name for content: it changes when the content does, so caches stay right."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
