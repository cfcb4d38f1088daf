"""Makes a points card from cases with known outcomes: bins, weight of evidence, ridge logistic, points.

Guide section 3.2. Two guards stand above the letter of it. A ratio whose holes tell the outcome is set aside, for
"missing = 0 points" alone does not hide them: when nearly all bad firms lack a ratio, every known bin is safer than
the sample, and 0 points become the worst of the card. And a ratio whose weight would turn its meaning round (two
ratios saying the same) is left out, so that a better figure never costs points.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from relmgr.domain.card_samples import TELLING, Sample, telling_holes
from relmgr.domain.evidence_weights import Binned, bin_ratio, points_of
from relmgr.domain.points_card import CardRatio, PointsCard
from relmgr.errors import Refused
from relmgr.rulebook.logistic import Fit, ridge_logistic
from relmgr.words import Words

FEWEST: Final = 50
"""Fewer bad, or good, cases than this are noise."""

CANDIDATES: Final = 25
"""Ratios with the most information value that a choice looks at."""

COVERAGE: Final = 0.60
"""The usual share of weight that must be known for a score."""

TOO_FEW: Final = Words(
    "样本中坏客户 {bad} 个、好客户 {good} 个；各至少需要 {least} 个。",
    "The sample has {bad} bad and {good} good cases; at least {least} of each are needed.",
)
NOTHING_LEFT: Final = Words(
    "没有可用的比率：要么区分不出好坏，要么缺失与否本身就透露了结果。",
    "No ratio can be used: they tell nothing, or their being missing gives the outcome away.",
)


@dataclass(frozen=True, slots=True)
class Training:
    """How a card is made; `missing_counts` lets a missing value have its own points (the user opts in).

    `telling` is how far from chance the holes of a ratio may rank before it is set aside; `coverage` the share
    of the card's weight that must be known for a total.
    """

    bins: int = 8
    strength: float = 5.0
    most: int = 8
    missing_counts: bool = False
    telling: float = TELLING
    coverage: float = COVERAGE


@dataclass(frozen=True, slots=True)
class TrainedRatio:
    """A ratio in its bins with its weight in the regression."""

    binned: Binned
    weight: float


@dataclass(frozen=True, slots=True)
class Trained:
    """The ratios of a card; `set_aside` are those whose holes tell the outcome, with how well they rank."""

    ratios: tuple[TrainedRatio, ...]
    set_aside: Mapping[str, float]
    how: Training

    def card(self, version: str, origin: Words) -> PointsCard:
        """Return the card in whole points, as a person adds them up."""
        return PointsCard(version, origin, False, self.how.coverage, tuple(map(self._ratio, self.ratios)))

    def _ratio(self, ratio: TrainedRatio) -> CardRatio:
        binned, weight = ratio.binned, ratio.weight
        points = tuple(float(round(points_of(weight, value))) for value in binned.evidence)
        lost = round(points_of(weight, binned.missing_evidence)) if self.how.missing_counts else 0
        name = Words(binned.name, binned.name)
        return CardRatio(binned.name, name, name, binned.cuts, points, float(lost))


def check_size(sample: Sample) -> None:
    """Raise Refused when a sample has too few bad, or good, cases to learn from."""
    goods = len(sample.bad) - sample.bads
    if min(sample.bads, goods) < FEWEST:
        raise Refused(TOO_FEW.fill(bad=sample.bads, good=goods, least=FEWEST))


def train(sample: Sample, how: Training, names: Sequence[str] | None = None) -> Trained:
    """Return the card of these ratios, or of at most `how.most` chosen ones; raises Refused.

    A sample is checked for its size by `check_size`, once and not again for each fold of it.
    """
    wanted = Sample({name: sample.ratios[name] for name in names}, sample.bad) if names else sample
    telling = {} if how.missing_counts else telling_holes(wanted, how.telling)
    fitting = _Fitting(sample.bad, how)
    for name, values in wanted.ratios.items():
        if name not in telling:
            fitting.add(bin_ratio(name, values, sample.bad, how.bins), values)
    kept = fitting.fitted(list(fitting.binned)) if names else fitting.chosen()
    if not kept:
        raise Refused(NOTHING_LEFT)
    return Trained(tuple(TrainedRatio(fitting.binned[n], w) for n, w in kept.items()), telling, how)


class _Fitting:
    """The evidence of every ratio on one sample, made once and fitted in many combinations."""

    def __init__(self, bad: Sequence[bool], how: Training) -> None:
        self.bad, self.how = bad, how
        self.binned: dict[str, Binned] = {}
        self.evidence: dict[str, Sequence[float]] = {}

    def add(self, binned: Binned, values: Sequence[float | None]) -> None:
        if not binned.cuts:
            return
        self.binned[binned.name] = binned
        self.evidence[binned.name] = array(
            "d", (binned.of(value, missing_counts=self.how.missing_counts) for value in values)
        )

    def fit(self, names: Sequence[str]) -> Fit:
        return ridge_logistic([self.evidence[name] for name in names], self.bad, self.how.strength)

    def fitted(self, names: Sequence[str]) -> dict[str, float]:
        """Return the weights of ratios, without those that would turn their meaning round."""
        left = list(names)
        while left:
            weights = dict(zip(left, self.fit(left).weights, strict=True))
            turned = min(left, key=lambda name: weights[name])
            if weights[turned] > 0:
                return weights
            left.remove(turned)
        return {}

    def chosen(self) -> dict[str, float]:
        """Return the weights of ratios added one by one while each is worth its place (Bayes' criterion)."""
        price = log(len(self.bad))
        told = sorted(self.binned, key=lambda name: (-self.binned[name].information, name))
        pool, names = told[:CANDIDATES], list[str]()
        reached = self.fit([]).deviance
        while pool and len(names) < self.how.most:
            found = {name: self.fit([*names, name]) for name in pool}
            best = min(pool, key=lambda name: found[name].deviance)
            if reached - found[best].deviance <= price:
                break
            names.append(best)
            pool.remove(best)
            reached = found[best].deviance
        return self.fitted(names)
