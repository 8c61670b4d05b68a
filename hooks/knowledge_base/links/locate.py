"""Where in a file a URL stands. Only files with problems are searched, after the check."""

import re
from collections.abc import Iterable
from html import escape, unescape

_VALUE = re.compile(
    r"<!--.*?(?:-->|\Z)|=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))",
    re.DOTALL,
)
_ID = re.compile(r"\sid\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


def locate(text: str, urls: Iterable[str]) -> dict[str, tuple[int, int]]:
    """The line and column of each of ``urls`` in ``text``, from 1; ``#id`` is not a link here.

    An attribute with exactly that value comes first, then any place with these characters.
    A URL that is nowhere, as an empty one in a list, is left out.
    """
    wanted = set(urls)
    offsets: dict[str, int] = {}
    for match in _VALUE.finditer(text):
        group = match.lastgroup
        if group and (value := unescape(match[group])) in wanted and value not in offsets:
            offsets[value] = match.start(group)
    for url in wanted - offsets.keys():
        offset = _find(text, url)
        if offset >= 0:
            offsets[url] = offset
    return {url: _position(text, offset) for url, offset in offsets.items()}


def locate_repeated_id(text: str, name: str) -> tuple[int, int] | None:
    """The line and column of the second element with the id ``name``."""
    found = [
        match.start(match.lastindex or 0)
        for match in _ID.finditer(text)
        if unescape(match[match.lastindex or 0]) == name
    ]
    return _position(text, found[1]) if len(found) > 1 else None


def _find(text: str, url: str) -> int:
    """The offset of ``url`` as text, as a whole before as a part; -1 if it is not there."""
    for spelling in dict.fromkeys((url, escape(url, quote=False), url.replace("/", "\\/"))):
        for whole in (f">{spelling}<", f'"{spelling}"', f"({spelling})"):
            if (offset := text.find(whole)) >= 0:
                return offset + 1
        if spelling and (offset := text.find(spelling)) >= 0:
            return offset
    return -1


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
