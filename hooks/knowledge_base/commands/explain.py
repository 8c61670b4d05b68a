"""``explain``: a rule, with a right and a wrong example."""

import argparse

from knowledge_base.contribute.project import Project
from knowledge_base.contribute.words import CannotRun, say
from knowledge_base.languages import CODES
from knowledge_base.problems import help_uri, rules_known, suggest
from knowledge_base.rules import rules


def arguments(parser: argparse.ArgumentParser) -> None:
    """The rule, as messages name it."""
    parser.add_argument("rule", metavar="RULE", help=say("explain.rule"))


def run(options: argparse.Namespace, project: Project) -> int:
    """Print what the page of rules says about it."""
    if options.rule not in rules_known():
        raise CannotRun("no-rule", rule=options.rule, near=suggest(options.rule, rules_known()))
    for code in CODES:
        rule = next(each for each in rules(code) if each.id == options.rule)
        print(f"{rule.message}\n  → {rule.hint}")
    if rule.example and rule.example.encoding:
        print(f"\n{say('explain.wrong')}: {rule.example.encoding}")
    elif rule.example:
        print(f"\n{say('explain.wrong')}:\n{rule.example.shown_wrong}")
        print(f"\n{say('explain.right')}:\n{rule.example.right}")
    if address := help_uri(options.rule):
        print(f"\n{address}")
    return 0
