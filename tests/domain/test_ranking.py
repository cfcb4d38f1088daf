"""The area under the curve against its definition, pair by pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.ranking import auc

CASES = st.lists(st.tuples(st.integers(-5, 5), st.booleans()), max_size=40)


@given(CASES)
def test_it_is_the_share_of_pairs_ranked_right(cases: list[tuple[int, bool]]) -> None:
    bads = [risk for risk, bad in cases if bad]
    goods = [risk for risk, bad in cases if not bad]
    found = auc([risk for risk, _ in cases], [bad for _, bad in cases])
    if not bads or not goods:
        assert found is None
        return
    pairs = [1.0 if b > g else 0.5 if b == g else 0.0 for b in bads for g in goods]
    assert found == pytest.approx(sum(pairs) / len(pairs))


@given(CASES)
def test_turning_the_score_round_turns_the_area_round(cases: list[tuple[int, bool]]) -> None:
    bad = [is_bad for _, is_bad in cases]
    one, other = auc([risk for risk, _ in cases], bad), auc([-risk for risk, _ in cases], bad)
    if one is not None and other is not None:
        assert one + other == pytest.approx(1.0)
