"""A page with named holes: the theme draws it once, many pages are filled into it.

A hole is a token that the theme prints as if it were a page's own title, address and so on.
Private-use characters surround it, which no content can have (the loader refuses them). The
``&amp;'`` inside tells which filters the theme put it through (``e``, or ``striptags | e``), so
that the same is done to what is filled in. Any other use of a hole (lower case, JSON, a part of
it) is an error.
"""

import re
from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

START, END = "\ue000", "\ue001"
_HOLE = re.compile(rf"(?:#{START}@|{START})([\w.]+)(?:<h1)?(&amp;(?:amp;)?(?:'|&\#39;)){END}")
# By what tells the filters: what they do to a value.
_SEEN_AS: dict[str, Callable[[str], str]] = {
    "&amp;'": str,
    "&amp;amp;&#39;": lambda value: str(escape(value)),
    "&amp;&#39;": lambda value: str(escape(Markup(value).striptags())),
}
# What is left of a hole by other filters, such as tojson and urlencode.
_TRACE = re.compile(rf"[{START}{END}]|\\ue00[01]|%EE%80%8[01]", re.IGNORECASE)
_KEPT = re.compile(r"<(?:pre|textarea|script|style)\b")
_SPACE = re.compile(r"(<(?P<tag>pre|textarea|script|style)\b.*?</(?P=tag)>)|\n\s*", re.DOTALL)
_LINES = re.compile(r"\n\s+")


class WrongUse(ValueError):
    """The theme does something with a page's text that filling cannot repeat."""


def hole(name: str) -> str:
    """The token for a piece of a page's text or HTML."""
    return f"{START}{name}&amp;'{END}"


def address_hole(name: str) -> str:
    """The token for an address: one that the theme's ``url`` filter leaves as it is."""
    return f"#{START}@{name}&amp;'{END}"


def article_hole(name: str) -> str:
    """The token for a page's article: the theme looks for its main heading."""
    return f"{START}{name}<h1&amp;'{END}"


def tidy(html: str) -> str:
    """``html`` without empty lines and indentation, a third of what the theme draws."""
    if not _KEPT.search(html):  # most articles, and this is quick
        return _LINES.sub("\n", html)
    return _SPACE.sub(lambda match: match[1] or "\n", html)


class Frame:
    """A rendered page, taken apart at its holes. Raises :class:`WrongUse`."""

    def __init__(self, html: str) -> None:
        parts = _HOLE.split(html)
        self._texts = parts[::3]
        self._holes = list(zip(parts[1::3], parts[2::3], strict=True))
        for text in self._texts:
            if found := _TRACE.search(text):
                start = max(0, found.start() - 120)
                raise WrongUse(
                    "A template of the theme changes a page's own text, which is filled in "
                    "later: print it as it is or with the filter e (see frames.py). "
                    f"Found: {text[start : found.end() + 60]!r}"
                )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Frame) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash(tuple(self._texts))

    @property
    def names(self) -> frozenset[str]:
        """The names of the holes."""
        return frozenset(name for name, _ in self._holes)

    def fill(self, values: Mapping[str, str]) -> str:
        """The page with ``values`` in its holes. Raises :class:`WrongUse` for an unknown hole."""
        pieces = [self._texts[0]]
        for (name, mark), text in zip(self._holes, self._texts[1:], strict=True):
            try:
                value = values[name]
            except KeyError:
                raise WrongUse(f"The theme has a hole {name!r} that nothing fills.") from None
            pieces += (_SEEN_AS[mark](value), text)
        return "".join(pieces)
