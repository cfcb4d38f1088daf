"""Scores of a block of clients on fixed bands, as `domain.scorecards` gives them one by one."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from relmgr.columnar.arrays import Floats
from relmgr.columnar.block import FactColumns
from relmgr.columnar.text_codes import text_code
from relmgr.domain.conditions import SLACK
from relmgr.domain.scorecards import Interpolation, Kpi, Scorecard

Number = TypeVar("Number", float, Floats)


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores by client (NaN: too little is known), the share of weight that was present, and what they stand on.

    `inputs` adds up the raw values, each with a factor of its own: another value gives another sum.
    """

    value: Floats
    coverage: Floats
    inputs: Floats


def score(known: FactColumns, size: int, card: Scorecard) -> Scores:
    """Return the scores of clients from raw values by KPI; what is missing or does not apply is left out."""
    full = sum(kpi.weight for kpi in card.kpis)
    raw = [_finite(known.get(kpi.name), size) for kpi in card.kpis]
    present = np.zeros(size)
    for kpi, values in zip(card.kpis, raw, strict=True):
        present = present + np.where(np.isnan(values), 0.0, kpi.weight)
    total, inputs = np.zeros(size), np.zeros(size)
    with np.errstate(invalid="ignore", divide="ignore"):
        for kpi, values in zip(card.kpis, raw, strict=True):
            share = kpi.weight / present * points(kpi, values)
            gone = np.isnan(values)
            total = total + np.where(gone, 0.0, share)
            inputs = inputs + np.where(gone, 0.0, input_of(kpi.name, values))
    coverage = present / full
    return Scores(np.where(coverage >= card.coverage - SLACK, total, np.nan), coverage, inputs)


def input_of(kpi: str, raw: Number) -> Number:
    """Return what a known raw value of a KPI adds to the sum of inputs."""
    factor = 1 + text_code(kpi) / 2**48
    return factor * raw + factor


def _finite(values: Floats | None, size: int) -> Floats:
    if values is None:
        return np.full(size, np.nan)
    return np.where(np.isinf(values), np.nan, values)


def points(kpi: Kpi, raw: Floats) -> Floats:
    """Return the points of raw values: linear between knots, clamped at both ends."""
    knots = np.array([knot for knot, _ in kpi.knots])
    heights = np.array([height for _, height in kpi.knots])
    x = np.maximum(raw, knots[0])
    right = np.clip(np.searchsorted(knots, x, side="left"), 1, len(knots) - 1)
    left = right - 1
    if kpi.interpolation is Interpolation.LOG:
        with np.errstate(invalid="ignore", divide="ignore"):
            place = (np.log(x) - np.log(knots)[left]) / (np.log(knots)[right] - np.log(knots)[left])
    else:
        place = (x - knots[left]) / (knots[right] - knots[left])
    inside = heights[left] + (heights[right] - heights[left]) * place
    found: Floats = np.where(x >= knots[-1], heights[-1], inside)
    return found
