#!/usr/bin/env python3
"""How well search finds what people mean: judged queries, run by the real code in Chromium.

Prints MRR@10, hit@1, hit@5, recall@5 and the rate of empty answers by category, how many
typed prefixes of Chinese queries find nothing, latency and bytes. A third of the queries,
chosen by a hash of their text, is held out: tune on the others (``--split tuning``).

``peers.py`` puts the same queries to stock Material, Pagefind and MiniSearch in one run.
"""

import argparse
import functools
import gzip
import hashlib
import json
import shutil
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "hooks"))

from knowledge_base.knowledge import load_and_check  # noqa: E402
from knowledge_base.languages import LANGUAGES  # noqa: E402
from knowledge_base.paths import address, page_url  # noqa: E402
from knowledge_base.prose import prose_pages  # noqa: E402
from knowledge_base.search.search_files import search_code  # noqa: E402
from knowledge_base.search.search_index import search_index  # noqa: E402

HELD_OUT = 3  # one query in three


@dataclass(frozen=True)
class Query:
    """A judged query: the addresses of the pages that answer it, the best first."""

    text: str
    language: str
    category: str
    pages: tuple[str, ...]

    @property
    def held_out(self) -> bool:
        """Whether the query is kept for the final figure."""
        return hashlib.sha1(self.text.encode()).digest()[0] % HELD_OUT == 0


