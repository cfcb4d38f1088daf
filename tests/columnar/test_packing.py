"""A packed column comes back digit for digit, in no more bytes than its range needs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relmgr.columnar.packing import HEAD, pack_floats, pack_ints, unpack

MISSING = np.iinfo(np.int64).min
ranges = st.sampled_from([0, 1, 200, 255, 256, 60_000, 65_536, 2**31, 2**32, 2**39, 2**40, 2**47, 2**52])


@st.composite
def whole(draw: st.DrawFn) -> list[int]:
    least, span = draw(st.sampled_from([0, 0, -(2**40), 5])), draw(ranges)
    value = st.integers(least, min(least + span, 2**53 - 1))
    return draw(st.lists(st.one_of(value, st.just(MISSING)), max_size=40))


@settings(deadline=None)
@given(whole())
def test_whole_numbers_come_back(values: list[int]) -> None:
    found = unpack(pack_ints(np.array(values, np.int64), MISSING))
    expected = [np.nan if value == MISSING else float(value) for value in values]
    np.testing.assert_array_equal(found, np.array(expected, np.float64))


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(st.floats(allow_nan=True, allow_infinity=True), st.integers(-5, 5).map(float)), max_size=60
    )
)
def test_numbers_come_back(values: list[float]) -> None:
    np.testing.assert_array_equal(
        unpack(pack_floats(np.array(values, np.float64))), np.array(values, np.float64)
    )


@pytest.mark.parametrize(
    ("span", "width"), [(0, 0), (200, 1), (60_000, 2), (2**32 - 2, 4), (2**32, 5), (2**40, 6), (2**50, 8)]
)
def test_bytes_follow_the_range(span: int, width: int) -> None:
    assert len(pack_ints(np.array([7, 7 + span]), MISSING)) == HEAD.size + 2 * width
