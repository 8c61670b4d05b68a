"""Chinese words within an English page say that they are Chinese.

A screen reader then reads them instead of skipping them, and a browser takes the right font
(WCAG 2.2, 3.1.2 Language of Parts).
"""

import re

from knowledge_base.languages import ZH, Language

# Characters, with the punctuation of Chinese between them.
_CHINESE = re.compile(r"[\u3400-\u9fff](?:[\u3000-\u9fff\uff00-\uffef\u00b7]*[\u3400-\u9fff])?")
_PIECE = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)([^>]*)>|[^<]+", re.DOTALL)
_MARKED = rf'<span lang="{ZH.tag}">\g<0></span>'
# A span would end the picture that it stands in.
_MARKED_IN_SVG = _MARKED.replace("span", "tspan")
# What holds no text of the page's language, or may not hold elements (a picture's description);
# and elements that never end.
_OPAQUE = {"script", "style", "title", "desc"}
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


def mark_chinese(html: str, language: Language) -> str:
    """The HTML of a page in ``language``, with a ``lang`` on every run of Chinese in its text.

    Text inside an element that already says its language stays as it is, and so does a page
    in Chinese. Attributes cannot be marked.
    """
    if language is ZH or not _CHINESE.search(html):
        return html
    pieces: list[str] = []
    inside: list[str] = []  # the open elements within one that says its own language
    marked = _MARKED
    for piece in _PIECE.finditer(html):
        text, (end, name, attributes) = piece[0], piece.groups()
        if name == "svg":
            marked = _MARKED if end else _MARKED_IN_SVG
        if name and name not in _VOID and not attributes.endswith("/"):
            if end and inside:
                inside.pop()
            elif not end and (inside or name in _OPAQUE or " lang=" in attributes):
                inside.append(name)
        elif not name and not inside and not text.startswith("<"):
            text = _CHINESE.sub(marked, text)
        pieces.append(text)
    return "".join(pieces)
