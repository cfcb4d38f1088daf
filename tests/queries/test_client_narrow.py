"""A narrowed client book: its first rows at once, all of it after, always what the plain order says."""

from threading import Event

import pytest

from relmgr.db.patience import GivenUpError
from relmgr.db.reader import Reader
from relmgr.domain.client_drafts import ClientDraft
from relmgr.domain.orders import View
from relmgr.domain.segments import Condition, Definition
from relmgr.domain.tier_moves import Selection
from relmgr.domain.values import Key
from relmgr.queries import client_narrow
from relmgr.queries.client_narrow import Wanted, packed_keys, packed_scope
from relmgr.queries.clients import SORTS, client_order, open_clients, whole_list
from relmgr.services.clients import add_client
from relmgr.workspace import Workspace
from tests.queries.listed_book import fill_listed_book

TIER_A = Selection(Definition((Condition("tier", ("A",)),)))


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("reverse", [False, True])
def test_the_first_rows_are_the_first_of_all(
    book: Workspace, monkeypatch: pytest.MonkeyPatch, sort: str, reverse: bool
) -> None:
    """They come along the index, the rest packed; the cursor stays on its client."""
    monkeypatch.setattr(client_narrow, "HEAD", 7)
    book.do(fill_listed_book, 21, 200)
    wanted = Wanted(sort, reverse, selection=TIER_A)
    expected = book.ask(client_order, sort, reverse, "", TIER_A)
    first = book.ask(open_clients, wanted, View(), Event())
    assert not first.complete
    assert [first.order.key(n) for n in range(len(first.order))] == expected[:7]
    view = View(expected[20], 3, 3, 10)
    whole = book.ask(whole_list, wanted, view, Event())
    assert whole is not None
    assert [whole.order.key(n) for n in range(len(whole.order))] == expected
    assert whole.place == 20
    assert list(book.ask(packed_scope, wanted)) == sorted(expected)


def test_a_find_is_met_along_the_index_or_put_in_order(
    book: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few hits or many, the same clients in the same order; text without a letter finds nobody."""
    for n in range(12):
        book.do(add_client, ClientDraft(name=f"青禾{n}号有限公司" if n % 2 else f"远山{n}号有限公司"))
    expected = book.ask(client_order, "name", False, "青禾")
    assert len(expected) == 6
    for few in (2_000, 0):
        monkeypatch.setattr(client_narrow, "FEW", few)
        found = book.ask(open_clients, Wanted("name", find="青禾"), View(), Event())
        assert found.complete
        assert [row.id for row in found.rows] == expected
    assert len(book.ask(open_clients, Wanted(find="!!"), View(), Event()).order) == 0


def test_an_older_search_is_given_up(book: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends at once, says so, and the connection answers the next question."""
    monkeypatch.setattr("relmgr.db.patience.LOOK_EVERY", 10)
    book.do(fill_listed_book, 22, 200)
    stop = Event()
    stop.set()
    with pytest.raises(GivenUpError):
        book.ask(packed_keys, Wanted(selection=TIER_A), stop)
    assert book.ask(whole_list, Wanted(selection=TIER_A), View(), stop) is None

    def keys(reader: Reader) -> list[Key]:
        return client_order(reader, selection=TIER_A)

    assert book.ask(keys)
