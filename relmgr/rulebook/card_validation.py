"""How good a points card is on cases it has not seen: everything, bins included, is made anew in each fold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean, stdev
from typing import Final

from relmgr.domain.card_samples import CHANCE, Sample
from relmgr.domain.points_card import PointsCard, score_card
from relmgr.domain.ranking import auc
from relmgr.rulebook.card_training import Training, check_size, train
from relmgr.words import Words

FOLDS: Final = 10
SEED: Final = 2026
UNNAMED: Final = Words("", "")


@dataclass(frozen=True, slots=True)
class Fold:
    """One tenth held out: the ratios chosen without it, how well they rank it, and how its holes alone would.

    `cases` are its places in the sample; `totals` their points, None where too little is known.
    """

    ratios: tuple[str, ...]
    auc: float
    holes: float
    cases: tuple[int, ...]
    totals: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Validation:
    """Every fold; the spread is the standard deviation between folds."""

    folds: tuple[Fold, ...]

    @property
    def mean(self) -> float:
        """Return the mean area under the curve."""
        return fmean(fold.auc for fold in self.folds)

    @property
    def spread(self) -> float:
        """Return the standard deviation of the area between folds."""
        return stdev(fold.auc for fold in self.folds)

    @property
    def holes(self) -> float:
        """Return the mean area of what the cards could tell from missing values alone; one half is nothing."""
        return fmean(fold.holes for fold in self.folds)


def cross_validate(
    sample: Sample, how: Training, names: Sequence[str] | None = None, *, seed: int = SEED
) -> Validation:
    """Return ten folds, each card made on the other nine; without names the choice is made there too.

    Raises Refused when there are too few cases.
    """
    check_size(sample)
    return Validation(tuple(_fold(sample, held, how, names) for held in stratified(sample.bad, seed=seed)))


def stratified(bad: Sequence[bool], *, seed: int = SEED) -> Iterator[list[int]]:
    """Yield the cases of each fold, bad and good ones dealt out evenly; the same seed deals the same."""
    deal = Random(seed)  # noqa: S311  cases are dealt, nothing is kept secret
    hands: list[list[int]] = [[] for _ in range(FOLDS)]
    for kind in (True, False):
        cases = [case for case, is_bad in enumerate(bad) if is_bad is kind]
        deal.shuffle(cases)
        for place, case in enumerate(cases):
            hands[place % FOLDS].append(case)
    yield from map(sorted, hands)


def _fold(sample: Sample, held: Sequence[int], how: Training, names: Sequence[str] | None) -> Fold:
    out = set(held)
    trained = train(sample.only([case for case in range(len(sample.bad)) if case not in out]), how, names)
    card, unseen = trained.card("", UNNAMED), sample.only(held)
    totals = totals_of(card, unseen)
    chosen = tuple(ratio.name for ratio in card.ratios)
    return Fold(chosen, card_auc(totals, unseen.bad), holes_of(card, unseen), tuple(held), totals)


def totals_of(card: PointsCard, sample: Sample) -> tuple[float | None, ...]:
    """Return the points of every case, None where too little is known."""
    cases = sample.cases([ratio.name for ratio in card.ratios])
    return tuple(score_card(values, card).total for values in cases)


def card_auc(totals: Sequence[float | None], bad: Sequence[bool]) -> float:
    """Return how well totals rank the bad below the good, over the cases that have a total."""
    scored = [(-total, is_bad) for total, is_bad in zip(totals, bad, strict=True) if total is not None]
    found = auc([risk for risk, _ in scored], [is_bad for _, is_bad in scored])
    return CHANCE if found is None else found


def holes_of(card: PointsCard, sample: Sample) -> float:
    """Return how well a card would rank if it saw only which values are missing.

    Every known value gets the mean points of its ratio, so what ranks is the holes alone.
    """
    risk = [0.0] * len(sample.bad)
    for ratio in card.ratios:
        values = sample.ratios[ratio.name]
        known = [ratio.points[ratio.bin_of(value)] for value in values if value is not None]
        usual = fmean(known) if known else 0.0
        for case, value in enumerate(values):
            risk[case] -= ratio.missing if value is None else usual
    found = auc(risk, sample.bad)
    return CHANCE if found is None else found
