"""Facts made of monthly figures for a block of clients, as `domain.measures` makes them one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from relmgr.columnar.arrays import Bools, Floats, Ints, known, missing
from relmgr.columnar.block import CONTACT_MONTHS, EVER, Block
from relmgr.columnar.figures import known_from
from relmgr.columnar.series import BalanceSeries
from relmgr.domain.conditions import SLACK
from relmgr.domain.facts import Freshness
from relmgr.domain.kpi_measures import FULL_LINE
from relmgr.domain.measures import WATCHED_SERIES, stale_after
from relmgr.domain.periods import last_full_month, month_end
from relmgr.domain.rules import WarningRules

YEAR: Final = 12
SHORTEST_MONTH: Final = 28
DEPOSITS, LOANS = "avg_deposits", "avg_loans"
DRAWN, LIMIT = "line_drawn", "line_limit"
CHANGE_OF: Final = {
    f"{prefix}_{name}": (code, reading)
    for code, prefix in WATCHED_SERIES.items()
    for name, reading in (("rz2", "rz2"), ("drop", "drop"), ("six_month_fall", "fall"))
}
"""Facts that read one series: the figure and the reading."""

LINE_USE: Final = "line_over_90_months"
MADE_HERE: Final = frozenset({*CHANGE_OF, "growth", "deposit_growth", "active_months", LINE_USE})
"""Facts that are computed from figures on the day; of the use of a line only "has no line" is stored."""


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
    """Computes the facts that rules and KPIs name.

    `most_full` is the number of months with a full line beyond which no rule asks for more.
    """

    block: Block
    warnings: WarningRules
    day: date
    doubtful: Bools
    most_full: int

    def of(self, names: set[str]) -> dict[str, Floats]:
        """Return the named facts."""
        found: dict[str, Floats] = {}
        if names & CHANGE_OF.keys():
            found |= self._changes(names)
        if "growth" in names:
            found["growth"] = self._growth()
        if "deposit_growth" in names:
            found["deposit_growth"] = self._deposit_growth()
        if LINE_USE in names:
            found[LINE_USE] = self._line_use()
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

    def _deposit_growth(self) -> Floats:
        """Compare deposits of the latest month that has a figure a year before it with that figure."""
        figures = self.block.figures
        growth = missing(self.block.size)
        left = np.ones(self.block.size, np.bool_)
        for lag in range(fresh_lags(self.warnings, "deposit_growth", self.day)):
            now, base = figures.at(DEPOSITS, lag), figures.at(DEPOSITS, lag + YEAR)
            here = left & known(now) & known(base)
            with np.errstate(invalid="ignore", divide="ignore"):
                growth = np.where(here & (base > 0), now / base - 1, growth)
            left &= ~here
            if not left.any():
                break
        return growth

    def _line_use(self) -> Floats:
        """Count the months running with the line nearly drawn; who has neither figures nor a line has none."""
        figures, oldest = self.block.figures, months_kept(self.warnings)
        count = self.block.fact(LINE_USE).copy()
        with_line = known_from(figures, DRAWN, 0, oldest) & known_from(figures, LIMIT, 0, oldest)
        count[with_line] = np.nan
        left = with_line.copy()
        for lag in range(fresh_lags(self.warnings, LINE_USE, self.day)):
            here = np.flatnonzero(left & known(self._share(lag, any_limit=True)))
            if len(here):
                count[here] = self._months_full(here, lag)
                left[here] = False
            if not left.any():
                break
        return count

    def _share(self, lag: int, *, any_limit: bool = False) -> Floats:
        """Return the share of the line drawn in a month; `any_limit` only tells where both figures are."""
        drawn, limit = self.block.figures.at(DRAWN, lag), self.block.figures.at(LIMIT, lag)
        if any_limit:
            return drawn + limit
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(limit > 0, drawn / limit, np.nan)

    def _months_full(self, places: Ints, lag: int) -> Floats:
        months, running = np.zeros(len(places)), np.ones(len(places), np.bool_)
        while running.any() and lag <= months_kept(self.warnings) and months.max(initial=0) < self.most_full:
            running &= self._share(lag)[places] > FULL_LINE + SLACK
            months += running
            lag += 1
        return months

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
