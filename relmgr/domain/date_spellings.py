"""Dates as lists write them; what has two readings is refused with both named.

Accepted without a mapping: 2026-11-23, 2026/11/23, 2026.11.23, 20261123, 2026年11月23日, 23 Nov 2026,
23-Nov-2026, Nov 23, 2026, each with an optional time of day, and ISO date-times without a zone.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, time, timedelta
from functools import cache
from typing import Final, NamedTuple

from relmgr.domain.calendar_words import MONTHS, made
from relmgr.errors import Invalid
from relmgr.words import Words

PIVOT: Final = 68
"""Two-digit years up to this one are 20xx, later ones 19xx (POSIX.1-2017, strptime, `%y`)."""

EXCEL_EPOCH: Final = date(1899, 12, 30)
"""Day 0 of the serial numbers of Excel's 1900 calendar, right from 1 March 1900 (serial 61) on."""

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
_DAY_MONTH = re.compile(r"(\d{1,2})[-\s]+([A-Za-z]{3,9})\.?,?[-\s]+(\d{4})")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}[-/.\s](?:\d{1,2}|[A-Za-z]{3,9})[-/.\s]\d{2}")
_TIME = re.compile(r"(?:[T\s]\s*)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?$")

_TOKENS: Final = {
    "YYYY": r"(?P<year>\d{4})",
    "YY": r"(?P<short>\d{2})",
    "MON": r"(?P<name>[A-Za-z]{3,9})",
    "MM": r"(?P<month>\d{2})",
    "M": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{2})",
    "D": r"(?P<day>\d{1,2})",
}


class Moment(NamedTuple):
    """A day and, when it was written, a time of day."""

    day: date
    at: time | None = None


def _refuse(field: str, text: str, zh: str, en: str) -> Invalid:
    shown = text if len(text) <= 40 else text[:37] + "..."
    return Invalid(field, Words(f"日期「{shown}」{zh}", f'date "{shown}" {en}'))


@cache
def _pattern(form: str) -> re.Pattern[str]:
    parts = re.split(r"(YYYY|YY|MON|MM|M|DD|D)", form.upper())
    return re.compile("".join(_TOKENS.get(part, re.escape(part)) for part in parts))


def _by_form(text: str, form: str, pivot: int) -> date | None:
    match = _pattern(form).fullmatch(text)
    if match is None:
        return None
    part = match.groupdict()
    if part.get("short"):
        short = int(part["short"])
        year = short + (2000 if short <= pivot else 1900)
    else:
        year = int(part["year"])
    month = int(part["month"]) if part.get("month") else MONTHS.get(part["name"].lower(), 0)
    return made(year, month, int(part["day"]))


def _split_time(field: str, text: str, written: str) -> tuple[str, time | None]:
    match = _TIME.search(written)
    if match is None:
        return written, None
    try:
        at = time(int(match[1]), int(match[2]), int(match[3] or 0))
    except ValueError:
        raise _refuse(field, text, "的时刻不存在", "has no such time of day") from None
    return written[: match.start()].strip(), at


def _one_reading(written: str) -> tuple[int, int, int] | None:
    """Return year, month, day of a spelling that has one order of parts only."""
    if match := _YEAR_FIRST.fullmatch(written):
        return int(match[1]), int(match[3]), int(match[4])
    if match := _COMPACT.fullmatch(written) or _CHINESE.fullmatch(written):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _DAY_MONTH.fullmatch(written):
        return int(match[3]), MONTHS.get(match[2].lower(), 0), int(match[1])
    if match := _MONTH_DAY.fullmatch(written):
        return int(match[3]), MONTHS.get(match[1].lower(), 0), int(match[2])
    return None


def _year_last(field: str, text: str, match: re.Match[str]) -> date:
    """Return the date of 4/4/2026; any other day-month order is for a mapping to state."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    readings = sorted({day for day in (made(year, first, second), made(year, second, first)) if day})
    if not readings:
        raise _refuse(field, text, "不在日历上", "is not in the calendar")
    if first == second:
        return readings[0]
    zh = " 或 ".join(day.isoformat() for day in readings)
    en = " or ".join(day.isoformat() for day in readings)
    raise _refuse(
        field,
        text,
        f"没有写明日与月的次序（{zh}）；请写成 {readings[0]} 这样，或在映射文件里写明格式",
        f"does not say which is the day and which the month ({en}); write it like {readings[0]} or state the "
        "format in a mapping",
    )


def read_moment(
    text: str, *, field: str = "date", forms: Sequence[str] = (), pivot: int = PIVOT
) -> Moment | None:
    """Return the day and time that `text` writes, or None when it looks like no date at all.

    `forms` (`M/D/YYYY`, `D-MON-YY`) are tried first: only they make two-digit years and day-month orders
    readable; `pivot` is the last two-digit year of the 2000s. Raises `Invalid` for a date that is not in the
    calendar or has two readings.
    """
    written = unicodedata.normalize("NFKC", text).strip() if len(text) <= 60 else ""
    for form in forms:
        if day := _by_form(written, form, pivot):
            return Moment(day)
    written, at = _split_time(field, text, written)
    if parts := _one_reading(written):
        day = made(*parts)
        if day is None:
            raise _refuse(field, text, "不在日历上", "is not in the calendar")
        return Moment(day, at)
    if match := _YEAR_LAST.fullmatch(written):
        return Moment(_year_last(field, text, match), at)
    if _SHORT_YEAR.fullmatch(written):
        raise _refuse(
            field,
            text,
            "只有两位年份；请写四位年份，或在映射文件里写明格式",
            "has a two-digit year; write four digits or state the format in a mapping",
        )
    return None


def parse_moment(text: str, *, field: str = "date", forms: Sequence[str] = (), pivot: int = PIVOT) -> Moment:
    """Return the day and time of day that `text` writes; raises `Invalid` with a sentence otherwise."""
    moment = read_moment(text, field=field, forms=forms, pivot=pivot)
    if moment is None:
        raise _refuse(field, text, "看不懂；可写 2026-11-23", "is not understood; write 2026-11-23")
    return moment


def parse_date(text: str, *, field: str = "date", forms: Sequence[str] = (), pivot: int = PIVOT) -> date:
    """Return the day that `text` writes, without its time of day."""
    return parse_moment(text, field=field, forms=forms, pivot=pivot).day


def from_serial(serial: int, *, field: str = "date", epoch: date = EXCEL_EPOCH) -> date:
    """Return the day of an Excel serial number; for numeric cells of a date column only."""
    if not 61 <= serial <= 2_958_465:
        raise _refuse(field, str(serial), "不是 Excel 日期", "is not an Excel date")
    return epoch + timedelta(days=serial)
