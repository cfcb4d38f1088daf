"""In which months the tier of a client is evaluated; between them its machine stands still.

Months are counted from January, so that an interval of 3 means March, June, September and December. The
damping of the machine was simulated month by month; a longer interval stretches its delay with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from relmgr.domain.periods import month_end, month_on
from relmgr.domain.values import Tier

YEAR = 12
INTERVALS = (1, 2, 3, 4, 6, 12)
"""Intervals in months that come out even in a year."""


@dataclass(frozen=True, slots=True)
class TierCalendar:
    """Months between the tier evaluations of a client, by the tier of the model and for unrated ones."""

    months: Mapping[Tier, int]
    unrated: int = 1

    def interval(self, tier: Tier | None) -> int:
        """Return the months between two evaluations."""
        return self.unrated if tier is None else self.months[tier]

    def is_due(self, tier: Tier | None, day: date) -> bool:
        """Tell whether the month of a day is one in which a client of this model tier is evaluated."""
        return (month_on(day) % YEAR + 1) % self.interval(tier) == 0

    def next_day(self, tier: Tier | None, day: date) -> date:
        """Return the first day of the next month in which the machine can move."""
        first = month_end(month_on(day)) + timedelta(days=1)
        while not self.is_due(tier, first):
            first = month_end(month_on(first)) + timedelta(days=1)
        return first


MONTHLY = TierCalendar(dict.fromkeys(Tier, 1))
"""Every client every month: what the simulation of the machine was run with."""
