"""From the bytes of a page or style sheet to text, by the encoding that it declares."""

import codecs
import re

# How far browsers look for a declaration.
_HEAD = 1024
_META = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_CSS = re.compile(rb"@charset \"([A-Za-z0-9_.:-]+)\";")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# Where the web's meaning of a name is wider than Python's.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "utf-16": "utf-8",  # a page whose declaration could be read as ASCII is not UTF-16
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}


def to_utf8(raw: bytes) -> bytes:
    """The HTML page ``raw`` as UTF-8 without a byte order mark; bytes that fit nowhere become �.

    The mark goes because the parser would take it for text, and close the head before it.
    """
    if not raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        match = _META.search(raw, 0, _HEAD)
        if match and match[1].lower() in (b"utf-8", b"utf8"):
            return raw
    return to_text(raw, _META).encode("utf-8", "replace")


def to_text(raw: bytes, declaration: re.Pattern[bytes] | None = None) -> str:
    """``raw`` as text: by its byte order mark, its declaration, or UTF-8 if it is valid.

    Never fails.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    match = declaration.search(raw, 0, _HEAD) if declaration else None
    match = match or _CSS.match(raw) or _META.search(raw, 0, _HEAD)
    declared = _known(match[1].decode("ascii")) if match else ""
    try:
        return raw.decode(declared or "utf-8", "replace" if declared else "strict")
    except (LookupError, UnicodeError):  # not UTF-8, or a codec that is not of text
        return raw.decode("cp1252", "replace")


def _known(label: str) -> str:
    """The Python codec for a label as the web understands it; empty if there is none."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ""
    return _WIDER.get(name, name)
