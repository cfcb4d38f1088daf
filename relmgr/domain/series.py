"""Monthly series and the detector of a change in behaviour: robust z twice running, and the fall of medians.

Robust statistics on ln x with an own window per month, because clients differ in how much they swing; a
missing month has no z and therefore breaks the pair.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

MAD_TO_DEVIATION = 1.4826
"""Scales the median absolute deviation to the standard deviation of a normal distribution."""

YEAR = 12

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Series:
    """Consecutive monthly values from the running month `first` on; None is a missing month.

    `adjusted` tells whether the last month was judged after taking out what is usual for that month of a year.
    """

    first: int
    values: tuple[float | None, ...]
    adjusted: bool = False

    @property
    def last(self) -> int:
        """Return the running number of the last month."""
        return self.first + len(self.values) - 1

    def at(self, month: int) -> float | None:
        """Return the value of a running month number, or None."""
        place = month - self.first
        return self.values[place] if 0 <= place < len(self.values) else None


@dataclass(frozen=True, slots=True)
class ChangeDetector:
    """Parameters of RZ2 and of the fall of medians: `limit` in robust deviations, then months or shares.

    With `seasonal`, z compares each month with the same month of earlier years first, where a series has at
    least `seasonal_months`; without so much history there is no adjustment.
    """

    limit: float
    window: int
    known: int
    floor: float
    spread_floor: float
    recent: int
    fall_months: int
    seasonal: bool = False
    seasonal_months: int = 25


@dataclass(frozen=True, slots=True)
class RunOff:
    """Median of the recent months against the median of the window before them; `drop` is a share."""

    recent: float
    base: float
    drop: float


@dataclass(frozen=True, slots=True)
class BalanceChange:
    """The three readings of one month; `rz2` is None only when neither z nor the drop can be computed."""

    rz2: bool | None
    drop: float | None
    fall: float | None
    adjusted: bool = False


def median(values: Iterable[float]) -> float:
    """Return the median of at least one number; the library's own costs 20 ms of import before first paint."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def z_at(values: Values, month: int, detector: ChangeDetector) -> float | None:
    """Return the robust z of one place against the window before it, or None when it is not defined."""
    current = values[month]
    if current is None or month < detector.window:
        return None
    known = [v for v in values[month - detector.window : month] if v is not None]
    if len(known) < detector.known:
        return None
    middle = median(known)
    if middle <= 0:
        return None
    least = detector.floor * middle
    if is_adjusted(month, detector):
        return _seasonal_z(values, month, least, detector)
    logs = [log(max(v, least)) for v in known]
    return _deviation(log(max(current, least)), logs, detector)


def is_adjusted(month: int, detector: ChangeDetector) -> bool:
    """Tell whether a place has enough history before it for a seasonal adjustment that was asked for."""
    return detector.seasonal and month + 1 >= detector.seasonal_months


def _deviation(now: float, before: Sequence[float], detector: ChangeDetector) -> float:
    centre = median(before)
    spread = MAD_TO_DEVIATION * median(abs(v - centre) for v in before)
    return (now - centre) / max(spread, detector.spread_floor)


def _seasonal_z(values: Values, month: int, least: float, detector: ChangeDetector) -> float | None:
    """Return z of what is left of ln x after the median of the same month of earlier years."""

    def rest(place: int) -> float | None:
        value = values[place]
        same = [v for v in values[place % YEAR : place : YEAR] if v is not None]
        if value is None or not same:
            return None
        return log(max(value, least)) - median(log(max(v, least)) for v in same)

    now = rest(month)
    before = [v for place in range(month - detector.window, month) if (v := rest(place)) is not None]
    if now is None or len(before) < detector.known:
        return None
    return _deviation(now, before, detector)


def robust_z(values: Values, detector: ChangeDetector) -> list[float | None]:
    """Return the robust z of every month of a series."""
    return [z_at(values, month, detector) for month in range(len(values))]


def firing_months(scores: Values, limit: float) -> list[int]:
    """Return the places where this month's z and that of the month before are both at or below -limit."""
    return [
        month
        for month in range(1, len(scores))
        if _low(scores[month], limit) and _low(scores[month - 1], limit)
    ]


def _low(z: float | None, limit: float) -> bool:
    return z is not None and z <= -limit


def run_off(values: Values, detector: ChangeDetector) -> RunOff | None:
    """Return the fall of the medians; all recent months and enough of the window must be known."""
    recent = [v for v in values[-detector.recent :] if v is not None]
    start = max(0, len(values) - detector.recent - detector.window)
    base = [v for v in values[start : max(0, len(values) - detector.recent)] if v is not None]
    if len(recent) < detector.recent or len(base) < detector.known:
        return None
    before, now = median(base), median(recent)
    return RunOff(now, before, 1 - now / before) if before > 0 else None


def fall_over(values: Values, months: int) -> float | None:
    """Return 1 - x_t / x_(t-months) of the last month as a share, or None without a positive base."""
    if len(values) <= months:
        return None
    now, before = values[-1], values[-1 - months]
    return None if now is None or before is None or before <= 0 else 1 - now / before


def balance_change(values: Values, detector: ChangeDetector) -> BalanceChange:
    """Read the last month of a series with all three measures."""
    last = len(values) - 1
    z = z_at(values, last, detector) if last >= 0 else None
    fell = run_off(values, detector)
    rz2: bool | None = None
    if z is not None:
        rz2 = _low(z, detector.limit) and _low(z_at(values, last - 1, detector), detector.limit)
    elif fell is not None:
        rz2 = False
    fall = fall_over(values, detector.fall_months)
    return BalanceChange(rz2, fell.drop if fell else None, fall, is_adjusted(last, detector))
