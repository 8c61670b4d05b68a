"""Rows as CSV that spreadsheets open well and safely (RFC 4180, UTF-8 with a mark)."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from knowledge_base.publish.rows import Text, Texts

# Without it, Excel takes the file for the machine's old encoding and spoils Chinese.
BYTE_ORDER_MARK = "\ufeff"
# Cells that begin like this may be run as formulas; see OWASP on CSV injection. Some programs
# take other forms of these signs, such as the full-width ones of Chinese input methods, for them.
_FORMULA = tuple("=+-@\t\r\N{MINUS SIGN}")
_BETWEEN = "; "


def as_csv(row: Any, table: Iterable[Mapping[str, Any]]) -> str:
    """``table``, whose rows are of type ``row``, as the text of a CSV file.

    What is in two languages takes two columns, ``title_zh`` and ``title_en``; lists are
    joined by semicolons.
    """
    return csv_head(row) + csv_rows(row, table)


def csv_head(row: Any) -> str:
    """The beginning of the file: the mark, and the names of the columns."""
    names = [f"{name}_{code}" if code else name for name, code in _columns(row)]
    return BYTE_ORDER_MARK + _written([names])


def csv_rows(row: Any, table: Iterable[Mapping[str, Any]]) -> str:
    """Rows without what stands above them."""
    columns = list(_columns(row))
    return _written([_cell(values[name], code) for name, code in columns] for values in table)


def _written(rows: Iterable[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _columns(row: Any) -> Iterator[tuple[str, str]]:
    """The fields of a row type, those in two languages once for each."""
    for name, kind in row.__annotations__.items():
        if {Text, Texts} & {kind, *get_args(kind)}:
            yield from ((name, code) for code in Text.__annotations__)
        else:
            yield name, ""


def _cell(value: Any, code: str) -> str:
    if code and value is not None:
        value = value[code]
    if isinstance(value, list):
        value = _BETWEEN.join(value)
    text = "" if value is None else str(value)
    return f"'{text}" if unicodedata.normalize("NFKC", text[:1]).startswith(_FORMULA) else text
