"""Read all pages of a site: one after another, or, where there are very many, by two processes."""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from sys import intern

from knowledge_base.links.page import Page, read_page

# Below this, starting a second process takes longer than it saves.
MANY_PAGES = 1000
# More would take memory for little: what pages say has to come back to this process.
MOST_PROCESSES = 2
_PAGES_AT_A_TIME = 40


def read_pages(folder: Path, names: Sequence[str], many: int = MANY_PAGES) -> dict[str, Page]:
    """The pages below ``folder`` by name. Raises ``OSError`` for one that cannot be read."""
    processes = min(MOST_PROCESSES, _processors())
    if len(names) < many or processes < 2:
        return {name: read_page((folder / name).read_bytes()) for name in names}
    parts = [
        names[start : start + _PAGES_AT_A_TIME] for start in range(0, len(names), _PAGES_AT_A_TIME)
    ]
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        found = pool.imap(partial(_read_part, folder), parts)
        return {name: page for part in found for name, page in _shared(part)}


def _processors() -> int:
    """How many processors this process may use; one where it cannot be divided."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _read_part(folder: Path, names: Sequence[str]) -> list[tuple[str, Page]]:
    return [(name, read_page((folder / name).read_bytes())) for name in names]


def _shared(part: Sequence[tuple[str, Page]]) -> Iterator[tuple[str, Page]]:
    """The pages of a part, with one string for each URL that many pages have."""
    for name, page in part:
        page.urls = {role: dict.fromkeys(map(intern, urls)) for role, urls in page.urls.items()}
        page.ids = set(map(intern, page.ids))
        yield name, page
