"""Random definitions of segments, for the laws that hold for every one of them."""

from hypothesis import strategies as st

from relmgr.domain.dimensions import DATE, Dimension, DimensionKind, Range
from relmgr.domain.fields import FIELDS
from relmgr.domain.segment_logic import either, opposite
from relmgr.domain.segments import Condition, Definition

TEXTS = (
    "华东",
    "华北",
    "North China",
    "a,b",
    "unknown",
    "不明",
    "never",
    "CNY",
    "none",
    "A",
    "or",
    "非",
    'say "hi"',
    "电力（火电）",
    "电力：火电，热",
)
"""Free values that are easy to confuse with grammar, with words and with other values."""
CURRENCIES = ("CNY", "USD", "JPY")
TODAY_ORDINAL = 739_943
"""The number of 2026-11-23, the day of the tests, in the calendar."""


def ranges(dimension: Dimension) -> st.SearchStrategy[Range]:
    """Return ranges of small numbers, open or closed; of days also ranges in the calendar."""
    if dimension.kind is DimensionKind.DAYS:
        near, dated = st.integers(-12, 12), st.integers(TODAY_ORDINAL - 12, TODAY_ORDINAL + 12)
        if dimension.is_past:
            near = st.integers(0, 12)
        return st.one_of(_between(near, st.just("")), _between(dated, st.just(DATE)))
    is_amount = dimension.kind is DimensionKind.AMOUNT
    return _between(st.integers(0, 12), st.sampled_from(CURRENCIES) if is_amount else st.just(""))


def _between(numbers: st.SearchStrategy[int], units: st.SearchStrategy[str]) -> st.SearchStrategy[Range]:
    ends = st.one_of(st.none(), numbers)

    def ordered(pair: tuple[int | None, int | None], code: str) -> Range:
        low, high = pair
        if low is not None and high is not None and low > high:
            low, high = high, low
        return Range(low, high, code)

    return st.builds(ordered, st.tuples(ends, ends).filter(lambda p: p != (None, None)), units)


def conditions() -> st.SearchStrategy[Condition]:
    """Return conditions on any field."""
    return st.sampled_from(list(FIELDS.values())).flatmap(_condition)


def _condition(dimension: Dimension) -> st.SearchStrategy[Condition]:
    is_text = dimension.kind is DimensionKind.TEXT
    known = tuple(dimension.values) + (TEXTS if dimension.is_open else ())
    texts = st.lists(st.sampled_from(known or ("-",)), max_size=3, unique=True)
    nothing: st.SearchStrategy[list[str]] = st.just([])
    values = texts if is_text and not dimension.is_searched else nothing
    parts = texts if is_text and dimension.is_open else nothing
    spans = st.just([]) if is_text else st.lists(ranges(dimension), max_size=2, unique=True)
    built = st.tuples(values, spans, st.booleans(), st.booleans(), parts)
    return built.filter(lambda b: bool(b[0] or b[1] or b[2] or b[4]) and not (b[0] and b[4])).map(
        lambda b: Condition(dimension.code, tuple(b[0]), tuple(b[1]), b[2], b[3], tuple(b[4]))
    )


def definitions() -> st.SearchStrategy[Definition]:
    """Return definitions of none to three terms, with OR, NOT and brackets within brackets."""
    some = st.lists(conditions(), min_size=1, max_size=3).map(lambda found: Definition(tuple(found)))

    def joined(inner: st.SearchStrategy[Definition]) -> st.SearchStrategy[Definition]:
        sides = st.lists(inner, min_size=2, max_size=3)
        both = sides.map(lambda found: Definition(tuple(term for one in found for term in one.conditions)))
        return st.one_of(sides.map(lambda found: either(*found)), inner.map(opposite), both)

    return st.one_of(st.just(Definition()), st.recursive(some, joined, max_leaves=5))
