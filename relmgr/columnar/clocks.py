"""Values that run with the calendar, stored by their base day and read on any day."""

from datetime import date
from typing import Final

import numpy as np

from relmgr.columnar.arrays import Floats, Ints, Small
from relmgr.columnar.text_codes import number_of
from relmgr.domain.facts import Fact, Pace
from relmgr.domain.periods import LONGEST_MONTH, month_on

EPOCH: Final = date(1970, 1, 1).toordinal()
STANDS, DAYS_SINCE, DAYS_UNTIL, MONTHS_SINCE = range(4)
PACES: Final = {Pace.DAYS_SINCE: DAYS_SINCE, Pace.DAYS_UNTIL: DAYS_UNTIL, Pace.MONTHS_SINCE: MONTHS_SINCE}


def stored(fact: Fact) -> tuple[float, int]:
    """Return a fact as it is stored: its value, or the day it runs from or down to, and its pace."""
    if fact.clock is None:
        return number_of(fact.value), STANDS
    return float(fact.clock.base.toordinal()), PACES[fact.clock.pace]


def on_day(values: Floats, paces: Small, day: date) -> Floats:
    """Return stored values as they are on a day."""
    if not paces.any():
        return values
    today = float(day.toordinal())
    read = np.where(paces == DAYS_SINCE, today - values, values)
    read = np.where(paces == DAYS_UNTIL, values - today, read)
    months = paces == MONTHS_SINCE
    if months.any():
        read[months] = months_between(values[months], day)
    return read


def months_between(starts: Floats, end: date) -> Floats:
    """Return the months from each ordinal day to `end`, as `domain.periods.months_between` counts them."""
    days = (starts - EPOCH).astype(np.int64).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    place = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    first = months.astype(np.int64)
    last = end.toordinal() - EPOCH
    whole: Ints = month_on(end) - month_on(date.fromordinal(EPOCH)) - first
    whole -= _clipped(first + whole, place) > last
    months_passed: Floats = whole + (last - _clipped(first + whole, place)) / LONGEST_MONTH
    return months_passed


def _clipped(months: Ints, place: Ints) -> Ints:
    """Return the day of each month since 1970 at a place of it, clipped to the month's end, in days since 1970."""
    first: Ints = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    after: Ints = (months + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    clipped: Ints = first + np.minimum(place, after - first) - 1
    return clipped
