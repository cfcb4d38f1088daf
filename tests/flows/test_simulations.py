"""The reference simulations in short: the default damps flaps without being late, and alerts stay few and prompt."""

from functools import cache

from bench.fatigue import NOISES, simulate
from bench.tier_simulation import DEFAULT, POLICIES, Measured, clients, measure

BOOK = clients(1_000)


@cache
def measured(name: str) -> Measured:
    return measure(BOOK, POLICIES[name])


def test_the_default_flaps_seldom_and_sees_a_fall_in_time() -> None:
    found = measured(DEFAULT)
    assert found.flaps <= 0.10
    assert found.delay <= 2
    assert found.soon > 0.6
    assert found.late < 0.10


def test_the_default_beats_following_and_waiting_on_both_counts() -> None:
    """A minimum dwell alone locks noise in: fewer flaps than following every score, and more months wrong."""
    default, naive, dwell = measured(DEFAULT), measured("naive"), measured("dwell 6 only")
    assert default.flaps < dwell.flaps < naive.flaps
    assert default.mismatch < naive.mismatch < dwell.mismatch
    assert default.flaps < 0.1 * naive.flaps


def test_alerts_are_few_and_the_first_hit_is_never_late() -> None:
    found = simulate(500, NOISES["reference"])
    assert found.hits > 4000
    assert found.fewer(found.episodes) >= 0.60
    assert found.fewer(found.lines) >= 0.75
    assert found.lines <= found.client_days
    assert found.late == 0
