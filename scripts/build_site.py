#!/usr/bin/env python3
"""Build the site as `make site` does. With --timing, say how long each part takes.

What else is given goes to `mkdocs build`, such as `--site-dir DIR`. Exit code: that of MkDocs.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--timing", action="store_true", help="print the parts of the build")
    arguments, others = parser.parse_known_args()
    environment = {"NO_MKDOCS_2_WARNING": "1", **os.environ}
    if arguments.timing:
        environment["KB_TIMING"] = "1"
    if not {"-f", "--config-file"} & {each.partition("=")[0] for each in others}:
        others = ["--config-file", str(ROOT / "mkdocs.yml"), *others]
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", *others]
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
