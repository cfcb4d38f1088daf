"""Composes the demo book: rows by table, a few hundred clients at a time, the same for a seed and a day."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, tzinfo
from random import Random
from typing import Any, Final

from relmgr.demo.agenda import put_desk
from relmgr.demo.contacts import put_past_visits
from relmgr.demo.credit import put_credit
from relmgr.demo.crowd import character
from relmgr.demo.figures import put_figures
from relmgr.demo.keys import KeyMaker
from relmgr.demo.people import put_client
from relmgr.demo.post_loan import put_file, put_ties
from relmgr.demo.scene import Role, Scene
from relmgr.domain.values import Key

CHUNK: Final = 500
"""Clients composed at a time, which bounds memory; the cast, whose desk is laid with the first, fits in."""

FORMER: Final = "演示前任经理"

Rows = dict[str, list[dict[str, Any]]]
"""Rows by lower-case table name, parents before children; every row brings its key."""


@dataclass(frozen=True, slots=True)
class Casting:
    """What book to compose: how many clients, from which seed, on which day, for whom, how long a history.

    With `months` 0 there are clients, contacts, facilities, grades and collateral, and nothing dated monthly.
    """

    size: int
    seed: int
    today: date
    zone: tzinfo
    manager_id: str
    months: int


def compose(casting: Casting) -> Iterator[Rows]:
    """Yield the rows of the book in chunks of clients."""
    scene = Scene(
        today=casting.today,
        zone=casting.zone,
        manager_id=casting.manager_id,
        former_id="",
        seed=casting.seed,
        months=casting.months,
        keys=KeyMaker(casting.today, casting.seed),
    )
    scene.former_id = scene.put("accountmanager", name=FORMER, role="manager", is_me=False, active=False)
    for start in range(0, casting.size, CHUNK):
        roles, people = _chunk(scene, start, min(start + CHUNK, casting.size))
        if start == 0 and casting.months:
            put_desk(scene, roles, people)
        yield dict(scene.rows)
        scene.rows = defaultdict(list)


def _chunk(scene: Scene, start: int, end: int) -> tuple[list[Role], dict[int, list[str]]]:
    roles: list[Role] = []
    people: dict[int, list[str]] = {}
    for number in range(start, end):
        role = Role(
            key=Key(scene.keys.next()),
            number=number,
            who=character(number, scene.seed),
            random=Random(f"{scene.seed}/{number}"),  # noqa: S311  an invented story, not a secret
        )
        roles.append(role)
        people[number] = put_client(scene, role)
        put_credit(scene, role)
        put_figures(scene, role)
        if scene.months:
            put_past_visits(scene, role, people[number])
            put_file(scene, role)
    if scene.months:
        put_ties(scene, roles)
    return roles, people
