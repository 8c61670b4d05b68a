"""The link checker, on small sites: each fault is found, and what only looks like it is not."""

from pathlib import Path

import pytest

from knowledge_base.languages import CODES
from knowledge_base.links import CannotRun, Code, Options, check
from knowledge_base.links.css import css_urls
from knowledge_base.links.reading import read_pages
from knowledge_base.links.srcset import srcset_urls
from knowledge_base.links.wording import wordings

SCRIPT = Path(__file__).parent.parent / "scripts" / "check_links.py"
Files = dict[str, str | bytes]
Found = list[tuple[str, str, str]]


def write(folder: Path, files: Files) -> Path:
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def faults(folder: Path, files: Files, **options: object) -> Found:
    report = check(write(folder, files), Options(**options))  # type: ignore[arg-type]
    return [(problem.page, problem.url, str(problem.code)) for problem in report.problems]


def home(body: str, head: str = "") -> Files:
    """A site whose root page has this body, and a page at ``a/`` with the id ``x``."""
    return {
        "index.html": f"<head>{head}</head><body>{body} <a href=a/>a</a></body>",
        "a/index.html": "<h2 id=x>",
    }


def sitemap(*locations: str, alternates: dict[str, str] | None = None) -> str:
    """A sitemap of these pages; some have one alternate."""
    entries = ""
    for location in locations:
        alternate = (alternates or {}).get(location)
        link = f"<x:link rel='alternate' hreflang='zh' href='{alternate}'/>" if alternate else ""
        entries += f"<url><loc>{location}</loc>{link}</url>"
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f"<urlset xmlns='{space}' xmlns:x='http://www.w3.org/1999/xhtml'>{entries}</urlset>"


# An id in Chinese, as slugs of headings are.
HAN = "\u6982\u8ff0"

# url written in the root page → the code it must give, or None where it is sound
LINKS = [
    ("b/", "missing-page"),
    ("a/", None),
    ("a", None),
    ("a/index.html", None),
    ("a/index", None),
    ("a/index.html/", "missing-page"),
    ("a/?q=100%#x", None),
    ("  a/\n ", None),
    ("a\\", None),
    ("./a/../a/", None),
    ("%61/", None),
    ("/a/", None),
    ("../../a/", None),  # browsers stop at the root of the server
    ("a/paper.pdf", "missing-file"),
    ("A/", "wrong-case"),
    ("a/#x", None),
    ("a/#y", "missing-anchor"),
    ("a/#X", "missing-anchor"),
    ("a/#", None),
    ("#top", None),
    ("#:~:text=words", None),
    ("a/#x:~:text=words", None),
    ("a/#y:~:text=words", "missing-anchor"),
    ("", "empty-href"),
    (" ", "empty-href"),
    ("javascript:void(0)", "bad-scheme"),
    ("JAVA\tscript:alert(1)", "bad-scheme"),
    ("vbscript:x", "bad-scheme"),
    ("data:text/html,x", "bad-scheme"),
    ("file:///etc/hosts", "bad-scheme"),
    ("C:\\a\\index.html", "bad-scheme"),
    ("htps://example.org/", "bad-scheme"),
    ("tel:+8612345", None),
    ("other-app://open", None),
    ("a%/", "bad-encoding"),
    ("%B2%E2/", "bad-encoding"),
    ("a/#%zz", "bad-encoding"),
    ("mailto:me@example.org", None),
    ("mailto:me@example.org,you@example.org?subject=100%25", None),
    ("mailto:?subject=read", None),
    ("mailto:", "bad-mailto"),
    ("mailto:me", "bad-mailto"),
    ("mailto:me@", "bad-mailto"),
    ("mailto:me@example..org", "bad-mailto"),
    ("mailto://me@example.org", "bad-mailto"),
    ("https://example.org/nowhere#y", None),
    ("//example.org/nowhere", None),
    ("https://", "bad-url"),
    ("https:a/", "bad-url"),
    ("https://two words/", "bad-url"),
    ("http://example.org:port/", "bad-url"),
]


@pytest.mark.parametrize(("url", "code"), LINKS)
def test_a_link_leads_somewhere(tmp_path: Path, url: str, code: str | None) -> None:
    expected = [("index.html", url, code)] if code else []
    assert faults(tmp_path, home(f'<a href="{url}">x</a>')) == expected


