"""Conditions of rules over columns: the same three answers as `domain.conditions`, for a block at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from relmgr.columnar.arrays import NO, UNKNOWN, YES, Bools, Floats, Ints, Small, missing
from relmgr.columnar.block import FactColumns
from relmgr.columnar.text_codes import number_of
from relmgr.domain.conditions import SLACK, Condition, Operator
from relmgr.domain.signals import Step

Compared = Callable[[Floats, Floats | float], Bools]

COMPARE: Final[dict[Operator, Compared]] = {
    Operator.LESS: lambda value, limit: value < limit - SLACK,
    Operator.AT_MOST: lambda value, limit: value <= limit + SLACK,
    Operator.MORE: lambda value, limit: value > limit + SLACK,
    Operator.AT_LEAST: lambda value, limit: value >= limit - SLACK,
    Operator.EQUAL: lambda value, limit: np.abs(value - limit) <= SLACK,
    Operator.UNEQUAL: lambda value, limit: ~(np.abs(value - limit) <= SLACK),
}


@dataclass(frozen=True, slots=True)
class Looking:
    """Facts as seen from clients (`owner` None) or from their subjects, which know their client's facts too."""

    size: int
    own: FactColumns
    client: FactColumns
    owner: Ints | None = None

    def fact(self, name: str) -> Floats:
        """Return a fact of the subject itself, or else of its client."""
        above = self.client.get(name)
        if above is not None and self.owner is not None:
            above = above[self.owner]
        own = self.own.get(name) if self.owner is not None else None
        if own is None:
            return missing(self.size) if above is None else above
        return own if above is None else np.where(np.isnan(own), above, own)

    def answer(self, condition: Condition) -> Small:
        """Return whether a condition is met, place by place."""
        value = self.fact(condition.fact)
        limit = self._limit(condition)
        gap = np.isnan(value)
        other = np.isinf(value)
        if isinstance(limit, np.ndarray):
            gap, other = gap | np.isnan(limit), other | np.isinf(limit)
        with np.errstate(invalid="ignore"):
            met = self._compare(condition, value, limit)
        answers = np.where(met & ~other, YES, NO).astype(np.int8)
        if gap.any():
            answers[gap] = NO if condition.lenient else UNKNOWN
        return answers

    def _limit(self, condition: Condition) -> Floats | float:
        if condition.than_fact is not None:
            return self.fact(condition.than_fact)
        if condition.than is None:
            return missing(self.size)
        return 0.0 if isinstance(condition.than, tuple) else number_of(condition.than)

    def _compare(self, condition: Condition, value: Floats, limit: Floats | float) -> Bools:
        if condition.operator is not Operator.IN:
            return COMPARE[condition.operator](value, limit)
        codes = condition.than if isinstance(condition.than, tuple) else ()
        return np.isin(value, [number_of(code) for code in codes])

    def step(self, step: Step) -> Small:
        """Return whether a rung fires: every condition and at least one of the others."""
        answers = np.full(self.size, YES, np.int8)
        for condition in step.every:
            np.minimum(answers, self.answer(condition), out=answers)
        if step.some:
            some = np.zeros(self.size, np.int8)
            for condition in step.some:
                np.maximum(some, self.answer(condition), out=some)
            np.minimum(answers, some, out=answers)
        return answers

    def not_applicable(self, name: str) -> Bools:
        """Tell where a fact is known not to apply."""
        return np.isinf(self.fact(name))
