"""An additive points card: each ratio falls into a bin, each bin has points, the points sum to the score.

Nothing is hidden between the ratios and the total: the lines of an explanation are the score. A missing ratio gets
its own points, 0 unless the card says otherwise, so that silence counts neither for nor against a client.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from relmgr.domain.conditions import SLACK
from relmgr.words import Words


@dataclass(frozen=True, slots=True)
class CardRatio:
    """One ratio: bin i reaches from cut i-1, which belongs to it, to below cut i, and gives points i."""

    name: str
    title: Words
    formula: Words
    cuts: tuple[float, ...]
    points: tuple[float, ...]
    missing: float = 0.0

    @property
    def span(self) -> float:
        """Return how many points lie between its best and its worst bin: its weight in the card."""
        return max(self.points) - min(self.points)

    @property
    def is_monotone(self) -> bool:
        """Tell whether points only rise or only fall along the ratio."""
        steps = [after - before for before, after in pairwise(self.points)]
        return all(step >= 0 for step in steps) or all(step <= 0 for step in steps)

    def bin_of(self, value: float) -> int:
        """Return the bin of a value, 0 for the lowest."""
        return bisect_right(self.cuts, value)


@dataclass(frozen=True, slots=True)
class PointsCard:
    """The ratios of a card, where it comes from, and whether the bank has made it its own.

    `coverage` is the smallest share of weight that must be known for a total.
    """

    version: str
    origin: Words
    confirmed_by_bank: bool
    coverage: float
    ratios: tuple[CardRatio, ...]


@dataclass(frozen=True, slots=True)
class CardLine:
    """What one ratio gives: its value, the bounds of its bin (None is open) and the points of that bin."""

    ratio: CardRatio
    value: float | None
    low: float | None
    high: float | None
    points: float


@dataclass(frozen=True, slots=True)
class CardScore:
    """A total with the lines that sum to it; `total` is None when too little is known."""

    total: float | None
    coverage: float
    lines: tuple[CardLine, ...]


def score_card(values: Mapping[str, float | None], card: PointsCard) -> CardScore:
    """Return the points of a client's ratios by name; more points are safer, 20 more double the odds."""
    lines = tuple(_line(ratio, values.get(ratio.name)) for ratio in card.ratios)
    known = sum(line.ratio.span for line in lines if line.value is not None)
    coverage = known / sum(ratio.span for ratio in card.ratios)
    total = sum(line.points for line in lines) if coverage >= card.coverage - SLACK else None
    return CardScore(total, coverage, lines)


def _line(ratio: CardRatio, value: float | None) -> CardLine:
    if value is None:
        return CardLine(ratio, None, None, None, ratio.missing)
    place = ratio.bin_of(value)
    low = ratio.cuts[place - 1] if place else None
    high = ratio.cuts[place] if place < len(ratio.cuts) else None
    return CardLine(ratio, value, low, high, ratio.points[place])
