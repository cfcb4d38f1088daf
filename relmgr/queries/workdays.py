"""Working days that have passed, by the calendar of a country with the days worked in exchange for holidays."""

from datetime import date, timedelta


def working_days_since(start: date, day: date, country: str = "CN") -> int:
    """Return the working days after `start` up to and including `day`."""
    import holidays  # noqa: PLC0415  a quarter of a second, needed only when somebody cannot be reached

    known = country in holidays.list_supported_countries()
    calendar = holidays.country_holidays(country) if known else holidays.HolidayBase()
    span = (day - start).days
    return sum(calendar.is_working_day(start + timedelta(days=step)) for step in range(1, span + 1))
