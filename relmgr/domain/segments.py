"""A segment of the book as a value: AND over fields of OR over values, ranges and unknown, each with NOT.

Between fields there is OR, too: a term may be several definitions of which one must hold, or with NOT none.

The logic is two-valued: a client whose value is unknown is not in `region=华东`, is in `region!=华东`, and can
be asked for by `region=unknown`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from relmgr.domain.currencies import CODES
from relmgr.domain.dimensions import (
    DATE,
    Dimension,
    DimensionKind,
    DimensionValue,
    Range,
)
from relmgr.domain.fields import FIELDS
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
NO_PARTS = Words("{dimension} 不能按部分文字找。", "{dimension} is not searched by a part of its text.")
ONLY_PARTS = Words(
    "{dimension}：按部分文字找时不能再写整个取值。",
    "{dimension} is searched by parts of its text, not by whole values.",
)
ONE_SIDE = Words("「或」的两边都要有条件。", "OR needs a condition on both sides.")
TOO_LARGE = Words("条件太多或括号太深。", "there are too many conditions, or brackets within brackets.")
DEEPEST: Final = 10
"""Brackets within brackets; SQLite refuses expressions of a depth of 1,000, and nobody reads even ten."""
MOST: Final = 200
"""Conditions of one definition, and values of one condition."""
_LOWER: Final = {ord(c): ord(c) + 32 for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def folded(text: str) -> str:
    """Return text as parts of it are compared: ASCII in lower case, as `lower()` of SQLite has it."""
    return text.translate(_LOWER)


@dataclass(frozen=True, slots=True)
class Condition:
    """What one field must be: any of `values`, in any of `ranges`, or unknown; `negated` turns it round.

    `parts` are texts of which one must occur in the value, upper and lower case alike. Raises Invalid for a
    field or value that does not exist, and for a condition without alternatives.
    """

    dimension: str
    values: tuple[str, ...] = ()
    ranges: tuple[Range, ...] = ()
    unknown: bool = False
    negated: bool = False
    parts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what could never be meant."""
        if self.dimension not in FIELDS:
            raise Invalid(FIELD, NO_DIMENSION.fill(word=self.dimension))
        if not (self.values or self.ranges or self.parts or self.unknown):
            raise self._invalid(NOTHING)
        if len(self.values) + len(self.ranges) + len(self.parts) > MOST:
            raise Invalid(FIELD, TOO_LARGE)
        self._check_texts()
        self._check_ranges()

    def _check_texts(self) -> None:
        about = self.about
        if self.values and about.kind is not DimensionKind.TEXT:
            raise self._invalid(NO_TEXT, value=self.values[0])
        if self.values and (about.is_searched or self.parts):
            raise self._invalid(ONLY_PARTS)
        if self.parts and (about.kind is not DimensionKind.TEXT or not about.is_open):
            raise self._invalid(NO_PARTS)
        for value in self.values:
            if not value.strip() or (not about.is_open and value not in about.values):
                raise self._invalid(NOT_ONE_OF, value=value, all=", ".join(about.values) or "-")
        if not all(part.strip() for part in self.parts):
            raise self._invalid(NOTHING)

    def _check_ranges(self) -> None:
        kind = self.about.kind
        if self.ranges and kind is DimensionKind.TEXT:
            raise self._invalid(NO_NUMBER)
        for low, high, unit in self.ranges:
            if low == high is None or (low is not None and high is not None and low > high):
                raise self._invalid(EMPTY_RANGE)
            if kind is DimensionKind.AMOUNT and unit not in CODES:
                raise self._invalid(NO_CURRENCY)
            if (
                kind is not DimensionKind.AMOUNT
                and unit
                and not (kind is DimensionKind.DAYS and unit == DATE)
            ):
                raise self._invalid(NO_CURRENCY)

    def _invalid(self, words: Words, **values: str) -> Invalid:
        zh, en = (words[i].format(dimension=self.about.words[i], **values) for i in (0, 1))
        return Invalid(FIELD, Words(zh, en))

    @property
    def about(self) -> Dimension:
        """Return the field."""
        return FIELDS[self.dimension]

    def holds(self, value: DimensionValue) -> bool:
        """Tell whether a client with this value meets the condition."""
        if value is None:
            found = self.unknown
        elif isinstance(value, str):
            found = value in self.values or any(folded(part) in folded(value) for part in self.parts)
        else:
            found = any(span.holds(value) for span in self.ranges)
        return found != self.negated

    def met(self, client: Mapping[str, DimensionValue]) -> bool:
        """Tell whether a client with these values by field meets the condition."""
        return self.holds(client.get(self.dimension))

    def turned(self) -> "Condition":
        """Return NOT this."""
        return replace(self, negated=not self.negated)

    @property
    def fields(self) -> frozenset[str]:
        """Return the one field that is asked for."""
        return frozenset((self.dimension,))

    @property
    def size(self) -> tuple[int, int]:
        """Return how many conditions there are, and how deep the brackets go."""
        return 1, 0


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Definitions of which at least one must hold, or, `negated`, none.

    Raises Invalid for a side without conditions and for what is too large to be meant.
    """

    alternatives: tuple["Definition", ...]
    negated: bool = False

    def __post_init__(self) -> None:
        """Refuse what could never be meant."""
        if not self.alternatives or not all(one.conditions for one in self.alternatives):
            raise Invalid(FIELD, ONE_SIDE)
        if self.size[0] > MOST or self.size[1] > DEEPEST:
            raise Invalid(FIELD, TOO_LARGE)

    def met(self, client: Mapping[str, DimensionValue]) -> bool:
        """Tell whether a client with these values by field meets it."""
        return any(one.holds(client) for one in self.alternatives) != self.negated

    def turned(self) -> "AnyOf":
        """Return NOT this."""
        return AnyOf(self.alternatives, not self.negated)

    @property
    def fields(self) -> frozenset[str]:
        """Return every field that is asked for."""
        return frozenset().union(*(one.fields for one in self.alternatives))

    @property
    def size(self) -> tuple[int, int]:
        """Return how many conditions there are, and how deep the brackets go."""
        sizes = [one.size for one in self.alternatives]
        return sum(size[0] for size in sizes), 1 + max(size[1] for size in sizes)


Term = Condition | AnyOf


@dataclass(frozen=True, slots=True)
class Definition:
    """Terms that all must hold; without any it is the whole book. Raises Invalid for one of too many."""

    conditions: tuple[Term, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what is too large to be meant."""
        if self.size[0] > MOST:
            raise Invalid(FIELD, TOO_LARGE)

    def holds(self, client: Mapping[str, DimensionValue]) -> bool:
        """Tell whether a client with these values by field belongs to it."""
        return all(term.met(client) for term in self.conditions)

    def and_also(self, *more: Term) -> "Definition":
        """Return the part of this segment that meets further conditions."""
        return Definition((*self.conditions, *more))

    def without(self, dimensions: Iterable[str]) -> "Definition":
        """Return this definition less the terms that ask for nothing but some fields."""
        left_out = frozenset(dimensions)
        return Definition(tuple(term for term in self.conditions if not term.fields <= left_out))

    def only(self, dimensions: Iterable[str]) -> "Definition":
        """Return the terms that ask for nothing but some fields."""
        kept = frozenset(dimensions)
        return Definition(tuple(term for term in self.conditions if term.fields <= kept))

    @property
    def fields(self) -> frozenset[str]:
        """Return every field that is asked for."""
        return frozenset().union(*(term.fields for term in self.conditions))

    @property
    def size(self) -> tuple[int, int]:
        """Return how many conditions there are, and how deep the brackets go."""
        sizes = [term.size for term in self.conditions]
        return sum(size[0] for size in sizes), max((size[1] for size in sizes), default=0)


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
