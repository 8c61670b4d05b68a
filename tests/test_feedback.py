"""A reader can say that a page is wrong, wherever an address for that is known."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from conftest import ROOT, build_here
from selectolax.lexbor import LexborHTMLParser

from knowledge_base.site.feedback import FORM, PAGE_FIELD, feedback

PAGE = "en/causes/x/"
NOTHING = {"repository": "", "site": "", "contact": ""}


def query(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_links_without_an_address_are_left_out() -> None:
    assert feedback("Title", PAGE, **NOTHING) == {}
    elsewhere = feedback("Title", PAGE, **NOTHING | {"repository": "https://code.example/guide"})
    assert elsewhere == {}


def test_the_issue_form_is_filled_in_with_the_page() -> None:
    addresses = {
        "repository": "https://github.com/example/guide/",
        "site": "https://guide.example/z/",
    }
    found = query(feedback('A & "B"', PAGE, **NOTHING | addresses)["report_url"])
    assert found == {
        "template": [FORM],
        "title": ['A & "B" (en/causes/x)'],
        PAGE_FIELD: ["https://guide.example/z/en/causes/x/"],
    }


def test_mail_names_the_page_and_keeps_the_address_whole() -> None:
    found = feedback("花呗逾期", PAGE, **NOTHING | {"contact": "help@guide.example"})["mail_url"]
    assert found.startswith("mailto:help@guide.example?")
    assert "+" not in found
    assert query(found) == {"subject": ["花呗逾期 (en/causes/x)"], "body": [f"{PAGE}\r\n\r\n"]}


def test_the_form_that_links_name_exists_with_its_field() -> None:
    form = ROOT / ".github" / "ISSUE_TEMPLATE" / FORM
    if not form.exists():
        pytest.skip("no issue forms here")
    fields = yaml.safe_load(form.read_text(encoding="utf-8"))["body"]
    assert PAGE_FIELD in [field.get("id") for field in fields]


def test_every_page_of_a_language_offers_the_same_ways_in_the_same_place(
    tmp_path: Path, garden: Path
) -> None:
    site = tmp_path / "site"
    addresses = {"REPO_URL": "https://github.com/example/garden", "CONTACT": "help@guide.example"}
    config = garden / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("repo_url: https://code.example/garden\n", ""),
        encoding="utf-8",
    )
    result = build_here(config, site, **addresses)
    assert result.returncode == 0, result.stderr
    found = {
        page: LexborHTMLParser(page.read_text(encoding="utf-8"))
        for page in sorted(site.glob("*/**/index.html"))
    }
    # What a renamed page leaves behind has no menu and no article.
    pages = {page: html for page, html in found.items() if html.css_first("article")}
    assert len(pages) > 20
    for page, html in pages.items():
        (block,) = html.css("article > .kb-feedback")
        ways = [urlsplit(link.attributes["href"] or "") for link in block.css("ul a")]
        assert [way.scheme or way.netloc for way in ways][:2] == ["mailto", "https"], page
        path = page.parent.relative_to(site).as_posix()
        assert f"({path})" in query(ways[0].geturl())["subject"][0]
        assert f"({path})" in query(ways[1].geturl())["title"][0]
        assert "{" not in query(ways[0].geturl())["subject"][0]
