"""Days: how they are read (lists and people) and how every screen and file writes them."""

from datetime import date

from relmgr.domain.calendar_words import DAY_EN, DAY_ZH, monday_of
from relmgr.domain.date_spellings import EXCEL_EPOCH, PIVOT, Moment, from_serial, parse_date, parse_moment
from relmgr.domain.language import Language
from relmgr.domain.when import parse_when

__all__ = [
    "EXCEL_EPOCH",
    "PIVOT",
    "Moment",
    "ago",
    "from_serial",
    "full",
    "monday_of",
    "month_day",
    "parse_date",
    "parse_moment",
    "parse_when",
    "preview",
    "week",
    "weekday",
]


def weekday(day: date, language: Language) -> str:
    """Return `周一` or `Mon`."""
    return f"周{DAY_ZH[day.weekday()]}" if language == "zh" else DAY_EN[day.weekday()]


def month_day(day: date | None) -> str:
    """Return `11-23` for lists, or `-` for unknown."""
    return "-" if day is None else f"{day.month:02}-{day.day:02}"


def full(day: date | None, language: Language) -> str:
    """Return `2026-11-23 周一` or `2026-11-23 Mon` for details, or `-` for unknown."""
    return "-" if day is None else f"{day.isoformat()} {weekday(day, language)}"


def week(day: date) -> str:
    """Return the ISO week: `2026-W48`."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def preview(day: date, language: Language, today: date | None = None) -> str:
    """Return `11-30 周一 (W49)`, the echo beside a date that is being typed; `parse_when` reads it back.

    A day of another year than `today` shows its year: without it a slip of a digit would look right.
    """
    shown = month_day(day) if today is None or day.year == today.year else day.isoformat()
    return f"{shown} {weekday(day, language)} ({week(day)[5:]})"


def ago(day: date | None, today: date, language: Language) -> str:
    """Return how long ago a day is, `6天` or `6d` (negative when it lies ahead), or `-` for unknown."""
    return "-" if day is None else f"{(today - day).days}{'天' if language == 'zh' else 'd'}"
