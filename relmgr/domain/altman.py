"""Altman's scores of financial distress from one balance sheet: Z'' with its emerging-market form, and Z'.

Coefficients and zones: Altman's four-ratio Z'' and the Z' for private manufacturers, as in Altman et al. (2017).
Not for banks or special-purpose vehicles, whose balance sheets mean something else.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from relmgr.domain.conditions import SLACK

EMERGING_MARKETS: Final = 3.25
"""What the emerging-market score adds to Z''."""


class Zone(StrEnum):
    """Where a score stands; between the two limits nothing is said."""

    SAFE = "safe"
    GREY = "grey"
    DISTRESS = "distress"


@dataclass(frozen=True, slots=True)
class ZLimits:
    """Above `safe` a firm is safe, below `distress` in distress; both limits are strict."""

    safe: float
    distress: float

    def zone(self, score: float | None) -> Zone | None:
        """Return the zone of a score; an unknown score has none."""
        if score is None:
            return None
        if score > self.safe + SLACK:
            return Zone.SAFE
        return Zone.DISTRESS if score < self.distress - SLACK else Zone.GREY


Z2_LIMITS: Final = ZLimits(2.60, 1.10)
Z1_LIMITS: Final = ZLimits(2.90, 1.23)


@dataclass(frozen=True, slots=True)
class Statement:
    """What the scores read of one year, in one currency and unit; None is unknown."""

    working_capital: float | None = None
    retained_earnings: float | None = None
    ebit: float | None = None
    equity: float | None = None
    total_liabilities: float | None = None
    total_assets: float | None = None
    sales: float | None = None


@dataclass(frozen=True, slots=True)
class AltmanScores:
    """Both scores with their zones; `em` is Z'' on the emerging-market scale."""

    z2: float | None
    z1: float | None

    @property
    def em(self) -> float | None:
        """Return Z'' + 3.25, the emerging-market score."""
        return None if self.z2 is None else self.z2 + EMERGING_MARKETS

    @property
    def zone2(self) -> Zone | None:
        """Return the zone of Z''."""
        return Z2_LIMITS.zone(self.z2)

    @property
    def zone1(self) -> Zone | None:
        """Return the zone of Z'."""
        return Z1_LIMITS.zone(self.z1)


def altman(year: Statement) -> AltmanScores:
    """Return Z'' and Z'; None where an input is unknown or total assets or liabilities are not positive."""
    assets, liabilities = year.total_assets, year.total_liabilities
    if assets is None or liabilities is None or assets <= 0 or liabilities <= 0:
        return AltmanScores(None, None)
    working, retained, ebit, equity = year.working_capital, year.retained_earnings, year.ebit, year.equity
    if working is None or retained is None or ebit is None or equity is None:
        return AltmanScores(None, None)
    ratios = (working / assets, retained / assets, ebit / assets, equity / liabilities)
    turnover = None if year.sales is None else year.sales / assets
    return AltmanScores(z2_of(*ratios), None if turnover is None else z1_of(*ratios, turnover))


def z2_of(working: float, retained: float, ebit: float, equity: float) -> float:
    """Return Z'' of working capital, retained earnings and EBIT to assets, and equity to liabilities."""
    return 6.56 * working + 3.26 * retained + 6.72 * ebit + 1.05 * equity


def z1_of(working: float, retained: float, ebit: float, equity: float, turnover: float) -> float:
    """Return Z' of the same ratios and of sales to assets."""
    return 0.717 * working + 0.847 * retained + 3.107 * ebit + 0.420 * equity + 0.998 * turnover
