"""When clients whose verdict stands are to be judged again: `domain.due`, for a block at once.

A day too early costs one look that changes nothing; a day too late would be a wrong verdict.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

import numpy as np

from relmgr.columnar.arrays import Floats, Ints, Small
from relmgr.columnar.block import Block, FactColumns, PaceColumns
from relmgr.columnar.clocks import DAYS_SINCE, DAYS_UNTIL, MONTHS_SINCE, STANDS
from relmgr.columnar.monthly_facts import MADE_HERE, months_kept
from relmgr.columnar.verdicts import Verdicts
from relmgr.domain.alarms import CONTACT_RATIO, Alarms, flips
from relmgr.domain.measures import stale_after
from relmgr.domain.periods import last_full_month, month_end, month_on
from relmgr.domain.rules import Rulebook

SHORTEST_MONTH: Final = 28
DAY: Final = timedelta(days=1)
"""Months pass no faster than one in so many days."""


def due_days(
    block: Block, verdicts: Verdicts, until: Ints, rules: Rulebook, alarms: Alarms, day: date
) -> Ints:
    """Return the ordinal of the first later day on which each verdict could differ; `until` is that of its row."""
    today = day.toordinal()
    turn = month_end(month_on(day)) + DAY
    close = month_end(last_full_month(day) + 1)
    due = np.minimum(until + 1, min(on.toordinal() for on in (turn, close) if on > day))
    due = np.minimum(due, today + _rings(block.facts, block.paces, block.size, alarms))
    for subjects in block.subjects.values():
        waits = _rings(subjects.facts, subjects.paces, len(subjects.owner), alarms)
        np.minimum.at(due, subjects.owner, today + waits)
    due = np.minimum(due, today + _contact(block, verdicts, alarms))
    due = np.minimum(due, _stale(rules, day))
    return np.maximum(due, today + 1)


NEVER: Final = 100_000
"""Days; later than any limit."""


def _rings(facts: FactColumns, paces: PaceColumns, size: int, alarms: Alarms) -> Ints:
    """Return in how many days a running fact may first change an answer."""
    waits = np.full(size, NEVER)
    for name, pace in paces.items():
        if name in alarms.paired or name in alarms.scored:
            waits[pace != STANDS] = 1
            continue
        numbers, limits = alarms.flips.get(name, ()), alarms.limits.get(name, ())
        for kind, wait in ((DAYS_SINCE, _up), (DAYS_UNTIL, _down)):
            here = pace == kind
            waits[here] = np.minimum(waits[here], wait(facts[name][here], numbers))
        here = pace == MONTHS_SINCE
        waits[here] = np.minimum(waits[here], _months(facts[name][here], limits))
    return waits


def _up(values: Floats, numbers: Iterable[int]) -> Ints:
    ahead = [np.where(number > values, number - values, NEVER) for number in numbers]
    return _least(values, ahead)


def _down(values: Floats, numbers: Iterable[int]) -> Ints:
    ahead = [np.where(number <= values, values - number + 1, NEVER) for number in numbers]
    return _least(values, ahead)


def _months(values: Floats, limits: Iterable[float]) -> Ints:
    ahead = [
        np.where(limit >= values - 1e-6, np.maximum(np.floor((limit - values) * SHORTEST_MONTH), 1), NEVER)
        for limit in limits
    ]
    return _least(values, ahead)


def _least(values: Floats, ahead: list[Floats]) -> Ints:
    least = np.full(len(values), float(NEVER))
    for one in ahead:
        least = np.minimum(least, one)
    return least.astype(np.int64)


def _contact(block: Block, verdicts: Verdicts, alarms: Alarms) -> Ints:
    """Return in how many days the share of the contact interval may first reach a limit."""
    waits = np.full(block.size, NEVER)
    pace: Small | None = block.paces.get("days_since_contact")
    if pace is None:
        return waits
    since = block.facts["days_since_contact"]
    for interval in np.unique(verdicts.interval):
        here = (verdicts.interval == interval) & (pace != STANDS)
        if CONTACT_RATIO in alarms.paired:
            waits[here] = 1
        for condition in alarms.contact:
            if isinstance(condition.than, int | float):
                numbers = flips(condition.operator, float(condition.than), int(interval))
                waits[here] = np.minimum(waits[here], _up(since[here], numbers))
    return waits


def _stale(rules: Rulebook, day: date) -> int:
    """Return the ordinal of the first later day on which any monthly figure may grow stale."""
    last = last_full_month(day)
    ends = (
        month_end(last - lag).toordinal() + days + 1
        for days in {
            stale_after(rules.warnings)[name] for name in MADE_HERE & stale_after(rules.warnings).keys()
        }
        for lag in range(months_kept(rules.warnings) + 1)
    )
    return min(on for on in ends if on > day.toordinal())
