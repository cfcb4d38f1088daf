"""Bins and their weight of evidence: every case in one bin, one direction, missing neutral."""

from itertools import pairwise
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.evidence_weights import bin_ratio, points_of, quantile_cuts, woe, woe_points

COUNTS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=9)
CASES = st.lists(
    st.tuples(st.none() | st.floats(-1e6, 1e6, allow_subnormal=False), st.booleans()), max_size=120
)


@given(COUNTS)
def test_evidence_is_the_log_of_two_shares(counts: list[tuple[int, int]]) -> None:
    good, bad = [g for g, _ in counts], [b for _, b in counts]
    n = len(counts)
    for (g, b), found in zip(counts, woe(good, bad), strict=True):
        if g == b == 0:
            assert found == 0
        else:
            wanted = log(((b + 0.5) / (sum(bad) + 0.5 * n)) / ((g + 0.5) / (sum(good) + 0.5 * n)))
            assert found == pytest.approx(wanted)


def test_twenty_points_double_the_odds() -> None:
    assert points_of(1.0, -log(2)) == pytest.approx(20)
    assert points_of(0.5, log(2)) == pytest.approx(-10)
    assert woe_points([10, 10], [5, 5], 3.0) == (0.0, 0.0)


@given(CASES, st.integers(5, 8))
def test_every_case_falls_into_one_bin_and_risk_has_one_direction(
    cases: list[tuple[float | None, bool]], bins: int
) -> None:
    values, bad = [value for value, _ in cases], [is_bad for _, is_bad in cases]
    if all(bad) or not any(bad):
        return
    found = bin_ratio("x", values, bad, bins)
    assert len(found.bins) == len(found.cuts) + 1 == len(found.evidence) <= bins
    counted = [*found.bins, found.missing]
    assert sum(part.good + part.bad for part in counted) == len(cases)
    assert sum(part.bad for part in counted) == sum(bad)
    assert list(found.cuts) == sorted(set(found.cuts))
    if len(found.bins) > 1:
        steps = [after.risk - before.risk for before, after in pairwise(found.bins)]
        assert all(step > 0 for step in steps) or all(step < 0 for step in steps)
    assert found.of(None) == 0.0
    assert found.of(None, missing_counts=True) == found.missing_evidence


def test_a_value_on_a_cut_belongs_to_the_upper_bin() -> None:
    values = [float(v) for v in range(100)]
    found = bin_ratio("x", values, [v >= 50 for v in values], 5)
    for place, cut in enumerate(found.cuts, start=1):
        assert found.of(cut) == found.evidence[place]
        assert found.of(cut - 1e-9) == found.evidence[place - 1]


def test_ties_make_fewer_bins() -> None:
    assert quantile_cuts([0.0] * 50, 8) == []
    assert quantile_cuts([], 8) == []
    assert quantile_cuts([*[0.0] * 80, *[1.0] * 20], 8) == [1.0]
