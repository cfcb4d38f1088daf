"""What a rulebook makes of the passing of days: the values at which a running fact changes some answer."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import ceil, floor

from relmgr.domain.conditions import COMPARE, SLACK, Condition, Operator
from relmgr.domain.facts import Clock, Pace
from relmgr.domain.periods import LONGEST_MONTH, add_months, months_between
from relmgr.domain.rules import Rulebook

DAY = timedelta(days=1)
CONTACT_RATIO = "contact_ratio"


@dataclass(frozen=True, slots=True)
class Alarms:
    """Everything in a rulebook that a date alone can reach; made once for a run.

    `flips` are, by fact, the whole numbers at which some condition answers otherwise than one below;
    `limits` the plain numbers facts are compared with; `scored` the facts that a score follows from day to
    day; `paired` the facts compared with one another; `contact` the conditions on the contact ratio.
    """

    flips: Mapping[str, tuple[int, ...]]
    limits: Mapping[str, tuple[float, ...]]
    scored: frozenset[str]
    paired: frozenset[str]
    contact: tuple[Condition, ...]


def alarms(rules: Rulebook) -> Alarms:
    """Return what the passing of days can set off under these rules."""
    plain: dict[str, list[Condition]] = {}
    paired: set[str] = set()
    for condition in _conditions(rules):
        if condition.than_fact is not None:
            paired |= {condition.fact, condition.than_fact}
        elif isinstance(condition.than, int | float):
            plain.setdefault(condition.fact, []).append(condition)
        else:
            paired.add(condition.fact)
    return Alarms(
        flips={name: tuple(sorted(set(_flips_of(seen)))) for name, seen in plain.items()},
        limits={name: tuple(sorted({_number(one) for one in seen})) for name, seen in plain.items()},
        scored=frozenset(kpi.fact for card in rules.scorecard.cards.values() for kpi in card.kpis),
        paired=frozenset(paired),
        contact=tuple(plain.get(CONTACT_RATIO, ())),
    )


def _conditions(rules: Rulebook) -> Iterable[Condition]:
    for look in (*rules.warnings.early, *rules.warnings.late, *rules.warnings.trials):
        for step in look.steps:
            yield from step.conditions


def _flips_of(conditions: Iterable[Condition]) -> Iterable[int]:
    for condition in conditions:
        yield from flips(condition.operator, _number(condition))


def _number(condition: Condition) -> float:
    assert isinstance(condition.than, int | float)
    return float(condition.than)


@lru_cache(maxsize=4096)
def flips(operator: Operator, than: float, unit: int = 1) -> tuple[int, ...]:
    """Return the whole numbers n at which `n / unit` compares with `than` otherwise than n - 1 does."""
    compare = COMPARE[operator]
    edge = floor(than * unit)
    return tuple(
        number
        for number in range(edge - 1, edge + 3)
        if compare(number / unit, than) != compare((number - 1) / unit, than)
    )


def rings_on(clock: Clock, day: date, name: str, alarms: Alarms) -> date | None:
    """Return the first day after `day` on which a running fact may change an answer, or None."""
    if name in alarms.paired or name in alarms.scored:
        return day + DAY
    if clock.pace is Pace.MONTHS_SINCE:
        return _months_reach(clock.base, day, alarms.limits.get(name, ()))
    return days_reach(clock, day, alarms.flips.get(name, ()))


def days_reach(clock: Clock, day: date, numbers: tuple[int, ...]) -> date | None:
    """Return the first later day on which a count of days reaches one of the flips, or None."""
    if clock.pace is Pace.DAYS_SINCE:
        place = bisect_right(numbers, (day - clock.base).days)
        return clock.base + timedelta(numbers[place]) if place < len(numbers) else None
    place = bisect_right(numbers, (clock.base - day).days)
    return clock.base - timedelta(numbers[place - 1] - 1) if place else None


def _months_reach(base: date, day: date, limits: tuple[float, ...]) -> date | None:
    """Return the first later day on which the months since `base` reach or pass a limit; a day early at most."""
    place = bisect_left(limits, months_between(base, day) - SLACK)
    for limit in limits[place:]:
        reached = _day_of_months(base, limit)
        later = reached if reached > day else reached + DAY
        if later > day:
            return later
    return None


def _day_of_months(base: date, months: float) -> date:
    """Return the first day on which at least so many months have passed."""
    whole = floor(months + SLACK)
    part = ceil((months - whole) * LONGEST_MONTH - SLACK * LONGEST_MONTH)
    return min(add_months(base, whole) + timedelta(max(0, part)), add_months(base, whole + 1))
