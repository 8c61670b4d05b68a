"""Traps from the web's own standards: each markup once broken, or once sound however it looks."""

import html
import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from test_links import HAN, SCRIPT, Files, Found, faults, home, sitemap, write

from knowledge_base.links import PRINTERS, Options, check

SITE_URL = "https://s.example/r/"
OF_THING = '<script type="application/ld+json">{{"{}": "https://s.example/r/{}"}}</script>'

# markup of the root page, the URL in it that is broken (None: all is sound), the code
MARKUP = [
    ("<a>x</a><img alt=x>", None, ""),
    ("<a href>x</a>", "", "empty-href"),
    ("<script src></script>", "", "empty-href"),
    ("<noscript><a href=gone/>x</a></noscript>", "gone/", "missing-page"),
    ("<noscript><img src=none.png></noscript>", "none.png", "missing-file"),
    ("<template><a href=gone/>x</a></template>", None, ""),
    ("<textarea><a href=gone/></textarea>", None, ""),
    ("<pre>&lt;a href='gone/'></pre>", None, ""),
    ("<script>let a = '<a href=gone/>'</script>", None, ""),
    ('<script type="application/json">{"url": "gone/"}</script>', None, ""),
    ('<blockquote cite="gone/">x</blockquote>', "gone/", "missing-page"),
    ("<table background=none.png><td>x</table>", "none.png", "missing-file"),
    ("<svg><a href=gone/>x</a></svg>", "gone/", "missing-page"),
    ("<svg><image xlink:href=none.png></image></svg>", "none.png", "missing-file"),
    ("<input type=image src=none.png>", "none.png", "missing-file"),
    ("<video><track src=none.vtt></video>", "none.vtt", "missing-file"),
    ("<picture><source srcset=none.webp><img src=data:,></picture>", "none.webp", "missing-file"),
    ('<img src=data:, srcset="a (1x, none.png) , a 2x">', None, ""),
    ("<p style=\"background: image-set('none.png' 1x, 'a/' type('image/x') 2x)\">", "none.png", "missing-file"),
    ("<style>/* image-set('none.png' 1x) */</style>", None, ""),
    ("<style>@import url(none.css) screen;</style>", "none.css", "missing-file"),
    ("<iframe src=javascript:x></iframe>", "javascript:x", "bad-scheme"),
    ("<iframe src=about:blank></iframe>", None, ""),
    ("<form action=javascript:x></form>", "javascript:x", "bad-scheme"),
    ("<a href='&#106;avascript:x'>x</a>", "javascript:x", "bad-scheme"),
    ("<a href='java&#10;script:x'>x</a>", "java\nscript:x", "bad-scheme"),
    ("<a href='\x01javascript:x'>x</a>", "\x01javascript:x", "bad-scheme"),
    ("<a href=blob:https://x.example/1>x</a>", "blob:https://x.example/1", "bad-scheme"),
    ("<a href=weixin://dl>x</a><a href=sms:+1>x</a>", None, ""),
    ("<a href='?page=2'>x</a><a href=.>x</a>", None, ""),
    ("<a href='?page=2#gone'>x</a>", "?page=2#gone", "missing-anchor"),
    ("<a href='#a%20b'>x</a><p id='a b'>", None, ""),
    (f"<a href='#{HAN}'>x</a><p id={HAN}>", None, ""),
    ("<a href=#TOP>x</a><a href=#n>x</a><a name=n></a>", None, ""),
    ("<a href=#n>x</a><p name=n>", "#n", "missing-anchor"),
    ("<a href='a/#x&amp;y'>x</a>", "a/#x&y", "missing-anchor"),
    ("<a href='mailto:a%20b@c.example'>x</a>", "mailto:a%20b@c.example", "bad-mailto"),
    ("<a href='mailto:a@b.example;c@d.example'>x</a>", "mailto:a@b.example;c@d.example", "bad-mailto"),
    ("<a href=mailto:a..b@c.example>x</a>", "mailto:a..b@c.example", "bad-mailto"),
    ("<a href=mailto:.a@c.example>x</a>", "mailto:.a@c.example", "bad-mailto"),
    ("<a href=MAILTO:a.b@c.example>x</a><a href=mailto:%E5%BC%A0@c.example>x</a>", None, ""),
    ("<a href='a/?q=%'>x</a>", None, ""),
    ("<a href='%C3%28/'>x</a>", "%C3%28/", "bad-encoding"),
    ("<meta itemprop=image content=none.png>", "none.png", "missing-file"),
    ("<meta property=og:video:url content=none.mp4>", "none.mp4", "missing-file"),
    ("<meta name=twitter:player content=gone/>", "gone/", "missing-page"),
    ("<meta name=description content=gone/>", None, ""),
    ("<meta http-equiv=refresh content=5>", None, ""),
    ("<meta http-equiv=REFRESH content=\"0;URL='gone/'\">", "gone/", "missing-page"),
    ("<meta http-equiv=refresh content='0,gone/'>", "gone/", "missing-page"),
    ("<link rel=preload as=image imagesrcset='none.png 1x'>", "none.png", "missing-file"),
    ("<link rel=manifest href=none.webmanifest>", "none.webmanifest", "missing-file"),
    ("<link rel=preconnect href=//x.example>", None, ""),
    ("<img src=data:, usemap='#m'><map name=n></map>", "#m", "missing-anchor"),
    ("<img src=data:, usemap='#m'><map name=m><area href=a/></map>", None, ""),
    ("<svg><script xlink:href=none.js></script></svg>", "none.js", "missing-file"),
    ("<svg><path id=p /><text><textPath href=#p></textPath></text></svg>", None, ""),
    ("<svg><text><textPath href=#q></textPath></text></svg>", "#q", "missing-anchor"),
    ('<script type=importmap>{"imports": {"a": "./none.js", "b/": "./b/"}}</script>', "./none.js", "missing-file"),
    ('<script type=importmap>{"scopes": {"/a/": {"a": "/none.js"}, "b": 1}}</script>', "/none.js", "outside-base"),
    ('<script type=importmap>[]</script><script type=importmap>{</script>', None, ""),
    ("<iframe srcdoc=\"<base href='a/'><a href='../a/'></a>\"></iframe>", None, ""),
    ("<meta name=x><base href=''><base href=gone/>", None, ""),
    ("<meta name=x><base href='data:,x'>", None, ""),
    (OF_THING.format("isPartOf", "gone/"), "https://s.example/r/gone/", "missing-page"),
    (OF_THING.format("sameAs", "a/#thing"), None, ""),
    (OF_THING.format("target", "search?q={q}"), None, ""),
    ("<a href=HTTP://S.EXAMPLE.:80/r/gone/>x</a>", "HTTP://S.EXAMPLE.:80/r/gone/", "missing-page"),
    ("<a href=https://s.example/other/>x</a><a href=https://s.example/r>x</a>", None, ""),
    ("<a href=//s.example/r/A/>x</a>", "//s.example/r/A/", "wrong-case"),
    ("<a href=/a/>x</a>", "/a/", "outside-base"),
    ("<a href=../a/>x</a>", "../a/", "outside-base"),
    ("<a href=../r/a/>x</a>", None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "url", "code"), MARKUP, ids=lambda value: ascii(value)[:60])
