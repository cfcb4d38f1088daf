"""Reads CSV, TSV and XLSX files, also gzipped, into sheets; a file that is no table gets one sentence."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from relmgr.domain.sheet import Cell, Line, Sheet, text_of
from relmgr.errors import Refused
from relmgr.exchange.encodings import decode
from relmgr.words import Words

LARGEST_FILE: Final = 512 * 2**20
"""Bytes read from one file, after unpacking; a list of a million rows stays far below."""

LARGEST_FIELD: Final = 2**24
_DELIMITERS: Final = ",\t;|"
_PROBED_RECORDS: Final = 20


def refuse(name: str, zh: str, en: str) -> Refused:
    """Return the refusal of a file, with its name in front."""
    return Refused(Words(f"{name}：{zh}", f"{name}: {en}"))


def read_bytes(path: Path) -> bytes:
    """Return the content of a file, unpacked when it is gzipped; raises `Refused`."""
    try:
        with path.open("rb") as raw:
            head = raw.read(2)
            raw.seek(0)
            opened = gzip.GzipFile(fileobj=raw) if head == b"\x1f\x8b" else raw
            data = opened.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise refuse(path.name, f"没有这个文件（{path}）。", f"there is no such file ({path}).") from None
    except IsADirectoryError:
        raise refuse(path.name, "这是文件夹，请给出文件。", "this is a folder; name a file.") from None
    except PermissionError:
        raise refuse(path.name, "没有读取权限。", "there is no right to read it.") from None
    except (OSError, EOFError, zlib.error):
        raise refuse(path.name, "读不出来，文件已损坏。", "it cannot be read; the file is damaged.") from None
    if len(data) > LARGEST_FILE:
        raise refuse(path.name, "文件超过 512 MB。", "it is larger than 512 MB.")
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise refuse(path.name, "文件是空的。", "the file is empty.")
    return data


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return every table of a file that has rows: one of a text file, one per sheet of a workbook."""
    data = read_bytes(path)
    if data.startswith(b"PK\x03\x04"):
        from relmgr.exchange.workbooks import read_workbook  # noqa: PLC0415  openpyxl is only for workbooks

        return read_workbook(data, path.name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise refuse(
            path.name,
            "这是旧版 Excel 文件（或带密码），请另存为 .xlsx 再导入。",
            "this is an old Excel file or has a password; save it as .xlsx and import again.",
        )
    text, encoding = decode(data, path.name)
    if text.lstrip("\ufeff").startswith(("%PDF", "{\\rtf", "<!DOCTYPE", "<html")):
        raise refuse(path.name, "这不是表格文件。", "this is not a table.")
    return (read_text(text, path.name, encoding),)


def read_text(text: str, name: str, encoding: str = "") -> Sheet:
    """Return the table of delimited text; fields may hold line breaks and any length of text."""
    delimiter = _delimiter(text)
    return to_sheet("", _lines(text, delimiter, name), name, encoding=encoding, delimiter=delimiter)


def _records(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield every record with the line it begins on."""
    csv.field_size_limit(LARGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begin = 1
    try:
        for cells in reader:
            yield begin, cells
            begin = reader.line_num + 1
    except csv.Error:
        raise refuse(
            name,
            f"第 {begin} 行的引号没有配对；内容里的引号要写两遍。",
            f"line {begin}: a quotation mark is not closed; inside a field it must be doubled.",
        ) from None


def _lines(text: str, delimiter: str, name: str) -> Iterator[Line]:
    for number, cells in _records(text, delimiter, name):
        if any(cells):
            yield Line(number, tuple(cells))


def _delimiter(text: str) -> str:
    """Return the delimiter that cuts the first records into the most, and the most even, columns."""
    best, most = ",", (0.0, 0)
    for delimiter in _DELIMITERS:
        reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
        widths = []
        for _, cells in zip(range(_PROBED_RECORDS), reader, strict=False):
            if any(cells):
                widths.append(len(cells))
        widest = max(widths, default=0)
        if widest > 1 and (score := (sum(width == widest for width in widths) / len(widths), widest)) > most:
            best, most = delimiter, score
    return best


def to_sheet(
    name: str, lines: Iterable[Line], file: str, *, encoding: str = "", delimiter: str = ""
) -> Sheet:
    """Return a sheet whose header is the first row, after single-cell title rows above it.

    Rows are filled up with empty cells to the width of the header; a longer row keeps its surplus, which an
    import reports. Raises `Refused` when there is no row at all.
    """
    kept = list(lines)
    while len(kept) > 1 and _filled(kept[0]) == 1 < min(_filled(kept[1]), len(kept[1].cells)):
        del kept[0]
    if not kept:
        raise refuse(file, "没有任何行。", "it has no rows.")
    header = tuple(text_of(cell).strip("\ufeff \t\r\n\u3000") for cell in kept[0].cells)
    while len(header) > 1 and not header[-1]:
        header = header[:-1]
    return Sheet(name, header, tuple(_fitted(line, len(header)) for line in kept[1:]), encoding, delimiter)


def _filled(line: Line) -> int:
    return sum(1 for cell in line.cells if cell != "" and text_of(cell).strip())


def _fitted(line: Line, width: int) -> Line:
    """Return a row of at least `width` cells, without empty cells beyond it."""
    cells: tuple[Cell, ...] = line.cells
    if len(cells) == width:
        return line
    while len(cells) > width and cells[-1] == "":
        cells = cells[:-1]
    return Line(line.number, cells + ("",) * (width - len(cells)))
