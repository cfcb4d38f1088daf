"""Seven balance-sheet flags: how many stand, of how many that could be looked at.

The seven-item list of the methods guide (section 3.1), every limit strict. What is missing is not counted as a
flag and lowers `known`, so that a thin balance sheet never looks clean.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from relmgr.domain.conditions import SLACK


class RedFlag(StrEnum):
    """What a flag is about."""

    WORKING_CAPITAL = "working_capital"
    EBIT = "ebit"
    EQUITY_TO_LIABILITIES = "equity_to_liabilities"
    EQUITY_TO_ASSETS = "equity_to_assets"
    NET_LOSS = "net_loss"
    CURRENT_RATIO = "current_ratio"
    QUICK_RATIO = "quick_ratio"


LIMITS: dict[RedFlag, float] = {
    RedFlag.WORKING_CAPITAL: 0.0,
    RedFlag.EBIT: 0.0,
    RedFlag.EQUITY_TO_LIABILITIES: 0.25,
    RedFlag.EQUITY_TO_ASSETS: 0.10,
    RedFlag.NET_LOSS: 0.0,
    RedFlag.CURRENT_RATIO: 1.0,
    RedFlag.QUICK_RATIO: 0.5,
}
"""A flag stands where its figure is below its limit: amounts below zero, ratios below these shares."""


@dataclass(frozen=True, slots=True)
class BalanceSheet:
    """What the flags read of one year, in one currency and unit; None is unknown."""

    working_capital: float | None = None
    ebit: float | None = None
    equity: float | None = None
    total_liabilities: float | None = None
    total_assets: float | None = None
    net_income: float | None = None
    current_assets: float | None = None
    current_liabilities: float | None = None
    inventory: float | None = None


@dataclass(frozen=True, slots=True)
class RedFlags:
    """The flags that stand, by name, and how many of the seven could be judged."""

    flags: tuple[RedFlag, ...]
    known: int

    @property
    def count(self) -> int:
        """Return how many flags stand."""
        return len(self.flags)


def red_flags(year: BalanceSheet) -> RedFlags:
    """Return the flags of one year; a denominator that is not positive leaves its flag unknown."""
    quick = (
        None
        if year.current_assets is None or year.inventory is None
        else year.current_assets - year.inventory
    )
    return flags_of(
        {
            RedFlag.WORKING_CAPITAL: year.working_capital,
            RedFlag.EBIT: year.ebit,
            RedFlag.EQUITY_TO_LIABILITIES: _ratio(year.equity, year.total_liabilities),
            RedFlag.EQUITY_TO_ASSETS: _ratio(year.equity, year.total_assets),
            RedFlag.NET_LOSS: year.net_income,
            RedFlag.CURRENT_RATIO: _ratio(year.current_assets, year.current_liabilities),
            RedFlag.QUICK_RATIO: _ratio(quick, year.current_liabilities),
        }
    )


def flags_of(figures: Mapping[RedFlag, float | None]) -> RedFlags:
    """Return the flags of figures that are already made; None and absent ones are unknown."""
    known = {flag: value for flag, value in figures.items() if value is not None}
    standing = (flag for flag, value in known.items() if value < LIMITS[flag] - SLACK)
    return RedFlags(tuple(sorted(standing)), len(known))


def _ratio(part: float | None, whole: float | None) -> float | None:
    return None if part is None or whole is None or whole <= 0 else part / whole
