"""How often a client is to be seen: the shortest interval that applies; and how late a contact is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from relmgr.domain.conditions import SLACK
from relmgr.domain.values import AssetClass, Level, Tier


@dataclass(frozen=True, slots=True)
class CadenceMatrix:
    """Intervals in days by driver, and the lateness limits as shares of the interval (strict)."""

    tiers: Mapping[Tier, int]
    unrated: int
    classes: Mapping[AssetClass, int]
    levels: Mapping[Level, int]
    phases: Mapping[str, int]
    late: float
    very_late: float


@dataclass(frozen=True, slots=True)
class Cadence:
    """The interval that applies, in days, and its driver: 'tier', 'own', 'class', 'level', 'phase' or 'segment'."""

    days: int
    driver: str


class Lateness(StrEnum):
    """How a contact stands against its interval; on the due day it is due, not late."""

    OK = "ok"
    YELLOW = "yellow"
    ORANGE = "orange"
    NEVER = "never"


def cadence(
    matrix: CadenceMatrix,
    tier: Tier | None,
    asset_class: AssetClass | None = None,
    level: Level = Level.UNKNOWN,
    phase: str = "",
    own_days: int | None = None,
    segment_days: int | None = None,
) -> Cadence:
    """Return the shortest interval; the manager's own replaces only that of the tier, not the caps of risk.

    `segment_days` is the shortest interval that the strategies of the client's segments prescribe.
    """
    found = drivers(matrix, tier, asset_class, level, phase, own_days, segment_days)
    return min(found, key=lambda driver: driver.days)


def drivers(
    matrix: CadenceMatrix,
    tier: Tier | None,
    asset_class: AssetClass | None = None,
    level: Level = Level.UNKNOWN,
    phase: str = "",
    own_days: int | None = None,
    segment_days: int | None = None,
) -> tuple[Cadence, ...]:
    """Return every interval that applies, each with what drives it."""
    base = matrix.unrated if tier is None else matrix.tiers[tier]
    found = [Cadence(base, "tier") if own_days is None else Cadence(own_days, "own")]
    if asset_class is not None and asset_class in matrix.classes:
        found.append(Cadence(matrix.classes[asset_class], "class"))
    if level in matrix.levels:
        found.append(Cadence(matrix.levels[level], "level"))
    if phase in matrix.phases:
        found.append(Cadence(matrix.phases[phase], "phase"))
    if segment_days is not None:
        found.append(Cadence(segment_days, "segment"))
    return tuple(found)


def lateness(days_since: int | None, days: int, matrix: CadenceMatrix) -> tuple[float | None, Lateness]:
    """Return elapsed days as a share of the interval, and what that means."""
    if days_since is None:
        return None, Lateness.NEVER
    ratio = days_since / days
    if ratio > matrix.very_late + SLACK:
        return ratio, Lateness.ORANGE
    return ratio, Lateness.YELLOW if ratio > matrix.late + SLACK else Lateness.OK
