"""The values of a filter, one by one: numbers with their unit, amounts, and days near or by the calendar."""

import re
import unicodedata
from typing import Final

from relmgr.domain import money
from relmgr.domain.date_spellings import read_moment
from relmgr.domain.dimensions import DATE, UNKNOWN, Dimension, DimensionKind, Range
from relmgr.domain.segments import FIELD, NOT_ONE_OF
from relmgr.errors import Invalid
from relmgr.words import Words

HOME_CURRENCY: Final = "CNY"
"""The currency of an amount that names none."""

NOT_A_NUMBER = Words(
    "要写整数或范围，例如 5 或 3..5。", "write a whole number or a range, for example 5 or 3..5."
)
NOT_A_DAY = Words(
    "要写天数或日期，例如 60、2w、30..90 或 2026-12-31。",
    "write days or a date, for example 60, 2w, 30..90 or 2026-12-31.",
)
AGO = Words(
    "{dimension}：写多少天以前，不带正负号，例如 >60。",
    "{dimension}: write how many days ago without a sign, for example >60.",
)
TWO_WAYS = Words(
    "范围的两端要么都是天数，要么都是日期。", "both ends of a range are days, or both are dates."
)
NO_YEAR = Words("日期要写年份，例如 2026-12-31。", "write the year of a date, for example 2026-12-31.")
_UNKNOWN: Final = frozenset({*UNKNOWN, "?", "？", "未知"})
_NUMBER: Final = re.compile(r"-?\d{1,9}")
_NEAR: Final = {
    "today": 0,
    "t": 0,
    "今天": 0,
    "今日": 0,
    "tomorrow": 1,
    "明天": 1,
    "yesterday": -1,
    "昨天": -1,
}
_STEP: Final = re.compile(
    r"([+-]?)\s*(\d{1,5})\s*(d|days?|天|日|w|weeks?|个?星期|周|m|months?|个?月|y|years?|年)?"
)
_LENGTH: Final = {"d": 1, "天": 1, "日": 1, "w": 7, "周": 7, "星": 7, "m": 30, "月": 30, "y": 365, "年": 365}
"""Days of a unit by its first sign; a month of a filter has 30 days and a year 365, which the echo shows."""


def is_unknown(field: Dimension, item: str) -> bool:
    """Tell whether an item asks for the value unknown; in quotes it is a text."""
    return item.lower() in _UNKNOWN or item.lower() in field.none


def reads_as_unknown(text: str) -> bool:
    """Tell whether a text without quotes would ask for the value unknown in some field."""
    return text.lower() in _UNKNOWN or text.lower() in ("never", "none", "从未", "没有", "无")


def read_value(field: Dimension, text: str) -> str:
    """Return the stored value that a code or word in either language names."""
    wanted = text.lower()
    for value, words in field.values.items():
        if wanted in (value.lower(), words.zh.lower(), words.en.lower()):
            return value
    if not field.is_open:
        known = ", ".join(field.values)
        zh, en = (NOT_ONE_OF[i].format(dimension=field.words[i], value=text, all=known) for i in (0, 1))
        raise Invalid(FIELD, Words(zh, en))
    return text


def read_range(field: Dimension, item: str) -> Range:
    """Return one number, amount or day, or the range between two; an end that is left out is open."""
    low, dots, high = unicodedata.normalize("NFKC", item.replace('"', "")).partition("..")
    if not dots:
        value, unit = _end(field, low, HOME_CURRENCY)
        return Range(value, value, unit)
    ends = _end(field, high, HOME_CURRENCY) if high.strip() else None
    starts = _end(field, low, ends[1] if ends else HOME_CURRENCY) if low.strip() else None
    if field.kind is DimensionKind.DAYS and starts and ends and starts[1] != ends[1]:
        raise Invalid(FIELD, TWO_WAYS)
    return Range(starts[0] if starts else None, ends[0] if ends else None, (ends or starts or (0, ""))[1])


def compared(field: Dimension, sign: str, text: str) -> Range:
    """Return the range on one side of a number, an amount or a day."""
    value, unit = _end(field, unicodedata.normalize("NFKC", text.replace('"', "")), HOME_CURRENCY)
    if sign[0] == ">":
        return Range(value + (sign == ">"), None, unit)
    return Range(None, value - (sign == "<"), unit)


def _end(field: Dimension, text: str, currency: str) -> tuple[int, str]:
    """Return a whole number, minor units with their currency, days away, or a day with DATE."""
    if field.kind is DimensionKind.AMOUNT:
        return money.parse_amount(text, currency, field=FIELD)
    written = text.strip().lower()
    if field.kind is DimensionKind.DAYS:
        return _day(field, written)
    for unit in (*field.unit, "years", "year"):
        if unit.strip() and field.unit.zh and (unit in field.unit or field.code == "years"):
            written = written.removesuffix(unit.strip())
    if not _NUMBER.fullmatch(written.strip()):
        raise Invalid(FIELD, NOT_A_NUMBER)
    return int(written), ""


def _day(field: Dimension, written: str) -> tuple[int, str]:
    step = _STEP.fullmatch(written)
    if step is None and written in _NEAR:
        away = _NEAR[written]
    elif step is not None and len(step[2]) < 6:
        unit = (step[3] or "d").removeprefix("个")
        away = int(step[2]) * _LENGTH[unit[0]] * (-1 if step[1] == "-" else 1)
    else:
        return _calendar_day(written)
    if field.is_past and step is not None and step[1]:
        zh, en = (AGO[i].format(dimension=field.words[i]) for i in (0, 1))
        raise Invalid(FIELD, Words(zh, en))
    return (-away if field.is_past and step is None else away), ""


def _calendar_day(written: str) -> tuple[int, str]:
    if re.fullmatch(r"\d{1,2}[-/.月]\d{1,2}日?", written):
        raise Invalid(FIELD, NO_YEAR)
    moment = read_moment(written, field=FIELD)
    if moment is None or moment.at is not None:
        raise Invalid(FIELD, NOT_A_DAY)
    return moment.day.toordinal(), DATE
