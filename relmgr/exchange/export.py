"""Writes export tables as CSV, XLSX or JSON, by the ending of the file.

CSV is UTF-8 with a byte order mark, so that spreadsheets open it right. A text that a spreadsheet would run
as a formula gets an apostrophe in front; an import of the file takes it away again.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from relmgr.domain.currencies import exponent
from relmgr.domain.export_tables import Choice, ExportTable, LocalMoment, Rate, Times, Value
from relmgr.domain.language import Language
from relmgr.domain.money import Money, plain
from relmgr.errors import Refused
from relmgr.exchange.atomic import write_atomically
from relmgr.words import Words

_DANGEROUS: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""How a text begins that spreadsheets take for a formula (OWASP, "CSV Injection"), apostrophes or not."""

_FLAGS: Final = {True: Words("是", "yes"), False: Words("否", "no")}
_ENDINGS: Final = ".csv, .xlsx, .json"


def neutral(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def original(text: str) -> str:
    """Return the text that `neutral` was given."""
    return text[1:] if text.startswith("'") and _DANGEROUS.match(text) else text


def write_export(path: Path, table: ExportTable, language: Language, *, force: bool = False) -> None:
    """Write a table to a file, whole or not at all; raises `Refused` when it exists, unless `force`."""
    render = _RENDERERS.get(path.suffix.lower())
    if render is None:
        raise Refused(
            Words(
                f"{path.name}：不认识的文件类型；请用 {_ENDINGS}。",
                f"{path.name}: this ending is not known; use {_ENDINGS}.",
            )
        )
    write_atomically(path, render(table, language), force=force)


def _headings(table: ExportTable, language: Language) -> list[str]:
    return [column.words.zh if language == "zh" else column.words.en for column in table.columns]


def _csv(table: ExportTable, language: Language) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([neutral(heading) for heading in _headings(table, language)])
    for row in table.rows:
        writer.writerow([_written(value, language) for value in row])
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def _written(value: Value, language: Language) -> str:
    found = _simple(value, language)
    if isinstance(value, Money):
        return plain(value.minor, value.currency)
    if isinstance(value, Rate):
        return f"{_percent(value)}%"
    if isinstance(value, Times):
        return _multiple(value)
    if isinstance(found, datetime):
        return found.isoformat(" ", "minutes")
    if isinstance(found, date):
        return found.isoformat()
    if found is None:
        return ""
    return neutral(found) if isinstance(found, str) else str(found)


def _simple(value: Value, language: Language) -> str | int | date | datetime | None:
    """Return choices and flags as words, moments as local time; money, rates and multiples as nothing."""
    if isinstance(value, bool):
        return _FLAGS[value].zh if language == "zh" else _FLAGS[value].en
    if isinstance(value, Choice):
        return value.words.zh if language == "zh" else value.words.en
    if isinstance(value, LocalMoment):
        return value.at.date() if value.all_day else value.at.replace(tzinfo=None)
    return None if isinstance(value, Money | Rate | Times) else value


def _multiple(times: Times) -> str:
    return format(Decimal(times.e6).scaleb(-6).normalize() if times.e6 else Decimal(0), "f")


def _percent(rate: Rate) -> str:
    return format(Decimal(rate.e6).scaleb(-4).normalize() if rate.e6 else Decimal(0), "f")


def _xlsx(table: ExportTable, language: Language) -> bytes:
    from relmgr.exchange.workbooks import Percent, write_workbook  # noqa: PLC0415  openpyxl is only for workbooks

    def cell(value: Value) -> str | int | Decimal | date | datetime | None:
        if isinstance(value, Money):
            return Decimal(value.minor).scaleb(-exponent(value.currency))
        if isinstance(value, Rate):
            return Percent(Decimal(value.e6).scaleb(-6))
        if isinstance(value, Times):
            return Decimal(value.e6).scaleb(-6)
        return _simple(value, language)

    rows = ([cell(value) for value in row] for row in table.rows)
    return write_workbook([(str(table.kind), _headings(table, language), rows)])


def _json(table: ExportTable, _language: Language) -> bytes:
    rows = []
    for row in table.rows:
        entry: dict[str, object] = {}
        extra: dict[str, object] = {}
        for column, value in zip(table.columns, row, strict=True):
            if not column.extra:
                entry[column.name] = _plain_json(value)
            elif value is not None:
                extra[column.name] = value
        rows.append({**entry, "extra": extra} if extra else entry)
    whole = {"kind": str(table.kind), "rows": rows}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"


def _plain_json(value: Value) -> object:
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency}
    if isinstance(value, Rate | Times):
        return value.e6
    if isinstance(value, Choice):
        return value.value
    if isinstance(value, LocalMoment):
        return value.at.date().isoformat() if value.all_day else value.at.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value


_RENDERERS: Final[Mapping[str, Callable[[ExportTable, Language], bytes]]] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".json": _json,
}