# markup in the root page that makes one URL a link
ELEMENTS = [
    "<a href='{}'>x</a>",
    "<map><area href='{}'></map>",
    "<link rel=stylesheet href='{}'>",
    "<link rel=canonical href='{}'>",
    "<link rel=preload imagesrcset='{} 2x'>",
    "<script src='{}'></script>",
    "<img SRC='{}'>",
    "<img srcset='pic,1.png 1x, {} 2x'>",
    "<video poster='{}'></video>",
    "<object data='{}'></object>",
    "<iframe src='{}'></iframe>",
    "<svg><use xlink:href='{}#x'/></svg>",
    "<p style='background:url({})'>",
    "<style>@import '{}';</style>",
    "<form action='{}'></form>",
    "<meta http-equiv=refresh content='0; url={}'>",
    "<meta http-equiv=Refresh content=\"0;URL='{}'\">",
    "<meta property=og:url content='{}'>",
    "<meta property=og:image content='{}'>",
    "<meta name=twitter:image content='{}'>",
    '<script type=application/ld+json>{{"url": "{}"}}</script>',
    '<script type=application/ld+json>{{"author": [{{"image": ["{}"]}}]}}</script>',
    '<script type=application/ld+json>{{"@id": "./{}#thing"}}</script>',
]


@pytest.mark.parametrize("element", ELEMENTS)
def test_every_kind_of_link_is_followed(tmp_path: Path, element: str) -> None:
    missing = {code for _, _, code in faults(tmp_path / "1", home(element.format("gone.png")))}
    assert missing & {"missing-file", "missing-page"}
    sound = home(element.format("here.png")) | {"here.png": "", "pic,1.png": ""}
    assert faults(tmp_path / "2", sound) == []


@pytest.mark.parametrize(
    "markup",
    [
        "<a>no address</a>",
        "<p data-src='gone.png' title='src=gone.png'>",
        "<img src='data:image/png;base64,AAAA' srcset='data:image/png;base64,AA,AA 1x'>",
        "<link rel=preconnect href='/nowhere'>",
        "<!-- <a href='gone/'> --><pre>&lt;a href='gone/'&gt;</pre>",
        "<style>/* url(gone.png) */ p::after{content:'url(gone.png)'} a{fill:url(#gone)}</style>",
        "<script>document.write('<img src=gone.png>')</script>",
        '<script type=application/ld+json>{"@id": "_:b0", "name": "gone/"}</script>',
        "<form action=''></form><meta http-equiv=refresh content=30>",
        "<svg><a><text>drawn</text></a></svg><template><a href='gone/'></a></template>",
    ],
)
def test_what_only_looks_like_a_link_is_left_alone(tmp_path: Path, markup: str) -> None:
    assert faults(tmp_path, home(markup)) == []


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("#" + HAN, None),
        ("#%E6%A6%82%E8%BF%B0", None),
        ("#old", None),
        ("#" + HAN[0], "missing-anchor"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_anchors_are_compared_decoded_in_the_encoding_of_the_page(
    tmp_path: Path, url: str, code: str | None, encoding: str
) -> None:
    text = f"<meta charset={encoding}><h2 id={HAN}></h2><a name=old></a><a href='{url}'>x</a>"
    found = faults(tmp_path, {"index.html": text.encode(encoding)})
    assert found == ([("index.html", url, code)] if code else [])


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p id=d></p><p id=d></p><p id=d></p>", [("index.html", "#d", "duplicate-id")]),
        ("<p id=d></p><a id=e name=d></a><p id=D></p><!-- <p id=d> --><p id></p><p id>", []),
    ],
)
def test_an_id_appears_once_in_a_page(tmp_path: Path, markup: str, expected: Found) -> None:
    assert faults(tmp_path, home(markup)) == expected


BASED = {"base": "/repo/", "site_url": "https://example.org/repo/"}


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("/repo/a/", None),
        ("/repo", None),
        ("/a/", "outside-base"),
        ("../a/", "outside-base"),
        ("../../repo/a/", None),
        ("https://example.org/repo/a/#x", None),
        ("http://EXAMPLE.org:80/repo", None),
        ("//example.org/repo/b/", "missing-page"),
        ("https://example.org/repo/a/#y", "missing-anchor"),
        ("https://example.org/neighbour/", None),
        ("https://example.org.evil.example/repo/b/", None),
    ],
)
@pytest.mark.parametrize("options", [BASED, {"site_url": "https://example.org/repo"}])
def test_the_path_and_address_of_the_site_are_known(
    tmp_path: Path, url: str, code: str | None, options: dict[str, str]
) -> None:
    expected = [("index.html", url, code)] if code else []
    assert faults(tmp_path, home(f"<a href='{url}'>x</a>"), **options) == expected


