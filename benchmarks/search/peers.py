#!/usr/bin/env python3
"""The same queries over the same texts, answered by others: Material, Pagefind, MiniSearch.

Our pages are written as plain Markdown and built by stock Material, one site per language,
which is what its own documentation advises. Pagefind (extended) indexes those sites;
MiniSearch gets their sections, cut into words by ``Intl.Segmenter``. Needs the packages
``jieba`` and ``pagefind[extended]`` and a copy of MiniSearch's ``dist/umd/index.js``:

    pip install jieba "pagefind[extended]" && npm pack minisearch && tar xzf minisearch-*.tgz
    python benchmarks/search/peers.py --minisearch package/dist/umd/index.js

A result counts when it leads to a wanted page, whatever the section.
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evaluate import ASK, ROOT, Query, _prepare, figures, open_index, read_queries, serve

from knowledge_base.knowledge import load_and_check
from knowledge_base.languages import LANGUAGES
from knowledge_base.pages import build_pages

CONFIG = """\
site_name: peers
theme: {{name: material, language: {language}, font: false}}
plugins: [{{search: {{lang: {search}}}}}]
markdown_extensions: [attr_list, md_in_html, tables]
"""

MATERIAL = """async texts => {
  const box = document.querySelector('.md-search__input');
  document.querySelector('#__search').checked = true;
  document.querySelector('#__search').dispatchEvent(new Event('change'));
  const meta = document.querySelector('.md-search-result__meta');
  const answers = [];
  for (const text of texts) {
    box.focus(); box.value = text;
    const changed = new Promise(done => {
      const watch = new MutationObserver(() => { watch.disconnect(); setTimeout(done, 20); });
      watch.observe(meta, {childList: true, characterData: true, subtree: true});
      setTimeout(done, 400);
    });
    box.dispatchEvent(new KeyboardEvent('keyup'));
    await changed;
    answers.push([...new Set([...document.querySelectorAll('.md-search-result__item > a')]
      .map(a => new URL(a.href).pathname.slice(1)))]);
  }
  return answers;
}"""

PAGEFIND = """async texts => {
  const pagefind = await import('/pagefind/pagefind.js');
  const answers = [];
  for (const text of texts) {
    const found = (await pagefind.search(text)).results.slice(0, 10);
    answers.push((await Promise.all(found.map(r => r.data()))).map(d => d.url.slice(1)));
  }
  return answers;
}"""

MINISEARCH = """async ({texts, language}) => {
  const words = new Intl.Segmenter(language, {granularity: 'word'});
  const tokenize = text => [...words.segment(text)].filter(w => w.isWordLike).map(w => w.segment);
  const mini = new MiniSearch({fields: ['title', 'text'], storeFields: ['location'], tokenize,
    searchOptions: {boost: {title: 5}, prefix: true, fuzzy: 0.2, tokenize}});
  const {docs} = await (await fetch('/search/search_index.json')).json();
  mini.addAll(docs.map((d, id) => ({...d, id, text: d.text.replace(/<[^>]+>|\\u200b/g, ' ')})));
  return texts.map(text => [...new Set(mini.search(text).map(r => r.location.split('#')[0]))]);
}"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minisearch", type=Path, help="MiniSearch's dist/umd/index.js")
    parser.add_argument("--held-out", action="store_true", help="only the queries kept back")
    arguments = parser.parse_args()
    queries = [q for q in read_queries() if q.held_out or not arguments.held_out]
    from playwright.sync_api import sync_playwright

    with TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        rows = {"ours": _ours(folder / "ours", browser, queries)}
        sites = _stock_sites(folder)
        rows["Material, two builds"] = _each(sites, browser, queries, _ask_material)
        rows["Pagefind extended"] = _each(sites, browser, queries, _ask_pagefind)
        if arguments.minisearch:
            script = arguments.minisearch.read_text("utf-8")
            rows["MiniSearch + Segmenter"] = _each(
                sites,
                browser,
                queries,
                lambda tab, texts, code: _ask_mini(tab, texts, code, script),
            )
        browser.close()
    wanted = [Query(q.text, q.language, q.category, tuple(map(_page, q.pages))) for q in queries]
    print(f"{'engine':24}{'n':>5}{'MRR@10':>8}{'hit@1':>7}{'hit@5':>7}{'rec@5':>7}{'zero':>7}")
    for engine, answers in rows.items():
        pages = [list(dict.fromkeys(map(_page, found))) for found in answers]
        f = figures(wanted, pages)
        print(
            f"{engine:24}{f.count:5}{f.mrr:8.3f}{f.hit1:7.2f}{f.hit5:7.2f}"
            f"{f.recall5:7.2f}{f.zero:7.2f}"
        )
    return 0


