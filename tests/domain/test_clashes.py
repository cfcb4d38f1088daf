"""Appointments that overlap."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.clashes import clashes

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_touching_ends_do_not_overlap() -> None:
    """Ten o'clock after an hour from nine is no clash."""
    assert clashes([("a", NINE, 60), ("b", NINE + timedelta(hours=1), 30)]) == {}


def test_an_unknown_length_is_an_hour() -> None:
    """Half an hour is shared with what starts at half past."""
    assert clashes([("a", NINE, None), ("b", NINE + timedelta(minutes=30), 60)]) == {"a": 30, "b": 30}


def test_a_short_one_inside_a_long_one() -> None:
    """The most minutes shared count, also with one that is not the next."""
    day = [
        ("long", NINE, 180),
        ("in", NINE + timedelta(minutes=30), 15),
        ("late", NINE + timedelta(hours=2), 120),
    ]
    assert clashes(day) == {"long": 60, "in": 15, "late": 60}


spans = st.lists(st.tuples(st.integers(0, 500), st.one_of(st.none(), st.integers(1, 300))), max_size=8)


@given(spans)
def test_an_overlap_is_always_shared(given_spans: list[tuple[int, int | None]]) -> None:
    """The order in which they are given does not matter, and nobody clashes alone."""
    day = [(str(n), NINE + timedelta(minutes=at), length) for n, (at, length) in enumerate(given_spans)]
    found = clashes(day)
    assert dict(found) == dict(clashes(list(reversed(day))))
    assert len(found) != 1
