"""The command line: ``python -m knowledge_base VERB …``.

One module a verb, each with ``arguments(parser)``, which says what it takes, and
``run(options, project)``, which does it and gives the exit code: 0 clean, 1 problems,
2 could not run. They parse and print; the work is done in :mod:`knowledge_base.contribute`.
"""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from knowledge_base.contribute.project import find
from knowledge_base.contribute.words import CannotRun, say

# Verb → module, in the order of the help.
VERBS = {
    "check": "check",
    "explain": "explain",
    "new": "new",
    "fix": "fix",
    "stamp": "stamp",
    "mv": "move",
    "retire": "retire",
    "due": "due",
    "show": "show",
    "diff": "diff",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    parser = argparse.ArgumentParser(
        prog="python -m knowledge_base",
        description=say("main.description"),
        epilog=say("main.exit"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--content", type=Path, metavar="FOLDER", help=say("main.content"))
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    modules: dict[str, Any] = {}
    for verb, name in VERBS.items():
        words = say(f"{verb}.help")
        verb_parser = verbs.add_parser(verb, help=words, description=words)
        modules[verb] = import_module(f"knowledge_base.commands.{name}")
        modules[verb].arguments(verb_parser)
    options = parser.parse_args(given)
    gc.disable()  # to read content makes millions of small things, and hardly any circles
    try:
        code: int = modules[options.verb].run(options, find(options.content, Path.cwd()))
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read what we print has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    finally:
        gc.enable()
    return code


def _speak_utf8() -> None:
    """Messages are in two languages; a terminal set to another encoding must not stop them."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
