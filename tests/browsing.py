"""What tests in a real browser share: one page of every kind, and a page that is watched."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from knowledge_base.languages import CODES

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}

# Reports what the page's security policy stopped; it runs before anything else in the page.
REPORT_POLICY = """addEventListener("securitypolicyviolation", (e) =>
  console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`));"""


@pytest.fixture(scope="module")
def url(site: Path, serve: Callable[[Path], str], tmp_path_factory: Any) -> str:
    """The site below the path that it was built for: its 404 page leads there."""
    root = tmp_path_factory.mktemp("host")
    (root / "zhima").symlink_to(site)
    return f"{serve(root)}/zhima"


def one_of_each(site: Path) -> list[str]:
    """The address of one page of every kind and language, below the site's root.

    Of entries, which share a template, the longest; every other page stands for itself.
    """
    found = {"", "404.html"}
    for code in CODES:
        found.add(f"{code}/")
        for folder in sorted(path for path in (site / code).iterdir() if path.is_dir()):
            if (folder / "index.html").exists():
                found.add(f"{folder.relative_to(site)}/")
            for pages in ("*/index.html", "by/*/index.html"):
                below = [path for path in folder.glob(pages) if not _moved(path)]
                if below:
                    longest = max(below, key=lambda path: (path.stat().st_size, path))
                    found.add(f"{longest.parent.relative_to(site)}/")
    return sorted(found)


def _moved(path: Path) -> bool:
    """Whether a page only says where its content went."""
    return path.stat().st_size < 4096


@contextmanager
def watched(browser: Any, allowed: str = "", **options: Any) -> Iterator[tuple[Any, list[str]]]:
    """A tab, and the list of what went wrong in it so far.

    Errors of scripts, messages of the console, what the security policy stopped, failed
    requests, and requests to any address that does not begin with ``allowed``.
    """
    context = browser.new_context(**options)
    context.add_init_script(REPORT_POLICY)
    page = context.new_page()
    complaints: list[str] = []

    def failed(request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader moved on; nothing is wrong
            complaints.append(f"{request.failure}: {request.url}")

    def asked(request: Any) -> None:
        if not request.url.startswith((allowed, "data:", "blob:")):
            complaints.append(f"another origin: {request.url}")

    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "response", lambda r: complaints.append(f"{r.status}: {r.url}") if r.status >= 400 else None
    )
    page.on("requestfailed", failed)
    context.on("request", asked)
    try:
        yield page, complaints
    finally:
        context.close()
