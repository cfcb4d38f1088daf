"""One test of a covenant: status and headroom. Equality passes; what cannot be computed is never a pass."""

from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from relmgr.domain.conditions import SLACK
from relmgr.domain.values import Level

THIN: Final = 0.10
"""A pass with less headroom than this is amber; product default."""


class ValueStatus(StrEnum):
    """Why a ratio has no value: `na` is not defined (nothing due), `neg` meaningless, which counts as a breach."""

    OK = "ok"
    NA = "na"
    NEG = "neg"


class CovenantStatus(StrEnum):
    """Outcome of a test on a day."""

    PASS = "pass"  # noqa: S105
    AMBER = "amber"
    BREACH = "breach"
    BREACH_IN_CURE = "breach_in_cure"
    WAIVED = "waived"
    NOT_TESTED = "not_tested"
    NA = "na"


class CovenantTerms(NamedTuple):
    """What the agreement asks: the ratio is to be at least ('>=') or at most ('<=') the threshold."""

    at_least: bool
    threshold: float


class CovenantOutcome(NamedTuple):
    """Status, headroom as a share of the threshold, and the level it stands for."""

    status: CovenantStatus
    headroom: float | None
    level: Level


LEVELS: Final = {
    CovenantStatus.PASS: Level.GREEN,
    CovenantStatus.AMBER: Level.YELLOW,
    CovenantStatus.BREACH: Level.RED,
    CovenantStatus.BREACH_IN_CURE: Level.ORANGE,
    CovenantStatus.WAIVED: Level.ORANGE,
}


def headroom_of(value: float, terms: CovenantTerms) -> float | None:
    """Return how far a value lies on the good side as a share of the threshold; None at a threshold of zero."""
    if abs(terms.threshold) <= SLACK:
        return None
    room = (value - terms.threshold) / abs(terms.threshold)
    return room if terms.at_least else -room


def covenant_test(
    value: float | None,
    terms: CovenantTerms,
    as_of: date,
    *,
    value_status: ValueStatus = ValueStatus.OK,
    due: date | None = None,
    waived_until: date | None = None,
    cure_until: date | None = None,
) -> CovenantOutcome:
    """Return the outcome of a test as of a day; a waiver is looked at before a cure period."""
    if value_status is ValueStatus.NA:
        return CovenantOutcome(CovenantStatus.NA, None, Level.UNKNOWN)
    if value is None and value_status is ValueStatus.OK:
        late = due is not None and as_of > due
        return CovenantOutcome(CovenantStatus.NOT_TESTED, None, Level.YELLOW if late else Level.UNKNOWN)
    headroom = None if value is None else headroom_of(value, terms)
    if value is not None and _passes(value, terms):
        thin = headroom is not None and headroom < THIN - SLACK
        status = CovenantStatus.AMBER if thin else CovenantStatus.PASS
    elif waived_until is not None and as_of <= waived_until:
        status = CovenantStatus.WAIVED
    elif cure_until is not None and as_of <= cure_until:
        status = CovenantStatus.BREACH_IN_CURE
    else:
        status = CovenantStatus.BREACH
    return CovenantOutcome(status, headroom, LEVELS[status])


def _passes(value: float, terms: CovenantTerms) -> bool:
    if terms.at_least:
        return value >= terms.threshold - SLACK
    return value <= terms.threshold + SLACK