@pytest.mark.parametrize(
    ("base", "url", "code"),
    [
        ("a/", "../", None),
        ("a/", "a/", "missing-page"),
        ("a/", "#x", None),  # leads to the page at the base, as in a browser
        ("a/", "#y", "missing-anchor"),
        ("/repo/a/", "#x", None),
        ("https://example.org/repo/a/", "b/", "missing-page"),
        ("https://cdn.example/", "b/", None),
    ],
)
def test_a_base_element_moves_relative_links(
    tmp_path: Path, base: str, url: str, code: str | None
) -> None:
    files: Files = {
        "index.html": f"<base href='{base}'><a href='https://example.org/repo/a/'>a</a>"
        f"<a href='{url}'>x</a>",
        "a/index.html": "<p id=x>",
    }
    expected = [("index.html", url, code)] if code else []
    assert faults(tmp_path, files, **BASED) == expected


@pytest.mark.parametrize(
    ("glob", "url", "withheld"),
    [
        (".*", ".well-known/x.txt", True),
        ("*.txt", ".well-known/x.txt", True),
        ("/.well-known/", ".well-known/x.txt", True),
        (".well-known/**", ".well-known/x.txt", True),
        ("**/x.tx[a-t]", ".well-known/x.txt", True),
        ("/x.txt", ".well-known/x.txt", False),
        ("well-known", ".well-known/x.txt", False),
        ("drafts", "drafts/", True),
    ],
)
def test_a_link_leads_to_a_published_file(
    tmp_path: Path, glob: str, url: str, withheld: bool
) -> None:
    files = home(f"<a href='{url}'>x</a>") | {
        ".well-known/x.txt": "",
        "drafts/index.html": "<a href=gone/>unpublished pages are not checked</a>",
    }
    if not withheld:
        del files["drafts/index.html"]
    expected = [("index.html", url, "unpublished")] if withheld else []
    found = faults(tmp_path, files, unpublished=[glob])
    assert [fault for fault in found if fault[0] == "index.html"] == expected


def test_every_page_is_reached_from_the_root_page(tmp_path: Path) -> None:
    files: Files = {
        "index.html": "<meta http-equiv=refresh content='0; url=a/'>",
        "a/index.html": "<a href=../b.html?x#top>b</a><link rel=next href=../c.html>",
        "b.html": "<iframe src=d.html></iframe>",
        "d.html": "",
        "c.html": "<a href=e.html>e</a>",
        "e.html": "<a href=c.html>an island is no way in</a>",
        "404.html": "",
        "moved/index.html": "<meta http-equiv=refresh content='0; url=../a/'>",
    }
    orphans = [(name, name, "orphan") for name in ("c.html", "e.html")]
    assert faults(tmp_path, files) == orphans
    (tmp_path / "index.html").unlink()  # part of a site: nothing can be said
    assert faults(tmp_path, {}) == []


def translations(*pairs: tuple[str, str]) -> str:
    links = "".join(f"<link rel=alternate hreflang={tag} href='{url}'>" for tag, url in pairs)
    return links + "<a href=zh.html>z</a><a href=en.html>e</a>"


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ((("en", "en.html"), ("zh", "/zh")), []),
        ((("en", "en.html"),), [("zh.html", "en.html", "hreflang-no-return")]),
        ((), [("zh.html", "en.html", "hreflang-no-return")]),
    ],
)
def test_every_alternate_returns(
    tmp_path: Path, english: tuple[tuple[str, str], ...], expected: Found
) -> None:
    chinese = (("zh", "zh.html"), ("en", "en.html"), ("x-default", "index.html"))
    files: Files = {
        "index.html": "<a href=zh.html>choose</a>",
        "zh.html": translations(*chinese),
        "en.html": translations(*english),
    }
    assert faults(tmp_path, files) == expected


def test_the_sitemap_lists_exactly_the_pages_for_search_engines(tmp_path: Path) -> None:
    at = "https://example.org/repo/"
    names = ("a", "hidden", "copy", "moved", "unlisted")
    files: Files = {
        "index.html": "".join(f"<a href={name}.html>x</a>" for name in names),
        "a.html": f"<link rel=canonical href={at}a.html>",
        "hidden.html": "<meta name=robots content='noindex, follow'>",
        "copy.html": "<link rel=canonical href=a.html>",
        "moved.html": "<meta http-equiv=refresh content='0; url=a.html'>",
        "unlisted.html": f"<link rel=canonical href={at}unlisted.html>",
        "404.html": "",
        "sitemap.xml": sitemap(at, at + "a.html", at + "gone/", "https://other.example/"),
    }
    expected = [
        ("sitemap.xml", at + "gone/", "sitemap-missing"),
        ("unlisted.html", "unlisted.html", "sitemap-unlisted"),
    ]
    foreign = ("sitemap.xml", "https://other.example/", "sitemap-missing")
    assert faults(tmp_path, files, site_url=at) == sorted([*expected, foreign])
    files["sitemap.xml"] = sitemap(at, at + "a.html", at + "gone/")
    assert faults(tmp_path, files) == expected  # the sitemap itself shows the address
    files["sitemap.xml"] = sitemap()
    assert faults(tmp_path, files, site_url=at) == []


