"""Laws of the change detector: gaps break pairs, zeros are floored, and the future does not matter."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.series import (
    Series,
    balance_change,
    fall_over,
    firing_months,
    median,
    robust_z,
    run_off,
    z_at,
)
from relmgr.rulebook.loader import load

DETECTOR = load().warnings.detector
SEASONAL = replace(DETECTOR, seasonal=True)
SUMMER = [100.0] * 6 + [40.0, 40.0] + [100.0] * 4
"""A year in which two months are always low."""
STEADY: list[float | None] = [100, 102, 98, 101, 99, 103, 97, 100, 101, 99, 102, 100]
VALUES = st.lists(st.none() | st.floats(0, 1e9), max_size=40)


@given(VALUES, st.integers(0, 40))
def test_later_months_change_no_earlier_reading(values: list[float | None], keep: int) -> None:
    whole, cut = robust_z(values, DETECTOR), robust_z(values[:keep], DETECTOR)
    assert whole[:keep] == cut
    fires = firing_months(whole, DETECTOR.limit)
    assert [m for m in fires if m < keep] == firing_months(cut, DETECTOR.limit)


@given(VALUES)
def test_only_the_window_before_a_month_counts(values: list[float | None]) -> None:
    if len(values) > DETECTOR.window + DETECTOR.recent + 1:
        cut = values[-(DETECTOR.window + DETECTOR.recent + 1) :]
        assert balance_change(cut, DETECTOR) == balance_change(values, DETECTOR)


@given(VALUES, st.floats(0.001, 1000))
def test_the_currency_unit_does_not_matter(values: list[float | None], unit: float) -> None:
    scaled = [None if v is None else v * unit for v in values]
    for a, b in zip(robust_z(values, DETECTOR), robust_z(scaled, DETECTOR), strict=True):
        assert (a is None) == (b is None)
        assert a is None or b is None or abs(a - b) < 1e-6


def test_a_missing_month_breaks_the_pair() -> None:
    assert balance_change([*STEADY, 40.0, 40.0], DETECTOR).rz2 is True
    gap: list[float | None] = [*STEADY, 40.0, None, 40.0]
    assert firing_months(robust_z(gap, DETECTOR), DETECTOR.limit) == []


def test_fewer_than_nine_known_points_have_no_z() -> None:
    sparse: list[float | None] = [None, None, None, *STEADY[3:], 40.0]
    assert z_at(sparse, 12, DETECTOR) is not None
    assert z_at([None, *sparse[1:4], None, *sparse[5:]], 12, DETECTOR) is None


def test_a_balance_of_zero_is_floored() -> None:
    z = z_at([*STEADY, 0.0], 12, DETECTOR)
    assert z is not None
    assert -60 < z < -40


def test_run_off_needs_all_recent_months_and_a_base() -> None:
    assert run_off([*STEADY, 50.0, None, 50.0], DETECTOR) is None
    assert run_off([0.0] * 15, DETECTOR) is None
    found = run_off([*STEADY, 50.0, 50.0, 50.0], DETECTOR)
    assert found is not None
    assert found.drop == 0.5


def test_fall_needs_a_positive_base() -> None:
    assert fall_over([0.0] * 7, 6) is None
    assert fall_over([10.0] * 6, 6) is None
    assert fall_over([100.0, 0, 0, 0, 0, 0, 5.0], 6) == 0.95


def test_neither_measure_is_unknown_and_one_is_enough() -> None:
    assert balance_change([], DETECTOR).rz2 is None
    assert balance_change([5.0, 6.0], DETECTOR).rz2 is None
    assert balance_change([*STEADY, 100.0], DETECTOR).rz2 is False


@given(st.lists(st.floats(-1e6, 1e6), min_size=1))
def test_median_stands_in_the_middle(values: list[float]) -> None:
    middle = median(values)
    assert sum(v < middle for v in values) <= len(values) / 2
    assert sum(v > middle for v in values) <= len(values) / 2


def test_series_by_month() -> None:
    series = Series(100, (1.0, None, 3.0))
    assert series.last == 102
    assert [series.at(month) for month in (99, 100, 101, 102, 103)] == [None, 1.0, None, 3.0, None]


def test_a_low_season_is_no_change_of_behaviour_once_the_history_is_long_enough() -> None:
    years: list[float | None] = [*SUMMER, *SUMMER, *SUMMER[:8]]
    plain, adjusted = balance_change(years, DETECTOR), balance_change(years, SEASONAL)
    assert (plain.rz2, plain.adjusted) == (True, False)
    assert (adjusted.rz2, adjusted.adjusted) == (False, True)
    assert (adjusted.drop, adjusted.fall) == (plain.drop, plain.fall)


def test_a_fall_below_the_season_still_fires() -> None:
    years: list[float | None] = [*SUMMER, *SUMMER, *SUMMER[:6], 15.0, 15.0]
    assert balance_change(years, SEASONAL).rz2 is True


@given(st.lists(st.none() | st.floats(0, 1e9), max_size=24))
def test_without_two_years_and_a_month_nothing_is_adjusted(values: list[float | None]) -> None:
    assert balance_change(values, SEASONAL) == balance_change(values, DETECTOR)


@given(st.lists(st.none() | st.floats(0, 1e9), max_size=60), st.integers(0, 60))
def test_a_seasonal_reading_sees_earlier_months_only(values: list[float | None], keep: int) -> None:
    assert robust_z(values, SEASONAL)[:keep] == robust_z(values[:keep], SEASONAL)
