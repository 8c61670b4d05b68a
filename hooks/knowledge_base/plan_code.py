"""The plan's scripts as the site serves them: one for each kind of page, without comments.

On a slow network each request costs more than the code itself.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import rjsmin

# By their path in the site, the parts in ``docs/assets/plan/code/``, in their order.
BUNDLES = {
    "assets/plan/page.js": ("store", "page", "calendar", "keep"),
    "assets/plan/add.js": ("store", "add"),
}


def plan_scripts(docs: Path) -> Iterator[tuple[str, str]]:
    """The path and text of each script; ``docs`` is the folder with the assets."""
    folder = docs / "assets" / "plan" / "code"
    for name, parts in BUNDLES.items():
        code = "".join((folder / f"{part}.js").read_text(encoding="utf-8") for part in parts)
        yield name, cast(str, rjsmin.jsmin(code))
