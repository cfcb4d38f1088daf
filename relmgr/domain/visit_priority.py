"""How urgent a visit is, 0 to 100, as the sum of four terms that can be shown (methods reference, section 8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from relmgr.domain.values import Level, Tier

OVERDUE_POINTS: Final = 40.0
"""Points of a client who is two or more intervals without a substantive contact, or was never seen."""
MOST_OVERDUE: Final = 2.0
TIER_POINTS: Final[Mapping[Tier | None, float]] = {Tier.A: 25, Tier.B: 15, Tier.C: 8, Tier.D: 3, None: 3}
RISK_POINTS: Final[Mapping[Level, float]] = {
    Level.GREEN: 0, Level.YELLOW: 5, Level.UNKNOWN: 5, Level.ORANGE: 15, Level.RED: 25,
}  # fmt: skip
MOST_RISK: Final = 25.0
OPPORTUNITY_POINTS: Final = 10.0
"""Points of an open opportunity, or of a maturity that may be lost."""


@dataclass(frozen=True, slots=True)
class Priority:
    """Points of a visit by what they are given for."""

    overdue: float
    tier: float
    risk: float
    opportunity: float

    @property
    def points(self) -> float:
        """Return their sum."""
        return self.overdue + self.tier + self.risk + self.opportunity


def visit_priority(
    days_since: int | None, cadence_days: int, tier: Tier | None, risk: float, opportunity: float
) -> Priority:
    """Return the points of a visit; `days_since` the last substantive contact, None where there was none.

    `risk` and `opportunity` are points, each counted up to its limit.
    """
    over = MOST_OVERDUE if days_since is None else min(days_since / cadence_days, MOST_OVERDUE)
    return Priority(
        overdue=OVERDUE_POINTS * over / MOST_OVERDUE,
        tier=TIER_POINTS[tier],
        risk=min(risk, MOST_RISK),
        opportunity=min(opportunity, OPPORTUNITY_POINTS),
    )
