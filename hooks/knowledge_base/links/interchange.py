"""A report in the two formats that other services read: SARIF 2.1.0 and JUnit XML."""

import json
import re
from urllib.parse import quote
from xml.etree import ElementTree

from knowledge_base.links.records import Code, Problem, Report
from knowledge_base.links.wording import rule

_TOOL = "check_links"
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_sarif(report: Report) -> str:
    """For code scanning: the rules, and each problem at the author's line where it is known."""
    codes = list(Code)
    rules = [
        {"id": code, "shortDescription": {"text": rule(code)}, "help": {"text": rule(code)}}
        for code in codes
    ]
    results = [_result(problem, codes.index(problem.code)) for problem in report.problems]
    run = {"tool": {"driver": {"name": _TOOL, "rules": rules}}, "results": results}
    sarif = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(sarif, ensure_ascii=False, indent=2)


def as_junit(report: Report) -> str:
    """For test reports: one failed case for each problem; one case that passed without any."""
    failures = len(report.problems)
    suite = ElementTree.Element(
        "testsuite", name=_TOOL, tests=str(max(failures, 1)), failures=str(failures)
    )
    if not report.problems:
        ElementTree.SubElement(suite, "testcase", classname=_TOOL, name="links")
    for problem in report.problems:
        case = ElementTree.SubElement(
            suite,
            "testcase",
            classname=_xml(problem.page),
            name=_xml(f"{problem.code} {problem.url}"),
            file=_xml(_place(problem)[0]),
            line=str(_place(problem)[1]),
        )
        failure = ElementTree.SubElement(
            case, "failure", type=problem.code, message=_xml(problem.message)
        )
        failure.text = _xml(f"{problem.page}:{problem.line}:{problem.column}: {problem.url}")
    suites = ElementTree.Element("testsuites")
    suites.append(suite)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(
        suites, encoding="unicode"
    )


def _result(problem: Problem, rule_index: int) -> dict[str, object]:
    path, line, column = _place(problem)
    words = f"{problem.page}: {problem.url}\n{problem.message}"
    return {
        "ruleId": problem.code,
        "ruleIndex": rule_index,
        "level": "error",
        "message": {"text": words},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(path, errors="replace")},
                    "region": {"startLine": line, "startColumn": column},
                }
            }
        ],
    }


def _place(problem: Problem) -> tuple[str, int, int]:
    source = problem.source
    if source:
        return source.path, source.line, source.column
    return problem.page, problem.line, problem.column


def _xml(value: str) -> str:
    """``value`` without the characters that XML cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value)
