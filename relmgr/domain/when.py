"""Days as a person types them in a hurry, relative to today, in both languages.

`t y -1 +7 +2w +1m fri 周五 下周三 next wed 1121 11-21 11月21日 2026-11-21 w49 明天 3天后 in 2 weeks`, each
with an optional time of day: `周五 10:00`, `+1 下午3点`, `fri 3pm`, `14:30`.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, time
from difflib import get_close_matches
from typing import Final

from relmgr.domain.calendar_words import DAY_EN, DAY_ZH, MONTHS, WEEKDAYS, made, monday_of, moved
from relmgr.domain.date_spellings import Moment, read_moment
from relmgr.errors import Invalid
from relmgr.words import Words

OTHER_DAY = Words("{day} 是周{zh}，请核对。", "{day} is a {en}; check which is meant.")

_NEAR: Final = {
    "t": 0,
    "today": 0,
    "今": 0,
    "今天": 0,
    "今日": 0,
    "y": -1,
    "yesterday": -1,
    "昨": -1,
    "昨天": -1,
    "昨日": -1,
    "前天": -2,
    "大前天": -3,
    "tom": 1,
    "tomorrow": 1,
    "明": 1,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "大后天": 3,
}
_HINTS: Final = (*(word for word in _NEAR if len(word) > 2), *(name for name in WEEKDAYS if len(name) > 2))
_DIGITS: Final = {digit: number for number, digit in enumerate("零一二三四五六七八九十")} | {"两": 2}
_UNITS: Final = {"d": 1, "day": 1, "天": 1, "日": 1, "w": 7, "week": 7, "周": 7, "星期": 7}
_MONTH_UNITS: Final = {"m": 1, "month": 1, "月": 1, "year": 12, "年": 12}
_UNIT = r"(d|days?|天|日|w|weeks?|个?星期|周|m|months?|个?月|years?|年)"

_STEP = re.compile(rf"([+-])\s*(\d{{1,4}})\s*{_UNIT}?")
_LATER = re.compile(rf"(?:in\s+)?(\d{{1,4}}|[一二两三四五六七八九十])\s*{_UNIT}\s*(以?后|以?前|later|ago)?")
_DAY_OF_WEEK = re.compile(
    r"(?P<which>下下|上上|下|上|本|这|next\s+|last\s+|this\s+)?(?:个)?"
    r"(?:(?:周|星期|礼拜)(?P<zh>[一二三四五六日天])|(?P<en>[a-z]{3,9}))"
)
_WEEK = re.compile(r"(?:(\d{4})-?)?w(\d{1,2})|第?(\d{1,2})周")
_YEARLESS = re.compile(r"(\d{1,2})(?:-|/|\.|月)(\d{1,2})[日号]?|(\d{2})(\d{2})")
_NAMED = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2})|(\d{1,2})\s*([a-z]{3,9})")
_NAMED_DAY = re.compile(
    r"(?P<day>.*\S)\s+(?:(?:周|星期|礼拜)(?P<zh>[一二三四五六日天])|(?P<en>[a-z]{3,9}))(?:\s*\(w\d{1,2}\))?"
)
"""A day with its weekday behind it, as screens write it: `11-30 周一 (W49)`."""
_CLOCK = re.compile(
    r"\s*(?P<half>上午|早上|中午|下午|晚上)?\s*"
    r"(?:(?P<hour>\d{1,2})(?::(?P<minute>\d{2})|点(?:(?P<half_past>半)|(?P<past>\d{1,2})分?)?)\s*(?P<m1>am|pm)?"
    r"|(?P<hour2>\d{1,2})\s*(?P<m2>am|pm))$"
)
_WEEKS_AWAY: Final = {
    "下下": 2,
    "下": 1,
    "next": 1,
    "本": 0,
    "这": 0,
    "this": 0,
    "上": -1,
    "last": -1,
    "上上": -2,
}


def _refuse(field: str, text: str, hint: str = "") -> Invalid:
    shown = text if len(text) <= 40 else text[:37] + "..."
    if hint:
        return Invalid(
            field,
            Words(
                f"日期「{shown}」看不懂，是不是「{hint}」？",
                f'date "{shown}" is not understood; did you mean "{hint}"?',
            ),
        )
    return Invalid(
        field,
        Words(
            f"日期「{shown}」看不懂。试试 +7、周五、12-05",
            f'date "{shown}" is not understood. Try +7, fri, 12-05',
        ),
    )


def _months_later(day: date, months: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        if last <= day.day and (found := made(year, month + 1, last)):
            return found
    return None


def _step(day: date, count: int, unit: str) -> date | None:
    unit = unit.rstrip("s").removeprefix("个")
    if unit in _UNITS:
        return moved(day, count * _UNITS[unit])
    return _months_later(day, count * _MONTH_UNITS[unit])


def _relative(text: str, today: date, _past: bool | None) -> date | None:
    if text in _NEAR:
        return moved(today, _NEAR[text])
    if match := _STEP.fullmatch(text):
        count = int(match[2]) * (-1 if match[1] == "-" else 1)
        return _step(today, count, match[3] or "d")
    match = _LATER.fullmatch(text)
    if match and (match[3] or text.startswith("in ")):
        count = _DIGITS[match[1]] if match[1] in _DIGITS else int(match[1])
        back = (match[3] or "").endswith(("前", "ago"))
        return _step(today, -count if back else count, match[2])
    return None


def _weekday(text: str, today: date, past: bool | None) -> date | None:
    match = _DAY_OF_WEEK.fullmatch(text)
    number = WEEKDAYS.get(match["zh"] or match["en"]) if match else None
    if match is None or number is None:
        return None
    if match["which"]:
        return moved(monday_of(today), 7 * _WEEKS_AWAY[match["which"].strip()] + number)
    ahead = (number - today.weekday()) % 7
    return moved(today, ahead - 7 if past and ahead else ahead)


def _chosen(readings: list[date], today: date, past: bool | None) -> date | None:
    """Return the reading on the asked side of today, else the nearest one; today is on both sides."""
    if past is not None:
        sided = [day for day in readings if (day <= today if past else day >= today)]
        readings = sided or readings
    return min(readings, key=lambda day: (abs(day - today), day), default=None)


def _week(text: str, today: date, past: bool | None) -> date | None:
    match = _WEEK.fullmatch(text)
    if match is None:
        return None
    number = int(match[2] or match[3])
    mondays = []
    for year in [int(match[1])] if match[1] else range(today.year - 1, today.year + 2):
        try:
            mondays.append(date.fromisocalendar(year, number, 1))
        except ValueError:
            continue
    if monday_of(today) in mondays:
        return today if past is False else monday_of(today)
    return _chosen(mondays, today, past)


def _yearless(text: str, today: date, past: bool | None, weekday: int | None = None) -> date | None:
    if match := _YEARLESS.fullmatch(text):
        month, day = int(match[1] or match[3]), int(match[2] or match[4])
    elif match := _NAMED.fullmatch(text):
        month, day = MONTHS.get(match[1] or match[4], 0), int(match[2] or match[3])
    else:
        return None
    # A 29 February may be up to eight years away (1896-02-29 to 1904-02-29).
    readings = (made(today.year + step, month, day) for step in range(-8, 9))
    return _chosen([day for day in readings if day and weekday in (None, day.weekday())], today, past)


def _with_weekday(text: str, today: date, field: str) -> date | None:
    """Return the day of `11-30 周一`: without a year it is the nearest that falls on the weekday."""
    match = _NAMED_DAY.fullmatch(text)
    number = WEEKDAYS.get(match["zh"] or match["en"]) if match else None
    if match is None or number is None:
        return None
    if day := _yearless(match["day"], today, None, number):
        return day
    moment = read_moment(match["day"], field=field)
    if moment is not None and moment.day.weekday() != number:
        right = moment.day.weekday()
        raise Invalid(field, OTHER_DAY.fill(day=moment.day, zh=DAY_ZH[right], en=DAY_EN[right]))
    return moment.day if moment else None


_READERS: Final[tuple[Callable[[str, date, bool | None], date | None], ...]] = (
    _relative,
    _weekday,
    _week,
    _yearless,
)


def _clock(match: re.Match[str]) -> time | None:
    hour = int(match["hour"] or match["hour2"])
    minute = 30 if match["half_past"] else int(match["minute"] or match["past"] or 0)
    half = match["m1"] or match["m2"] or match["half"] or ""
    if half in ("am", "pm") and not 1 <= hour <= 12:
        return None
    if half in ("pm", "下午", "晚上") and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def parse_when(text: str, today: date, *, past: bool | None = None, field: str = "when") -> Moment:
    """Return the day, and the time of day if one is written, that a person means by `text`.

    `past` says which side of today a spelling without a year lies on (True: visits made, False: plans, None:
    the nearest; a bare weekday then lies ahead). Raises `Invalid` with the nearest reading.
    """
    written = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).strip().lower())
    if not written or len(text) > 60:
        raise _refuse(field, text)
    at = None
    if match := _CLOCK.search(written):
        at = _clock(match)
        if at is None:
            raise _refuse(field, text)
        written = written[: match.start()].strip()
    if not written:
        return Moment(today, at)
    for reader in _READERS:
        if day := reader(written, today, past):
            return Moment(day, at)
    if moment := read_moment(written, field=field):
        return Moment(moment.day, at or moment.at)
    if day := _with_weekday(written, today, field):
        return Moment(day, at)
    raise _refuse(field, text, next(iter(get_close_matches(written, _HINTS, n=1, cutoff=0.75)), ""))
