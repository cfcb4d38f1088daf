"""Working days, by the calendar of a country with the days worked in exchange for holidays."""

from datetime import date, timedelta
from functools import cache
from typing import Any


def working_days_since(start: date, day: date, country: str = "CN") -> int:
    """Return the working days after `start` up to and including `day`."""
    calendar, span = _calendar(country), (day - start).days
    return sum(calendar.is_working_day(start + timedelta(days=step)) for step in range(1, span + 1))


def is_working_day(day: date, country: str = "CN") -> bool:
    """Tell whether people work on a day: no weekend or holiday, or a weekend worked in exchange for one."""
    return bool(_calendar(country).is_working_day(day))


def has_calendar(country: str) -> bool:
    """Tell whether the holidays of a country, by its ISO 3166 code, are known."""
    import holidays  # noqa: PLC0415  as below

    return country in holidays.list_supported_countries()


@cache
def _calendar(country: str) -> Any:
    import holidays  # noqa: PLC0415  a tenth of a second, needed only for the warnings and plans that count days

    known = country in holidays.list_supported_countries()
    return holidays.country_holidays(country) if known else holidays.HolidayBase()
