"""Orders of the client book: total, reversible, and honest about currencies and unknowns."""

from datetime import date

import pytest

from relmgr.db.tables import Assignment, Client, Facility
from relmgr.db.work import UnitOfWork
from relmgr.queries.clients import SORTS, client_order, client_rows
from relmgr.workspace import Workspace

TODAY = date(2026, 11, 23)
BOOK = (("甲", "CNY", 100), ("乙", "USD", 900), ("丙", "CNY", 300), ("丁", "CNY", None), ("戊", "USD", 50))


def fill(uow: UnitOfWork) -> None:
    """Write clients with one facility each, and one with facilities in two currencies."""
    for name, currency, drawn in (*BOOK, ("己", "CNY", 7), ("己", "USD", 7)):
        known = uow.read.value("SELECT id FROM client WHERE name = :name", name=name)
        key = known or uow.add(Client(name=name)).id
        uow.flush()
        if not known:
            uow.add(Assignment(client_id=key, manager_id=uow.manager_id, from_on=TODAY))
        uow.add(Facility(client_id=key, currency=currency, drawn_minor=drawn))


def names(book: Workspace, sort: str, *, reverse: bool = False) -> str:
    """Return the first characters of the clients in an order."""
    keys = book.ask(client_order, sort, reverse)
    return "".join(row.name for row in book.ask(client_rows, keys))


def test_exposure_is_compared_within_a_currency(book: Workspace) -> None:
    """The currency of most clients first, largest first, unknown last in it; mixed exposure after all."""
    book.do(fill)
    assert names(book, "exposure") == "丙甲丁乙戊己"
    assert names(book, "exposure", reverse=True) == "甲丙丁戊乙己"


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_is_total(book: Workspace, sort: str) -> None:
    """Each order, forwards and backwards, holds every client once."""
    book.do(fill)
    for reverse in (False, True):
        assert sorted(names(book, sort, reverse=reverse)) == sorted("甲乙丙丁戊己")
