"""Real MkDocs builds, judged by what they wrote."""

import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, build
from selectolax.lexbor import LexborHTMLParser, LexborNode

from knowledge_base.languages import CODES


def page(site: Path, uri: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / uri / "index.html").read_text("utf-8"))


def pages(site: Path) -> dict[str, LexborHTMLParser]:
    """Every page of a language by its folder, such as ``zh/causes``; not what has moved."""
    found = sorted(path for code in CODES for path in (site / code).rglob("index.html"))
    trees = {
        path.parent.relative_to(site).as_posix(): page(site, str(path.parent)) for path in found
    }
    return {uri: tree for uri, tree in trees.items() if not tree.css_first(".kb-stub")}


def one(tree: LexborHTMLParser, selector: str) -> LexborNode:
    node = tree.css_first(selector)
    assert node is not None, selector
    return node


def texts(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [node.text(strip=True) for node in tree.css(selector)]


@pytest.mark.parametrize(
    ("code", "tag", "home", "next_word"),
    [("zh", "zh-Hans", "盆栽急救", "下一页"), ("en", "en", "Potted Plant First Aid", "Next")],
)
def test_each_page_is_in_one_language(
    garden_site: Path, code: str, tag: str, home: str, next_word: str
) -> None:
    tree = page(garden_site, f"{code}/causes/overwatering")
    assert one(tree, "html").attributes["lang"] == tag
    assert one(tree, "title").text().endswith(f" - {home}")
    assert texts(tree, ".md-footer__link--next .md-footer__direction") == [next_word]
    for node in tree.css(".md-footer [hreflang]"):  # the same page in the other language
        node.decompose()
    links = [
        node.attributes["href"] or "" for node in tree.css(".kb-menu a, .md-tabs a, .md-footer a")
    ]
    assert len(links) > 10
    other = {"zh": "/en/", "en": "/zh/"}[code]
    assert not [link for link in links if other in f"/{link}"]
    chinese = re.findall(r"[\u4e00-\u9fff]", "".join(texts(tree, ".kb-menu, .md-tabs, .md-footer")))
    assert bool(chinese) == (code == "zh")


def test_alternates_are_exact_and_mutual(garden_site: Path) -> None:
    for uri, tree in pages(garden_site).items():
        links = {
            node.attributes["hreflang"]: node.attributes["href"]
            for node in tree.css("head link[rel=alternate][hreflang]")
        }
        rest = uri.partition("/")[2]
        end = f"{rest}/" if rest else ""
        root = "https://garden.example/guide/"
        assert links == {
            "zh-Hans": f"{root}zh/{end}", "en": f"{root}en/{end}", "x-default": root,
        }  # fmt: skip
        switch = one(tree, ".kb-switch").attributes["href"] or ""
        assert switch.endswith(f"{'en' if uri[:2] == 'zh' else 'zh'}/{end}")


def test_previous_and_next_stay_in_the_language_and_cover_it(garden_site: Path) -> None:
    for code in CODES:
        # A hub in another order stands beside the menu: it has neither.
        links = [
            (tree.css_first("link[rel=prev]"), tree.css_first("link[rel=next]"))
            for uri, tree in pages(garden_site).items()
            if uri[:2] == code and "/by/" not in uri
        ]
        assert len(links) > 8
        assert [before for before, _ in links].count(None) == 1
        assert [after for _, after in links].count(None) == 1


def test_edit_links_open_the_yaml(garden_site: Path) -> None:
    link = one(page(garden_site, "en/causes/overwatering"), "a[rel=edit]")
    assert (
        link.attributes["href"]
        == "https://code.example/garden/edit/main/content/causes/overwatering.yaml"
    )


def test_links_that_need_an_unset_address_are_left_out(tmp_path: Path) -> None:
    result = build(ROOT / "mkdocs.yml", tmp_path / "site", SITE_URL="", REPO_URL="")
    assert result.returncode == 0, result.stderr
    tree = page(tmp_path / "site", "en/causes/overdue-huabei")
    assert not tree.css("a[rel=edit], link[rel=canonical], .md-source")
    assert "<loc>" not in (tmp_path / "site/sitemap.xml").read_text("utf-8")


def test_sitemap_lists_every_page_with_its_alternates(garden_site: Path) -> None:
    text = (garden_site / "sitemap.xml").read_text("utf-8")
    assert text.count("<loc>") == len(pages(garden_site)) + 1
    assert text.count('hreflang="x-default"') == len(pages(garden_site))
    assert "lastmod" not in text


def test_404_and_root_serve_both_languages(garden_site: Path) -> None:
    for name in ("404.html", "index.html"):
        tree = LexborHTMLParser((garden_site / name).read_text("utf-8"))
        links = [node.attributes["href"] or "" for node in tree.css("a.button, main a")]
        assert [link for link in links if link.endswith("zh/")], name
        assert [link for link in links if link.endswith("en/")], name
        assert not tree.css("script[src], meta[http-equiv=refresh i]"), "no redirect"


def test_each_language_has_its_own_search_index(garden_site: Path) -> None:
    for code, own, title in (("zh", "浇水太多", "overwatered"), ("en", "Too much water", "水多了")):
        (path,) = (garden_site / "assets/search").glob(f"{code}.json")
        pages = json.loads(path.read_text("utf-8"))["pages"]
        assert {page["url"][:3] for page in pages} == {f"{code}/"}
        found = next(page for page in pages if page["url"] == f"{code}/causes/overwatering/")
        assert found["title"] == own and title in found["other"]
        worker = page_config(garden_site, f"{code}/causes/overwatering")["search"]
        assert worker.startswith("../../../assets/search/worker.js?v=") and path.name in worker
    assert json.loads((garden_site / "search/search_index.json").read_text("utf-8"))["docs"] == []


def test_a_theme_that_no_longer_names_its_worker_fails_the_build(garden: Path) -> None:
    (garden.parents[1] / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", garden.parents[1] / "overrides")
    main = garden.parents[1] / "overrides/main.html"
    main.write_text(main.read_text("utf-8").replace("assets/javascripts/workers/", "elsewhere/"))
    result = build(garden / "mkdocs.yml", garden / "site")
    assert result.returncode == 1 and "names the search worker" in result.stderr


def page_config(site: Path, uri: str) -> dict[str, str]:
    config: dict[str, str] = json.loads(one(page(site, uri), "#__config").text())
    return config


def test_broken_content_stops_the_build_and_leaves_the_old_site(
    garden: Path, garden_site: Path
) -> None:
    target = shutil.copytree(garden_site, garden / "site")
    before = {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}
    path = garden / "content/causes/overwatering.yaml"
    path.write_text(path.read_text("utf-8").replace("let-soil-dry", "let-soil-dyr"), "utf-8")
    result = build(garden / "mkdocs.yml", target)
    assert result.returncode == 1
    assert "content/causes/overwatering.yaml:" in result.stderr
    assert "let-soil-dry" in result.stderr and "Traceback" not in result.stderr
    assert {path: path.read_bytes() for path in target.rglob("*") if path.is_file()} == before


def test_all_of_the_real_site_is_two_clicks_from_home(site: Path) -> None:
    for code in CODES:
        home = site / code
        near = followed(home, followed(home, {home}) | {home})
        entries = {
            path.parent
            for kind in ("causes", "impacts", "actions")
            for path in (home / kind).glob("*/index.html")
        }
        assert len(entries) >= 17 and entries <= near


def followed(home: Path, starts: set[Path]) -> set[Path]:
    """The folders below ``home`` that the articles of ``starts`` link to."""
    found: set[Path] = set()
    for start in starts:
        for node in page(start, ".").css("article a[href]"):
            target = (start / (node.attributes["href"] or "").partition("#")[0]).resolve()
            if target.is_relative_to(home) and target.is_dir():
                found.add(target)
    return found


def test_the_site_says_whose_it_is_not(site: Path) -> None:
    for tree in pages(site).values():
        footer = one(tree, ".md-copyright").text()
        assert "支付宝" in footer or "Alipay" in footer
        assert "CC BY 4.0" in footer


def test_the_garden_uses_no_word_of_the_real_topic(garden_site: Path) -> None:
    for path in garden_site.rglob("*.html"):
        assert not re.findall("芝麻|支付宝|Zhima|Alipay", path.read_text("utf-8")), path


def test_what_meets_through_causes_is_listed_by_urgency(site: Path) -> None:
    urgencies = ["now", "this_week", "when_you_can"]
    seen = 0
    for path in [*site.glob("zh/impacts/*/index.html"), *site.glob("zh/actions/*/index.html")]:
        tree = LexborHTMLParser(path.read_text("utf-8"))
        own = "actions" if path.parent.parent.name == "impacts" else "impacts"
        marks = [each.attributes["class"] or "" for each in tree.css(f"#{own} + ul .kb-urgency")]
        found = [urgencies.index(mark.partition("--")[2]) for mark in marks]
        assert found == sorted(found), path
        seen += len(found)
    assert seen > 100
