#!/usr/bin/env python3
"""List which facts are used where, which are not, and why not. Exit 0; 2 could not run."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from knowledge_base.knowledge import load_and_check  # noqa: E402
from knowledge_base.lists.coverage import uses_of_facts  # noqa: E402


def main() -> int:
    catalog, _ = load_and_check(ROOT / "content")
    if catalog is None:
        print("The content could not be read: python scripts/check_content.py", file=sys.stderr)
        return 2
    uses = uses_of_facts(catalog)
    for id, records in uses.items():
        reason = catalog.reference.facts[id].unused
        where = ", ".join(f"{record.kind}:{record.id}" for record in records)
        print(f"{id}  {where or f'NOT USED: {reason.en if reason else None}'}")
    used = sum(bool(records) for records in uses.values())
    print(f"{used} of {len(uses)} facts used ({used / len(uses):.1%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
