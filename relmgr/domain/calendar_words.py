"""Names of days and months as people type them, and the calendar arithmetic both date parsers need."""

from datetime import date, timedelta
from typing import Final

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}

WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("mon", "monday", "一"),
            ("tue", "tues", "tuesday", "二"),
            ("wed", "wednesday", "三"),
            ("thu", "thur", "thurs", "thursday", "四"),
            ("fri", "friday", "五"),
            ("sat", "saturday", "六"),
            ("sun", "sunday", "日", "天"),
        )
    )
    for name in names
}
"""Number of the day in its ISO week, Monday 0."""

DAY_ZH: Final = "一二三四五六日"
DAY_EN: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def made(year: int, month: int, day: int) -> date | None:
    """Return the date, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(day: date, days: int) -> date | None:
    """Return the day `days` later, or None beyond the calendar's ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def monday_of(day: date) -> date:
    """Return the Monday of the ISO week of `day`."""
    return day - timedelta(days=day.weekday())
