"""The client's warning points and risk level, from the warnings that are open."""

from collections.abc import Iterable
from dataclasses import dataclass

from relmgr.domain.conditions import SLACK
from relmgr.domain.signals import Scope
from relmgr.domain.values import Level, Severity

FULL_SCORE = 100
LEVELS = (Level.GREEN, Level.YELLOW, Level.ORANGE, Level.RED)


@dataclass(frozen=True, slots=True)
class Bands:
    """Points from which a client is orange or red, and the coverage below which green is unknown."""

    orange: int
    red: int
    coverage: float


@dataclass(frozen=True, slots=True)
class Active:
    """An open warning as far as the composite needs it."""

    family: str
    severity: Severity
    points: int
    scope: Scope


@dataclass(frozen=True, slots=True)
class Composite:
    """The client's warning points and level; `partial` when too few rules had their data."""

    score: int
    level: Level
    partial: bool


def composite(signals: Iterable[Active], coverage: float, bands: Bands) -> Composite:
    """Return the worse of the highest risk severity and the band of points; points count once a family."""
    families: dict[str, int] = {}
    worst = 0
    for signal in signals:
        families[signal.family] = max(families.get(signal.family, 0), signal.points)
        if signal.scope is Scope.RISK:
            worst = max(worst, signal.severity.rank)
    score = min(FULL_SCORE, sum(families.values()))
    band = 3 if score >= bands.red else 2 if score >= bands.orange else 0
    partial = coverage < bands.coverage - SLACK
    level = LEVELS[max(worst, band)]
    return Composite(score, Level.UNKNOWN if partial and level is Level.GREEN else level, partial)
