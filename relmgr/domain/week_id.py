"""The ISO week as an identity: Monday to Sunday, written `2026-W48`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from relmgr.domain.calendar_words import monday_of
from relmgr.errors import Invalid
from relmgr.words import Words

NOT_A_WEEK = Words(
    "「{text}」不是周次；请写成 2026-W48（{year} 年有 {last} 周）。",
    '"{text}" is not a week; write it as 2026-W48 ({year} has {last} weeks).',
)
WRITTEN = re.compile(r"(\d{4})-?[Ww](\d{1,2})")


@dataclass(frozen=True, slots=True, order=True)
class WeekId:
    """One ISO week; weeks compare in the order of time."""

    year: int
    number: int

    def __post_init__(self) -> None:
        """Raise Invalid for a week that the year does not have."""
        _monday(self.year, self.number, f"{self.year}-W{self.number}")

    def __str__(self) -> str:
        """Return `2026-W48`."""
        return f"{self.year:04}-W{self.number:02}"

    @property
    def monday(self) -> date:
        """Return the first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Return the last day."""
        return self.monday + timedelta(days=6)

    def shift(self, weeks: int) -> "WeekId":
        """Return the week so many weeks later, or earlier when negative."""
        return week_of(self.monday + timedelta(weeks=weeks))

    def previous(self) -> "WeekId":
        """Return the week before."""
        return self.shift(-1)

    def next(self) -> "WeekId":
        """Return the week after."""
        return self.shift(1)


def week_of(day: date) -> WeekId:
    """Return the ISO week in which a day lies; around New Year its year may differ from the day's."""
    year, number, _ = day.isocalendar()
    return WeekId(year, number)


def parse_week(text: str, *, field: str = "week") -> WeekId:
    """Return the week that `2026-W48`, `2026W48` or `2026-w8` writes; raises Invalid."""
    found = WRITTEN.fullmatch(text.strip())
    if found is None:
        raise Invalid(field, NOT_A_WEEK.fill(text=text[:40], year=2026, last=53))
    year, number = int(found[1]), int(found[2])
    return week_of(_monday(year, number, text, field))


def _monday(year: int, number: int, text: str, field: str = "week") -> date:
    try:
        return date.fromisocalendar(year, number, 1)
    except ValueError:
        raise Invalid(field, NOT_A_WEEK.fill(text=text[:40], year=year, last=_weeks_in(year))) from None


def _weeks_in(year: int) -> int:
    """Return 52 or 53: 28 December always lies in the last week (ISO 8601)."""
    return monday_of(date(year, 12, 28)).isocalendar().week if 1 <= year <= 9999 else 52
