"""The pages' scripts as the site serves them: few files, without comments.

On a slow network each request costs more than the code itself.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import rjsmin

# By their path in the site, the parts in ``docs/assets/code/``, in their order. The first is
# for every page, and comes before the others.
BUNDLES = {
    "assets/site.js": ("frame", "reading", "store", "add", "home"),
    "assets/self-check.js": ("self-check",),
    "assets/plan/page.js": ("page", "calendar", "keep"),
}


def page_scripts(docs: Path) -> Iterator[tuple[str, str]]:
    """The path and text of each script; ``docs`` is the folder with the assets."""
    folder = docs / "assets" / "code"
    for name, parts in BUNDLES.items():
        code = "\n".join((folder / f"{part}.js").read_text(encoding="utf-8") for part in parts)
        yield name, cast(str, rjsmin.jsmin(code))
