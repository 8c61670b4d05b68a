"""The ``srcset`` attribute, split as the WHATWG HTML standard says browsers do.

A comma may be part of a URL (``d,e.png 2x``, ``data:image/png;base64,…``): only one that
ends a URL, or follows a descriptor outside parentheses, separates candidates.
"""

import re

_SEPARATORS = " \t\n\f\r,"
_URL = re.compile(r"[^ \t\n\f\r]+")


def srcset_urls(value: str) -> list[str]:
    """The URLs of all image candidates, in order."""
    urls: list[str] = []
    position = 0
    while True:
        match = _URL.match(value, _after_separators(value, position))
        if not match:
            return urls
        position = match.end()
        url = match[0]
        if url.endswith(","):
            urls.append(url.rstrip(","))
            continue
        urls.append(url)
        position = _after_descriptors(value, position)


def _after_descriptors(value: str, position: int) -> int:
    """Where the next candidate may begin: behind a comma that is not in parentheses."""
    inside = False
    while position < len(value):
        character = value[position]
        position += 1
        if inside:
            inside = character != ")"
        elif character == "(":
            inside = True
        elif character == ",":
            break
    return position


def _after_separators(value: str, position: int) -> int:
    while position < len(value) and value[position] in _SEPARATORS:
        position += 1
    return position
