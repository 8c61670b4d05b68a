"""The URLs in style sheets: ``url(…)``, ``@import "…"`` and those of ``image-set(…)``.

What only looks like one, in a comment or a string, is none.
"""

import re
from collections.abc import Iterator

_STRING = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
# The order matters: a comment or a string hides what looks like a URL inside it. ++ and *+
# never give back what they took, so that no style sheet is slow to read.
_IMAGE_SET = re.compile(
    rf"\bimage-set\((?P<images>(?:[^()\"']|{_STRING}|\([^()]*\))*+)\)", re.IGNORECASE
)
_IMAGE = re.compile(rf"\([^()]*\)|(?P<string>{_STRING})")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_TOKEN = re.compile(
    r"/\*.*?(?:\*/|\Z)"
    rf"|@import\s++(?P<imported>{_STRING})"
    r"|@namespace[^;]*+;?"
    rf"|\burl\(\s*+(?:(?P<quoted>{_STRING})|(?P<bare>(?:[^)\s\"'(\\]|\\.)*+))\s*+\)"
    rf"|{_STRING}",
    re.DOTALL | re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})\s?|(\r\n|[\n\r\f])|(.))", re.DOTALL)


def css_urls(text: str) -> Iterator[str]:
    """Every URL that the style sheet ``text`` makes a browser fetch.

    Not among them: an empty ``url()`` and ``url(#id)``, which names an element of the page.
    """
    for match in _TOKEN.finditer(text):
        written = match["imported"] or match["quoted"]
        url = _unescape(written[1:-1] if written else match["bare"] or "")
        if url and not url.startswith("#"):
            yield url
    if "image-set(" in text.lower():
        for images in _IMAGE_SET.finditer(_COMMENT.sub("", text)):
            for image in _IMAGE.finditer(images["images"]):  # type("image/png") is in brackets
                if image["string"]:
                    yield _unescape(image["string"][1:-1])


def _unescape(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    hexadecimal, line_break, other = match.groups()
    if hexadecimal:
        number = int(hexadecimal, 16)
        return chr(number) if 0 < number <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"
    return "" if line_break else str(other)
