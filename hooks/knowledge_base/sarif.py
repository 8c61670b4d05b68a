"""SARIF 2.1.0, the format in which code scanning reads problems of any kind."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True)
class Rule:
    """A rule that a tool knows; ``help_uri`` is empty where no page explains it."""

    id: str
    text: str
    help_uri: str = ""


@dataclass(frozen=True)
class Result:
    """One problem. Line and column count from 1; ``path`` is from the project's root."""

    rule: str
    text: str
    path: str
    line: int
    column: int
    level: str = "error"


def as_sarif(tool: str, rules: Sequence[Rule], results: Iterable[Result]) -> str:
    """The log of one run of ``tool``. Every result's rule must be among ``rules``."""
    index = {rule.id: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": tool, "rules": [_rule(rule) for rule in rules]}},
        "results": [_result(result, index[result.rule]) for result in results],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(rule: Rule) -> dict[str, object]:
    text = {"text": rule.text}
    described: dict[str, object] = {"id": rule.id, "shortDescription": text, "help": text}
    return described | ({"helpUri": rule.help_uri} if rule.help_uri else {})


def _result(result: Result, index: int) -> dict[str, object]:
    return {
        "ruleId": result.rule,
        "ruleIndex": index,
        "level": result.level,
        "message": {"text": result.text},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(result.path, errors="replace")},
                    "region": {"startLine": result.line, "startColumn": result.column},
                }
            }
        ],
    }
