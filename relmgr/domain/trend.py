"""The trend of a yearly ratio: Theil-Sen slope against its median, robust against one odd year."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import combinations
from typing import Final, NamedTuple

from relmgr.domain.conditions import SLACK
from relmgr.domain.series import median

LEAST_YEARS: Final = 3
DETERIORATES: Final = 0.10
"""A fall (or, where lower is better, a rise) of more than this share of the median a year; product default."""


class TrendStatus(StrEnum):
    """What a trend says; `na` has no base to compare the slope with."""

    DETERIORATING = "deteriorating"
    NOT_DETERIORATING = "not_deteriorating"
    INSUFFICIENT = "insufficient"
    NA = "na"


class Trend(NamedTuple):
    """Change a year, and as a share of the absolute median."""

    slope: float | None
    relative: float | None
    status: TrendStatus


def trend(years: Sequence[int], values: Sequence[float | None], *, higher_is_better: bool) -> Trend:
    """Return the trend over at least three known years; with fewer only their difference could be shown."""
    known = [(year, value) for year, value in zip(years, values, strict=True) if value is not None]
    if len(known) < LEAST_YEARS:
        return Trend(None, None, TrendStatus.INSUFFICIENT)
    slope = median((later - sooner) / (b - a) for (a, sooner), (b, later) in combinations(sorted(known), 2))
    middle = abs(median(value for _, value in known))
    if middle <= SLACK:
        return Trend(slope, None, TrendStatus.NA)
    relative = slope / middle
    worsening = -relative if higher_is_better else relative
    falls = worsening > DETERIORATES + SLACK
    return Trend(slope, relative, TrendStatus.DETERIORATING if falls else TrendStatus.NOT_DETERIORATING)
