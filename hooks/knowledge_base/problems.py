"""Problems: the only way the engine reports. One record, many printers.

The words live in ``locale/<language>/problems.yaml``, keyed by rule, so that a wording can
be mended or translated without touching Python.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from knowledge_base import sarif
from knowledge_base.languages import CODES

LOCALE = Path(__file__).parent / "locale"

# A hostile value may be megabytes long; a message only needs enough of it to find it.
LONGEST_QUOTED_VALUE = 60

Level = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Place:
    """Where in the content something stands. Line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: where it is, which rule it breaks, what is wrong, how to mend it."""

    place: Place
    rule: str
    message: tuple[str, ...]
    hint: tuple[str, ...]
    level: Level = "error"


def problem(rule: str, place: Place, *, level: Level = "error", **values: object) -> Problem:
    """Make a :class:`Problem` from the wording of ``rule``, filled with ``values``.

    Raises ``KeyError`` when a locale file has no such rule or the wording needs a value
    that was not given: both are bugs of ours, never of a contributor.
    """
    short = {name: _shorten(str(value)) for name, value in values.items()}
    wordings = [_wordings(code)[rule] for code in CODES]
    return Problem(
        place=place,
        rule=rule,
        message=tuple(wording["message"].format_map(short) for wording in wordings),
        hint=tuple(wording["hint"].format_map(short) for wording in wordings),
        level=level,
    )


def suggest(wrong: str, known: Iterable[str]) -> str:
    """The known name nearest to ``wrong``; without a near one, a few of the known names.

    The result goes into hints as it is: names only, no words of any language.
    """
    names = sorted(known)
    nearest = get_close_matches(wrong[:LONGEST_QUOTED_VALUE], names, n=1)
    if nearest:
        return nearest[0]
    return " · ".join(names[:8]) + (" …" if len(names) > 8 else "")


def as_text(problems: Iterable[Problem]) -> str:
    """Problems for a terminal: one line of place and rule, then each language's sentence."""
    lines: list[str] = []
    for item in sorted(problems):
        place = item.place
        lines.append(f"{place.path}:{place.line}:{place.column} {item.level}[{item.rule}]")
        for message, hint in zip(item.message, item.hint, strict=True):
            lines.append(f"    {message}")
            lines.append(f"      → {hint}")
    return "\n".join(lines)


def as_github(problems: Iterable[Problem]) -> str:
    """Problems as GitHub workflow commands, which put each on its line of the diff."""
    return "\n".join(
        f"::{item.level} file={_command(item.place.path)},line={item.place.line},"
        f"col={item.place.column},title={item.rule}::" + _command(_both(item))
        for item in sorted(problems)
    )


def as_json(problems: Iterable[Problem]) -> str:
    """Problems as one JSON object, ``{"problems": [...]}``, for other tools."""
    rows = [
        {
            "path": item.place.path,
            "line": item.place.line,
            "column": item.place.column,
            "rule": item.rule,
            "level": item.level,
            "message": dict(zip(CODES, item.message, strict=True)),
            "hint": dict(zip(CODES, item.hint, strict=True)),
        }
        for item in sorted(problems)
    ]
    return json.dumps({"problems": rows}, ensure_ascii=False, indent=2)


def as_sarif(problems: Iterable[Problem]) -> str:
    """Problems for code scanning, with every rule and where it is explained."""
    rules = [sarif.Rule(rule, " / ".join(about(rule)), help_uri(rule)) for rule in rules_known()]
    results = [
        sarif.Result(each.rule, _both(each), at.path, at.line, at.column, each.level)
        for each in sorted(problems)
        for at in [each.place]
    ]
    return sarif.as_sarif("knowledge_base check", rules, results)


PRINTERS = {"text": as_text, "github": as_github, "json": as_json, "sarif": as_sarif}


def rules_known() -> tuple[str, ...]:
    """The names of all rules, in the order of their wording."""
    return tuple(_wordings(CODES[0]))


def about(rule: str, part: Literal["message", "hint"] = "hint") -> tuple[str, ...]:
    """What ``rule`` says in each language, with an ellipsis for what differs each time."""
    return tuple(
        re.sub(r"\{\w+\}", "\N{HORIZONTAL ELLIPSIS}", _wordings(code)[rule][part]) for code in CODES
    )


def help_uri(rule: str, code: str = CODES[-1]) -> str:
    """Where the site explains ``rule``; empty where the site's address is not known."""
    site = os.environ.get("SITE_URL", "").rstrip("/")
    return f"{site}/{code}/rules/#{rule}" if site else ""


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Only the problems that must stop a build."""
    return [item for item in problems if item.level == "error"]


@cache
def _wordings(code: str) -> Mapping[str, Mapping[str, str]]:
    text = (LOCALE / code / "problems.yaml").read_text(encoding="utf-8")
    wordings: dict[str, dict[str, str]] = yaml.safe_load(text)
    return wordings


def _both(item: Problem) -> str:
    """The whole of a problem in all languages, and where its rule is explained."""
    lines = [" / ".join(item.message), "→ " + " / ".join(item.hint), help_uri(item.rule)]
    return "\n".join(filter(None, lines))


def _shorten(value: str) -> str:
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in value[:200])
    return shown if len(shown) <= LONGEST_QUOTED_VALUE else shown[:LONGEST_QUOTED_VALUE] + "…"


def _command(value: str) -> str:
    """Escape a value as GitHub's workflow command syntax asks."""
    for character, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        value = value.replace(character, code)
    return value
