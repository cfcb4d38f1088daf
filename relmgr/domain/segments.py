"""A segment of the book as a value: AND over dimensions of OR over values, ranges and unknown, each with NOT.

The logic is two-valued: a client whose value is unknown is not in `region=华东`, is in `region!=华东`, and can
be asked for by `region=unknown`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from relmgr.domain.currencies import CODES
from relmgr.domain.dimensions import (
    DIMENSIONS,
    Dimension,
    DimensionKind,
    DimensionValue,
    Range,
)
from relmgr.errors import Invalid
from relmgr.words import Words

FIELD = "definition"
NO_DIMENSION = Words("没有维度「{word}」。", 'there is no dimension "{word}".')
NOTHING = Words("{dimension}：没有写任何取值。", "{dimension}: no value is given.")
NO_TEXT = Words("{dimension} 是数，不能取「{value}」。", '{dimension} is a number and cannot be "{value}".')
NO_NUMBER = Words("{dimension} 不是数，不能用范围。", "{dimension} is no number and has no ranges.")
NOT_ONE_OF = Words(
    "{dimension} 没有取值「{value}」；可用：{all}。", '{dimension} is never "{value}"; known are: {all}.'
)
EMPTY_RANGE = Words("{dimension}：范围里没有数。", "{dimension}: no number lies in the range.")
NO_CURRENCY = Words("{dimension}：金额要有币种。", "{dimension}: an amount needs a currency.")


@dataclass(frozen=True, slots=True)
class Condition:
    """What one dimension must be: any of `values`, in any of `ranges`, or unknown; `negated` turns it round.

    Raises Invalid for a dimension or value that does not exist, and for a condition without alternatives.
    """

    dimension: str
    values: tuple[str, ...] = ()
    ranges: tuple[Range, ...] = ()
    unknown: bool = False
    negated: bool = False

    def __post_init__(self) -> None:
        """Refuse what could never be meant."""
        if self.dimension not in DIMENSIONS:
            raise Invalid(FIELD, NO_DIMENSION.fill(word=self.dimension))
        if not (self.values or self.ranges or self.unknown):
            raise self._invalid(NOTHING)
        if self.values and self.about.kind is not DimensionKind.TEXT:
            raise self._invalid(NO_TEXT, value=self.values[0])
        if self.ranges and self.about.kind is DimensionKind.TEXT:
            raise self._invalid(NO_NUMBER)
        for value in self.values:
            if not value.strip() or (not self.about.is_open and value not in self.about.values):
                raise self._invalid(NOT_ONE_OF, value=value, all=", ".join(self.about.values) or "-")
        for low, high, currency in self.ranges:
            if low == high is None or (low is not None and high is not None and low > high):
                raise self._invalid(EMPTY_RANGE)
            if (self.about.kind is DimensionKind.AMOUNT) != (currency in CODES):
                raise self._invalid(NO_CURRENCY)

    def _invalid(self, words: Words, **values: str) -> Invalid:
        zh, en = (words[i].format(dimension=self.about.words[i], **values) for i in (0, 1))
        return Invalid(FIELD, Words(zh, en))

    @property
    def about(self) -> Dimension:
        """Return the dimension."""
        return DIMENSIONS[self.dimension]

    def holds(self, value: DimensionValue) -> bool:
        """Tell whether a client with this value meets the condition."""
        if value is None:
            found = self.unknown
        elif isinstance(value, str):
            found = value in self.values
        else:
            found = any(span.holds(value) for span in self.ranges)
        return found != self.negated


@dataclass(frozen=True, slots=True)
class Definition:
    """Conditions that all must hold; without any it is the whole book."""

    conditions: tuple[Condition, ...] = ()

    def holds(self, client: Mapping[str, DimensionValue]) -> bool:
        """Tell whether a client with these values by dimension belongs to it."""
        return all(condition.holds(client.get(condition.dimension)) for condition in self.conditions)

    def and_also(self, *more: Condition) -> "Definition":
        """Return the part of this segment that meets further conditions."""
        return Definition((*self.conditions, *more))

    def without(self, dimensions: Iterable[str]) -> "Definition":
        """Return this definition less its conditions on some dimensions."""
        left_out = frozenset(dimensions)
        return Definition(tuple(c for c in self.conditions if c.dimension not in left_out))

    def only(self, dimensions: Iterable[str]) -> "Definition":
        """Return the conditions on some dimensions alone."""
        kept = frozenset(dimensions)
        return Definition(tuple(c for c in self.conditions if c.dimension in kept))


WHOLE_BOOK = Definition()


def value_condition(dimension: Dimension, value: str | Range | None) -> Condition:
    """Return the condition of one value, band or unknown: what the edge of a cross table stands for."""
    if value is None:
        return Condition(dimension.code, unknown=True)
    if isinstance(value, Range):
        if value.low is None and value.high is None:
            return Condition(dimension.code, unknown=True, negated=True)
        return Condition(dimension.code, ranges=(value,))
    return Condition(dimension.code, (value,))


def as_json(definition: Definition) -> list[dict[str, Any]]:
    """Return a definition as it is stored: one object a condition, without what is not said."""
    return [_condition_json(condition) for condition in definition.conditions]


def _condition_json(condition: Condition) -> dict[str, Any]:
    said: dict[str, Any] = {"dimension": condition.dimension}
    if condition.values:
        said["values"] = list(condition.values)
    if condition.ranges:
        said["ranges"] = [[*span[:2], *span[2:][: bool(span.currency)]] for span in condition.ranges]
    return said | {
        name: True for name, on in (("unknown", condition.unknown), ("not", condition.negated)) if on
    }


def from_json(stored: Iterable[Mapping[str, Any]]) -> Definition:
    """Return a stored definition; raises Invalid for one that this program does not understand."""
    return Definition(
        tuple(
            Condition(
                one.get("dimension", ""),
                tuple(one.get("values", ())),
                tuple(Range(*span) for span in one.get("ranges", ())),
                bool(one.get("unknown")),
                bool(one.get("not")),
            )
            for one in stored
        )
    )
