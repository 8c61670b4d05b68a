#!/usr/bin/env python3
"""Check what the pages of a built site weigh. Exit 0 within the limits, 1 not, 2 could not run."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "hooks"))

from knowledge_base.problems import as_text, errors
from knowledge_base.site.weight import BUDGETS, overweight, weights


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="the folder that the build wrote")
    site = parser.parse_args().site
    found = list(weights(site)) if site.is_dir() else []
    if not found:
        print(f"{site}: no pages", file=sys.stderr)
        return 2
    problems = list(overweight(found))
    if problems:
        print(as_text(problems))
    for name, (aim, limit) in BUDGETS.items():
        worst = max(found, key=lambda weight: weight.measures[name])
        middle = sorted(weight.measures[name] for weight in found)[len(found) // 2]
        print(
            f"{name:>10}  median {middle:>6}  most {worst.measures[name]:>6}"
            f"  aim {aim:>6}  limit {limit:>6}  {worst.page}"
        )
    return 1 if errors(problems) else 0


if __name__ == "__main__":
    sys.exit(main())
