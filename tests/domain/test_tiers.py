"""Laws of the tier machine, the caps and overrides."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.tiers import (
    MachineState,
    Override,
    TierPolicy,
    TierSource,
    effective,
    path,
    rank,
    step,
    worse,
)
from relmgr.domain.values import AssetClass, Level, Tier
from relmgr.rulebook.loader import load

RULES = load().scorecard
POLICY, CAPS = RULES.tiers, RULES.caps
SCORES = st.lists(st.none() | st.floats(0, 100, allow_nan=False), max_size=30)
STATES = st.builds(
    MachineState, st.sampled_from(Tier), st.none() | st.integers(0, 9), st.integers(0, 3), st.integers(0, 3)
)


@given(STATES)
def test_a_month_without_a_score_is_frozen(state: MachineState) -> None:
    assert step(state, None, POLICY) == state


@given(SCORES)
def test_missing_months_could_as_well_not_have_been(scores: list[float | None]) -> None:
    known = [score for score in scores if score is not None]
    assert [t for t, s in zip(path(scores, POLICY), scores, strict=True) if s is not None] == path(
        known, POLICY
    )


@given(STATES, st.floats(0, 100))
def test_a_change_resets_age_and_counters(state: MachineState, score: float) -> None:
    after = step(state, score, POLICY)
    if after.tier is not state.tier:
        assert (after.age, after.up, after.down) == (0, 0, 0)
    assert not (after.up and after.down)


@given(st.floats(0, 100), st.lists(st.floats(-2.9, 2.9), min_size=1, max_size=24))
def test_noise_within_the_margin_moves_nothing(start: float, noise: list[float]) -> None:
    tiers = path([start, *(start + n for n in noise)], POLICY)
    assert set(tiers) == {tiers[0]}


@given(st.lists(st.floats(0, 100), min_size=1, max_size=30))
def test_after_a_change_the_dwell_is_kept(scores: list[float]) -> None:
    tiers = path(scores, POLICY)
    moves = [i for i in range(1, len(tiers)) if tiers[i] is not tiers[i - 1]]
    assert all(b - a >= POLICY.dwell for a, b in pairwise(moves))


def test_naive_policy_follows_every_score() -> None:
    naive = TierPolicy(POLICY.floors, 0, 1, 1, 0)
    scores = [10.0, 50.0, 65.0, 80.0, 64.9999]
    assert path(scores, naive) == [naive.tier_of(s) for s in scores]


def test_a_score_on_the_floor_belongs_to_the_better_tier() -> None:
    assert [POLICY.tier_of(s) for s in (80, 79.99, 65, 50, 49.99)] == [Tier.A, Tier.B, Tier.B, Tier.C, Tier.D]


@given(st.none() | st.sampled_from(Tier), st.sampled_from(Tier), st.none() | st.sampled_from(Tier))
def test_nothing_lifts_above_the_cap(model: Tier | None, cap: Tier, target: Tier | None) -> None:
    override = target and Override(target, date(2026, 1, 1), date(2026, 3, 1))
    tier, _ = effective(model, cap, override or None, date(2026, 2, 1))
    if tier is not None:
        assert rank(tier) >= rank(cap)
    if target is None and model is None:
        assert tier is None


@pytest.mark.parametrize(
    ("day", "source"),
    [
        (date(2025, 12, 31), TierSource.MODEL),
        (date(2026, 1, 1), TierSource.OVERRIDE),
        (date(2026, 3, 1), TierSource.OVERRIDE),
        (date(2026, 3, 2), TierSource.MODEL),
    ],
)
def test_an_override_does_not_outlive_its_expiry(day: date, source: TierSource) -> None:
    override = Override(Tier.A, date(2026, 1, 1), date(2026, 3, 1))
    assert effective(Tier.C, Tier.A, override, day)[1] is source


@given(st.sampled_from(AssetClass), st.sampled_from(Level), st.booleans())
def test_the_worst_cap_applies(asset_class: AssetClass, level: Level, unassessed: bool) -> None:
    both = CAPS.best(asset_class, level, unassessed=unassessed)
    alone = worse(CAPS.best(asset_class, Level.GREEN), CAPS.best(None, level, unassessed=unassessed))
    assert both is alone
