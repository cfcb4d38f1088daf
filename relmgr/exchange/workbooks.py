"""XLSX in and out, through openpyxl; import this module only where a workbook is handled."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from relmgr.domain.sheet import Cell, Line, Sheet
from relmgr.exchange.sheets import LARGEST_FILE, refuse, to_sheet

_DIGITS: Final = 15
"""Excel keeps and shows 15 significant digits; the rest of a stored float is noise."""


class Percent(Decimal):
    """A share that a workbook shows in per cent: 0.0425 as 4.25%."""


Value = str | int | Decimal | date | datetime | None


_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    IndexError,
    TypeError,
    ValueError,
    OSError,
    SyntaxError,
)
"""What a damaged archive or broken XML inside it makes openpyxl and zipfile raise."""


def read_workbook(data: bytes, file: str) -> tuple[Sheet, ...]:
    """Return every visible sheet that has rows; formulas by their stored results."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > LARGEST_FILE:
            raise refuse(file, "内容超过 512 MB。", "its content is larger than 512 MB.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheets = list(_sheets(book, file))
            book.close()
    except _DAMAGE:
        raise refuse(
            file,
            "不是完整的 Excel 工作簿（.xlsx），可能已损坏。",
            "this is not a whole Excel workbook (.xlsx); it may be damaged.",
        ) from None
    if not sheets:
        raise refuse(file, "工作簿里没有数据。", "the workbook has no rows.")
    return tuple(sheets)


def _sheets(book: Any, file: str) -> Iterator[Sheet]:
    for page in book.worksheets:
        if page.sheet_state != "visible":
            continue
        # The stated size of a sheet is often wrong; without it every row is read.
        page.reset_dimensions()
        if lines := list(_lines(page.iter_rows())):
            yield replace(to_sheet(page.title, lines, file), epoch=book.epoch.date())


def _lines(rows: Iterable[Sequence[Any]]) -> Iterator[Line]:
    for number, row in enumerate(rows, start=1):
        cells = tuple(_cell(cell.value, cell.number_format or "") for cell in row)
        if any(cell != "" for cell in cells):
            yield Line(number, cells)


def _cell(value: object, form: str) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        number = Decimal(format(value, f".{_DIGITS}g")) if isinstance(value, float) else Decimal(value)
        return f"{(number * 100).normalize():f}%" if "%" in form else number
    if isinstance(value, datetime | date | time):
        return value
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def write_workbook(pages: Sequence[tuple[str, Sequence[str], Iterable[Sequence[Value]]]]) -> bytes:
    """Return a workbook with one sheet per (title, header, rows): real numbers and dates, frozen header.

    Text is written as text, also when it begins with `=`.
    """
    book = Workbook(write_only=True)
    for title, header, rows in pages:
        page = book.create_sheet(title[:31])
        page.freeze_panes = "A2"
        page.append([_written(page, name, bold=True) for name in header])
        for row in rows:
            page.append([_written(page, value) for value in row])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _written(page: Any, value: Value, *, bold: bool = False) -> Any:
    if value is None or value == "":
        return None
    cell: Any = WriteOnlyCell(page, value="")
    cell.value = _clean(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    else:
        if isinstance(value, Percent):
            cell.number_format = "0.00##%"
        elif isinstance(value, Decimal):
            cell.number_format = "#,##0" + ("." + "0" * -exponent if (exponent := _places(value)) else "")
        elif isinstance(value, date):
            cell.number_format = "yyyy-mm-dd hh:mm" if isinstance(value, datetime) else "yyyy-mm-dd"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) and exponent < 0 else 0


def _clean(text: str) -> str:
    """Leave out the control characters that XML 1.0 cannot hold, and what is longer than a cell may be."""
    kept = "".join(sign for sign in text if sign >= " " or sign in "\t\n\r")
    return kept.replace("\ufffe", "").replace("\uffff", "")[:32_767]
