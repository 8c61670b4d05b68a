"""What search adds to the site: the code, and the index of each language, named by content."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import rjsmin

from knowledge_base.catalog import Catalog
from knowledge_base.languages import LANGUAGES
from knowledge_base.prose import ProsePage
from knowledge_base.search_index import search_index

# The parts of the code that the worker loads at the first query, in their order.
CODE = ("words", "index", "query", "rank", "results")


@dataclass(frozen=True)
class SearchFiles:
    """What search needs in one language: files by their path in the site, and an address.

    ``address`` is what follows the worker's own: its version, and the names of the files.
    """

    language: str
    files: Mapping[str, str]
    address: str


def search_files(
    catalog: Catalog, prose: Sequence[ProsePage], worker: Path
) -> Iterator[SearchFiles]:
    """The search files of every language, named by their content so that caches stay right.

    ``worker`` is the script that will read them; the code that it loads stands in ``code/``.
    """
    code = search_code(worker.with_name("code"))
    code_name = f"code.{content_hash(code)}.js"
    version = content_hash(worker.read_text(encoding="utf-8"))
    for language in LANGUAGES:
        index, details = search_index(catalog, language, prose)
        names = {
            "index": f"{language.code}.{content_hash(index)}.json",
            "details": f"{language.code}-details.{content_hash(details)}.json",
        }
        files = {f"assets/search/{names['index']}": index}
        files[f"assets/search/{names['details']}"] = details
        if language is LANGUAGES[0]:
            files[f"assets/search/{code_name}"] = code
        address = f"?v={version}&code={code_name}&index={names['index']}&details={names['details']}"
        yield SearchFiles(language.code, files, address)


def search_code(folder: Path) -> str:
    """The parts of the code in ``folder`` as one script without comments.

    On a slow network each request costs more than the code itself.
    """
    parts = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in CODE]
    return cast(str, rjsmin.jsmin("".join(parts)))


def content_hash(text: str) -> str:
    """A short name for content: it changes when the content does, so caches stay right."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
