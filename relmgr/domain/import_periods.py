"""Reads the period of a metric: a month, a quarter or a year."""

import re
import unicodedata
from datetime import date, datetime
from typing import Final

from relmgr.domain.date_spellings import parse_moment
from relmgr.domain.sheet import Cell, text_of
from relmgr.errors import Invalid
from relmgr.words import Words

_QUARTERS: Final = {"一": "1", "二": "2", "三": "3", "四": "4"}
_MONTH: Final = re.compile(r"(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*月?")
_QUARTER: Final = re.compile(r"(\d{4})\s*[-/.年]?\s*(?:q([1-4])|第?([一二三四1-4])季度?)")
_YEAR: Final = re.compile(r"(\d{4})\s*年?(?:度)?")


def read_period(cell: Cell, name: str = "period") -> str:
    """Return `2026-03`, `2026Q1` or `2026` of any usual spelling; a day stands for its month."""
    if isinstance(cell, datetime | date):
        return f"{cell.year:04}-{cell.month:02}"
    text = unicodedata.normalize("NFKC", text_of(cell)).strip().casefold()
    if match := _QUARTER.fullmatch(text):
        return f"{match[1]}Q{_QUARTERS.get(match[3] or '', match[2] or match[3])}"
    if (match := _MONTH.fullmatch(text)) and 1 <= int(match[2]) <= 12:
        return f"{match[1]}-{int(match[2]):02}"
    if match := _YEAR.fullmatch(text):
        return match[1]
    try:
        day = parse_moment(text, field=name).day
    except Invalid:
        raise Invalid(
            name,
            Words(
                f"期间「{text}」看不懂；可写 2026-03、2026Q1 或 2026",
                f'period "{text}" is not understood; write 2026-03, 2026Q1 or 2026',
            ),
        ) from None
    return f"{day.year:04}-{day.month:02}"
