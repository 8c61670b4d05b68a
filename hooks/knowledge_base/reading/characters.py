"""Which characters may stand in content: those that a reader can see, and white space.

Anything that hides text, turns its direction or breaks a line where an editor shows none is
refused, for a reviewer must see what readers will get. Joiners are part of many emoji and of
the spelling of some scripts, and are accepted there only.
"""

import re
import unicodedata
from collections.abc import Iterator

# The inside of a regular expression's brackets: letters that look like Latin ones. All Cyrillic,
# Armenian and Cherokee, of Greek those that are no symbols in formulas.
LIKE_LATIN = (
    r"\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
    r"\u03b9\u03ba\u03bd\u03bf\u03c1\u03c5\u0400-\u058f\u13a0-\u13ff\uab70-\uabbf"
)
# Where each rule finds its characters, as the inside of a regular expression's brackets.
_RULES = {
    "nul-character": r"\x00",
    "hidden-line-break": r"\x85\u2028\u2029",
    "forbidden-character": r"\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f",
    "bidi-control": r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "bom-inside": r"\ufeff",
    "zero-width": (
        r"\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f"
        r"\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d159"
        r"\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    ),
    "noncharacter": r"\ufdd0-\ufdef"
    + "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(17)),
    "lone-surrogate": r"\ud800-\udfff",
    "damaged-text": r"\ufffd",
    "private-use": r"\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd",
}
# More accents on one letter than any language writes.
_STACKED = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4,}"
# Compiled when a text is not ordinary: that takes longer than to read a file.
_REFUSED = f"[{''.join(_RULES.values())}]|{_STACKED}"
# Nearly every file has only these, and to see that takes a fiftieth of looking for the others.
_ORDINARY = re.compile(
    r"[\t\n\r -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u3000-\u3163\u3165-\ud7ff\uff00-\uff5e]*"
)
_RULE_OF = re.compile(
    "|".join(f"(?P<{n.replace('-', '_')}>[{c}])" for n, c in _RULES.items())
    + f"|(?P<stacked_marks>{_STACKED})"
)

# The shapes of Unicode's emoji-test: keycaps, flags of regions, and pictures with a style
# or a skin tone, joined by joiners. Ideographic variants (U+E0100 and on) belong to a Han
# character in the same way.
_PICTURE = (
    r"[\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f"
    r"\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
    r"[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
)
# Persian and Indic words are spelt with joiners in these places only (RFC 5892, A.1 and A.2).
_SPELT = (
    r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]\u200c(?=[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff])"
    r"|[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca][\u200c\u200d]"
)
_JOINED = re.compile(
    r"[0-9#*]\ufe0f\u20e3"
    r"|\U0001f3f4[\U000e0020-\U000e007e]{1,6}\U000e007f"
    r"|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff][\U000e0100-\U000e01ef]"
    rf"|{_PICTURE}(?:\u200d{_PICTURE})*"
    rf"|{_SPELT}"
)
# Wide marks, which nearly every Chinese text has, with what they stand for.
_WIDE_MARKS = [(mark, unicodedata.normalize("NFKC", mark)) for mark in (
    "\N{FULLWIDTH COMMA}", "\N{FULLWIDTH COLON}", "\N{FULLWIDTH SEMICOLON}",
    "\N{FULLWIDTH LEFT PARENTHESIS}", "\N{FULLWIDTH RIGHT PARENTHESIS}",
    "\N{FULLWIDTH QUESTION MARK}", "\N{FULLWIDTH EXCLAMATION MARK}",
)]  # fmt: skip
_LINE_END = re.compile(r"\r\n|\r|\n")
# What a double-quoted scalar may spell instead of writing: \0, \e, \xFF, \u202E, \U0001F468.
_ESCAPE = re.compile(
    r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|(?P<short>.))", re.DOTALL
)
_SHORT = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "v": "\v", "f": "\f",
          "N": "\x85", "L": "\u2028", "P": "\u2029"}  # fmt: skip


def refused(text: str) -> Iterator[tuple[int, str, str]]:
    """Every refused character of ``text``: its offset, the rule it breaks, its ``U+`` name."""
    if _ORDINARY.fullmatch(text) or not re.search(_REFUSED, text):
        return
    for match in re.finditer(_REFUSED, _JOINED.sub(lambda match: "." * len(match.group()), text)):
        found = match.group()
        name = _RULE_OF.match(found)
        assert name and name.lastgroup
        yield match.start(), name.lastgroup.replace("_", "-"), f"U+{ord(found[0]):04X}"


def escaped(source: str, code: str) -> int:
    """The offset in a double-quoted scalar's ``source`` at which ``code`` is spelt, or 0."""
    for match in _ESCAPE.finditer(source):
        short = match["short"]
        number = ord(_SHORT.get(short, short)) if short else int(match.group()[2:], 16)
        if f"U+{number:04X}" == code:
            return match.start()
    return 0


def position(text: str, offset: int) -> tuple[int, int]:
    """The line and column of ``offset``, both from 1."""
    line, start = 1, 0
    for match in _LINE_END.finditer(text, 0, offset):
        line, start = line + 1, match.end()
    return line, offset - start + 1


def normal(text: str) -> str:
    """``text`` with wide, styled and ringed letters as the plain ones that they stand for."""
    if text.isascii():
        return text
    # Without these marks nearly every text is normal, and to see that takes no time.
    for wide, plain in _WIDE_MARKS:
        text = text.replace(wide, plain)
    return unicodedata.normalize("NFKC", text)


def visible(text: str) -> str:
    """``text`` with everything unprintable spelt out, for a terminal."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
