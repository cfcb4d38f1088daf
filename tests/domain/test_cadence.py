"""Contact intervals: the shortest applies, the manager's own never loosens what risk asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.cadence import Cadence, Lateness, cadence, lateness
from relmgr.domain.values import AssetClass, Level, Tier
from relmgr.rulebook.loader import load

MATRIX = load().cadence.matrix


@given(
    st.none() | st.sampled_from(Tier),
    st.sampled_from(AssetClass),
    st.sampled_from(Level),
    st.integers(1, 400),
)
def test_an_own_interval_replaces_that_of_the_tier_only(
    tier: Tier | None, asset_class: AssetClass, level: Level, own: int
) -> None:
    found = cadence(MATRIX, tier, asset_class, level, own_days=own)
    by_risk = cadence(MATRIX, None, asset_class, level, own_days=10_000)
    assert found.days == min(own, by_risk.days)


def test_yellow_does_not_shorten() -> None:
    assert cadence(MATRIX, Tier.C, level=Level.YELLOW) == Cadence(90, "tier")


def test_the_driver_is_named() -> None:
    assert cadence(MATRIX, Tier.B, level=Level.RED) == Cadence(15, "level")
    assert cadence(MATRIX, Tier.B, AssetClass.LOSS) == Cadence(15, "class")
    assert cadence(MATRIX, Tier.C, phase="construction") == Cadence(30, "phase")
    assert cadence(MATRIX, None) == Cadence(180, "tier")
    assert cadence(MATRIX, Tier.C, segment_days=20) == Cadence(20, "segment")
    assert cadence(MATRIX, Tier.C, level=Level.RED, own_days=5, segment_days=20) == Cadence(5, "own")


@pytest.mark.parametrize(
    ("days", "status"),
    [(30, Lateness.OK), (31, Lateness.YELLOW), (45, Lateness.YELLOW), (46, Lateness.ORANGE)],
)
def test_on_the_due_day_it_is_due_and_not_late(days: int, status: Lateness) -> None:
    assert lateness(days, 30, MATRIX)[1] is status
