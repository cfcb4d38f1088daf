"""What every composer of demo rows is given: the day, whose book it is, and where rows go."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from random import Random
from typing import Any

from relmgr.demo.keys import KeyMaker
from relmgr.demo.plot import Character
from relmgr.domain.values import Key

SATURDAY = 5


@dataclass(slots=True)
class Scene:
    """The stage of one demo book; `months` is the length of its history, `former_id` the manager before."""

    today: date
    zone: tzinfo
    manager_id: str
    former_id: str
    seed: int
    months: int
    keys: KeyMaker
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def put(self, table: str, **values: Any) -> Key:
        """Add one row with a key of its own to a table (lower-case name) and return the key."""
        key = self.keys.next()
        self.rows[table].append({"id": key, **values})
        return key

    def ago(self, days: int) -> date:
        """Return the day so many days before today."""
        return self.today - timedelta(days=days)

    def at(self, day: date, hour: int = 9, minute: int = 0) -> datetime:
        """Return the instant of a local time of day, aware, in UTC."""
        return datetime.combine(day, time(hour, minute), self.zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Role:
    """One client on stage: its key, its number in the book, its character and its own dice."""

    key: Key
    number: int
    who: Character
    random: Random


def workday(day: date, step: int = 1) -> date:
    """Return `day`, or the nearest following (step -1: preceding) day that is not Saturday or Sunday."""
    while day.weekday() >= SATURDAY:
        day += timedelta(days=step)
    return day


def rounded(amount: float) -> int:
    """Return an amount in hundred millions as minor units, rounded to ten thousand units."""
    return round(amount * 10_000) * 1_000_000