def read_queries() -> list[Query]:
    """The judged queries, with addresses for references such as ``cause:overdue-huabei``."""
    rows = yaml.safe_load((ROOT / "benchmarks/search/queries.yaml").read_text("utf-8"))
    languages = {language.code: language for language in LANGUAGES}

    def url(reference: str, code: str) -> str:
        kind, _, id = reference.partition(":")
        if kind == "page":
            return page_url(f"{code}/{id}.md")
        return page_url(address(kind, id, languages[code]))

    return [
        Query(
            row["query"],
            row["lang"],
            row["category"],
            tuple(url(reference, row["lang"]) for reference in row["pages"]),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Figures:
    """The figures of a set of queries; all but ``count`` lie between 0 and 1."""

    count: int
    mrr: float
    hit1: float
    hit5: float
    recall5: float
    zero: float


def figures(queries: Sequence[Query], answers: Sequence[Sequence[str]]) -> Figures:
    """Judge ``answers`` (addresses, best first, of each query) against the queries."""
    ranks = [
        next((i for i, url in enumerate(found[:10], 1) if url in query.pages), 0)
        for query, found in zip(queries, answers, strict=True)
    ]
    recalls = [
        len(set(found[:5]) & set(query.pages)) / min(5, len(query.pages))
        for query, found in zip(queries, answers, strict=True)
    ]
    count = len(queries)
    return Figures(
        count,
        sum(1 / rank for rank in ranks if rank) / count,
        sum(rank == 1 for rank in ranks) / count,
        sum(0 < rank <= 5 for rank in ranks) / count,
        sum(recalls) / count,
        sum(not found for found in answers) / count,
    )


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def serve(folder: Path) -> tuple[ThreadingHTTPServer, str]:
    """Serve ``folder`` on a loopback address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}"


def open_index(browser: Any, url: str, code: str) -> Any:
    """A tab that has the search code and the index of one language."""
    page = browser.new_page()
    page.goto(f"{url}/page.html")
    page.evaluate(
        "code => fetch(code + '.json').then(a => a.json())"
        ".then(data => { const start = performance.now();"
        " self.found = kb.buildIndex(data); self.built = performance.now() - start; })",
        code,
    )
    return page


ASK = """texts => texts.map(text => {
  const start = performance.now();
  const urls = kb.search(text, found).map(r => found.pages[r.page].url);
  return {urls, ms: performance.now() - start};
})"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--split", choices=("all", "tuning", "held-out"), default="all")
    parser.add_argument("--misses", action="store_true", help="list queries not answered first")
    arguments = parser.parse_args()
    choose: dict[str, Callable[[Query], bool]] = {
        "all": lambda query: True,
        "tuning": lambda query: not query.held_out,
        "held-out": lambda query: query.held_out,
    }
    queries = [query for query in read_queries() if choose[arguments.split](query)]
    with TemporaryDirectory() as folder:
        sizes = _prepare(Path(folder))
        server, url = serve(Path(folder))
        answers, times, prefixes = _ask(url, queries)
        server.shutdown()
    _print(queries, answers, times, prefixes, sizes, misses=arguments.misses)
    return 0


def _prepare(folder: Path) -> dict[str, int]:
    """Write the code and the indexes; returns gzipped sizes in bytes by name."""
    catalog, _ = load_and_check(ROOT / "content")
    assert catalog, "run scripts/check_content.py"
    prose = list(prose_pages(ROOT / "docs"))
    sizes = {}
    for language in LANGUAGES:
        search = search_index(catalog, language, prose)
        index, details = search.index.text(), search.details.text()
        (folder / f"{language.code}.json").write_text(index, "utf-8")
        sizes[f"index {language.code}"] = len(gzip.compress(index.encode(), 9))
        sizes[f"details {language.code}"] = len(gzip.compress(details.encode(), 9))
    code = search_code(ROOT / "docs/assets/search/code")
    (folder / "code.js").write_text(code, "utf-8")
    sizes["code"] = len(gzip.compress(code.encode(), 9))
    page = '<!doctype html><title>search</title><script src="code.js"></script>'
    (folder / "page.html").write_text(page, "utf-8")
    return sizes


def _ask(url: str, queries: Sequence[Query]) -> tuple[list[list[str]], list[float], float]:
    from playwright.sync_api import sync_playwright

    answers: list[list[str]] = [[] for _ in queries]
    times: list[float] = []
    tried = empty = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for code in ("zh", "en"):
            tab = open_index(browser, url, code)
            own = [i for i, query in enumerate(queries) if query.language == code]
            first = tab.evaluate(ASK, [queries[own[0]].text])[0]["ms"]
            print(
                f"{code}: index built in {tab.evaluate('built'):.0f} ms, first query {first:.1f} ms"
            )
            for i, row in zip(own, tab.evaluate(ASK, [queries[i].text for i in own]), strict=True):
                answers[i] = row["urls"]
                times.append(row["ms"])
            if code == "zh":
                starts = [q.text[:n] for q in queries if _chinese(q) for n in range(1, len(q.text))]
                rows = tab.evaluate(ASK, starts)
                tried += len(rows)
                empty += sum(not row["urls"] for row in rows)
        browser.close()
    return answers, times, empty / max(1, tried)


def _chinese(query: Query) -> bool:
    return query.language == "zh" and any("\u4e00" <= letter <= "\u9fff" for letter in query.text)


def _print(
    queries: Sequence[Query],
    answers: Sequence[Sequence[str]],
    times: Sequence[float],
    prefixes: float,
    sizes: dict[str, int],
    *,
    misses: bool,
) -> None:
    print(f"{'category':16}{'n':>5}{'MRR@10':>8}{'hit@1':>7}{'hit@5':>7}{'rec@5':>7}{'zero':>7}")
    names = list(dict.fromkeys(query.category for query in queries))
    for name in [*names, "all"]:
        chosen = [i for i, query in enumerate(queries) if name in ("all", query.category)]
        f = figures([queries[i] for i in chosen], [answers[i] for i in chosen])
        print(
            f"{name:16}{f.count:5}{f.mrr:8.3f}{f.hit1:7.2f}{f.hit5:7.2f}{f.recall5:7.2f}{f.zero:7.2f}"
        )
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    print(f"typed prefixes of Chinese queries without a result: {prefixes:.2%}")
    print(f"latency ms: p50 {ordered[len(ordered) // 2]:.1f}, p95 {p95:.1f}")
    wrong = sum(
        not url.startswith(f"{query.language}/")
        for query, found in zip(queries, answers, strict=True)
        for url in found
    )
    print(f"results in the wrong language: {wrong}")
    print("gzip bytes:", json.dumps(sizes))
    if misses:
        for query, found in zip(queries, answers, strict=True):
            if not found or found[0] not in query.pages:
                rank = next((i for i, url in enumerate(found, 1) if url in query.pages), "-")
                print(f"{query.category:14} {rank!s:>3}  {query.text}  →  {', '.join(found[:3])}")
                print(f"{'':20}wanted {', '.join(query.pages)}")


if __name__ == "__main__":
    sys.exit(main())
