"""A book of clients whose list rows are drawn: many alike, many unknown, some mine only for a time."""

from datetime import UTC, datetime, timedelta
from random import Random

from relmgr.db.tables import Assignment, Client, ClientCache
from relmgr.db.work import UnitOfWork

LONG = 700
"""Clients of a book that is too long to be held."""


def fill_listed_book(uow: UnitOfWork, seed: int, size: int) -> None:
    """Put other clients in the place of those that are there."""
    draw = Random(seed)
    with uow.unaudited():
        for table in ("clientcache", "assignment", "client"):
            uow.run(f"DELETE FROM {table}")
        uow.insert(Client, [{"id": f"{n:032x}", "name": f"客户{n}"} for n in range(size)])
        kinds = [draw.choice((1,) * 8 + (0, 2)) for _ in range(size)]
        uow.insert(Assignment, [_assignment(uow, draw, n, kind) for n, kind in enumerate(kinds) if kind])
        uow.insert(ClientCache, [_line(uow, draw, n, kind) for n, kind in enumerate(kinds)])


def _assignment(uow: UnitOfWork, draw: Random, n: int, kind: int) -> dict[str, object]:
    begins, ends = draw.choice(((0, 0), (0, 9), (-9, -1), (1, 9), (5, None)))
    if kind == 1:
        begins, ends = -draw.randrange(90), None
    return {
        "client_id": f"{n:032x}",
        "manager_id": uow.manager_id,
        "from_on": uow.today + timedelta(days=begins),
        "to_on": None if ends is None else uow.today + timedelta(days=ends),
    }


def _line(uow: UnitOfWork, draw: Random, n: int, kind: int) -> dict[str, object]:
    currency = draw.choice((None, "CNY", "CNY", "USD", "EUR"))
    noon = datetime(2026, 11, 23, 4, tzinfo=UTC)
    return {
        "client_id": f"{n:032x}",
        "name": f"客户{n}",
        "sort_name": draw.choice(("", "a", "b", "Z", "长", "重庆", "\U00020000", f"{n % 40}")),
        "tier": draw.choice((None, *"ABCD")),
        "level": draw.choice(("unknown", "green", "yellow", "orange", "red")),
        "currency": currency,
        "exposure_minor": draw.choice((None, 0, -5, 5, 10**15, draw.randrange(50))) if currency else None,
        "last_contact_on": draw.choice((None, uow.today - timedelta(days=draw.randrange(9)))),
        "next_visit_at": draw.choice((None, noon + timedelta(hours=draw.randrange(9)))),
        "mine": kind,
        "mine_from": uow.today - timedelta(days=90) if kind == 1 else None,
    }
