"""The pages' scripts and style sheet as the site serves them: few files, without comments.

On a slow network each request costs more than the code itself.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import cast

import rjsmin

from knowledge_base.digest import digest
from knowledge_base.output import Output

# By their path in the site, the parts in ``docs/assets/code/``, in their order. The first is
# for every page, and comes before the others.
BUNDLES = {
    "assets/site.js": ("frame", "reading", "store", "add", "share", "home"),
    "assets/self-check.js": ("self-check",),
    "assets/plan/page.js": ("page", "calendar", "keep"),
    "assets/plan/picture.js": ("picture",),
}
# The style sheet of every page, and its parts in ``docs/assets/``.
STYLE = "assets/site.css"
STYLES = ("knowledge-base", "plan", "frame")
# Where the declarations of ``dark.css`` hold: where the page's script says so, and, without
# scripts, where the device prefers them. Paper is never dark.
DARK = (
    '@media screen {{:root[data-md-color-scheme="slate"] {{{0}}}}}\n'
    "@media screen and (prefers-color-scheme: dark) {{:root:not([data-md-color-scheme]) {{{0}}}}}\n"
)


def page_assets(docs: Path) -> Iterator[Output]:
    """Each file; ``docs`` is the folder with the assets."""
    assets = docs / "assets"
    for name, parts in BUNDLES.items():
        code = "\n".join(_text(assets / "code" / f"{part}.js") for part in parts)
        yield Output(name, digest(code), partial(_small, code))
    dark = DARK.format(_text(assets / "dark.css"))
    style = "".join([*(_text(assets / f"{part}.css") for part in STYLES), dark])
    yield Output(STYLE, digest(style), partial(str, style))


def _small(code: str) -> str:
    return cast(str, rjsmin.jsmin(code))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