def test_markup_leads_where_a_browser_would_go(
    tmp_path: Path, markup: str, url: str | None, code: str
) -> None:
    in_head = markup.startswith(("<meta", "<link", "<script type"))
    files = home("" if in_head else markup, markup if in_head else "")
    expected = [] if url is None else [("index.html", url, code)]
    assert faults(tmp_path, files, site_url=SITE_URL) == expected


@pytest.mark.parametrize("encoding", ["gbk", "gb2312", "gb18030", "big5", "utf-16", "utf-8-sig"])
def test_anchors_and_files_in_any_encoding_are_found(tmp_path: Path, encoding: str) -> None:
    text = f'<meta charset={encoding}><a href="#{HAN}">x</a><p id={HAN}><a href={HAN}.html>y</a>'
    assert not faults(tmp_path, {"index.html": text.encode(encoding), f"{HAN}.html": ""})
    lost = f'<meta charset={encoding}><a href="#{HAN}{HAN}">x</a><p id={HAN}>'
    found = faults(tmp_path, {"index.html": lost.encode(encoding)})
    assert ("index.html", f"#{HAN}{HAN}", "missing-anchor") in found


ISLAND: Files = {"b/index.html": "<a href=../c/>", "c/index.html": "<a href=../b/>"}
LEFT_OUT: Files = {".well-known/x.txt": "", "drafts/a.html": "", "d/e/f.map": ""}
# files beside those of home(), options, what is found
SITES: list[tuple[str, Files, dict[str, object], Found]] = [
    ("", ISLAND, {}, [(f"{name}/index.html", f"{name}/index.html", "orphan") for name in "bc"]),
    ("", {"old/index.html": "<meta http-equiv=refresh content='0;url=../a/'>"}, {}, []),
    ("<a href=.well-known/x.txt>", LEFT_OUT, {"unpublished": [".*", "drafts"]},
     [("index.html", ".well-known/x.txt", "unpublished")]),
    ("<a href=drafts/a>", LEFT_OUT, {"unpublished": ["drafts/**"]},
     [("index.html", "drafts/a", "unpublished")]),
    ("<img src=d/e/f.map><a href=drafts/a.html>", LEFT_OUT, {"unpublished": ["**/e/*"]},
     [("index.html", "d/e/f.map", "unpublished")]),
    ("<a href=img/>", {"img/x.png": ""}, {}, [("index.html", "img/", "missing-page")]),
    ("<p id=q><svg><g id=q></g></svg><p id=Q>", {}, {}, [("index.html", "#q", "duplicate-id")]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "files", "options", "expected"), SITES)