Ask = Callable[[Any, Sequence[str], str], list[list[str]]]


def _page(url: str) -> str:
    return url.split("#")[0]


def _ours(folder: Path, browser: Any, queries: Sequence[Query]) -> list[list[str]]:
    folder.mkdir()
    _prepare(folder)
    server, url = serve(folder)
    answers: list[list[str]] = [[] for _ in queries]
    for language in LANGUAGES:
        tab = open_index(browser, url, language.code)
        own = [i for i, query in enumerate(queries) if query.language == language.code]
        for i, row in zip(own, tab.evaluate(ASK, [queries[i].text for i in own]), strict=True):
            answers[i] = row["urls"]
    server.shutdown()
    return answers


def _stock_sites(folder: Path) -> dict[str, Path]:
    """Stock Material sites of our pages, one per language, with Pagefind's index beside them."""
    catalog, _ = load_and_check(ROOT / "content")
    assert catalog
    sites = {}
    for language in LANGUAGES:
        root = folder / language.code
        shutil.copytree(ROOT / "docs" / language.code, root / "docs")
        for page in build_pages(catalog, [language]):
            path = root / "docs" / page.uri.partition("/")[2]
            path.parent.mkdir(parents=True, exist_ok=True)
            title = json.dumps(page.title, ensure_ascii=False)
            path.write_text(f"---\ntitle: {title}\n---\n{page.markdown}", "utf-8")
        search = "[zh, en]" if language.code == "zh" else "en"
        config = CONFIG.format(language=language.code, search=search)
        (root / "mkdocs.yml").write_text(config, "utf-8")
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=root, check=True)
        sites[language.code] = root / "site"
        command = [sys.executable, "-m", "pagefind", "--site", str(root / "site"), "--quiet"]
        subprocess.run(command, check=True)
    return sites


def _each(
    sites: dict[str, Path], browser: Any, queries: Sequence[Query], ask: Ask
) -> list[list[str]]:
    """Ask every query on the site of its language; addresses get the language's folder."""
    answers: list[list[str]] = [[] for _ in queries]
    for code, site in sites.items():
        server, url = serve(site)
        tab = browser.new_page()
        tab.goto(f"{url}/method/")
        tab.wait_for_timeout(1500)
        own = [i for i, query in enumerate(queries) if query.language == code]
        for i, found in zip(own, ask(tab, [queries[i].text for i in own], code), strict=True):
            answers[i] = [f"{code}/{each}" for each in found]
        tab.close()
        server.shutdown()
    return answers


def _ask_material(tab: Any, texts: Sequence[str], code: str) -> list[list[str]]:
    found: list[list[str]] = tab.evaluate(MATERIAL, list(texts))
    return found


def _ask_pagefind(tab: Any, texts: Sequence[str], code: str) -> list[list[str]]:
    found: list[list[str]] = tab.evaluate(PAGEFIND, list(texts))
    return found


def _ask_mini(tab: Any, texts: Sequence[str], code: str, script: str) -> list[list[str]]:
    tab.add_script_tag(content=script)
    found: list[list[str]] = tab.evaluate(MINISEARCH, {"texts": list(texts), "language": code})
    return found


if __name__ == "__main__":
    sys.exit(main())
