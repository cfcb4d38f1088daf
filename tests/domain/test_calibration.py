"""Bands proposed from the book: the direction stays, small or uniform books change nothing."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relmgr.domain.calibration import FEWEST, LADDER, percentile, propose, with_knots
from relmgr.domain.scorecards import Interpolation, score
from relmgr.rulebook.loader import load

RULES = load().scorecard
CARD = RULES.card


@settings(max_examples=50)
@given(
    st.lists(
        st.fixed_dictionaries({k.name: st.none() | st.floats(-1, 100) for k in CARD.kpis}),
        min_size=FEWEST,
        max_size=FEWEST + 30,
    )
)
def test_the_direction_stays_and_raw_values_rise(book: list[dict[str, float | None]]) -> None:
    proposal = propose(CARD, book, RULES.tiers)
    for one in proposal.kpis:
        assert (one.knots is None) == (one.why_not is not None)
        if one.knots is None:
            continue
        assert one.clients >= FEWEST
        assert all(a[0] < b[0] for a, b in pairwise(one.knots))
        assert [points for _, points in one.knots] == sorted(LADDER, reverse=not one.kpi.rises)
        if one.kpi.interpolation is Interpolation.LOG:
            assert one.knots[0][0] > 0
    after = with_knots(CARD, proposal.kpis)
    assert [kpi.name for kpi in after.kpis] == [kpi.name for kpi in CARD.kpis]
    for client in book:
        found = score(client, after).value
        assert found is None or -1e-9 <= found <= 100 + 1e-9


def test_too_few_clients_change_nothing() -> None:
    book = [{"esg": float(n), "satisfaction": 7.0} for n in range(FEWEST - 1)]
    proposal = propose(CARD, book, RULES.tiers)
    assert proposal.changes == ()
    assert with_knots(CARD, proposal.kpis) == CARD
    more = propose(CARD, [*book, {"esg": 90.0, "satisfaction": 7.0}], RULES.tiers)
    assert [one.kpi.name for one in more.changes] == ["esg"]
    assert {one.kpi.name: one.why_not for one in more.kpis}["satisfaction"] is not None


def test_the_median_client_gets_sixty_points() -> None:
    book = [{"credit": 0.001 * 1.1**n, "esg": float(n)} for n in range(41)]
    proposal = {one.kpi.name: one for one in propose(CARD, book, RULES.tiers).changes}
    assert proposal["esg"].knots is not None
    assert proposal["esg"].knots[2] == (20.0, 60.0)
    assert proposal["credit"].knots is not None
    assert proposal["credit"].knots[0][1] == 100
    assert proposal["credit"].knots[-1][1] == 0


def test_percentiles_are_interpolated() -> None:
    assert percentile([1, 2, 3, 4], 0.5) == 2.5
    assert percentile([1.0], 0.95) == 1.0
    assert percentile(list(range(101)), 0.05) == pytest.approx(5)
