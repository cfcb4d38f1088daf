"""Laws of the weekly route: nobody twice, no day too long, the same answer in any order of asking."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.route_plan import Candidate, DayRoute, RoutePolicy, plan_route, route_minutes
from relmgr.domain.values import Key, Level, Tier
from relmgr.domain.visit_priority import RISK_POINTS, visit_priority

POLICY = RoutePolicy()
Case = tuple[list[Candidate], list[list[int]], list[int]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Return clients at places of their own, symmetric ways, and days, some of them holidays."""
    size = draw(st.integers(0, 12))
    points = draw(st.lists(st.integers(0, 100), min_size=size, max_size=size))
    candidates = [Candidate(Key(f"k{n:02}"), n + 1, p) for n, p in enumerate(points)]
    random = Random(draw(st.integers(0, 10**6)))
    travel = [[0] * (size + 1) for _ in range(size + 1)]
    for a in range(size + 1):
        for b in range(a):
            travel[a][b] = travel[b][a] = random.randrange(5, 120)
    return candidates, travel, draw(st.lists(st.sampled_from((0, 180, 300, 480)), min_size=1, max_size=5))


def planned(days: tuple[DayRoute, ...]) -> list[Key]:
    """Return the ids in their order."""
    return [client.id for day in days for client in day.clients]


@given(cases())
def test_nobody_twice_and_no_day_too_long(case: Case) -> None:
    candidates, travel, available = case
    days = plan_route(candidates, travel, available, POLICY)
    assert len(days) == len(available)
    assert len(planned(days)) == len(set(planned(days)))
    for day, most in zip(days, available, strict=True):
        assert len(day.clients) <= POLICY.most_a_day
        assert day.minutes == route_minutes(day.clients, travel, POLICY) <= most


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_asking_changes_nothing(case: Case, random: Random) -> None:
    candidates, travel, available = case
    shuffled = random.sample(candidates, len(candidates))
    assert plan_route(candidates, travel, available, POLICY) == plan_route(
        shuffled, travel, available, POLICY
    )


@given(cases())
def test_every_visit_is_explained(case: Case) -> None:
    """The picks of a day name its clients, and their ways and visits are its length."""
    candidates, travel, available = case
    for day in plan_route(candidates, travel, available, POLICY):
        assert {pick.client for pick in day.picks} == set(day.clients)
        visits = len(day.picks) * POLICY.visit_minutes
        assert sum(pick.extra_minutes for pick in day.picks) + visits == day.minutes


@given(cases())
def test_whoever_is_added_is_worth_the_way(case: Case) -> None:
    """After the first of a day, points exceed what the extra way costs."""
    candidates, travel, available = case
    for day in plan_route(candidates, travel, available, POLICY):
        assert all(pick.client.points > POLICY.points_a_minute * pick.extra_minutes for pick in day.picks[1:])


@given(st.one_of(st.none(), st.integers(0, 2000)), st.integers(1, 400), st.sampled_from((*Tier, None)),
       st.sampled_from(Level), st.sampled_from((0, 10)))  # fmt: skip
def test_priority_stays_between_0_and_100(
    days: int | None, cadence: int, tier: Tier | None, level: Level, opportunity: int
) -> None:
    """Never seen counts as two intervals; a day later is never less urgent."""
    found = visit_priority(days, cadence, tier, RISK_POINTS[level], opportunity)
    assert 3 <= found.points <= 100
    assert found.points <= visit_priority(None, cadence, tier, RISK_POINTS[level], opportunity).points
    if days is not None:
        assert found.points <= visit_priority(days + 1, cadence, tier, RISK_POINTS[level], opportunity).points