def test_an_index_of_sitemaps_is_read_to_its_leaves(tmp_path: Path) -> None:
    index = "<sitemapindex><sitemap><loc>https://example.org/{}</loc></sitemap></sitemapindex>"
    files = home("") | {
        "sitemap.xml": index.format("pages.xml"),
        "pages.xml": sitemap("https://example.org/", "https://example.org/b/"),
    }
    assert faults(tmp_path, files) == [
        ("a/index.html", "a/index.html", "sitemap-unlisted"),
        ("pages.xml", "https://example.org/b/", "sitemap-missing"),
    ]
    # With a part of the list missing, nobody knows what it leaves out.
    missing = [("sitemap.xml", "https://example.org/gone.xml", "sitemap-missing")]
    assert faults(tmp_path, {"sitemap.xml": index.format("gone.xml")}) == missing


ROOT, A, B = "https://example.org/", "https://example.org/a/", "https://example.org/b/"


@pytest.mark.parametrize(
    ("alternates", "expected"),
    [
        ({ROOT: A, A: ROOT}, []),
        ({ROOT: A, A: A}, [("sitemap.xml", A, "hreflang-no-return")]),
        ({ROOT: A}, [("sitemap.xml", A, "hreflang-no-return")]),
        ({ROOT: B}, [("sitemap.xml", B, "sitemap-missing")]),
    ],
)
def test_alternates_in_the_sitemap_exist_and_return(
    tmp_path: Path, alternates: dict[str, str], expected: Found
) -> None:
    files = home("") | {"sitemap.xml": sitemap(ROOT, A, alternates=alternates)}
    assert faults(tmp_path, files) == expected


ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:x</id>{}</feed>"
RSS = "<rss><channel>{}</channel></rss>"


@pytest.mark.parametrize(
    ("feed", "url", "code"),
    [
        (ATOM.format("<link href='../a/#x'/>"), "", None),
        (ATOM.format("<link href='../b/'/>"), "../b/", "missing-page"),
        (ATOM.format("<entry><link href='../a/#y'/></entry>"), "../a/#y", "missing-anchor"),
        (RSS.format("<link>https://example.org/</link>"), "", None),
        (RSS.format("<item><link>/b/</link></item>"), "/b/", "missing-page"),
        (RSS.format("<item><guid>/b/</guid></item>"), "/b/", "missing-page"),
        (RSS.format("<item><guid isPermaLink='false'>/b/</guid></item>"), "", None),
        (RSS.format("<enclosure url='/b.mp3'/>"), "/b.mp3", "missing-file"),
        (ATOM.format("<link>"), "feeds/zh.xml", "bad-xml"),
    ],
)
def test_links_in_feeds_are_followed(tmp_path: Path, feed: str, url: str, code: str | None) -> None:
    expected = [("feeds/zh.xml", url, code)] if code else []
    files = home("") | {"feeds/zh.xml": feed, "data.xml": "<other><link>gone</link>"}
    assert faults(tmp_path, files, site_url="https://example.org") == expected


def test_urls_in_style_sheets_stand_against_the_style_sheet(tmp_path: Path) -> None:
    files = home("") | {"css/a.css": "@import 'b.css'; p{src:url(../a.woff?v=1#f)}", "a.woff": ""}
    assert faults(tmp_path, files) == [("css/a.css", "b.css", "missing-file")]


def test_broken_json_ld_is_reported(tmp_path: Path) -> None:
    found = faults(tmp_path, home("<script type=application/ld+json>{,}</script>"))
    assert found == [("index.html", "application/ld+json", "bad-json-ld")]


@pytest.mark.parametrize(
    ("value", "urls"),
    [
        ("d,e.png 1x, f.png 2x", ["d,e.png", "f.png"]),
        ("a.png, b.png", ["a.png", "b.png"]),
        ("a.png,b.png 2x", ["a.png,b.png"]),
        (" , a.png  100w  50h ,, b.png,", ["a.png", "b.png"]),
        (
            "data:image/gif;base64,AA,BB 1x, a.png calc(1x, 2x), b.png",
            ["data:image/gif;base64,AA,BB", "a.png", "b.png"],
        ),
        ("", []),
    ],
)
def test_srcset_is_split_as_browsers_do(value: str, urls: list[str]) -> None:
    assert srcset_urls(value) == urls