def test_the_site_as_a_whole(
    tmp_path: Path, body: str, files: Files, options: dict[str, object], expected: Found
) -> None:
    assert faults(tmp_path, home(body) | files, **options) == expected


def test_what_is_no_ordinary_file_is_not_there(tmp_path: Path) -> None:
    files = home("<a href=lost.html>x</a><a href=b.html/>x</a>") | {"b.html/index.html": ""}
    write(tmp_path, files)
    (tmp_path / "lost.html").symlink_to("nowhere.html")
    (tmp_path / "loop").symlink_to(tmp_path)
    for name in ("pipe.html", "pipe.css", "sitemap.xml"):
        os.mkfifo(tmp_path / name)
    assert faults(tmp_path, {}) == [("index.html", "lost.html", "missing-page")]


@pytest.mark.parametrize(
    "name", ["a\n::error::x.html", "b\x1b[31m.html", "c\udcff.html", "d,e%:.html"]
)
@pytest.mark.parametrize("form", sorted(PRINTERS))
def test_no_name_of_a_file_steers_what_reads_the_report(
    tmp_path: Path, name: str, form: str
) -> None:
    (tmp_path / name).write_text("<a href=gone/>x</a>", "utf-8")
    text = PRINTERS[form](check(tmp_path, Options()))
    assert all(
        c.isprintable() or c == "\n" for c in text.encode(errors="backslashreplace").decode()
    )
    if form in ("json", "sarif"):
        json.loads(text)
    elif form == "junit":
        ElementTree.fromstring(text)
    else:
        assert text.count("\n") == {"text": 2, "github": 0}[form]


RSS = '<?xml version="1.0" encoding="{}"?><rss><channel><title>{}</title><link>gone/</link></channel></rss>'


@pytest.mark.parametrize("encoding", ["gbk", "gb2312", "big5", "utf-16", "windows-1252", "utf-8"])
def test_feeds_and_sitemaps_are_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    title = "\u201cx\u201d" if encoding == "windows-1252" else HAN
    files = home("") | {"feed.xml": RSS.format(encoding, title).encode(encoding)}
    assert faults(tmp_path, files) == [("feed.xml", "gone/", "missing-page")]
    listed = f'<?xml version="1.0" encoding="{encoding}"?>{sitemap(SITE_URL, SITE_URL + "b/")}'
    found = faults(tmp_path, {"sitemap.xml": listed.encode(encoding)}, site_url=SITE_URL)
    assert ("sitemap.xml", SITE_URL + "b/", "sitemap-missing") in found


def test_what_is_nested_without_end_is_read_to_some_depth(tmp_path: Path) -> None:
    frame = "<a href=gone/>x</a>"
    for _ in range(300):
        frame = f"<iframe srcdoc='{html.escape(frame)}'></iframe>"
    index = "<sitemapindex><sitemap><loc>https://s.example/r/{}.xml</loc></sitemap></sitemapindex>"
    chain: Files = {f"{n}.xml": index.format(n + 1) for n in range(1100)}
    chain |= {"1100.xml": sitemap(SITE_URL), "sitemap.xml": index.format(0)}
    found = faults(tmp_path, home(frame) | chain, site_url=SITE_URL)
    assert found == [("a/index.html", "a/index.html", "sitemap-unlisted")]


@pytest.mark.parametrize(
    "text", ["@namespace " * 50_000, "url(" * 90_000, "/*" * 200_000, "'\"" * 90_000]
)
def test_no_style_sheet_takes_long(tmp_path: Path, text: str) -> None:
    """Square time would be minutes; the run's own limit tells."""
    assert faults(tmp_path, home("") | {"a.css": text}) == []


def test_whoever_stops_reading_the_report_gets_no_traceback(tmp_path: Path) -> None:
    links = "".join(f"<a href=gone-{n}/>x</a>" for n in range(3000))
    write(tmp_path, {"index.html": links})
    command = f"{sys.executable} {SCRIPT} {tmp_path} --format json | head -1"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (result.stdout, result.stderr) == ("{\n", "")
