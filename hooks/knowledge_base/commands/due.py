"""``due``: what a maintainer should look at next."""

import argparse
import datetime
import json
from dataclasses import asdict
from pathlib import Path

from knowledge_base.contribute.freshness import dead_links, due
from knowledge_base.contribute.project import Project
from knowledge_base.contribute.words import say

CACHE = Path(".cache/links.json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The day to count from, how far to look ahead, the link checker's cache."""
    day = datetime.date.fromisoformat
    parser.add_argument("--on", type=day, metavar="DATE", help=say("due.day"))
    parser.add_argument("--within", type=int, default=0, metavar="DAYS", help=say("due.within"))
    parser.add_argument("--cache", type=Path, metavar="FILE", help=say("due.cache"))
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(options: argparse.Namespace, project: Project) -> int:
    """List what is due, the oldest first; exit 1 if anything is."""
    catalog = project.catalog()
    on = options.on or datetime.date.today()
    found = due(catalog, on, options.within)
    found += dead_links(catalog, options.cache or project.root / CACHE)
    if options.format == "json":
        print(json.dumps({"due": [asdict(each) for each in found]}, ensure_ascii=False, indent=2))
        return 1 if found else 0
    for each in found:
        words = say(f"due.{each.what}", date=each.date, detail=each.detail)
        print(f"{each.place.path}:{each.place.line} {each.name}\n    {words}")
    print(say("due.summary", count=len(found), date=on.isoformat(), days=options.within))
    return 1 if found else 0
