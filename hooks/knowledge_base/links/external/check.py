"""The check of links to other sites: each address once, then words for what was found."""

import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from knowledge_base.links.charset import to_text
from knowledge_base.links.external.cache import Known, read_cache, write_cache
from knowledge_base.links.external.collect import Use, collect
from knowledge_base.links.external.excuses import read_excuses
from knowledge_base.links.external.pace import Clock, group_by_host
from knowledge_base.links.external.resolve import PublicResolver, Resolver
from knowledge_base.links.external.target import Target, parse_target
from knowledge_base.links.external.verdict import Limits, Trouble, Verdict
from knowledge_base.links.external.visit import Visitor
from knowledge_base.links.locate import locate
from knowledge_base.links.records import CannotRun, Options, Problem
from knowledge_base.links.site import Site, make_home, read_site
from knowledge_base.links.source_map import SourceMap, read_source_map
from knowledge_base.links.tree import Tree
from knowledge_base.links.wording import message, sentence


@dataclass(frozen=True)
class External:
    """How other sites are asked. Only tests give more than the two files."""

    excuses: Path = Path("content/link-excuses.yaml")
    cache: Path = Path(".cache/links.json")
    resolver: Resolver = field(default_factory=PublicResolver)
    clock: Clock = time
    limits: Limits = field(default_factory=Limits)


def check_external(folder: Path, options: Options, external: External) -> list[Problem]:
    """The problems of all links to other sites, and of the excuses for them, sorted.

    A failing address is one problem, at its first use. Raises :class:`CannotRun`.
    """
    excuses = read_excuses(external.excuses)
    home = make_home(options.base, options.site_url)
    sources = read_source_map(options.source_map)
    today = datetime.fromtimestamp(external.clock.time(), UTC).date()
    try:
        site = read_site(folder, home, Tree.read(folder, options.unpublished))
        uses = collect(site)
        verdicts = _judge(uses, external)
        failing = {
            url: verdict
            for url, verdict in verdicts.items()
            if verdict.code and not excuses.excuse(url, today)
        }
        found = [_explain(site, uses[url], url, failing[url], sources) for url in failing]
    except OSError as error:
        raise CannotRun(sentence("unreadable", detail=error)) from error
    return sorted([*found, *excuses.problems(verdicts, today)])


def _explain(
    site: Site, uses: list[Use], url: str, verdict: Verdict, sources: SourceMap
) -> Problem:
    """A failing address in words, at the place of its first use."""
    assert verdict.code
    file, written = uses[0]
    text = to_text((site.folder / file).read_bytes())
    line, column = locate(text, {written}).get(written, (1, 1))
    words = message(verdict.code, url=url, detail=verdict.detail, pages=len(uses))
    source = sources.find(file, {written: ""}, text).get(written)
    return Problem(file, line, column, written, verdict.code, words, source)


def _judge(urls: Iterable[str], external: External) -> dict[str, Verdict]:
    """A verdict for each of ``urls``: from the guard, from the cache, or from its server."""
    now = external.clock.time()
    known = {url: old for url, old in read_cache(external.cache).items() if old.is_fresh(now)}
    verdicts: dict[str, Verdict] = {}
    pending: dict[str, Target] = {}
    for url in urls:
        try:
            target = parse_target(url)
        except Trouble as trouble:
            verdicts[url] = trouble.verdict
            continue
        if url in known:
            verdicts[url] = known[url].verdict
        else:
            pending[url] = target
    fresh: dict[str, Known] = {}
    try:
        for url, verdict in _visit(pending, external):
            verdicts[url] = verdict
            fresh[url] = Known(verdict, external.clock.time())
    finally:  # what is known is kept even if somebody stops the run
        try:
            write_cache(external.cache, known | fresh)
        except OSError as error:
            raise CannotRun(sentence("unwritable", detail=error)) from error
    return dict(sorted(verdicts.items()))


def _visit(pending: Mapping[str, Target], external: External) -> Iterator[tuple[str, Verdict]]:
    """Visit every address: hosts side by side, the addresses of one host in turn."""
    visitor = Visitor(external.resolver, external.clock, external.limits)

    def visit_host(urls: list[str]) -> list[tuple[str, Verdict]]:
        return [(url, visitor.visit(pending[url])) for url in urls]

    groups = group_by_host({url: target.host for url, target in pending.items()})
    with ThreadPoolExecutor(external.limits.workers) as pool:
        for verdicts in pool.map(visit_host, groups):
            yield from verdicts
