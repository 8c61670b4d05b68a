"""What search adds to the site: the code, and the index of each language, named by content."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import cast

import rjsmin

from knowledge_base.catalog import Catalog
from knowledge_base.languages import LANGUAGES, Language
from knowledge_base.prose import ProsePage
from knowledge_base.search_index import details_name, search_index

# The parts of the code that the worker loads at the first query, in their order.
CODE = ("words", "index", "query", "rank", "results")


FOLDER = "assets/search/"


def search_address(worker: Path, language: Language) -> str:
    """What follows the worker's own address: its version, and the names of its first files.

    The index has the same name for good, or every page would change with every entry. Browsers
    ask whether theirs is still the newest.
    """
    version = content_hash(worker.read_text(encoding="utf-8"))
    return f"?v={version}&code={_code_name(worker)}&index={language.code}.json"


def search_files(
    catalog: Catalog, prose: Sequence[ProsePage], worker: Path
) -> Iterator[tuple[str, str]]:
    """The files that the script ``worker`` reads, by their paths in the site."""
    yield FOLDER + _code_name(worker), search_code(worker.with_name("code"))
    for language in LANGUAGES:
        index, details = search_index(catalog, language, prose)
        yield f"{FOLDER}{language.code}.json", index
        yield FOLDER + details_name(language, details), details


def _code_name(worker: Path) -> str:
    return f"code.{content_hash(search_code(worker.with_name('code')))}.js"


@cache
def search_code(folder: Path) -> str:
    """The parts of the code in ``folder`` as one script without comments.

    On a slow network each request costs more than the code itself.
    """
    parts = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in CODE]
    return cast(str, rjsmin.jsmin("".join(parts)))


def content_hash(text: str) -> str:
    """A short name for content: it changes when the content does, so caches stay right."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
