#!/usr/bin/env python3
"""Make a zip file of a built site that works from a folder, without a server."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "hooks"))

from knowledge_base.links.wording import sentence
from knowledge_base.offline import make_zip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="the folder that the build wrote")
    parser.add_argument("zip", type=Path, help="the file to write, such as guide.zip")
    arguments = parser.parse_args()
    try:
        size = make_zip(arguments.site, arguments.zip)
    except ValueError:
        print(sentence("no-pages", folder=arguments.site), file=sys.stderr)
        return 2
    except OSError as error:
        print(sentence("unwritable", detail=error), file=sys.stderr)
        return 2
    print(f"{arguments.zip}: {size / 1_000_000:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
