"""Working days of a country, with the days worked in exchange for long holidays.

The library takes a quarter of a second to load; only services that set a due day import this module.
"""

from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=256)
def working_day_after(day: date, days: int, country: str = "CN") -> date:
    """Return the `days`-th working day after `day`; a country without a calendar has weekends only."""
    calendar = _calendar(country)
    return calendar.get_nth_working_day(day, days) if days else day


@lru_cache(maxsize=8)
def _calendar(country: str) -> holidays.HolidayBase:
    if country in holidays.list_supported_countries():
        return holidays.country_holidays(country)
    return holidays.HolidayBase()
