"""The check itself: read the site, apply every rule, put what was found into words."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from knowledge_base.links.assets import (
    check_drawings,
    check_feeds,
    check_manifests,
    check_robots,
    check_style_sheets,
)
from knowledge_base.links.charset import to_text
from knowledge_base.links.follow import follow_pages
from knowledge_base.links.locate import locate, locate_repeated_id
from knowledge_base.links.records import (
    CannotRun,
    Code,
    Finding,
    Options,
    Problem,
    Report,
)
from knowledge_base.links.site import make_home, read_site
from knowledge_base.links.sitemap import check_sitemaps
from knowledge_base.links.source_map import SourceMap, read_source_map
from knowledge_base.links.tree import Tree
from knowledge_base.links.whole import alternates_without_return, orphans
from knowledge_base.links.wording import message, sentence

# Faults of a whole file: there is no place in it to point at.
_OF_THE_FILE = frozenset({Code.ORPHAN, Code.SITEMAP_UNLISTED, Code.BAD_XML})


def check(folder: Path, options: Options) -> Report:
    """Check the built site in ``folder``. Raises :class:`CannotRun`, and nothing else."""
    if not folder.is_dir():
        raise CannotRun(sentence("no-folder", folder=folder))
    home = make_home(options.base, options.site_url)
    source_map = read_source_map(options.source_map)
    try:
        site = read_site(folder, home, Tree.read(folder, options.unpublished))
        walk = follow_pages(site)
        findings = [
            *walk.findings,
            *alternates_without_return(site),
            *orphans(site, walk.reached),
            *check_sitemaps(site),
            *check_style_sheets(site),
            *check_feeds(site),
            *check_drawings(site),
            *check_manifests(site),
            *check_robots(site),
        ]
        problems = sorted(_explain(folder, findings, source_map))
    except OSError as error:
        raise CannotRun(sentence("unreadable", detail=error)) from error
    return Report(problems, len(site.pages), walk.links)


def _explain(folder: Path, findings: Iterable[Finding], source_map: SourceMap) -> Iterator[Problem]:
    """Findings as problems, each (page, URL, code) once, with their places and words."""
    once = {finding[:3]: finding for finding in reversed(list(findings))}.values()
    for name, group in groupby(sorted(once), key=attrgetter("page")):
        of_page = list(group)
        text = _text(folder / name)
        places = _places(text, of_page)
        sources = source_map.find(name, {each.url: each.near for each in of_page}, text)
        for finding in of_page:
            line, column = places.get(finding, (1, 1))
            yield Problem(
                page=name,
                line=line,
                column=column,
                url=finding.url,
                code=finding.code,
                message=message(finding.code, finding.near, url=finding.url),
                source=sources.get(finding.url),
            )


def _text(file: Path) -> str:
    return to_text(file.read_bytes()) if file.is_file() else ""


def _places(text: str, findings: list[Finding]) -> dict[Finding, tuple[int, int]]:
    """Where in a page's ``text`` the findings stand, as far as it can be told."""
    sought = [finding for finding in findings if finding.code not in _OF_THE_FILE]
    links = locate(text, {finding.url for finding in sought})
    places: dict[Finding, tuple[int, int]] = {}
    for finding in sought:
        if finding.code is Code.DUPLICATE_ID:
            place = locate_repeated_id(text, finding.url[1:])
        else:
            place = links.get(finding.url)
        if place:
            places[finding] = place
    return places
