"""Weight of evidence of a ratio's bins: how much riskier or safer a bin is than the whole sample.

WOE = ln(share of the bad / share of the good), each count smoothed by one half; above zero is riskier. Bins are
pooled until risk only rises or only falls along the ratio, so that no reader has to explain a dent of chance.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import floor, log, log10
from typing import Final

SMOOTHING: Final = 0.5
DOUBLING: Final = 20.0
"""Points that double the odds of being good."""

DIGITS: Final = 4
"""Significant digits of a cut: enough to separate bins, few enough to be read."""


def woe(good: Sequence[int], bad: Sequence[int]) -> tuple[float, ...]:
    """Return the weight of evidence of each bin; an empty bin says nothing and gets 0."""
    all_good = sum(good) + SMOOTHING * len(good)
    all_bad = sum(bad) + SMOOTHING * len(bad)
    return tuple(
        log((b + SMOOTHING) / all_bad / ((g + SMOOTHING) / all_good)) if g or b else 0.0
        for g, b in zip(good, bad, strict=True)
    )


def points_of(weight: float, evidence: float) -> float:
    """Return the points of evidence under a regression weight: more points are safer, 20 double the odds."""
    return -(weight * evidence) * DOUBLING / log(2)


def woe_points(good: Sequence[int], bad: Sequence[int], weight: float) -> tuple[float, ...]:
    """Return the points of each bin."""
    return tuple(points_of(weight, evidence) for evidence in woe(good, bad))


@dataclass(frozen=True, slots=True)
class Bin:
    """How many good and bad cases fell between two cuts; the lower end belongs to the bin."""

    good: int
    bad: int

    @property
    def risk(self) -> float:
        """Return the share of bad cases."""
        return self.bad / (self.good + self.bad)

    def with_(self, other: "Bin") -> "Bin":
        """Return both bins as one."""
        return Bin(self.good + other.good, self.bad + other.bad)


@dataclass(frozen=True, slots=True)
class Binned:
    """A ratio in bins: `cuts` between them, `evidence` of each, and the cases without a value."""

    name: str
    cuts: tuple[float, ...]
    bins: tuple[Bin, ...]
    missing: Bin
    evidence: tuple[float, ...]
    missing_evidence: float

    @property
    def information(self) -> float:
        """Return the information value of the known bins: their evidence weighted by what it separates."""
        good = sum(part.good for part in self.bins) + self.missing.good
        bad = sum(part.bad for part in self.bins) + self.missing.bad
        shares = ((part.bad / bad - part.good / good) for part in self.bins)
        return sum(share * value for share, value in zip(shares, self.evidence, strict=True))

    def of(self, value: float | None, *, missing_counts: bool = False) -> float:
        """Return the evidence of a value; a missing one is 0 unless its own evidence is asked for."""
        if value is None:
            return self.missing_evidence if missing_counts else 0.0
        return self.evidence[bisect_right(self.cuts, value)]


def bin_ratio(name: str, values: Sequence[float | None], bad: Sequence[bool], bins: int) -> Binned:
    """Return a ratio in at most `bins` quantile bins, pooled to the direction that tells more."""
    known = sorted((value, is_bad) for value, is_bad in zip(values, bad, strict=True) if value is not None)
    lost = sum(is_bad for value, is_bad in zip(values, bad, strict=True) if value is None)
    missing = Bin(len(values) - len(known) - lost, lost)
    cuts = quantile_cuts([value for value, _ in known], bins)
    counts = [[0, 0] for _ in range(len(cuts) + 1)]
    for value, is_bad in known:
        counts[bisect_right(cuts, value)][is_bad] += 1
    full = [Bin(*pair) for pair in counts]
    falling = _binned(name, cuts, full, missing, lambda last, new: new.risk >= last.risk)
    rising = _binned(name, cuts, full, missing, lambda last, new: new.risk <= last.risk)
    return rising if rising.information > falling.information else falling


def quantile_cuts(ordered: Sequence[float], bins: int) -> list[float]:
    """Return the cuts of ordered values into equally full bins, in four digits; ties make fewer."""
    if not ordered:
        return []
    places = (len(ordered) * share // bins for share in range(1, bins))
    cuts = sorted({_short(ordered[place]) for place in places})
    return [cut for cut in cuts if ordered[0] < cut <= ordered[-1]]


def _short(value: float) -> float:
    return round(value, DIGITS - 1 - floor(log10(abs(value)))) if value else 0.0


def _binned(
    name: str,
    cuts: Sequence[float],
    full: Iterable[Bin],
    missing: Bin,
    violates: Callable[[Bin, Bin], bool],
) -> Binned:
    """Pool adjacent bins that break the direction, and weigh what remains."""
    pooled: list[Bin] = []
    ends: list[int] = []
    for place, part in enumerate(full):
        new = part
        while pooled and (not new.good + new.bad or violates(pooled[-1], new)):
            new = pooled.pop().with_(new)
            ends.pop()
        pooled.append(new)
        ends.append(place)
    kept = tuple(cuts[end] for end in ends[:-1])
    weights = woe([*(b.good for b in pooled), missing.good], [*(b.bad for b in pooled), missing.bad])
    return Binned(name, kept, tuple(pooled), missing, weights[:-1], weights[-1])
