"""What the commands over links share: their first arguments, their exit codes, how they print."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from knowledge_base.links.records import CannotRun


def arguments_of_site(description: str | None) -> argparse.ArgumentParser:
    """A parser of the arguments that say which site it is and where it is served."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("site", type=Path, help="the folder that the build wrote")
    parser.add_argument("--base", default="", help="path that the site is served from")
    parser.add_argument("--site-url", default="", help="the site's own absolute address")
    return parser


def run(work: Callable[[], tuple[str, bool]]) -> int:
    """Print what ``work`` gives. Returns 0 if all is well, 1 if not, 2 if it could not run."""
    try:
        text, well = work()
    except CannotRun as reason:
        print(reason, file=sys.stderr)
        return 2
    try:
        # File names and URLs may hold what the terminal's own encoding cannot.
        sys.stdout.buffer.write((text + "\n" if text else "").encode("utf-8", "backslashreplace"))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0 if well else 1
