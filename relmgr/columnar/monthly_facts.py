"""Facts made of monthly figures for a block of clients, as `domain.measures` makes them one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from relmgr.columnar.arrays import Bools, Floats, known, missing
from relmgr.columnar.block import CONTACT_MONTHS, EVER, Block
from relmgr.columnar.figures import known_from
from relmgr.columnar.series import BalanceSeries
from relmgr.domain.facts import Freshness
from relmgr.domain.measures import stale_after
from relmgr.domain.periods import last_full_month, month_end
from relmgr.domain.rules import WarningRules

YEAR: Final = 12
SHORTEST_MONTH: Final = 28
DEPOSITS, LOANS = "avg_deposits", "avg_loans"
CHANGE_OF: Final = {
    "balance_rz2": ("avg_deposits", "rz2"),
    "balance_drop": ("avg_deposits", "drop"),
    "balance_six_month_fall": ("avg_deposits", "fall"),
}
"""Facts that read one series: the figure and the reading."""

MADE_HERE: Final = frozenset({*CHANGE_OF, "growth", "active_months"})
"""Facts that are computed from figures on the day and never stored."""


def months_kept(warnings: WarningRules) -> int:
    """Return how many months back from the last full month figures can still matter."""
    detector = warnings.detector
    stale = warnings.stale_after[Freshness.MONTHLY] // SHORTEST_MONTH + 1
    return max(detector.window + detector.recent, YEAR) + stale


def fresh_lags(warnings: WarningRules, name: str, day: date) -> int:
    """Return how many last months are fresh enough for a fact on a day."""
    limit, last, lag = stale_after(warnings).get(name), last_full_month(day), 0
    while lag <= months_kept(warnings) and (limit is None or (day - month_end(last - lag)).days <= limit):
        lag += 1
    return lag


@dataclass(slots=True)
class MonthlyFacts:
    """Computes the facts that rules and KPIs name, each when first asked for."""

    block: Block
    warnings: WarningRules
    day: date
    doubtful: Bools

    def of(self, names: set[str]) -> dict[str, Floats]:
        """Return the named facts."""
        found: dict[str, Floats] = {}
        if names & CHANGE_OF.keys():
            found |= self._changes(names)
        if "growth" in names:
            found["growth"] = self._growth()
        if "active_months" in names:
            found["active_months"] = self._activity()
        return found

    def _changes(self, names: set[str]) -> dict[str, Floats]:
        found: dict[str, Floats] = {}
        codes: Mapping[str, None] = dict.fromkeys(CHANGE_OF[name][0] for name in CHANGE_OF if name in names)
        for code in codes:
            wanted = [name for name in CHANGE_OF if name in names and CHANGE_OF[name][0] == code]
            oldest = months_kept(self.warnings)
            series = BalanceSeries(self.block.figures, code, oldest, self.warnings.detector)
            changes = series.changes(fresh_lags(self.warnings, wanted[0], self.day))
            self.doubtful |= changes.doubtful
            found |= {name: getattr(changes, CHANGE_OF[name][1]) for name in wanted}
        return found

    def _growth(self) -> Floats:
        """Compare loans plus deposits of the latest month that has both, now and a year before."""
        figures = self.block.figures
        growth = missing(self.block.size)
        left = np.ones(self.block.size, np.bool_)
        for lag in range(fresh_lags(self.warnings, "growth", self.day)):
            loans, deposits = figures.at("avg_loans", lag), figures.at("avg_deposits", lag)
            here = left & known(loans) & known(deposits)
            if not here.any():
                continue
            base_loans = figures.at("avg_loans", lag + YEAR)
            base_deposits = figures.at("avg_deposits", lag + YEAR)
            here &= known(base_loans) & known(base_deposits)
            base = base_loans + base_deposits
            with np.errstate(invalid="ignore", divide="ignore"):
                growth = np.where(here & (base > 0), (loans + deposits) / base - 1, growth)
            left &= ~here
            if not left.any():
                break
        return growth

    def _activity(self) -> Floats:
        """Count the full months of the last twelve with a contact or a transaction."""
        figures, contacts = self.block.figures, self.block.contacts
        last = last_full_month(self.day)
        months = np.zeros(self.block.size)
        seen = contacts != 0
        for lag in range(YEAR):
            count = figures.at("transactions", lag)
            bit = 1 << ((last - lag) % CONTACT_MONTHS)
            months += ((contacts & bit) != 0) | (count > 0)
            seen = seen | known(count)
        if not seen.all():
            seen = seen | known_from(figures, "transactions", YEAR, months_kept(self.warnings))
        return np.where(seen, months, np.nan)


def contact_bits(months: set[int], now: int) -> int:
    """Return the mask of months with an effective contact as of month `now`; of old ones only that there was one."""
    kept = (month for month in months if month > now - 2 * YEAR)
    return (EVER if months else 0) | sum(1 << (month % CONTACT_MONTHS) for month in kept)