@pytest.mark.parametrize(
    ("css", "urls"),
    [
        ("a{b:URL( 'x y.png' )} c{d:url(z.png)}", ["x y.png", "z.png"]),
        ('@import url(a.css); @import "b.css" screen;', ["a.css", "b.css"]),
        ("a{b:url(a\\)b.png)} c{d:url('\\4e2d.png')}", ["a)b.png", "\u4e2d.png"]),
        ('a{b:url()} /* url(x) */ c{content:"url(x)"}', []),
    ],
)
def test_css_urls_are_found_outside_comments_and_strings(css: str, urls: list[str]) -> None:
    assert list(css_urls(css)) == urls


@pytest.mark.parametrize(
    ("url", "near"),
    [
        ("guide/instal/", "guide/install/"),
        ("install/", "guide/install/"),
        ("guides/install/", "guide/install/"),
        ("guide/install/index.html/", "guide/install/"),
        ("/guide/instal/", "/guide/install/"),
        ("guide/INSTALL/", "guide/install/"),
        ("guide/install/#setup", "#set-up"),
    ],
)
def test_a_message_names_what_was_probably_meant(tmp_path: Path, url: str, near: str) -> None:
    files: Files = {
        "index.html": f"<a href={url}>x</a>",
        "guide/install/index.html": "<p id=set-up>",
    }
    problem = check(write(tmp_path, files), Options()).problems[-1]
    assert problem.page == "index.html"
    assert f"“{near}”" in problem.message


def test_a_problem_names_the_line_and_column_of_the_link(tmp_path: Path) -> None:
    body = "<!-- <a href='b/?x&amp;y'> -->\n\n<p>é</p><a href='b/?x&amp;y'>\n<p id=d>\n<p id=d>"
    write(tmp_path, {"index.html": body})
    problems = check(tmp_path, Options()).problems
    assert [(p.url, p.line, p.column) for p in problems] == [("b/?x&y", 3, 18), ("#d", 5, 7)]


def test_every_code_has_words_in_every_language() -> None:
    for language in CODES:
        words = wordings(language)
        assert {str(code) for code in Code} <= words.keys()
        assert all(words[code].keys() == {"rule", "message"} for code in Code)


@pytest.mark.parametrize("options", [{"base": "x://y"}, {"site_url": "ftp://example.org/"}])
def test_bad_options_are_refused(tmp_path: Path, options: dict[str, str]) -> None:
    with pytest.raises(CannotRun):
        check(write(tmp_path, home("")), Options(**options))  # type: ignore[arg-type]


def test_two_processes_read_the_same_as_one(garden_site: Path) -> None:
    """Where there are very many pages, two processes share them."""
    names = sorted(str(file.relative_to(garden_site)) for file in garden_site.rglob("*.html"))
    assert len(names) > 60  # more than one part
    divided = read_pages(garden_site, names, many=1)
    assert list(divided) == names
    assert divided == read_pages(garden_site, names)


def test_a_page_that_cannot_be_read_stops_two_processes_as_it_stops_one(tmp_path: Path) -> None:
    for many in (1, 1000):
        with pytest.raises(FileNotFoundError):
            read_pages(tmp_path, ["gone.html"], many)


def test_a_sitemap_that_robots_txt_names_exists(tmp_path: Path) -> None:
    there = "User-agent: *\nDisallow:\nSitemap: https://a.example/sitemap.xml\n"
    files = home("") | {
        "robots.txt": there + "sitemap: https://a.example/gone.xml",
        "sitemap.xml": sitemap("https://a.example/", "https://a.example/a/"),
    }
    assert faults(tmp_path, files, site_url="https://a.example/") == [
        ("robots.txt", "https://a.example/gone.xml", "missing-file")
    ]


def test_what_only_looks_like_a_manifest_or_a_paint_is_none(tmp_path: Path) -> None:
    body = '<svg><g id=g></g><path fill="url(#g)" mask="none"/></svg><p title="url(#no)">'
    inner = "<iframe srcdoc=\"<p id=i><a href='#i'></a><a href='a/#x'></a>\"></iframe>"
    files = home(body + inner) | {
        "manifest.json": '{"url": "gone/", "src": "gone.js"}',
        "b.webmanifest": "{",
        "c.webmanifest": '{"start_url": "a/", "icons": {"16": "gone.png"}}',
        "d.svg": '<svg><a href="a/"/><use href="#own"/><style>p { x: y }</style></svg>',
    }
    assert faults(tmp_path, files) == []
