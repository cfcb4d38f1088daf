"""Months and years as the keys of series; month arithmetic keeps the day and clips to the month's end."""

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Final

LONGEST_MONTH: Final = 31
FEW_PERIODS: Final = 4096
"""A book names the same few periods over and over; each is worked out once."""


@lru_cache(maxsize=FEW_PERIODS)
def month_of(period: str) -> int:
    """Return the running number of a month written '2026-03' (years times twelve plus months)."""
    year, month = period.split("-")
    return int(year) * 12 + int(month) - 1


@lru_cache(maxsize=FEW_PERIODS)
def month_text(month: int) -> str:
    """Return the written form of a running month number, '2026-03'."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


@lru_cache(maxsize=FEW_PERIODS)
def month_end(month: int) -> date:
    """Return the last day of a running month number."""
    year, number = month // 12, month % 12 + 1
    return date(year, number, monthrange(year, number)[1])


def month_on(day: date) -> int:
    """Return the running number of the month a day lies in."""
    return day.year * 12 + day.month - 1


def last_full_month(day: date) -> int:
    """Return the latest month that has ended on or before a day."""
    month = month_on(day)
    return month if month_end(month) <= day else month - 1


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, clipped to the month's end (31 August + 6 = 28 or 29 February)."""
    end = month_end(month_on(day) + months)
    return end.replace(day=min(day.day, end.day))


def months_between(start: date, end: date) -> float:
    """Return the months from `start` to `end`: whole months by the calendar, the rest as part of a month.

    An anniversary is a whole number, so that "more than 12 months" stays a strict limit.
    """
    whole = month_on(end) - month_on(start)
    if add_months(start, whole) > end:
        whole -= 1
    return whole + (end - add_months(start, whole)).days / LONGEST_MONTH


def year_end(period: str) -> date:
    """Return the last day of a year written '2025'."""
    return date(int(period), 12, 31)


@lru_cache(maxsize=FEW_PERIODS)
def period_end(period: str) -> date:
    """Return the last day of '2026-03', '2026Q1' or '2026'."""
    if "Q" in period:
        year, quarter = period.split("Q")
        return month_end(int(year) * 12 + int(quarter) * 3 - 1)
    return month_end(month_of(period)) if "-" in period else year_end(period)
