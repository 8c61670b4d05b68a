"""Rules for single links: each leads somewhere, safely, and its anchor is there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from knowledge_base.links.nearest import nearest_id
from knowledge_base.links.page import Role
from knowledge_base.links.records import Code, Finding
from knowledge_base.links.site import Site
from knowledge_base.links.syntax import decode

_LEADS_A_READER = frozenset({Role.LINK, Role.FRAME})


@dataclass
class Walk:
    """What following every link of every page brought.

    ``reached`` has, for each page, the files that its links lead a reader to.
    """

    findings: list[Finding] = field(default_factory=list)
    reached: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    links: int = 0


def follow_pages(site: Site) -> Walk:
    """Follow every link of every page, and look at the page's own ids and JSON-LD."""
    walk = Walk()
    for name, page in site.pages.items():
        document = site.document_of(name)
        for role, urls in page.urls.items():
            walk.links += len(urls)
            reached = walk.reached[name] if role in _LEADS_A_READER else set()
            walk.findings += follow(site, name, document, urls, role, reached)
        for repeated in dict.fromkeys(page.repeated_ids):
            walk.findings.append(Finding(name, "#" + repeated, Code.DUPLICATE_ID))
        for url in page.lost_maps:
            walk.findings.append(Finding(name, url, Code.MISSING_ANCHOR))
        if page.broken_json_ld:
            walk.findings.append(Finding(name, "application/ld+json", Code.BAD_JSON_LD))
    return walk


def follow(
    site: Site,
    name: str,
    document: str | None,
    urls: Iterable[str],
    role: Role,
    reached: set[str],
) -> Iterator[Finding]:
    """The faults of ``urls`` in the file ``name``; files that they lead to join ``reached``."""
    pages = site.pages
    beside = site.sound_beside(document)
    own_ids: AbstractSet[str] = (
        pages[name].ids if name in pages and document == site.path_of(name) else frozenset()
    )
    for written in urls:
        if written[:1] == "#" and written[1:] in own_ids:
            continue
        sound = beside.get(written)
        if sound is None:
            url = site.parse(written)
            file, code = answer = site.follow(document, url)
            if role is Role.RESOURCE and code is Code.MISSING_PAGE:
                code = Code.MISSING_FILE
            elif role is Role.LINK and url.scheme == "data":
                code = Code.BAD_SCHEME
            if code:
                yield Finding(name, written, code, site.suggestion(document, url, answer))
                continue
            if not file:
                continue
            sound = file, url.fragment
            if url.ups or url.rooted:
                beside[written] = sound
        file, fragment = sound
        reached.add(file)
        if fragment and role is not Role.IDENTIFIER and file in pages:
            ids = pages[file].ids
            if fragment not in ids:
                yield from _missing_anchor(name, written, fragment, ids)


def _missing_anchor(name: str, written: str, fragment: str, ids: set[str]) -> Iterator[Finding]:
    """Look for the anchor as browsers do: as written, then decoded; ``#top`` always exists."""
    # What follows :~: selects text (https://wicg.github.io/scroll-to-text-fragment/).
    fragment = fragment.partition(":~:")[0]
    if not fragment or fragment in ids or fragment.lower() == "top":
        return
    decoded = decode(fragment)
    if decoded is None:
        yield Finding(name, written, Code.BAD_ENCODING)
    elif decoded not in ids and decoded.lower() != "top":
        near = nearest_id(decoded, ids)
        yield Finding(name, written, Code.MISSING_ANCHOR, "#" + near if near else "")
