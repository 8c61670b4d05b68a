"""Mend what can be mended without a decision: one small edit for each kind of problem.

The checker leads: it reads the text, and where it reports a problem that is known here,
the text is edited at that very place and read again. What it does not report is not
touched, and an edit that does not do away with its problem is taken back.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date

from knowledge_base.contribute.layout import offset
from knowledge_base.problems import Problem
from knowledge_base.reading.characters import refused
from knowledge_base.reading.layout import adapter, shape_of
from knowledge_base.reading.source import parse
from knowledge_base.reading.validate import validate

# The text and the index into it where the problem stands → the new text, or ``None``.
Mender = Callable[[str, int], str | None]

# The share of a file's characters that must be in GB 2312 for it to be Chinese.
COMMON = 0.95
_CLOSING = {
    "\N{LEFT DOUBLE QUOTATION MARK}": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{RIGHT DOUBLE QUOTATION MARK}": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{LEFT SINGLE QUOTATION MARK}": "\N{RIGHT SINGLE QUOTATION MARK}",
}
_DATE = re.compile(r"(\d{4})\s*[-./\u5e74]\s*(\d{1,2})\s*[-./\u6708]\s*(\d{1,2})\u65e5?")
_PLAIN_END = re.compile(r"(?=\s+#|\s*[,\]}\n]|\s*$)")


def decoded(raw: bytes) -> str | None:
    """The text of a file in UTF-8 or in an encoding that is beyond doubt; else ``None``.

    UTF-16 says so in its first bytes. GB 18030 is believed when nearly all characters are
    common in Chinese, which those of misread text would not be.
    """
    try:
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            return raw.decode("utf-16")
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("gb18030")
    except UnicodeError:
        return None
    return text if _is_common_chinese(text) else None


def with_unix_ends(text: str) -> str:
    """``text`` with line ends LF, and one at its end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if not text or text.endswith("\n") else f"{text}\n"


def without_hidden(text: str) -> str:
    """``text`` without characters that nobody sees and that mean nothing where they stand."""
    for at, rule, _ in reversed(list(refused(text))):
        if rule in ("zero-width", "bom-inside"):
            text = text[:at] + text[at + 1 :]
    return text


def mended(name: str, text: str) -> str:
    """``text`` of the file ``name`` without the problems that have a mender."""
    hopeless: set[tuple[str, int]] = set()
    while True:
        for problem in _problems(name, text):
            index = offset(text, problem.place.line, problem.place.column)
            mender = MENDERS.get(problem.rule)
            if mender is None or (problem.rule, index) in hopeless:
                continue
            better = mender(text, index)
            if better is not None and better != text and _is_gone(name, better, problem):
                text = better
                break
            hopeless.add((problem.rule, index))
        else:
            return text


def _problems(name: str, text: str) -> list[Problem]:
    document, problems = parse(name, text)
    shape = shape_of(name.partition("/")[2])
    if document is None or shape is None:
        return problems
    return validate(document, adapter(shape))[1]


def _is_gone(name: str, text: str, problem: Problem) -> bool:
    return all(
        (each.rule, each.place) != (problem.rule, problem.place) for each in _problems(name, text)
    )


def _half_width_colon(text: str, index: int) -> str | None:
    colon = index - 1 if text[index - 1 : index] == "\N{FULLWIDTH COLON}" else index
    if text[colon : colon + 1] != "\N{FULLWIDTH COLON}":
        return None
    return f"{text[:colon]}: {text[colon + 1 :].lstrip(' ')}"


def _spaces(text: str, index: int) -> str:
    start = text.rfind("\n", 0, index) + 1
    bare = text[start:].lstrip(" \t")
    indent = text[start : len(text) - len(bare)].replace("\t", "  ")
    return text[:start] + indent + bare


def _space_after_colon(text: str, index: int) -> str | None:
    return f"{text[:index]}: {text[index + 1 :]}" if text[index : index + 1] == ":" else None


def _plain_space(text: str, index: int) -> str | None:
    """One space after a colon or dash; how far a line should be indented is a decision."""
    bare = text[index:].lstrip()
    return f"{text[:index]} {bare}" if text[index - 1 : index] in (":", "-") else None


def _straight_quotes(text: str, index: int) -> str | None:
    closing = _CLOSING.get(text[index : index + 1])
    line_end = text.find("\n", index)
    end = (
        text.rfind(closing, index + 1, line_end if line_end >= 0 else len(text)) if closing else -1
    )
    if end < 0:
        return None
    inner = text[index + 1 : end].replace("\\", "\\\\").replace('"', '\\"')
    return f'{text[:index]}"{inner}"{text[end + 1 :]}'


def _quoted(text: str, index: int) -> str | None:
    found = _PLAIN_END.search(text, index)
    end = found.start() if found else len(text)
    value = text[index:end]
    return None if not value or '"' in value else f'{text[:index]}"{value}"{text[end:]}'


def _iso_date(text: str, index: int) -> str | None:
    opening = 1 if text[index : index + 1] in ('"', "'") else 0
    found = _DATE.match(unicodedata.normalize("NFKC", text[index + opening : index + 40]))
    if not found:
        return None
    try:
        day = date(*map(int, found.groups())).isoformat()
    except ValueError:
        return None
    start = index + opening
    return text[:start] + day + text[start + found.end() :]


# Rules whose remedy is not a matter of opinion.
MENDERS: Mapping[str, Mender] = {
    "full-width-colon": _half_width_colon,
    "no-space-after-colon": _space_after_colon,
    "wide-space": _plain_space,
    "tab": _spaces,
    "smart-quotes": _straight_quotes,
    "needs-quotes": _quoted,
    "not-a-date": _iso_date,
}


# All that the command ``fix`` may mend, with what it does beside this module.
FIXABLE = {*MENDERS, "windows-text", "typography", "zero-width", "bom-inside", "not-utf8", "utf-16"}


def _is_common_chinese(text: str) -> bool:
    others = [character for character in text if not character.isascii()]
    return sum(map(_is_common, others)) >= COMMON * len(others)


def _is_common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeError:
        return False
    return True
