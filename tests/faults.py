"""Faults put into a copy of a built site by chance: each knows how it must be reported.

:func:`inject` takes a seed and gives the same faults for it every time. A kind of fault is a
row of :data:`LINKS` (a link of the site goes wrong), a row of :data:`MARKUP` (something broken
is added to a page), or a function in :data:`OTHERS`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from mutant import Mutant

Report = tuple[str, str, str]  # page, URL as written, code
UNPUBLISHED = "drafts/"
HIDDEN = '<meta name="robots" content="noindex">'
SMALL_PAGE = "<!doctype html><html><head>{}</head><body>{}</body></html>"
FEED = '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x</id><link href="{}"/></feed>'


@dataclass(frozen=True)
class Fault:
    """``report`` is what must be said of the fault, ``also`` what may be said besides."""

    report: Report
    also: frozenset[Report] = field(default=frozenset())
    kind: str = ""


def inject(folder: Path, site_url: str, seed: int, each: int = 5) -> list[Fault]:
    """Put ``each`` faults of every kind into the site in ``folder``."""
    mutant = Mutant(folder, site_url, seed)
    plan = [kind for kind in KINDS for _ in range(each)]
    mutant.random.shuffle(plan)
    faults = [replace(KINDS[kind](mutant), kind=kind) for kind in plan]
    mutant.save()
    assert len({fault.report for fault in faults}) == len(faults), "two faults look the same"
    return faults


def capitals(url: str) -> str:
    path, hash_, anchor = url.partition("#")
    *folders, last = path.rstrip("/").split("/")
    return "/".join([*folders, last.upper()]) + "/" * path.endswith("/") + hash_ + anchor


# kind: (what the URL of a link becomes, the code). A change that breaks nothing is not used.
LINKS: dict[str, tuple[Callable[[str, str, int], str], str]] = {
    "missing page": (lambda to, url, n: re.sub(r"(?<=\w)(/?)(#.*)?$", rf"-{n}\1\2", url), "missing-page"),
    "missing page, own address": (lambda to, url, n: f"{to.rstrip('/')}-{n}/", "missing-page"),
    "wrong depth": (lambda to, url, n: url.replace("../", "", 1), "missing-page"),
    "case": (lambda to, url, n: capitals(url), "wrong-case"),
    "missing anchor": (lambda to, url, n: f"{url.partition('#')[0]}#none-{n}", "missing-anchor"),
    "missing anchor, own address": (lambda to, url, n: f"{to}#none-{n}", "missing-anchor"),
    "root path outside base": (lambda to, url, n: f"/elsewhere/{n}/", "outside-base"),
    "missing download": (lambda to, url, n: f"../paper-{n}.pdf", "missing-file"),
    "file as folder": (lambda to, url, n: f"{to}index.html/?{n}", "missing-page"),
    "empty href": (lambda to, url, n: " " * (n % 2), "empty-href"),
    "stray percent sign": (lambda to, url, n: f"../{n}%zz/", "bad-encoding"),
    "percent signs of no letter": (lambda to, url, n: f"../{n}%E6%A6/", "bad-encoding"),
    "javascript link": (lambda to, url, n: f"JavaScript:void({n})", "bad-scheme"),
    "slip in the scheme": (lambda to, url, n: f"htps://example.org/{n}", "bad-scheme"),
    "bad mailto": (lambda to, url, n: f"mailto:me-{n} at example.org", "bad-mailto"),
    "bad absolute URL": (lambda to, url, n: f"https://example.org:port/{n}", "bad-url"),
}  # fmt: skip
_PAGE, _FILE = ("../gone-{}/", "missing-page"), ("../none-{}.png", "missing-file")
# kind: (markup added to a page, the URL in it, the code)
MARKUP: dict[str, tuple[str, str, str]] = {
    "missing image": ('<img src="{}" alt="">', *_FILE),
    "srcset": ('<img alt="" srcset="data:image/gif;base64,AA,BB 1x, {} 2x">', *_FILE),
    "style attribute": ("<p style=\"background: url('{}')\"></p>", *_FILE),
    "poster": ('<video poster="{}"></video>', *_FILE),
    "drawing": ('<svg><use href="{}#x"></use></svg>', "../none-{}.svg", "missing-file"),
    "frame": ('<iframe src="{}"></iframe>', *_PAGE),
    "form": ('<form action="{}"></form>', *_PAGE),
    "ping": ('<a href="./" ping="{}"></a>', *_PAGE),
    "page in a frame": ("<iframe srcdoc=\"<a href='{}'></a>\"></iframe>", *_PAGE),
    "paint": ('<svg><path fill="url({}#x)"></path></svg>', "../none-{}.svg", "missing-file"),
    "meta refresh": ('<meta http-equiv="refresh" content="0; url={}">', *_PAGE),
    "next page": ('<link rel="next" href="{}">', *_PAGE),
    "og:image": ('<meta property="og:image" content="{}">', *_FILE),
    "image map": ('<img src="data:," alt="" usemap="{}"><map name="{}"></map>', "#map-{}", "missing-anchor"),
    "import map": ('<script type="importmap">{{"imports": {{"a": "{}"}}}}</script>', "../none-{}.js", "missing-file"),
    "script of a drawing": ('<svg><script href="{}"></script></svg>', "../none-{}.js", "missing-file"),
    "line of text in a drawing": ('<svg><text><textPath href="{}"></textPath></text></svg>', "#line-{}", "missing-anchor"),
    "JSON-LD": ('<script type="application/ld+json">{{"item": [{{"url": "{}"}}]}}</script>', *_PAGE),
}  # fmt: skip


def link_kind(wrong: Callable[[str, str, int], str], code: str) -> Callable[[Mutant], Fault]:
    def break_link(mutant: Mutant) -> Fault:
        while True:
            page, url = mutant.link()
            target = mutant.address(mutant.leads_to(page, url) or "")
            changed = wrong(target, url, next(mutant.numbers))
            sound = mutant.leads_to(page, changed) and code in ("missing-page", "wrong-case")
            if changed != url and not sound and mutant.take(page, changed):
                break
        mutant.swap(page, f'href="{url}"', f'href="{changed}"')
        return Fault((page, changed, code))

    return break_link


def markup_kind(markup: str, pattern: str, code: str) -> Callable[[Mutant], Fault]:
    def add_markup(mutant: Mutant) -> Fault:
        # A page that sends readers on need not be in the sitemap: nothing else there.
        page = mutant.page("sitemap" if "refresh" in markup else "")
        url = pattern.format(next(mutant.numbers))
        mutant.add(page, markup.format(url, url))
        return Fault((page, url + "#x" * ("#x" in markup), code))

    return add_markup


def head_kind(before: str, code: str) -> Callable[[Mutant], Fault]:
    def break_head(mutant: Mutant) -> Fault:
        page = mutant.page(before)
        url = mutant.random.choice(re.findall(re.escape(before) + '([^"]+)"', mutant.texts[page]))
        folder, slash, name = url.rstrip("/").rpartition("/")
        changed = f"{folder}{slash}{next(mutant.numbers)}-{name}" + "/" * url.endswith("/")
        mutant.swap(page, f'{before}{url}"', f'{before}{changed}"')
        return Fault((page, changed, code))

    return break_head


def duplicate_id(mutant: Mutant) -> Fault:
    page = mutant.page("ids")
    ids = [node.attrs.get("id") for node in mutant.trees[page].css("[id]")]
    name = mutant.random.choice(ids)
    mutant.add(page, f'<span id="{name}"></span>')
    return Fault((page, f"#{name}", "duplicate-id"))


def encoded_anchor(mutant: Mutant) -> Fault:
    """A percent-encoded anchor in Chinese that is right, and one that is not."""
    page, name = mutant.page(), f"概述{next(mutant.numbers)}号"
    start = mutant.random.choice(["", mutant.address(page)])
    url = f"{start}#{quote(name[:-1])}"
    mutant.add(
        page, f'<h2 id="{name}"></h2><a href="{start}#{quote(name)}"></a><a href="{url}"></a>'
    )
    return Fault((page, url, "missing-anchor"))


def hreflang_target(mutant: Mutant) -> Fault:
    page, other, attributes, url = mutant.alternate()
    changed = f"{url.rstrip('/')}-{next(mutant.numbers)}/"
    mutant.swap(page, attributes, attributes.replace(url, changed))
    alone = (other, mutant.address(page), "hreflang-no-return")
    return Fault((page, changed, "missing-page"), frozenset({alone}))


def hreflang_gone(mutant: Mutant) -> Fault:
    page, other, attributes, _ = mutant.alternate()
    mutant.swap(page, f'<link rel="alternate" {attributes}>', "")
    return Fault((other, mutant.address(page), "hreflang-no-return"))


def hreflang_elsewhere(mutant: Mutant) -> Fault:
    page, other, attributes, url = mutant.alternate()
    stranger = mutant.page("alternates")
    changed = mutant.address(stranger)
    mutant.swap(page, attributes, attributes.replace(f'"{url}"', f'"{changed}"'))
    alone = (other, mutant.address(page), "hreflang-no-return")
    return Fault((page, changed, "hreflang-no-return"), frozenset({alone}))


def sitemap_missing(mutant: Mutant) -> Fault:
    page, _ = mutant.entry()
    url = mutant.address(page)
    changed = f"{url}{next(mutant.numbers)}/"
    mutant.swap("sitemap.xml", f"<loc>{url}</loc>", f"<loc>{changed}</loc>")
    return Fault(
        ("sitemap.xml", changed, "sitemap-missing"), frozenset({(page, page, "sitemap-unlisted")})
    )


def sitemap_unlisted(mutant: Mutant) -> Fault:
    page, entry = mutant.entry()
    mutant.swap("sitemap.xml", entry, "")
    return Fault((page, page, "sitemap-unlisted"))


def orphan(mutant: Mutant) -> Fault:
    page = f"zh/lost-{next(mutant.numbers)}/index.html"
    mutant.texts[page] = SMALL_PAGE.format(HIDDEN, '<a href="../"></a>')
    return Fault((page, page, "orphan"))


def unpublished(mutant: Mutant) -> Fault:
    """A link to a file that is there but will not be uploaded."""
    page, draft = mutant.page(), f"{UNPUBLISHED}{next(mutant.numbers)}/index.html"
    mutant.texts[draft] = SMALL_PAGE.format("", "")
    url = "../" * page.count("/") + draft.removesuffix("index.html")
    mutant.add(page, f'<a href="{url}"></a>')
    return Fault((page, url, "unpublished"))


def style_sheet(mutant: Mutant) -> Fault:
    page = mutant.random.choice(
        [name for name in mutant.texts if re.fullmatch(r"assets/[^/]+\.css", name)]
    )
    url = f"none-{next(mutant.numbers)}.png"
    mutant.texts[page] += f"/* url(no-{url}) */ p {{ background: url({url}) }}\n"
    return Fault((page, url, "missing-file"))


def base_href(mutant: Mutant) -> Fault:
    """A new page whose links stand against its base: one is right, one is not."""
    number = next(mutant.numbers)
    page, url = f"zh/based-{number}/index.html", f"gone-{number}/"
    links = f'<a href="causes/"></a><a href="{url}"></a>'
    mutant.texts[page] = SMALL_PAGE.format(HIDDEN + '<base href="../">', links)
    mutant.add(mutant.page(), f'<a href="{mutant.address(page)}"></a>')
    return Fault((page, url, "missing-page"))


def feed(mutant: Mutant) -> Fault:
    number = next(mutant.numbers)
    page, url = f"feeds/{number}.xml", f"../zh/gone-{number}/"
    mutant.texts[page] = FEED.format(url)
    return Fault((page, url, "missing-page"))


def broken_feed(mutant: Mutant) -> Fault:
    page = f"feeds/{next(mutant.numbers)}.xml"
    mutant.texts[page] = FEED.format("../zh/").removesuffix(">")
    return Fault((page, page, "bad-xml"))


def drawing_file(mutant: Mutant) -> Fault:
    number = next(mutant.numbers)
    page, url = f"drawings/{number}.svg", f"none-{number}.png"
    mutant.texts[page] = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}"/></svg>'
    return Fault((page, url, "missing-file"))


def manifest(mutant: Mutant) -> Fault:
    number = next(mutant.numbers)
    page, url = f"apps/{number}.webmanifest", f"none-{number}.png"
    mutant.texts[page] = f'{{"start_url": "../zh/", "icons": [{{"src": "{url}"}}]}}'
    return Fault((page, url, "missing-file"))


def broken_json_ld(mutant: Mutant) -> Fault:
    page = mutant.page("broken JSON-LD")
    mutant.add(page, '<script type="application/ld+json">{"url": "../",}</script>')
    return Fault((page, "application/ld+json", "bad-json-ld"))


OTHERS: dict[str, Callable[[Mutant], Fault]] = {
    "missing style sheet": head_kind('rel="stylesheet" href="', "missing-file"),
    "missing script": head_kind('<script src="', "missing-file"),
    "missing icon": head_kind('rel="icon" href="', "missing-file"),
    "canonical": head_kind('rel="canonical" href="', "missing-page"),
    "duplicate id": duplicate_id,
    "percent-encoded anchor": encoded_anchor,
    "hreflang target": hreflang_target,
    "hreflang without return": hreflang_gone,
    "hreflang to a stranger": hreflang_elsewhere,
    "sitemap missing": sitemap_missing,
    "sitemap unlisted": sitemap_unlisted,
    "orphan": orphan,
    "unpublished": unpublished,
    "style sheet": style_sheet,
    "base href": base_href,
    "feed": feed,
    "broken feed": broken_feed,
    "drawing file": drawing_file,
    "web app manifest": manifest,
    "broken JSON-LD": broken_json_ld,
}
KINDS: dict[str, Callable[[Mutant], Fault]] = {
    **{kind: link_kind(*row) for kind, row in LINKS.items()},
    **{kind: markup_kind(*row) for kind, row in MARKUP.items()},
    **OTHERS,
}
# What no other checker finds.
OURS_ALONE = (
    "hreflang without return",
    "hreflang to a stranger",
    "duplicate id",
    "orphan",
    "unpublished",
)
