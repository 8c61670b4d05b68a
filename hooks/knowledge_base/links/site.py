"""A built site, read once: its files, its pages, and where any URL in it leads."""

from dataclasses import dataclass, field
from pathlib import Path

from knowledge_base.links.nearest import Nearest
from knowledge_base.links.page import Page
from knowledge_base.links.reading import read_pages
from knowledge_base.links.records import CannotRun, Code
from knowledge_base.links.syntax import decode, host_of
from knowledge_base.links.tree import Answer, Tree, address
from knowledge_base.links.urls import Home, Url, folder_above, join
from knowledge_base.links.wording import sentence

_ELSEWHERE = Answer(None)
# The characters of a file name that would mean something else in a URL.
_ESCAPED = str.maketrans({"%": "%25", "?": "%3F", "#": "%23", " ": "%20"})


# By URL as written: the file that it leads to, and the fragment to look for there.
Sound = dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Site:
    """The whole site. :meth:`follow` is the one question that every rule asks."""

    folder: Path
    tree: Tree
    home: Home
    pages: dict[str, Page]
    nearest: Nearest
    _urls: dict[str, Url] = field(default_factory=dict, repr=False)
    _answers: dict[str, Answer] = field(default_factory=dict, repr=False)
    _sound: dict[str, Sound] = field(default_factory=dict, repr=False)

    def path_of(self, file: str) -> str:
        """The path from the server's root at which ``file`` is read."""
        return self.home.base + file

    def document_of(self, name: str) -> str | None:
        """What the relative URLs of a page stand against; ``None`` if its base is elsewhere."""
        own_path = self.path_of(name)
        page = self.pages.get(name)
        if page is None or not page.base:
            return own_path
        base = self.parse(page.base)
        # Browsers take no notice of a base that leads to no place.
        if base.fault or base.scheme not in ("", "http", "https"):
            return own_path
        return None if base.external else join(own_path, base)

    def parse(self, url: str) -> Url:
        """``url`` taken apart; each distinct one only once."""
        parsed = self._urls.get(url)
        if parsed is None:
            parsed = self._urls[url] = self.home.parse(url)
        return parsed

    def follow(self, document: str | None, url: Url) -> Answer:
        """The file that ``url`` leads to from ``document``, or the code of what is wrong.

        Neither for a URL of another site.
        """
        if url.fault:
            return Answer(None, url.fault)
        if url.external or (document is None and not url.own):
            return _ELSEWHERE
        path = join(document or "/", url)
        answer = self._answers.get(path)
        if answer is None:
            answer = self._answers[path] = self._answer(path)
        return answer

    def sound_beside(self, document: str | None) -> Sound:
        """What is known of URLs that leave the folder of ``document``, and are without fault.

        Pages whose folders stand side by side share it: there they all mean the same.
        """
        above = document and folder_above(document, 1)
        return self._sound.setdefault(above or "", {})

    def file_at(self, document: str | None, url: str) -> str | None:
        """The file that ``url`` leads a reader to, or ``None``."""
        answer = self.follow(document, self.parse(url))
        return None if answer.code else answer.file

    def suggestion(self, document: str | None, url: Url, answer: Answer) -> str:
        """A URL for the file that was probably meant, spelled for ``document``; may be empty."""
        if url.near or document is None:
            return url.near
        if answer.file:
            meant = address(answer.file)
        elif answer.code in (Code.MISSING_PAGE, Code.MISSING_FILE, Code.OUTSIDE_BASE):
            meant = self.nearest.to(join(document, url).removeprefix(self.home.base))
        else:
            return ""
        return self.spell(meant, document, url) if meant else ""

    def spell(self, meant: str, document: str, like: Url) -> str:
        """The address ``meant`` as a URL of the same kind as ``like``: rooted or relative."""
        meant = meant.translate(_ESCAPED)
        if like.rooted:
            return self.home.base + meant
        here = document.removeprefix(self.home.base).split("/")[:-1]
        there = meant.split("/")
        shared = 0
        while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
            shared += 1
        return "../" * (len(here) - shared) + "/".join(there[shared:]) or "./"

    def _answer(self, path: str) -> Answer:
        base = self.home.base
        if path.startswith(base):
            return self.tree.answer(path[len(base) :])
        return self.tree.answer("") if path + "/" == base else Answer(None, Code.OUTSIDE_BASE)


def read_site(folder: Path, home: Home, tree: Tree) -> Site:
    """Read every published page below ``folder``. Raises :class:`CannotRun` without any."""
    names = tree.pages()
    if not names:
        raise CannotRun(sentence("no-pages", folder=folder))
    return Site(folder, tree, home, read_pages(folder, names), Nearest(tree.files))


def make_home(base: str, site_url: str) -> Home:
    """Where the site lives, from the two options. Raises :class:`CannotRun` for bad ones."""
    if not site_url:
        return Home(base=_folder(base))
    whole = Home().parse(site_url)
    authority, slash, path = site_url.partition("://")[2].partition("/")
    host = host_of(authority)
    root = decode(path.partition("?")[0].partition("#")[0])
    if whole.scheme not in ("http", "https") or whole.fault or host is None or root is None:
        raise CannotRun(sentence("bad-site-url", value=site_url))
    return Home(base=_folder(base or slash + root), host=host, root=_folder(root))


def _folder(path: str) -> str:
    if "://" in path:
        raise CannotRun(sentence("bad-base", value=path))
    inner = (decode(path) or path).strip("/")
    return f"/{inner}/" if inner else "/"
