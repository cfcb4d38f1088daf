"""What a rule or KPI may know about one client on one day; missing and stale are facts of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, StrEnum
from typing import Final, NamedTuple

from relmgr.domain.series import Series
from relmgr.domain.values import Key
from relmgr.words import Words


class NotApplicable(Enum):
    """The value of a fact that is known not to apply: such a condition is not met, yet nothing is missing."""

    NA = "na"


NA: Final = NotApplicable.NA

FactValue = bool | int | float | str | NotApplicable


class Pace(StrEnum):
    """How a value moves by the passing of days alone."""

    DAYS_SINCE = "days_since"
    DAYS_UNTIL = "days_until"
    MONTHS_SINCE = "months_since"


class Clock(NamedTuple):
    """A value that runs with the calendar: counted from, or down to, `base`."""

    pace: Pace
    base: date


class Fact(NamedTuple):
    """A value and the day it describes (None: our own records, current on the day of judgement).

    A value that changes by the passing of days alone says how: it runs with a `clock`, or it stands as it is;
    either way it does so through `holds_until` (the last such day) and is to be looked at anew after it. With
    neither it changes only when data change, or with the month.
    """

    value: FactValue
    as_of: date | None
    clock: Clock | None = None
    holds_until: date | None = None


def earliest(*days: date | None) -> date | None:
    """Return the first of some days; None is no day."""
    return min((day for day in days if day is not None), default=None)


class SubjectKind(StrEnum):
    """What a fact or a part of a rule is about."""

    CLIENT = "client"
    FACILITY = "facility"
    DOCUMENT = "document"
    COLLATERAL = "collateral"
    COVENANT = "covenant"
    PROJECT = "project"
    ACCOUNT = "account"
    EVENT = "event"


class FactUnit(StrEnum):
    """Unit of a fact; ratios and rates are decimals (0.05 is 5 %)."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    NOTCHES = "notches"
    RATIO = "ratio"
    COUNT = "count"
    POINTS = "points"
    FLAG = "flag"
    CODE = "code"


class Freshness(StrEnum):
    """How fast a fact grows stale; the rulebook gives the days of each kind, records of our own never do."""

    ACCOUNTS = "accounts"
    RATING = "rating"
    SURVEY = "survey"
    ARREARS = "arrears"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    RECORDS = "records"


@dataclass(frozen=True, slots=True)
class FactSpec:
    """One line of the documented list of facts; `known` says from which day on a row behind it counts.

    `collected` is False for facts that rules may name before relmgr keeps the data they come from; a part of
    a rule that needs one stands in the rule file as not enabled.
    """

    name: str
    about: SubjectKind
    unit: FactUnit
    meaning: Words
    source: Words
    known: Words
    freshness: Freshness
    collected: bool = True


@dataclass(frozen=True, slots=True)
class Subject:
    """A facility, document or collateral of the client with its own facts."""

    kind: SubjectKind
    id: str
    label: str
    facts: Mapping[str, Fact]
    stale: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about one client on one day; an absent name is unknown, `stale` says what was too old.

    `wakes_on` is the first later day on which something recorded already begins to count, or ends.
    """

    client_id: Key
    day: date
    facts: Mapping[str, Fact]
    stale: Mapping[str, Fact] = field(default_factory=dict)
    subjects: tuple[Subject, ...] = ()
    series: Mapping[str, Series] = field(default_factory=dict)
    wakes_on: date | None = None

    def number(self, name: str) -> float | None:
        """Return a numeric fact of the client, or None when it is missing or does not apply."""
        fact = self.facts.get(name)
        return None if fact is None or isinstance(fact.value, str | NotApplicable) else float(fact.value)

    def text(self, name: str) -> str | None:
        """Return a coded fact of the client, or None when it is missing or does not apply."""
        fact = self.facts.get(name)
        return fact.value if fact is not None and isinstance(fact.value, str) else None


@dataclass(slots=True)
class FactSheet:
    """Collects the facts of one subject and sets apart what is too old or not yet known on the day."""

    day: date
    stale_after: Mapping[str, int]
    facts: dict[str, Fact] = field(default_factory=dict)
    stale: dict[str, Fact] = field(default_factory=dict)
    wakes_on: date | None = None

    def wakes(self, on: date) -> None:
        """Note a later day on which a fact that is absent now will be known."""
        self.wakes_on = earliest(self.wakes_on, on)

    def put(
        self,
        name: str,
        value: FactValue | None,
        as_of: date | None = None,
        *,
        clock: Clock | None = None,
        holds_until: date | None = None,
    ) -> None:
        """Note one fact; None is left out, so is a value of a later day, and an old one goes to `stale`.

        The day on which a value grows stale ends it too: `holds_until` is never later than that. An unknown
        value that holds until a day may be known after it.
        """
        if value is None:
            if holds_until is not None:
                self.wakes(holds_until + timedelta(days=1))
            return
        if as_of is not None:
            if as_of > self.day:
                self.wakes(as_of)
                return
            limit = self.stale_after.get(name)
            if limit is not None:
                fresh_until = as_of + timedelta(days=limit)
                if fresh_until < self.day:
                    self.stale[name] = Fact(value, as_of)
                    return
                if holds_until is None or fresh_until < holds_until:
                    holds_until = fresh_until
        self.facts[name] = Fact(value, as_of, clock, holds_until)
