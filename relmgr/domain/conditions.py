"""Conditions of rules: fact, operator, value; three answers, because what is missing is neither yes nor no."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from relmgr.domain.facts import NA, Fact, FactValue

SLACK = 1e-9
"""Comparisons allow for floating point by this much, so that "equality passes" holds."""

Limit = bool | int | float | str | tuple[str, ...]


class Operator(StrEnum):
    """How a fact is compared with its limit; signs are literal, `in` takes a list of codes."""

    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    EQUAL = "=="
    UNEQUAL = "!="
    IN = "in"


@dataclass(frozen=True, slots=True)
class Condition:
    """`fact` compared with `than`, or with the fact named `than_fact`.

    `lenient` conditions count as not met when the fact is missing; others make the answer unknown.
    """

    fact: str
    operator: Operator
    than: Limit | None = None
    than_fact: str | None = None
    lenient: bool = False


def _equal(value: Any, limit: Any) -> bool:
    if value == limit or isinstance(value, str) or isinstance(limit, str):
        return bool(value == limit)
    return bool(abs(value - limit) <= SLACK)


COMPARE: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.LESS: lambda value, limit: value < limit - SLACK,
    Operator.AT_MOST: lambda value, limit: value <= limit + SLACK,
    Operator.MORE: lambda value, limit: value > limit + SLACK,
    Operator.AT_LEAST: lambda value, limit: value >= limit - SLACK,
    Operator.EQUAL: _equal,
    Operator.UNEQUAL: lambda value, limit: not _equal(value, limit),
    Operator.IN: lambda value, limit: value in limit,
}
"""What each operator means; the loader has checked that fact and limit are of one kind."""

Known = Mapping[str, Fact]


def lookup(name: str, own: Known, client: Known) -> Fact | None:
    """Return a fact of the subject itself, or else of its client, or None."""
    fact = own.get(name)
    return client.get(name) if fact is None else fact


def limit_of(condition: Condition, own: Known, client: Known) -> FactValue | Limit | None:
    """Return what a condition compares with: its own limit or the value of another fact."""
    if condition.than_fact is None:
        return condition.than
    fact = lookup(condition.than_fact, own, client)
    return None if fact is None else fact.value


def is_met(condition: Condition, own: Known, client: Known) -> bool | None:
    """Tell whether a condition is met; None when a fact it needs is missing."""
    fact = own.get(condition.fact) or client.get(condition.fact)  # a fact, being a tuple, is never false
    limit = condition.than if condition.than_fact is None else limit_of(condition, own, client)
    if fact is None or limit is None:
        return False if condition.lenient else None
    if fact.value is NA or limit is NA:
        return False
    return COMPARE[condition.operator](fact.value, limit)


def all_met(answers: Iterable[bool | None]) -> bool | None:
    """Return the three-valued "and": one no decides, otherwise one unknown leaves it open."""
    known = True
    for answer in answers:
        if answer is False:
            return False
        known = known and answer is not None
    return True if known else None


def any_met(answers: Iterable[bool | None]) -> bool | None:
    """Return the three-valued "or": one yes decides, otherwise one unknown leaves it open."""
    known = True
    for answer in answers:
        if answer:
            return True
        known = known and answer is not None
    return False if known else None
