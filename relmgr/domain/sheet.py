"""A table as it stands in a file: a header and rows with their line numbers, nothing interpreted."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from relmgr.domain.date_spellings import EXCEL_EPOCH

Cell = str | Decimal | datetime | date | time
"""Text stays text, also `NA` and `007`; only workbooks hold numbers and dates. An empty cell is ''."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row with the 1-based line of the file on which it begins."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file; `name` is the sheet of a workbook, '' in a text file."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Line, ...]
    encoding: str = ""
    delimiter: str = ""
    epoch: date = EXCEL_EPOCH


def text_of(cell: Cell) -> str:
    """Return a cell as text: whole numbers without a point, days without midnight."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Decimal):
        return format(cell.normalize() if cell else Decimal(0), "f")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    return cell.isoformat()
