"""Chinese words within an English page say that they are Chinese.

A screen reader then reads them instead of skipping them, and a browser takes the right font
(WCAG 2.2, 3.1.2 Language of Parts).
"""

import re

from knowledge_base.languages import ZH, Language

_HAN = r"\u3400-\u9fff"
# Characters, with the punctuation of Chinese between them.
_CHINESE = rf"[{_HAN}](?:[\u3000-\u9fff\uff00-\uffef\u00b7]*[{_HAN}])?"
# What holds no text of the page's language, or may not hold elements (a picture's description).
_OPAQUE = "script|style|title|desc"
# Where to look closer: comments, pictures, elements that are opaque or say their own language.
_SPECIAL = rf"!--|/?svg\b|(?:{_OPAQUE})\b|[a-zA-Z][^>]*? lang="
# All up to the next such place, or to Chinese in text.
_NEXT = re.compile(
    rf"(?:[^<{_HAN}]++|<(?!{_SPECIAL})[^>]*+>)*+"
    rf"(?:(?P<chinese>{_CHINESE})|<!--.*?-->|<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)(?P<more>[^>]*)>)",
    re.DOTALL,
)
_TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)([^>]*)>", re.DOTALL)
_MARKED = f'<span lang="{ZH.tag}">', "</span>"
# A span would end the picture that it stands in.
_MARKED_IN_SVG = f'<tspan lang="{ZH.tag}">', "</tspan>"
# Elements that never end.
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


def mark_chinese(html: str, language: Language) -> str:
    """The HTML of a page in ``language``, with a ``lang`` on every run of Chinese in its text.

    Text inside an element that already says its language stays as it is, and so does a page
    in Chinese. Attributes cannot be marked.
    """
    if language is ZH:
        return html
    pieces: list[str] = []
    begin, end = _MARKED
    copied = place = 0
    while found := _NEXT.match(html, place):
        place = found.end()
        if found["chinese"]:
            pieces += html[copied : found.start("chinese")], begin, found["chinese"], end
            copied = place
        elif name := found["name"]:
            if name == "svg":
                begin, end = _MARKED if found["end"] else _MARKED_IN_SVG
            own = name in _OPAQUE.split("|") or " lang=" in found["more"]
            if own and not found["end"] and _holds(name, found["more"]):
                place = _end(html, place)
    pieces.append(html[copied:])
    return "".join(pieces)


def _end(html: str, place: int) -> int:
    """Where the element ends whose content begins at ``place``."""
    depth = 1
    for tag in _TAG.finditer(html, place):
        end, name, more = tag.groups()
        if name and _holds(name, more):
            depth += -1 if end else 1
        if not depth:
            return tag.end()
    return len(html)


def _holds(name: str, attributes: str) -> bool:
    """Whether the element has an end, and so can hold text."""
    return name not in _VOID and not attributes.endswith("/")
