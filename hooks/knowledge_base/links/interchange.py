"""A report in the two formats that other services read: SARIF 2.1.0 and JUnit XML."""

import re
from xml.etree import ElementTree

from knowledge_base import sarif
from knowledge_base.links.records import Code, Problem, Report
from knowledge_base.links.wording import rule

_TOOL = "check_links"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_sarif(report: Report) -> str:
    """For code scanning: the rules, and each problem at the author's line where it is known."""
    rules = [sarif.Rule(code, rule(code)) for code in Code]
    return sarif.as_sarif(_TOOL, rules, map(_result, report.problems))


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


def _result(problem: Problem) -> sarif.Result:
    words = f"{problem.page}: {problem.url}\n{problem.message}"
    return sarif.Result(problem.code, words, *_place(problem))


def _place(problem: Problem) -> tuple[str, int, int]:
    source = problem.source
    if source:
        return source.path, source.line, source.column
    return problem.page, problem.line, problem.column


def _xml(value: str) -> str:
    """``value`` without the characters that XML cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value)
