"""A block of the map as a picture: impacts, causes and actions in three columns, with curves.

Drawn when the site is built, as SVG whose colours come from the style sheet, so that it needs
no script and follows the dark mode. Its names are text and links. The table beside it says
the same in words.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from knowledge_base.languages import Language
from knowledge_base.lists.relations import Block
from knowledge_base.model import Entry
from knowledge_base.paths import plain
from knowledge_base.record import Record

WIDTH, MARGIN = 720, 4
COLUMN, GAP = 198, 59  # of a column, and between two
LINE, PADDING, SPACE = 17, 7, 10  # of text, inside a box, between boxes
# How much fits on a line, where a Latin letter is 1 and a Chinese character 1.9 wide.
LETTERS, WIDE = 27, 1.9
_WORDS = re.compile(r"[^\W\u2e80-\uffff]+[^\s\w]*\s*|.\s*", re.DOTALL)
_OPENING = "([{“‘（《【"
_CLOSING = re.compile(r"[\s)\]}»”’、。，：；！？）】》…]+")

# Where a kind of entry leads, from the page that is being written.
Address = Callable[[Record[Entry]], str]
Box = tuple[float, float]  # the vertical middle, and the height


def diagram(block: Block, language: Language, address: Address, name: str, text: str) -> Markup:
    """The picture of ``block``, called ``name`` and described by ``text``, on one line."""
    causes = [row.cause for row in block.rows]
    columns = [list(block.impacts), causes, list(block.actions)]
    labels = [[wrap(plain(each.title, language)) for each in column] for column in columns]
    tallest = max(map(_height, labels))
    places = [_places(column, tallest) for column in labels]
    impact = {each.id: places[0][n] for n, each in enumerate(columns[0])}
    action = {each.id: places[2][n] for n, each in enumerate(columns[2])}
    curves = []
    for row, (middle, _) in zip(block.rows, places[1], strict=True):
        curves += [_curve(0, impact[link.target.id][0], middle) for link in row.impacts]
        curves += [_curve(1, middle, action[link.target.id][0]) for link in row.actions]
    boxes = [
        _box(number, place, lines, address(record), plain(record.title, language))
        for number, column in enumerate(columns)
        for record, lines, place in zip(column, labels[number], places[number], strict=True)
    ]
    ids = f"{block.id}-picture", f"{block.id}-picture-text"
    return Markup(
        f'<svg class="kb-diagram" viewBox="0 0 {WIDTH} {tallest + 2 * MARGIN}" role="group" '
        f'aria-labelledby="{ids[0]}" aria-describedby="{ids[1]}">'
        f'<title id="{ids[0]}">{escape(name)}</title><desc id="{ids[1]}">{escape(text)}</desc>'
        f'<g class="kb-edges">{"".join(curves)}</g>{"".join(boxes)}</svg>'
    )


def wrap(label: str) -> list[str]:
    """``label`` on at most two lines, broken between words or Chinese characters."""
    lines = [""]
    for word in _joined(_WORDS.findall(label)):
        if lines[-1] and _width(lines[-1] + word.rstrip()) > LETTERS:
            lines.append("")
        lines[-1] += word
    if len(lines) > 2:
        rest = "".join(lines[1:])
        while _width(rest) > LETTERS - 2:
            rest = rest[:-1]
        lines = [lines[0], f"{rest.rstrip()}…"]
    return [line.strip() for line in lines]


def _joined(words: Sequence[str]) -> list[str]:
    """Opening marks stay with the word after them, closing marks with the word before."""
    found: list[str] = []
    for word in words:
        if found and (_CLOSING.fullmatch(word) or found[-1][-1] in _OPENING):
            found[-1] += word
        else:
            found.append(word)
    return found


def _width(text: str) -> float:
    return sum(WIDE if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def _height(labels: Sequence[Sequence[str]]) -> int:
    return sum(len(lines) * LINE + 2 * PADDING + SPACE for lines in labels) - SPACE


def _places(labels: Sequence[Sequence[str]], tallest: int) -> list[Box]:
    """Where the boxes of a column stand: spread over the height of the tallest column."""
    extra = (tallest - _height(labels)) / (len(labels) + 1)
    top, found = MARGIN + extra, list[Box]()
    for lines in labels:
        height = len(lines) * LINE + 2 * PADDING
        found.append((top + height / 2, height))
        top += height + SPACE + extra
    return found


def _left(column: int) -> int:
    return MARGIN + column * (COLUMN + GAP)


def _curve(gap: int, start: float, end: float) -> str:
    left, right = _left(gap) + COLUMN, _left(gap + 1)
    middle = (left + right) // 2
    return (
        f'<path d="M{left} {start:.0f}C{middle} {start:.0f} {middle} {end:.0f} {right} {end:.0f}"/>'
    )


def _box(column: int, place: Box, lines: Sequence[str], address: str, title: str) -> str:
    middle, height = place
    left, top = _left(column), middle - height / 2
    first = middle - (len(lines) - 1) * LINE / 2
    text = "".join(
        f'<text x="{left + 8}" y="{first + number * LINE + 5:.0f}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    shape = f'<rect x="{left}" y="{top:.0f}" width="{COLUMN}" height="{height:.0f}" rx="5"/>'
    kind = ("impact", "cause", "action")[column]
    called = f' aria-label="{escape(title)}"'
    return f'<a class="kb-{kind}" href="{escape(address)}"{called}>{shape}{text}</a>'
