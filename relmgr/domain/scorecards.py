"""The client score: KPIs on fixed piecewise-linear bands, weighted, with an exact account of every change.

Fixed bands and not percentiles: an unchanged client keeps its points when its peers move. A missing KPI is
left out and its weight shared by the others; below the smallest coverage there is no score.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from math import log

from relmgr.domain.conditions import SLACK
from relmgr.domain.facts import SubjectKind
from relmgr.words import Words

NEUTRAL = 50.0
"""A score is told as distance from the middle of the scale."""

CORPORATE, PROJECT, DEPOSIT = "corporate", "project", "deposit"
"""Names of the scorecards, one per kind of client."""

CORPORATE_TITLE = Words("公司客户", "corporate")


class Interpolation(StrEnum):
    """Whether points run linearly in the raw value or in its logarithm (probabilities of default)."""

    LINEAR = "linear"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Kpi:
    """One KPI: its weight, the fact it reads and the knots raw -> points, raw strictly increasing.

    A fact about something that belongs to the client (a covenant, a project) counts where it is worst.
    """

    name: str
    title: Words
    fact: str
    weight: float
    interpolation: Interpolation
    knots: tuple[tuple[float, float], ...]
    about: SubjectKind = SubjectKind.CLIENT

    @property
    def rises(self) -> bool:
        """Tell whether more is better."""
        return self.knots[0][1] <= self.knots[-1][1]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Who took the knots of a card from the book, when, why, and from how many clients."""

    on: date
    by: str
    reason: str
    clients: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The KPIs of one kind of client; `coverage` is the smallest share of weight that gives a score."""

    kpis: tuple[Kpi, ...]
    coverage: float
    name: str = CORPORATE
    title: Words = CORPORATE_TITLE
    version: str = ""
    calibration: Calibration | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one KPI adds: `weight` is its share of the weight present (0 when the KPI is missing)."""

    kpi: str
    raw: float | None
    points: float | None
    weight: float

    @property
    def share(self) -> float:
        """Return the part of the score that comes from this KPI; the shares sum to the score."""
        return 0.0 if self.points is None else self.weight * self.points

    @property
    def term(self) -> float:
        """Return how far this KPI moves the score from the middle of the scale."""
        return 0.0 if self.points is None else self.weight * (self.points - NEUTRAL)


@dataclass(frozen=True, slots=True)
class Score:
    """A score with its parts; `value` is None when too little is known."""

    value: float | None
    coverage: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """An earlier score with the card it was made with and the version of the scorecards then."""

    score: Score
    card: str = CORPORATE
    version: str = ""


@dataclass(frozen=True, slots=True)
class ChangeTerm:
    """What one KPI adds to a change: by its points (`value`) and by being known or not (`coverage`)."""

    kpi: str
    value: float
    coverage: float


def points(kpi: Kpi, raw: float) -> float:
    """Return the points of a raw value: linear between knots, clamped at both ends."""
    x = max(raw, kpi.knots[0][0])
    if x >= kpi.knots[-1][0]:
        return kpi.knots[-1][1]
    for (x0, y0), (x1, y1) in pairwise(kpi.knots):
        if x <= x1:
            return y0 + (y1 - y0) * _position(kpi.interpolation, x, x0, x1)
    raise AssertionError("knots cover every value between their ends")


def _position(interpolation: Interpolation, x: float, x0: float, x1: float) -> float:
    if interpolation is Interpolation.LOG:
        x, x0, x1 = log(x), log(x0), log(x1)
    return (x - x0) / (x1 - x0)


def score(raw: Mapping[str, float | None], card: Scorecard) -> Score:
    """Return the score of raw KPI values by KPI name; None and absent names are missing, never zero."""
    full = sum(kpi.weight for kpi in card.kpis)
    present = sum(kpi.weight for kpi in card.kpis if raw.get(kpi.name) is not None)
    parts = []
    for kpi in card.kpis:
        value = raw.get(kpi.name)
        if value is None:
            parts.append(Part(kpi.name, None, None, 0.0))
        else:
            parts.append(Part(kpi.name, value, points(kpi, value), kpi.weight / present))
    coverage = present / full
    enough = coverage >= card.coverage - SLACK
    return Score(sum(part.share for part in parts) if enough else None, coverage, tuple(parts))


def explain_change(before: Score, after: Score) -> tuple[ChangeTerm, ...] | None:
    """Return terms that sum to the change of the score exactly, or None when either score is missing.

    value = mean weight x change of points; coverage = change of weight x (mean points - mean score). A KPI
    that is missing on one side keeps its points of the other side, so that it is not blamed for vanishing.
    """
    if before.value is None or after.value is None:
        return None
    middle = (before.value + after.value) / 2
    old = {part.kpi: part for part in before.parts}
    new = {part.kpi: part for part in after.parts}
    terms = []
    for name in dict.fromkeys((*old, *new)):
        a, b = _side(old, name), _side(new, name)
        if a.points is None and b.points is None:
            continue
        s0 = b.points if a.points is None else a.points
        s1 = a.points if b.points is None else b.points
        assert s0 is not None
        assert s1 is not None
        value = (a.weight + b.weight) / 2 * (s1 - s0)
        terms.append(ChangeTerm(name, value, (b.weight - a.weight) * ((s0 + s1) / 2 - middle)))
    return tuple(terms)


def _side(parts: Mapping[str, Part], name: str) -> Part:
    return parts.get(name) or Part(name, None, None, 0.0)


def in_millionths(terms: Mapping[str, float], total: int) -> dict[str, int]:
    """Return terms rounded to millionths so that they sum to `total` exactly; the largest takes the rest."""
    rounded = {name: round(value * 1_000_000) for name, value in terms.items()}
    if rounded:
        largest = max(rounded, key=lambda name: (abs(rounded[name]), name))
        rounded[largest] += total - sum(rounded.values())
    return rounded
