"""Working days of a country, with the days worked in exchange for long holidays.

The library takes a quarter of a second to load; only services that set a due day import this module.
"""

from datetime import date, timedelta
from functools import lru_cache

import holidays


@lru_cache(maxsize=256)
def working_day_after(day: date, days: int, country: str = "CN") -> date:
    """Return the `days`-th working day after `day`; a country without a calendar has weekends only."""
    calendar = _calendar(country)
    return calendar.get_nth_working_day(day, days) if days else day


@lru_cache(maxsize=64)
def overdue_since(today: date, days: int, country: str = "CN") -> date:
    """Return the latest day whose `days`-th working day after it lies before `today`.

    What began that day or earlier has waited too long; what began later has not.
    """
    day = today - timedelta(days=1)
    while working_day_after(day, days, country) >= today:
        day -= timedelta(days=1)
    return day


@lru_cache(maxsize=8)
def _calendar(country: str) -> holidays.HolidayBase:
    if country in holidays.list_supported_countries():
        return holidays.country_holidays(country)
    return holidays.HolidayBase()
