"""The only reader of the time; everything else is given a clock."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Says what instant it is and what day that is for the banker."""

    @property
    def zone(self) -> ZoneInfo:
        """The banker's time zone."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""

    def today(self) -> date:
        """Return the banker's calendar day."""


class SystemClock:
    """The machine's clock, read in the banker's zone."""

    def __init__(self, zone: ZoneInfo) -> None:
        """Keep the zone in which a day begins."""
        self.zone = zone

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251

    def today(self) -> date:
        """Return the banker's calendar day."""
        return self.now().astimezone(self.zone).date()


class DayClock:
    """The machine's time of day on a day that was asked for (`--as-of`)."""

    def __init__(self, day: date, base: Clock) -> None:
        """Show `day` with the time of `base`."""
        self.day = day
        self.base = base
        self.zone = base.zone

    def now(self) -> datetime:
        """Return the present time of day on the chosen day, aware, in UTC."""
        local = self.base.now().astimezone(self.zone)
        return datetime.combine(self.day, local.timetz()).astimezone(UTC)

    def today(self) -> date:
        """Return the chosen day."""
        return self.day


class FixedClock:
    """A clock that stands still until it is told to move; tests and benchmarks use it."""

    def __init__(self, day: date, zone: ZoneInfo, at: time = time(10, 0)) -> None:
        """Stand at the time `at` of `day` in `zone`."""
        self.zone = zone
        self.instant = datetime.combine(day, at, zone).astimezone(UTC)

    def now(self) -> datetime:
        """Return the instant at which the clock stands, aware, in UTC."""
        return self.instant

    def today(self) -> date:
        """Return the day at which the clock stands."""
        return self.instant.astimezone(self.zone).date()

    def move(self, step: timedelta) -> None:
        """Move the clock by `step`, which may be negative."""
        self.instant += step
