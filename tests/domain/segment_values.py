"""Random definitions of segments, for the laws that hold for every one of them."""

from hypothesis import strategies as st

from relmgr.domain.dimensions import DIMENSIONS, Dimension, DimensionKind, Range
from relmgr.domain.segments import Condition, Definition

TEXTS = (
    "华东",
    "华北",
    "North China",
    "a,b",
    "unknown",
    "不明",
    "CNY",
    "none",
    "A",
    "电力（火电）",
    "电力：火电，热",
)
"""Free values that are easy to confuse with grammar, with words and with other values."""
CURRENCIES = ("CNY", "USD", "JPY")


def ranges(dimension: Dimension) -> st.SearchStrategy[Range]:
    """Return ranges of small numbers, open or closed."""
    is_amount = dimension.kind is DimensionKind.AMOUNT
    currency = st.sampled_from(CURRENCIES) if is_amount else st.just("")
    ends = st.one_of(st.none(), st.integers(0, 12))

    def ordered(pair: tuple[int | None, int | None], code: str) -> Range:
        low, high = pair
        if low is not None and high is not None and low > high:
            low, high = high, low
        return Range(low, high, code)

    return st.builds(ordered, st.tuples(ends, ends).filter(lambda p: p != (None, None)), currency)


def conditions() -> st.SearchStrategy[Condition]:
    """Return conditions on any dimension."""
    return st.sampled_from(list(DIMENSIONS.values())).flatmap(_condition)


def _condition(dimension: Dimension) -> st.SearchStrategy[Condition]:
    is_text = dimension.kind is DimensionKind.TEXT
    known = tuple(dimension.values) + (TEXTS if dimension.is_open else ())
    values = st.lists(st.sampled_from(known), max_size=3, unique=True) if is_text else st.just([])
    spans = st.just([]) if is_text else st.lists(ranges(dimension), max_size=2, unique=True)
    built = st.tuples(values, spans, st.booleans(), st.booleans())
    return built.filter(lambda b: bool(b[0] or b[1] or b[2])).map(
        lambda b: Condition(dimension.code, tuple(b[0]), tuple(b[1]), b[2], b[3])
    )


def definitions() -> st.SearchStrategy[Definition]:
    """Return definitions of none to three conditions."""
    return st.lists(conditions(), max_size=3).map(lambda found: Definition(tuple(found)))
