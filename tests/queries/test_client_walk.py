"""Laws of the order of a long client book: walking agrees with the plain ORDER BY, wherever one goes."""

from collections.abc import Iterator
from threading import Event

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relmgr.db.reader import Reader
from relmgr.domain.orders import View
from relmgr.domain.values import Key
from relmgr.queries import client_walk, clients
from relmgr.queries.assigned import whose
from relmgr.queries.client_narrow import Wanted
from relmgr.queries.client_walk import ClientWalk, collect_anchors, place_of, rows_at, walk_of
from relmgr.queries.clients import SORTS, client_count, client_order, client_page, open_clients
from relmgr.workspace import Workspace
from tests.queries.listed_book import LONG, fill_listed_book

SAME_BOOK = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ORDERS = st.tuples(st.sampled_from(sorted(SORTS)), st.booleans())


@pytest.fixture
def short_steps(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let some hundred rows be a long book."""
    monkeypatch.setattr(client_walk, "STEP", 8)
    monkeypatch.setattr(client_walk, "REACH", 16)
    monkeypatch.setattr(clients, "SHORT", 0)
    yield


def order_of(reader: Reader, sort: str, reverse: bool, *, anchored: bool = True) -> ClientWalk:
    """Return an order as it is once its anchors are collected."""
    walk = walk_of(reader, sort, reverse, whose(reader))
    assert not anchored or collect_anchors(reader, walk, Event())
    return walk


def keys_at(reader: Reader, walk: ClientWalk, first: int, count: int) -> list[Key]:
    """Return the keys at some places."""
    rows = client_page(reader, walk, first, count)
    assert rows is not None
    return [row.id for row in rows]


@SAME_BOOK
@given(st.integers(0, 10**6), st.integers(0, 120), ORDERS, st.data())
def test_every_walk_agrees_with_the_plain_order(
    book: Workspace, short_steps: None, seed: int, size: int, order: tuple[str, bool], data: st.DataObject
) -> None:
    """Length, any page, and the place of any client."""
    book.do(fill_listed_book, seed, size)
    expected = book.ask(client_order, *order)
    walk = book.ask(order_of, *order)
    assert len(walk) == len(expected) == book.ask(client_count)
    for _ in range(4):
        first = data.draw(st.integers(0, size))
        count = data.draw(st.integers(0, 60))
        assert book.ask(keys_at, walk, first, count) == expected[first : first + count]
    if expected:
        place = data.draw(st.integers(0, len(expected) - 1))
        assert book.ask(place_of, walk, expected[place]) == place


@SAME_BOOK
@given(st.integers(0, 10**6), ORDERS)
def test_paging_needs_no_anchors(
    book: Workspace, short_steps: None, seed: int, order: tuple[str, bool]
) -> None:
    """Forwards from the start and backwards from the end, page by page, meet every client once, in order."""
    book.do(fill_listed_book, seed, 100)
    expected = book.ask(client_order, *order)
    for places in (range(0, len(expected), 10), range((len(expected) - 1) // 10 * 10, -1, -10)):
        walk = book.ask(order_of, *order, anchored=False)
        pages = {first: book.ask(keys_at, walk, first, 10) for first in places}
        assert [key for first in sorted(pages) for key in pages[first]] == expected


@SAME_BOOK
@given(st.integers(0, 10**6), ORDERS, ORDERS)
def test_the_cursor_keeps_its_client(
    book: Workspace, short_steps: None, seed: int, before: tuple[str, bool], after: tuple[str, bool]
) -> None:
    """After another order was chosen the cursor stands on the same client, and the rows in view are those there."""
    book.do(fill_listed_book, seed, 90)
    old, new = book.ask(client_order, *before), book.ask(client_order, *after)
    for place in {0, len(old) // 2, len(old) - 1}:
        view = View(old[place], place, 3, 10)
        walk = book.ask(order_of, *before)
        opened = book.ask(open_clients, Wanted(*after), view, Event(), walk)
        assert opened.place is not None
        assert new[opened.place] == old[place]
        assert [row.id for row in opened.rows] == new[opened.first : opened.first + len(opened.rows)]
        assert opened.first <= opened.place < opened.first + len(opened.rows)


def test_a_page_costs_two_statements_and_its_rows(book: Workspace) -> None:
    """Whatever the place: the walk, the rows; across a seam between parts one walk more."""
    book.do(fill_listed_book, 1, LONG)

    def cost(reader: Reader) -> list[int]:
        walk = order_of(reader, "name", False)
        spent = []
        for first in (0, 50, 300, len(walk) - 50):
            before = len(reader.statements)
            rows = client_page(reader, walk, first, 50)
            assert rows is not None
            assert len(rows) == 50
            spent.append(len(reader.statements) - before)
        return spent

    assert book.ask(cost) == [2, 2, 2, 2]


def test_opening_reads_one_page(book: Workspace) -> None:
    """The first rows of a long book need no count, no anchors and no other rows."""
    book.do(fill_listed_book, 2, LONG)

    def opened(reader: Reader) -> tuple[int, int]:
        found = open_clients(reader, Wanted("name"), View(height=20), Event())
        return len(found.rows), len(reader.statements)

    assert book.ask(opened) == (50, 5)


def test_collecting_can_be_given_up(book: Workspace, short_steps: None) -> None:
    """What was known stays."""
    book.do(fill_listed_book, 3, 100)

    def given_up(reader: Reader) -> tuple[bool, bool]:
        walk, stop = walk_of(reader, "name", False, whose(reader)), Event()
        stop.set()
        return collect_anchors(reader, walk, stop), walk.exact

    assert book.ask(given_up) == (False, False)


def test_a_far_place_waits_for_anchors(book: Workspace, short_steps: None) -> None:
    """Nothing is ever walked to from afar."""
    book.do(fill_listed_book, 4, 100)
    assert (
        book.ask(lambda reader: rows_at(reader, order_of(reader, "name", False, anchored=False), 40, 5))
        is None
    )


def test_the_tally_follows_every_write(book: Workspace) -> None:
    """Inserts, changes and deletions of list rows leave the counts that a scan finds."""
    book.do(fill_listed_book, 5, 200)
    book.do(
        lambda uow: uow.run("UPDATE clientcache SET tier = 'A', exposure_minor = NULL WHERE rowid % 3 = 0")
    )
    book.do(lambda uow: uow.run("UPDATE clientcache SET mine = 0 WHERE rowid % 5 = 0"))
    book.do(lambda uow: uow.run("DELETE FROM clientcache WHERE rowid % 7 = 0"))

    def counts(reader: Reader) -> tuple[object, object]:
        kinds = "coalesce(currency, ''), coalesce(tier, ''), level, exposure_minor IS NOT NULL"
        scanned = f"SELECT {kinds}, count(*) FROM clientcache WHERE mine = 1 GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
        kept = (
            "SELECT currency, tier, level, owed, sum(clients) AS n FROM clienttally GROUP BY 1, 2, 3, 4"
            " HAVING n <> 0 ORDER BY 1, 2, 3, 4"
        )
        return reader.records(scanned), reader.records(kept)

    scanned, kept = book.ask(counts)
    assert scanned == kept
