"""The days that the facts behind a score describe: an evaluation tells them beside each KPI."""

import struct
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from relmgr.columnar.arrays import Bools, Floats, Ints, known
from relmgr.columnar.figures import Figures
from relmgr.columnar.layout import dated_facts
from relmgr.columnar.monthly_facts import CHANGE_OF, DEPOSITS, DRAWN, LIMIT, LINE_USE, LOANS, YEAR
from relmgr.domain.fact_list import FACTS
from relmgr.domain.facts import NA, Fact, Facts, FactUnit, SubjectKind
from relmgr.domain.periods import month_end
from relmgr.domain.rules import Rulebook
from relmgr.domain.scorecards import Scorecard
from relmgr.domain.values import Key

NOT_DATED: Final = 0
"""An absent fact, or one of our own records, which is as of the day it is read."""

Months = tuple[tuple[str, int], ...]
"""Figures by code and months before the month they are read for."""

READ_OF: Final[Mapping[str, Months]] = {
    "growth": ((LOANS, 0), (DEPOSITS, 0), (LOANS, YEAR), (DEPOSITS, YEAR)),
    "deposit_growth": ((DEPOSITS, 0), (DEPOSITS, YEAR)),
    LINE_USE: ((DRAWN, 0), (LIMIT, 0)),
    **{name: ((code, 0),) for name, (code, _) in CHANGE_OF.items()},
}
"""What facts made of figures are read of: they describe the latest month that has all of it."""

UNDATED: Final = "active_months"
"""A fact made of figures that describes no single month."""


def pack_origins(facts: Facts, names: Collection[str]) -> bytes:
    """Return the days that named facts describe as ordinals; that of a fact which has grown stale is negative."""
    return struct.pack(f"<{len(names)}i", *(_origin(facts, name) for name in names))


def _origin(facts: Facts, name: str) -> int:
    seen, old = facts.facts.get(name), facts.stale.get(name)
    if seen is not None:
        return NOT_DATED if seen.as_of is None else seen.as_of.toordinal()
    return NOT_DATED if old is None or old.as_of is None else -old.as_of.toordinal()


def latest(figures: Figures, parts: Months, oldest: int) -> Ints:
    """Return how many months back the latest month with all these figures lies, -1 where there is none."""
    found = np.full(figures.size, -1)
    for lag in range(oldest + 1):
        here: Bools = found < 0
        if not here.any():
            break
        for code, back in parts:
            here = here & known(figures.at(code, lag + back))
        found[here] = lag
    return found


def tellable(card: Scorecard, rules: Rulebook) -> bool:
    """Tell whether columns know the days of everything that a card scores."""
    there = {*dated_facts(rules.scorecard.cards), *READ_OF, UNDATED} - {LINE_USE}
    return all(
        kpi.about is SubjectKind.CLIENT and kpi.fact in there and FACTS[kpi.fact].unit is not FactUnit.CODE
        for kpi in card.kpis
    )


@dataclass(frozen=True, slots=True)
class Told:
    """The values of one scored fact and the days they describe (negative: too old, 0: none), by client."""

    name: str
    values: Floats
    days: Ints

    def put(self, place: int, facts: dict[str, Fact], stale: dict[str, Fact]) -> None:
        """Put the fact of one client where it belongs."""
        value, day = float(self.values[place]), int(self.days[place])
        as_of = date.fromordinal(abs(day)) if day else None
        if day < 0:
            stale[self.name] = Fact(value, as_of)
        elif value == np.inf:
            facts[self.name] = Fact(NA, as_of)
        elif value == value:
            facts[self.name] = Fact(value, as_of)


def of_figures(name: str, values: Floats, lags: Ints, last: int) -> Told:
    """Return a fact made of figures whose month lies `lags` months before the month `last`."""
    ends = {lag: month_end(last - lag).toordinal() for lag in np.unique(lags).tolist() if lag >= 0}
    days = np.array([ends.get(lag, NOT_DATED) for lag in lags.tolist()], np.int64)
    return Told(name, values, np.where(known(values), days, NOT_DATED))


def facts_told(told: Collection[Told], place: int, client: Key, day: date) -> Facts:
    """Return the scored facts of one client, enough to tell its evaluation."""
    facts: dict[str, Fact] = {}
    stale: dict[str, Fact] = {}
    for one in told:
        one.put(place, facts, stale)
    return Facts(client, day, facts, stale)
