"""URLs as a browser takes them apart, and put together with the page that they stand in.

Everything inside the site becomes one kind of path: decoded, from the root of the server.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge_base.links.records import Code
from knowledge_base.links.syntax import (
    DANGEROUS_SCHEMES,
    decode,
    host_of,
    mailto_is_valid,
    meant_scheme,
    scheme_of,
)

# C0 control characters and space are dropped at both ends, line breaks and tabs anywhere.
_EDGES = "".join(map(chr, range(0x21)))
_DROPPED = str.maketrans("", "", "\t\n\r")
_SLASHES = "/\\"
_AUTHORITY = re.compile(r"[/\\]{2,}([^/\\?#]*)")
_UPWARDS = re.compile(r"(?:\.{1,2}/)+")
_DOT_SEGMENT = re.compile(r"(?:^|/)\.{1,2}/")


@dataclass(frozen=True, slots=True)
class Url:
    """One URL, parsed once however many pages have it.

    A URL of this site has no ``fault`` and is not ``external``. Its ``path`` starts with a
    slash if it is ``rooted``; otherwise it goes ``ups`` folders up first. It is ``here`` if
    it names no other file (``#id``), ``own`` if it was written with the site's own host.
    """

    scheme: str = ""
    path: str = ""
    fragment: str = ""
    rooted: bool = False
    ups: int = 0
    dotted: bool = False
    here: bool = False
    own: bool = False
    external: bool = False
    fault: Code | None = None
    near: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """Where the site lives: the path below the server's root, and its own absolute address."""

    base: str = "/"
    host: str = ""
    root: str = "/"

    def parse(self, written: str) -> Url:
        """Take the URL ``written`` apart. Never fails: what is wrong is in ``fault``."""
        text = written.strip(_EDGES).translate(_DROPPED)
        if not text:
            return Url(fault=Code.EMPTY_HREF)
        scheme = scheme_of(text)
        if scheme and scheme not in ("http", "https"):
            return _of_other_scheme(scheme, text[len(scheme) + 1 :])
        rest = text[len(scheme) + 1 :] if scheme else text
        authority = _AUTHORITY.match(rest)
        if scheme and not authority:
            return Url(scheme, fault=Code.BAD_URL)
        if not authority:
            return _local(text)
        host = host_of(authority[1])
        if host is None:
            return Url(scheme, fault=Code.BAD_URL)
        return self._absolute(scheme, host, rest[authority.end() :])

    def _absolute(self, scheme: str, host: str, rest: str) -> Url:
        if host != self.host:
            return Url(scheme, external=True)
        url = _local(rest if rest.startswith(tuple(_SLASHES)) else "/" + rest, own=True)
        if url.fault:
            return url
        path = resolve_dots(url.path) if url.dotted else url.path
        if path + "/" == self.root:
            path = self.root
        if not path.startswith(self.root):  # a neighbour on the same host
            return Url(scheme, external=True)
        path = self.base + path[len(self.root) :]
        return Url(scheme, path, url.fragment, rooted=True, own=True)


def join(document: str, url: Url) -> str:
    """The path that ``url``, a URL of this site, leads to from the path ``document``."""
    if url.here:
        return document
    if url.rooted:
        return resolve_dots(url.path) if url.dotted else url.path
    path = folder_above(document, url.ups) + url.path
    return resolve_dots(path) if url.dotted else path


@lru_cache(maxsize=1 << 10)
def folder_above(document: str, ups: int) -> str:
    """The folder ``ups`` levels above that of ``document``: pages ask for it for every link."""
    folder = document[: document.rfind("/") + 1]
    for _ in range(ups):
        if folder == "/":  # browsers stop at the root of the server
            break
        folder = folder[: folder.rfind("/", 0, -1) + 1]
    return folder


def resolve_dots(path: str) -> str:
    """``path`` without its ``.`` and ``..`` segments; never above the root."""
    kept: list[str] = []
    *folders, name = path.split("/")[1:]
    for segment in folders:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment + "/")
    return "/" + "".join(kept) + name


def _of_other_scheme(scheme: str, rest: str) -> Url:
    if scheme in DANGEROUS_SCHEMES or len(scheme) == 1:  # C:\… is nobody's web page
        return Url(scheme, fault=Code.BAD_SCHEME)
    if scheme == "mailto":
        return Url(scheme, external=True, fault=None if mailto_is_valid(rest) else Code.BAD_MAILTO)
    if near := meant_scheme(scheme):
        return Url(scheme, fault=Code.BAD_SCHEME, near=near + ":")
    return Url(scheme, external=True)


def _local(text: str, *, own: bool = False) -> Url:
    """Parse a URL without scheme and host."""
    before, _, fragment = text.partition("#")
    written = before.partition("?")[0]
    path = decode(written.replace("\\", "/"))
    if path is None:
        return Url(fault=Code.BAD_ENCODING)
    if path.endswith(("/.", "/..")) or path in (".", ".."):
        path += "/"
    rooted = path.startswith("/")
    upwards = None if rooted else _UPWARDS.match(path)
    ups = upwards[0].count("../") if upwards else 0
    path = path[upwards.end() :] if upwards else path
    return Url(
        path=path,
        fragment=fragment,
        rooted=rooted,
        ups=ups,
        dotted=bool(_DOT_SEGMENT.search(path)),
        here=not written,
        own=own,
    )
