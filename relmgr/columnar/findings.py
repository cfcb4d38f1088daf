"""What warning rules find on a block of clients, as `domain.findings` finds it on one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from relmgr.columnar.arrays import UNKNOWN, YES, Bools, Floats, Ints, Small
from relmgr.columnar.block import Block, FactColumns
from relmgr.columnar.conditions import Looking
from relmgr.domain.facts import SubjectKind
from relmgr.domain.findings import Outcome
from relmgr.domain.signals import Look, Scope, Step

OUTCOMES: Final = (Outcome.HIT, Outcome.CLEAN, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE)
HIT, CLEAN, NOT_KNOWN, NA = range(4)


@dataclass(frozen=True, slots=True)
class Found:
    """What one rule found: per client or subject the rung that fired (-1: none) and the outcome's place."""

    look: Look
    owner: Ints | None
    step: Small
    outcome: Small

    def per_client(self, here: Bools, size: int) -> Bools:
        """Tell for which clients something holds on at least one of their subjects."""
        if self.owner is None:
            return here
        return np.bincount(self.owner[here], minlength=size) > 0


def find(looks: Iterable[Look], block: Block, facts: FactColumns) -> list[Found]:
    """Return what every rule says of every client and of each subject it looks at."""
    found = []
    for look in looks:
        if look.kind is SubjectKind.CLIENT:
            found.append(Found(look, None, *fires(look.steps, Looking(block.size, {}, facts))))
        elif (subjects := block.subjects.get(look.kind)) is not None and len(subjects.owner):
            seen = Looking(len(subjects.owner), subjects.facts, facts, subjects.owner)
            found.append(Found(look, subjects.owner, *fires(look.steps, seen)))
    return found


def fires(steps: Sequence[Step], seen: Looking) -> tuple[Small, Small]:
    """Return the worst rung that fires, then the one with most points; unknown only when none fires."""
    best = np.full(seen.size, -1, np.int8)
    reached = np.full(seen.size, -1, np.int32)
    complete = np.ones(seen.size, np.bool_)
    for place, step in enumerate(steps):
        weight = step.severity.rank * 1_000_000 + step.points
        answer = seen.step(step)
        looked = reached < weight
        hit = looked & (answer == YES)
        best[hit], reached[hit] = place, weight
        complete &= ~(looked & (answer == UNKNOWN))
    outcome = np.where(best >= 0, HIT, np.where(complete, CLEAN, NOT_KNOWN)).astype(np.int8)
    clean = outcome == CLEAN
    names = dict.fromkeys(condition.fact for step in steps for condition in step.conditions)
    for name in names:
        if not clean.any():
            break
        clean &= seen.not_applicable(name)
    outcome[clean] = NA
    return best, outcome


def coverage_of(found: Sequence[Found], size: int) -> Floats:
    """Return per client the share of applicable rules whose data were present (0 when none applies)."""
    applicable, present = np.zeros(size), np.zeros(size)
    for rule in dict.fromkeys(one.look.rule.id for one in found):
        looks = [one for one in found if one.look.rule.id == rule]
        applies, hit, open_ = (np.zeros(size, np.bool_) for _ in range(3))
        for one in looks:
            applies |= one.per_client(one.outcome != NA, size)
            hit |= one.per_client(one.outcome == HIT, size)
            open_ |= one.per_client(one.outcome == NOT_KNOWN, size)
        applicable += applies
        present += applies & (hit | ~open_)
    return np.divide(present, applicable, out=np.zeros(size), where=applicable > 0)


@dataclass(slots=True)
class Warned:
    """The points of each family and the worst severity of a block, rule after rule."""

    size: int
    families: dict[str, Ints]
    worst: Small
    hits: Bools

    @classmethod
    def by(cls, found: Iterable[Found], size: int, scope: Scope | None = None) -> "Warned":
        """Add up what fired, of one scope or all."""
        warned = cls(size, {}, np.zeros(size, np.int8), np.zeros(size, np.bool_))
        for one in found:
            warned._add(one, scope)
        return warned

    def _add(self, found: Found, scope: Scope | None) -> None:
        for place, step in enumerate(found.look.steps):
            here = found.step == place
            if scope not in (None, step.scope) or not here.any():
                continue
            clients = found.per_client(here, self.size)
            self.hits |= clients
            points = self.families.setdefault(
                step.family or found.look.rule.family, np.zeros(self.size, np.int64)
            )
            points[clients] = np.maximum(points[clients], step.points)
            if step.scope is Scope.RISK:
                self.worst[clients] = np.maximum(self.worst[clients], step.severity.rank)

    def points(self) -> Ints:
        """Return the sum of the families' points by client."""
        total = np.zeros(self.size, np.int64)
        for points in self.families.values():
            total += points
        return total
