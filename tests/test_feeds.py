"""Feeds, calendar and llms.txt, read by the programs of others."""

import json
import warnings
from datetime import date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
from conftest import GARDEN, ROOT
from selectolax.lexbor import LexborHTMLParser

from knowledge_base.catalog import Catalog
from knowledge_base.knowledge import load_and_check
from knowledge_base.output import texts
from knowledge_base.publish import published_files
from knowledge_base.publish.feed import LONGEST, feeds

SITE = "https://guide.example/zhima/"


def catalog(root: Path) -> Catalog:
    found, problems = load_and_check(root / "content")
    assert found and not problems
    return found


def parse(text: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of feedparser's own
        import feedparser

        found = feedparser.parse(text.encode())
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def read_events(text: str) -> Any:
    return icalendar.Calendar.from_ical(text).walk("VEVENT")


@pytest.mark.parametrize("site_url", ["", SITE])
@pytest.mark.parametrize("root", [ROOT, GARDEN], ids=["real", "garden"])
def test_feeds_are_valid_and_lead_to_pages(root: Path, site_url: str) -> None:
    for name, text in texts(feeds(catalog(root), site_url)).items():
        found = parse(text)
        assert found.feed.id.startswith("urn:uuid:") and found.feed.updated_parsed
        ids = [entry.id for entry in found.entries]
        assert len(ids) == len(set(ids)) <= LONGEST
        for entry in found.entries:
            assert entry.title and entry.summary and entry.updated_parsed
            assert entry.link.startswith(f"{SITE}{name[:2]}/" if site_url else "")
        updated = [entry.updated for entry in found.entries]
        assert updated == sorted(updated, reverse=True)


def test_ids_do_not_depend_on_where_the_site_is_served() -> None:
    here, there = (texts(feeds(catalog(GARDEN), url)) for url in ("", SITE))
    for name in here:
        assert [e.id for e in parse(here[name]).entries] == [
            e.id for e in parse(there[name]).entries
        ]


def test_a_feed_tells_what_is_new_and_what_is_gone() -> None:
    entries = parse(texts(feeds(catalog(GARDEN), SITE))["en/changes.atom"]).entries
    told = {entry.title: entry for entry in entries}
    assert told["New: Too much water"].link == f"{SITE}en/causes/overwatering/"
    assert told["Retired: Sing to it"].link == f"{SITE}en/actions/sing-to-it/"
    assert told["Retired: Sing to it"].summary == "No evidence was found that <b> singing helps."
    assert told["Moved: mould"].link == f"{SITE}en/glossary/#root-rot"


def test_a_change_of_an_entry_is_told(garden: Path) -> None:
    path = garden / "content/causes/overwatering.yaml"
    change = 'changes:\n  - date: 2026-11-20\n    note: {zh: "A & <b>", en: "A & <b>"}\n'
    path.write_text(path.read_text("utf-8") + change, "utf-8")
    entries = parse(texts(feeds(catalog(garden), SITE))["zh/changes.atom"]).entries
    assert entries[0].title == "更新：浇水太多" and entries[0].summary == "A & <b>"
    assert entries[0].updated == "2026-11-20T00:00:00Z"


def test_every_page_names_the_feed_of_its_language_once(site: Path) -> None:
    for code in ("zh", "en"):
        for path in (site / code).rglob("index.html"):
            tree = LexborHTMLParser(path.read_text("utf-8"))
            links = tree.css('link[type="application/atom+xml"]')
            found = [(path.parent / (link.attributes["href"] or "")).resolve() for link in links]
            assert found == [site / code / "changes.atom"], path


@pytest.mark.parametrize("site_url", ["", SITE])
def test_the_calendar_has_the_next_review_of_every_page(site_url: str) -> None:
    known = catalog(ROOT)
    text = dict(published_files(known, site_url))["calendar/reviews.ics"]
    lines = text.split("\r\n")
    assert lines[-1] == "" and "\n" not in "".join(lines)
    assert max(len(line.encode()) for line in lines) <= 75
    events = read_events(text)
    due = {str(event["SUMMARY"]): event["DTSTART"].dt for event in events}
    for record in known.published():
        entry = record.entry
        when = due[f"该核对了：{entry.title.zh} / Review due: {entry.title.en}"]
        assert when == entry.review_by and isinstance(when, date)
    uids = [str(event["UID"]) for event in events]
    assert len(uids) == len(set(uids)) == len(due)
    for event in events:
        assert isinstance(event["DTSTAMP"].dt, datetime)
        assert ("URL" in event) == bool(site_url)


def test_a_new_review_moves_the_event_and_keeps_its_uid(garden: Path) -> None:
    def event() -> Any:
        text = dict(published_files(catalog(garden), ""))["calendar/reviews.ics"]
        return next(each for each in read_events(text) if "Too much water" in each["SUMMARY"])

    before = event()
    path = garden / "content/causes/overwatering.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("review_by: 2027-04-01", "review_by: 2027-04-02"), "utf-8")
    after = event()
    assert (before["UID"], before["DTSTART"].dt) == (after["UID"], date(2027, 4, 1))
    assert after["DTSTART"].dt == date(2027, 4, 2)


def test_llms_txt_gives_the_rules_and_links_to_what_exists(site: Path) -> None:
    text = (site / "llms.txt").read_text("utf-8")
    words = json.loads((site / "data/v1/index.json").read_text("utf-8"))
    assert text.startswith(f"# {words['name']['zh']}\n\n> ")
    assert text.count("\n# ") == 0 and len(text.encode()) < 12_000
    links = [part.partition(")")[0] for part in text.split("](")[1:]]
    assert len(links) > 20
    for link in links:
        target = site / link.removeprefix(SITE)
        assert target.exists(), link
    for grade in ("官方写明", "没有查到依据", "Stated officially", "No evidence found"):
        assert grade in text
