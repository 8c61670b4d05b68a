"""Traps from the web's own standards: each markup once broken, or once sound however it looks."""

from pathlib import Path

import pytest
from test_links import HAN, Files, Found, faults, home

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
