"""What another link checker, lychee, says of the same site, and where it disagrees with ours.

Two programs by different people seldom share a mistake. Only links that both looked at are
compared, and only whether page, file and anchor are there: lychee reads no scripts, meta
refresh or social cards, and has no opinion on other faults. The differences that are known and
let pass are those of :func:`_is_known_mistake`, each with its reason.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from knowledge_base.links.page import read_page
from knowledge_base.links.records import CannotRun, Code, Problem
from knowledge_base.links.tree import PAGE_SUFFIXES
from knowledge_base.links.urls import Home
from knowledge_base.links.wording import sentence
from knowledge_base.links.xml import read_sitemap

_COMPARED = frozenset(
    {
        Code.MISSING_PAGE,
        Code.MISSING_FILE,
        Code.MISSING_ANCHOR,
        Code.WRONG_CASE,
        Code.SITEMAP_MISSING,
    }
)
_SERVER = "https://server.invalid"
_OPTIONS = (
    *("--offline", "--no-progress", "--include-fragments", "--no-ignore", "--hidden"),
    *("--index-files", "index.html", "--fallback-extensions", "html"),
    *("--extensions", "html,htm,xhtml,css,xml,atom,rss"),
    *("--format", "json", "-vv"),  # without -vv, links that are sound are not listed
)


class Link(NamedTuple):
    """A link as both can name it: the page it is in, and the decoded path#anchor it leads to."""

    page: str
    target: str


class Disagreement(NamedTuple):
    """A link that one of the two finds sound and the other broken."""

    link: Link
    ours: str
    theirs: str


def find_lychee() -> str | None:
    """The executable: of the same environment as this Python, else on the PATH."""
    return shutil.which("lychee", path=str(Path(sys.executable).parent)) or shutil.which("lychee")


def ask_lychee(executable: str, folder: Path, home: Home) -> dict[Link, str]:
    """All links that lychee looked at, each with its complaint; empty if it has none.

    Raises :class:`CannotRun` if lychee gives no answer, or only part of one.
    """
    with TemporaryDirectory() as temporary:
        # lychee knows no base path: the site must lie that deep below its root.
        root = Path(temporary).resolve()
        site = root / home.base.strip("/")
        if site == root:
            root = site = folder.resolve()
        else:
            site.parent.mkdir(parents=True, exist_ok=True)
            site.symlink_to(folder.resolve())
        command = lychee_command(executable, root)
        if home.host:
            pattern = f"^https?://{re.escape(home.host)}{re.escape(quote(home.root))}"
            command += ["--remap", f"{pattern} {site.as_uri()}/"]
        for path in _not_xml(folder):
            # lychee panics on XML that is not well-formed, and reports what it has until then.
            command += ["--exclude-path", re.escape(path) + "$"]
        answer = _run([*command, str(site)], temporary)
        return _read(answer, site, root.as_uri())


def lychee_command(executable: str, root: Path) -> list[str]:
    """How we start lychee: offline, anchors too, as a static server would answer."""
    return [executable, *_OPTIONS, "--root-dir", str(root)]


def link_of(page: str, url: str, home: Home) -> Link:
    """A link that our checker names, as both can name it."""
    return Link(page, _target(url, page, home))


def disagreements(
    folder: Path, home: Home, problems: Iterable[Problem], theirs: Mapping[Link, str]
) -> list[Disagreement]:
    """Compare our problems with :func:`ask_lychee`, but for lychee's known mistakes."""
    ours: dict[Link, Problem] = {}
    for problem in problems:
        ours.setdefault(link_of(problem.page, problem.url, home), problem)
    found = []
    for link, complaint in theirs.items():
        mine = ours.get(link)
        if bool(complaint) == bool(mine) or (mine and mine.code not in _COMPARED):
            continue
        if not _is_known_mistake(folder, link):
            said = f"{mine.code} {mine.url}" if mine else "sound"
            found.append(Disagreement(link, said, complaint or "sound"))
    return sorted(found)


def _is_known_mistake(folder: Path, link: Link) -> bool:
    """Whether lychee is known to be wrong about links like this one.

    Missing scripts are not here: lychee takes ``<script>`` for verbatim text and lists nothing
    of it, so that they are never compared.
    """
    name, raw = link.page.lower(), (folder / link.page).read_bytes()
    if name.endswith(PAGE_SUFFIXES):
        # It resolves relative links as if there were no <base href>.
        return bool(read_page(raw).base)
    if name.endswith(".css"):
        # It follows url(…) in comments too.
        rest = re.sub(rb"/\*.*?\*/", b"", raw, flags=re.DOTALL)
        return link.target.rpartition("/")[2].encode() not in rest
    return False


def _target(url: str, page: str, home: Home) -> str:
    """The decoded path, without its last slash, and #anchor that ``url`` in ``page`` leads to.

    On purpose not by the code under test.
    """
    try:
        whole = urlsplit(urljoin(f"{_SERVER}{home.base}{page}", url.strip()))
    except ValueError:
        return url
    path = whole.path
    if whole.hostname == home.host.partition(":")[0] and path.startswith(home.root):
        path = home.base + path.removeprefix(home.root)
    return _spell(path, whole.fragment)


def _spell(path: str, fragment: str) -> str:
    return unquote(path).rstrip("/") + ("#" + unquote(fragment) if fragment else "")


def _not_xml(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        xml = path.suffix.lower() in (".xml", ".atom", ".rss") and path.is_file()
        if xml and read_sitemap(path.read_bytes()) is None:
            yield path.relative_to(folder).as_posix()


def _run(command: list[str], cwd: str) -> str:
    """What lychee prints. It runs where no lychee.toml or .lycheeignore lies."""
    try:
        result = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    except OSError as error:
        raise CannotRun(sentence("unreadable", detail=error)) from error
    # 0: all sound, 2: broken links. After a panic it still prints what it has.
    if result.returncode not in (0, 2) or "panicked at" in result.stderr:
        detail = f"{Path(command[0]).name} ({result.returncode}) {result.stderr.strip()}"
        raise CannotRun(sentence("unreadable", detail=detail))
    return result.stdout


def _read(answer: str, site: Path, root: str) -> dict[Link, str]:
    said: dict[Link, str] = {}
    try:
        data = json.loads(answer)
        for kind in ("success_map", "error_map"):
            for file, entries in data[kind].items():
                page = Path(file).relative_to(site).as_posix()
                for entry in entries:
                    if not entry["url"].startswith(root):
                        continue  # it climbs above the server's root, where browsers stop
                    url = urlsplit(entry["url"].removeprefix(root))
                    complaint = entry["status"]["text"] if kind == "error_map" else ""
                    said[Link(page, _spell(url.path, url.fragment))] = complaint
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CannotRun(sentence("unreadable", detail=repr(error))) from error
    return said
