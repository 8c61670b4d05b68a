"""A comparison as Markdown, for the comment on a pull request, and as text for a terminal."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict

from knowledge_base.contribute.compare import Change, Text, overall
from knowledge_base.contribute.words import say

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#|~!@&:])")
_WORD = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)
# A comment on GitHub holds 65,536 characters; the rest is in the log of the run.
LONGEST_REPORT = 60_000


def as_markdown(changes: Sequence[Change]) -> str:
    """For a pull request. Contributors' text is shown as text: no mentions, links or HTML."""
    lines = [f"**{say('diff.risk')}: {_risk(changes)}**", ""]
    if not changes:
        lines.append(say("diff.nothing"))
    for change in changes:
        title = " / ".join(_plain(each) for each in _titles(change))
        name = f"`{change.name}` {title}".strip()
        lines += [f"### {say(f'diff.{change.what}')}: {name}", ""]
        lines += [f"{say('diff.risk')}: {say(f'diff.{change.risk}')}", ""]
        for text in change.texts:
            lines.append(f"- `{text.where or change.name}` {text.code}")
            lines += _both(text)
        for label, values in _lists(change):
            lines.append(f"- {label}: " + ", ".join(f"`{value}`" for value in values))
        for id, before, after in [*change.evidence, *change.values]:
            lines.append(f"- `{id}`: {_plain(before)} → {_plain(after)}")
        lines.append("")
    report = "\n".join(lines).rstrip() + "\n"
    if len(report) <= LONGEST_REPORT:
        return report
    return report[:LONGEST_REPORT].rpartition("\n")[0] + f"\n\n{say('diff.cut')}\n"


def as_text(changes: Sequence[Change]) -> str:
    """For a terminal."""
    lines = [f"{say('diff.risk')}: {_risk(changes)}"]
    if not changes:
        lines.append(say("diff.nothing"))
    for change in changes:
        name = f"{change.name}  {' / '.join(_titles(change))}".rstrip()
        lines += ["", f"[{change.risk}] {say(f'diff.{change.what}')}: {name}"]
        for text in change.texts:
            lines.append(f"  {text.where} {text.code}")
            lines += [f"    - {text.before}"] if text.before else []
            lines += [f"    + {text.after}"] if text.after else []
        for label, values in _lists(change):
            lines.append(f"  {label}: {', '.join(values)}")
        lines += [f"  {id}: {a} → {b}" for id, a, b in [*change.evidence, *change.values]]
    return "\n".join(_printable(line) for line in lines) + "\n"


def as_json(changes: Sequence[Change]) -> str:
    """For other tools, such as the one that labels a pull request by its risk."""
    rows = [{**asdict(change), "title": _titles(change)} for change in changes]
    data = {"risk": overall(list(changes)), "changes": rows}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


REPORTS: Mapping[str, Callable[[Sequence[Change]], str]] = {
    "text": as_text, "markdown": as_markdown, "json": as_json,
}  # fmt: skip


def _risk(changes: Sequence[Change]) -> str:
    return say(f"diff.{overall(list(changes))}")


def _titles(change: Change) -> list[str]:
    return [change.title.zh, change.title.en] if change.title else []


def _both(text: Text) -> Iterator[str]:
    """Before and after, one below the other; what is the same at both ends stays plain."""
    start, end = _common(text.before, text.after)
    for sign, words in (("-", text.before), ("+", text.after)):
        if words:
            middle = words[start : len(words) - end]
            marked = _plain(middle)
            if marked and (start or end):
                marked = f"**{marked}**"
            head, tail = _plain(words[:start]), _plain(words[len(words) - end :] if end else "")
            yield f"  - {sign} {head}{marked}{tail}"


def _common(before: str, after: str) -> tuple[int, int]:
    """How many characters two texts share at the beginning and at the end, in whole words."""
    first, second = _WORD.findall(before), _WORD.findall(after)
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    end = 0
    while end < min(len(first), len(second)) - start and first[-1 - end] == second[-1 - end]:
        end += 1
    return sum(map(len, first[:start])), sum(map(len, first[len(first) - end :])) if end else 0


def _lists(change: Change) -> Iterator[tuple[str, list[str]]]:
    for key, (gone, come) in (("edges", change.edges), ("sources", change.sources)):
        if come:
            yield say(f"diff.{key}-added"), come
        if gone:
            yield say(f"diff.{key}-removed"), gone


def _plain(text: str) -> str:
    """Contributors' text in Markdown as itself, on one line."""
    folded = _SPECIAL.sub(lambda match: f"&#{ord(match.group())};", " ".join(text.split()))
    return folded


def _printable(line: str) -> str:
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in line)
