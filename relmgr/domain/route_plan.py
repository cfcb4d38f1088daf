"""A week of visits within the time of its days: seed-and-fill greedy, deterministic (methods reference, section 8).

Places are numbered; 0 is the office, where every day begins and ends. Times are minutes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from relmgr.domain.values import Key

OFFICE: Final = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A client that could be visited: its place and how urgent the visit is, in points."""

    id: Key
    place: int
    points: float


@dataclass(frozen=True, slots=True)
class RoutePolicy:
    """Minutes of a visit, visits of a day, and the points that a minute of extra way costs."""

    visit_minutes: int = 60
    most_a_day: int = 4
    points_a_minute: float = 0.15


@dataclass(frozen=True, slots=True)
class Pick:
    """Why a client came into a day: its points against the minutes of way it adds."""

    client: Candidate
    extra_minutes: int


@dataclass(frozen=True, slots=True)
class DayRoute:
    """A day's clients in the order of the way, its whole length in minutes, and the picks in their order."""

    clients: tuple[Candidate, ...] = ()
    minutes: int = 0
    picks: tuple[Pick, ...] = ()


class _Insertion(NamedTuple):
    extra: int
    position: int


def plan_route(
    candidates: Sequence[Candidate],
    travel: Sequence[Sequence[int]],
    day_minutes: Sequence[int],
    policy: RoutePolicy,
) -> tuple[DayRoute, ...]:
    """Return a route for each day; `travel[a][b]` are the minutes from place a to place b."""
    left = {one.id: one for one in sorted(candidates, key=lambda one: one.id)}
    days = []
    for available in day_minutes:
        route = _plan_day(list(left.values()), travel, available, policy)
        for client in route.clients:
            del left[client.id]
        days.append(route)
    return tuple(days)


def route_minutes(clients: Sequence[Candidate], travel: Sequence[Sequence[int]], policy: RoutePolicy) -> int:
    """Return office, visits and office again: travel and visits; 0 for an empty day."""
    stops = (OFFICE, *(client.place for client in clients), OFFICE)
    way = sum(travel[here][there] for here, there in pairwise(stops))
    return way + len(clients) * policy.visit_minutes if clients else 0


def _plan_day(
    left: list[Candidate], travel: Sequence[Sequence[int]], available: int, policy: RoutePolicy
) -> DayRoute:
    """Begin with the most urgent client that fits, then add whoever is worth the way; ties go to the first id."""
    fitting = [one for one in left if route_minutes([one], travel, policy) <= available]
    if not fitting:
        return DayRoute()
    seed = max(fitting, key=lambda one: one.points)
    route, minutes = [seed], route_minutes([seed], travel, policy)
    picks = [Pick(seed, minutes - policy.visit_minutes)]
    left.remove(seed)
    while len(route) < policy.most_a_day:
        room = available - minutes - policy.visit_minutes
        best = _best(route, left, travel, room, policy)
        if best is None:
            break
        client, (extra, position) = best
        route.insert(position, client)
        left.remove(client)
        minutes += extra + policy.visit_minutes
        picks.append(Pick(client, extra))
    return DayRoute(tuple(route), minutes, tuple(picks))


def _best(
    route: Sequence[Candidate],
    left: Sequence[Candidate],
    travel: Sequence[Sequence[int]],
    room: int,
    policy: RoutePolicy,
) -> tuple[Candidate, _Insertion] | None:
    """Return whom to add and where; None when nobody fits or nobody is worth the way."""
    found, most = None, 0.0
    stops = (OFFICE, *(client.place for client in route), OFFICE)
    for client in left:
        insertion = _cheapest(stops, client.place, travel)
        worth = client.points - policy.points_a_minute * insertion.extra
        if insertion.extra <= room and worth > most:
            found, most = (client, insertion), worth
    return found


def _cheapest(stops: Sequence[int], place: int, travel: Sequence[Sequence[int]]) -> _Insertion:
    """Return the insertion with the least extra way, the earliest among equals."""
    return min(
        _Insertion(travel[here][place] + travel[place][there] - travel[here][there], position)
        for position, (here, there) in enumerate(pairwise(stops))
    )
