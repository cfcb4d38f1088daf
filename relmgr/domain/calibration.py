"""Knots proposed from the present book: where its clients stand today, on the same ladder of points for every KPI.

Bands are fixed on purpose: with percentiles an unchanged client would move whenever its peers do. Proposing new
ones is therefore an explicit act with a version, an author and a reason, and never a part of the evaluation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from relmgr.domain.scorecards import Interpolation, Kpi, Scorecard, score
from relmgr.domain.tiers import TierPolicy
from relmgr.words import Words

SHARES: Final = (0.05, 0.25, 0.50, 0.75, 0.95)
LADDER: Final = (0.0, 40.0, 60.0, 80.0, 100.0)
"""Points at the five shares of clients, worst first: those of the default contribution bands."""

FEWEST: Final = 40
"""Clients a KPI must be known of: below, the outer knots would each rest on a single client."""

DIGITS: Final = 3
"""Significant digits of a proposed raw value."""

TOO_FEW = Words("只有 {n} 家有数据，至少要 {least} 家", "known of {n} clients only, {least} are needed")
NO_SPREAD = Words("各家几乎一样，分不出档", "clients hardly differ, no bands can be told apart")
NOT_POSITIVE = Words("对数刻度要求大于 0", "a logarithmic scale needs values above 0")

Known = Mapping[str, float | None]
"""Raw values of one client by KPI name."""


@dataclass(frozen=True, slots=True)
class KpiProposal:
    """What the book says of one KPI; `knots` are proposed, or None with `why_not` where they stay as they are."""

    kpi: Kpi
    clients: int
    percentiles: tuple[float, ...] | None
    knots: tuple[tuple[float, float], ...] | None
    why_not: Words | None = None


@dataclass(frozen=True, slots=True)
class CardProposal:
    """The present card, what is proposed, and what it would do to the clients it was made from.

    `moved` is how many scored clients would belong to another tier by their score alone, `shift` the mean
    change of the score in points.
    """

    card: Scorecard
    kpis: tuple[KpiProposal, ...]
    clients: int
    scored: int
    moved: int
    shift: float

    @property
    def changes(self) -> tuple[KpiProposal, ...]:
        """Return the KPIs with new knots."""
        return tuple(one for one in self.kpis if one.knots is not None)


def propose(card: Scorecard, clients: Sequence[Known], policy: TierPolicy) -> CardProposal:
    """Return knots for every KPI of a card from the clients it scores, beside the present ones."""
    kpis = tuple(_propose(kpi, [client.get(kpi.name) for client in clients]) for kpi in card.kpis)
    after = with_knots(card, kpis)
    pairs = [(score(client, card).value, score(client, after).value) for client in clients]
    known = [(old, new) for old, new in pairs if old is not None and new is not None]
    return CardProposal(
        card=card,
        kpis=kpis,
        clients=len(clients),
        scored=len(known),
        moved=sum(policy.tier_of(old) is not policy.tier_of(new) for old, new in known),
        shift=sum(new - old for old, new in known) / len(known) if known else 0.0,
    )


def with_knots(card: Scorecard, proposals: Sequence[KpiProposal]) -> Scorecard:
    """Return a card with the proposed knots in place of the present ones."""
    knots = {one.kpi.name: one.knots for one in proposals}
    return replace(card, kpis=tuple(replace(kpi, knots=knots[kpi.name] or kpi.knots) for kpi in card.kpis))


def _propose(kpi: Kpi, values: Sequence[float | None]) -> KpiProposal:
    known = sorted(value for value in values if value is not None)
    if len(known) < FEWEST:
        return KpiProposal(kpi, len(known), None, None, TOO_FEW.fill(n=len(known), least=FEWEST))
    found = tuple(percentile(known, share) for share in SHARES)
    raws = [_rounded(raw) for raw in found]
    if any(a >= b for a, b in pairwise(raws)):
        return KpiProposal(kpi, len(known), found, None, NO_SPREAD)
    if kpi.interpolation is Interpolation.LOG and raws[0] <= 0:
        return KpiProposal(kpi, len(known), found, None, NOT_POSITIVE)
    points = LADDER if kpi.rises else tuple(reversed(LADDER))
    return KpiProposal(kpi, len(known), found, tuple(zip(raws, points, strict=True)))


def percentile(ordered: Sequence[float], share: float) -> float:
    """Return the value below which a share of ordered numbers lies, interpolated between neighbours."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
