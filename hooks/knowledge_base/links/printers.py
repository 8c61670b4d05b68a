"""A report for people, for programs and for GitHub."""

import json
from collections.abc import Callable, Mapping

from knowledge_base.links.interchange import as_junit, as_sarif
from knowledge_base.links.records import Problem, Report
from knowledge_base.links.wording import sentence
from knowledge_base.reading.characters import visible


def as_text(report: Report) -> str:
    """For a terminal: place, code and URL on one line, then the author's file, then words."""
    lines: list[str] = []
    for problem in report.problems:
        place = f"{_visible(problem.page)}:{problem.line}:{problem.column}"
        lines.append(f"{place} {problem.code} {_visible(problem.url)}")
        if source := problem.source:
            lines.append(f"    ← {_visible(source.path)}:{source.line}:{source.column}")
        lines.append(f"    {problem.message}")
    counts = {"pages": report.pages, "links": report.links, "problems": len(report.problems)}
    lines.append(sentence("summary", **counts))
    return "\n".join(lines)


def as_json(report: Report) -> str:
    """For other tools: one object, ``{"problems": [...]}``."""
    return json.dumps(
        {"problems": [_row(problem) for problem in report.problems]}, ensure_ascii=False, indent=2
    )


def as_github(report: Report) -> str:
    """Workflow commands, which GitHub puts on the author's line where it is known."""
    lines: list[str] = []
    for problem in report.problems:
        source = problem.source
        path, line, column = (
            (source.path, source.line, source.column)
            if source
            else (problem.page, problem.line, problem.column)
        )
        place = f"file={_property(visible(path))},line={line},col={column}"
        words = f"{visible(problem.page)}: {visible(problem.url)}\n{problem.message}"
        lines.append(f"::error {place},title={problem.code}::{_data(words)}")
    return "\n".join(lines)


PRINTERS: Mapping[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "junit": as_junit,
}


def _row(problem: Problem) -> dict[str, object]:
    row: dict[str, object] = {
        "page": problem.page,
        "url": problem.url,
        "code": problem.code,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
    }
    if source := problem.source:
        row["source"] = {"path": source.path, "line": source.line, "column": source.column}
    return row


def _visible(value: str) -> str:
    """A URL or name on one short line of a terminal, without characters that could steer it."""
    return visible(value[:200]) + ("…" if len(value) > 200 else "")


def _data(value: str) -> str:
    """Escape the text of a workflow command."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    """Escape a property of a workflow command."""
    return _data(value).replace(":", "%3A").replace(",", "%2C")
