"""What went wrong where YAML cannot be read: web editors make the same few slips.

libyaml says what it expected, which helps nobody who has not written a parser. Each slip
has its own sentence instead, at the line where it was made.
"""

import re
from typing import Any

import yaml

from knowledge_base.problems import Place, Problem, problem
from knowledge_base.reading.characters import position

# A field whose colon was typed in a Chinese input method.
FULL_WIDTH_COLON = re.compile(r"^\s*(?:- )?[A-Za-z_][\w-]*\N{FULLWIDTH COLON}")
_FIELD_IN_TEXT = re.compile(r"(?:\A|\n\s*)[a-z_]+(\N{FULLWIDTH COLON})")
_FIELD = re.compile(r"^( *)(?:- +)*[A-Za-z_][\w-]*:(?: |$)")
# A value in quotation marks that are no quotation marks to YAML.
OPENING_QUOTE = (
    "\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
)
_SMART_QUOTES = re.compile(rf"^\s*(?:- +)*(?:[A-Za-z_][\w-]*: +)?(?:- +)*\[?(?=[{OPENING_QUOTE}])")
# White space that looks like spaces but is none to YAML: of Chinese input methods, web pages.
_WIDE = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_WIDE_SPACE = re.compile(
    rf"^ *(?:- +)*(?:[A-Za-z_][\w-]*:|-)?(?={_WIDE}+(?:-|\w|[\"'\[{{])|{_WIDE} *[A-Za-z_][\w-]*:)"
)
# A field whose colon no space follows. Kinds before an id are no fields.
NO_SPACE = re.compile(
    r"^\s*(?:- +)*(?!(?:cause|impact|action|myth|term|page|home|source):)"
    r"[a-z_]+:(?=[^\s:/][^\s:]*(?:\s|$))"
)
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)


def fields_in_text(raw: str) -> list[int]:
    """Where, in a text of several lines, those end in a full-width colon that were to be fields."""
    found = [match.start(1) for match in _FIELD_IN_TEXT.finditer(raw)]
    # The first line alone may well be text: it is a field if one of the others is.
    return found if any("\n" in raw[:at] for at in found) else []


def syntax_problem(name: str, text: str, error: yaml.YAMLError) -> Problem:
    """Say what a syntax error most likely is; web editors make the same few slips."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if getattr(error, "context", None) == "while scanning a simple key":
        mark = getattr(error, "context_mark", mark)  # the line that has no colon, not the next
    if mark is None:  # a character that YAML does not allow at all
        before = text.encode()[: getattr(error, "position", 0)]
        return problem("forbidden-character", Place(name, before.count(b"\n") + 1), code="")
    if conflict := _CONFLICT.search(text):
        return problem("conflict-marker", Place(name, *position(text, conflict.start())))
    detail = getattr(error, "problem", None) or str(error)
    place = Place(name, mark.line + 1, mark.column + 1)
    context = getattr(error, "context", None) or ""
    if context == "while parsing a quoted scalar":
        return problem("bad-escape", place)
    lines = text.splitlines() or [""]
    for number in range(min(mark.line, len(lines) - 1), max(mark.line - 3, -1), -1):
        line_text = lines[number]
        indent = line_text[: len(line_text) - len(line_text.lstrip())]
        if "\t" in indent:
            return problem("tab", Place(name, number + 1, indent.index("\t") + 1))
        if slip := _WIDE_SPACE.match(line_text):
            code = f"U+{ord(line_text[slip.end()]):04X}"
            return problem("wide-space", Place(name, number + 1, slip.end() + 1), code=code)
        if slip := FULL_WIDTH_COLON.match(line_text):
            return problem("full-width-colon", Place(name, number + 1, slip.end()))
        if slip := NO_SPACE.match(line_text):
            return problem("no-space-after-colon", Place(name, number + 1, slip.end()))
        if slip := _SMART_QUOTES.match(line_text):
            return problem("smart-quotes", Place(name, number + 1, slip.end() + 1))
    # A missing quotation mark lets the text run on to the next one, many lines below.
    for number in range(min(mark.line, len(lines) - 1), -1, -1):
        if lines[number].count('"') % 2 and not lines[number].lstrip().startswith("#"):
            column = lines[number].rindex('"') + 1
            return problem("unclosed-quote", Place(name, number + 1, column))
    if context == "while scanning a quoted scalar":
        start: Any = getattr(error, "context_mark", mark)
        return problem("unclosed-quote", Place(name, start.line + 1, start.column + 1))
    for number in range(min(mark.line, len(lines) - 1), max(mark.line - 2, -1), -1):
        if (field := _FIELD.match(lines[number])) and len(field[1]) % 2:
            place = Place(name, number + 1, len(field[1]) + 1)
            return problem("indentation", place, found=len(field[1]))
    return problem("yaml-syntax", place, detail=detail)
