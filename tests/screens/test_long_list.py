"""A client book that is too long to be held, under the fingers: jumps, marks, the cursor's client, columns."""

from collections.abc import Sequence

import pytest

from relmgr.domain.values import Key
from relmgr.queries import client_walk, clients
from relmgr.queries.client_walk import ClientWalk
from relmgr.queries.clients import client_order
from relmgr.queries.memory import remembered
from relmgr.screens.clients import ClientsScreen
from relmgr.workspace import Workspace
from tests.queries.listed_book import fill_listed_book
from tests.screens.driving import Driver, driving


@pytest.fixture
def long_book(book: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Return a book of which no list is held, whose anchors stand close to each other."""
    book.do(fill_listed_book, 11, 400)
    monkeypatch.setattr(clients, "SHORT", 0)
    monkeypatch.setattr(client_walk, "STEP", 16)
    monkeypatch.setattr(client_walk, "REACH", 32)
    return book


def screen_of(driver: Driver) -> ClientsScreen:
    """Return the client book."""
    screen = driver.app.screen
    assert isinstance(screen, ClientsScreen)
    return screen


async def test_any_place_is_one_key_away(long_book: Workspace) -> None:
    """End, page up, home: always the client that stands there, with its row; nobody holds the keys."""
    expected = long_book.ask(client_order)
    async with driving(long_book, "clients") as driver:
        table = driver.table
        assert isinstance(table.order, ClientWalk)
        assert table.length == len(expected)
        for keys in (("G",), ("pageup",), ("pageup", "k"), ("g",), ("pagedown",)):
            await driver.keys(*keys)
            await driver.settle()
            assert table.cursor_key == expected[table.cursor]
            assert table.current is not None
            assert table.current.id == expected[table.cursor]


async def test_the_cursor_keeps_its_client(long_book: Workspace) -> None:
    """Through another order, the order turned round, a reload, and a client that is gone."""
    async with driving(long_book, "clients") as driver:
        await driver.keys("G", "pageup", "k", "k")
        await driver.settle()
        key = driver.table.cursor_key
        for keys in (("s", "2"), ("S",), ("ctrl+r",)):
            await driver.keys(*keys)
            await driver.settle()
            assert driver.table.cursor_key == key
        other = next(k for k in long_book.ask(client_order, "name", True) if k != key)
        long_book.do(lambda uow: uow.run("DELETE FROM clientcache WHERE client_id = :id", id=other))
        screen_of(driver).touched()
        await driver.settle()
        assert driver.table.cursor_key == key
        order = long_book.ask(client_order, "name", True)
        assert driver.table.cursor == order.index(key or Key(""))
        assert driver.table.length == len(order)


async def test_marks_survive_sorting_and_finding(long_book: Workspace) -> None:
    """A mark stays on its client; `V` marks everything without a key held, and what a verb gets is in order."""
    async with driving(long_book, "clients") as driver:
        first = driver.table.cursor_key
        await driver.keys("space", "s", "2")
        await driver.settle()
        assert await screen_of(driver).chosen_keys() == [first]
        await driver.keys("escape", "V", "space")
        await driver.settle()
        order = long_book.ask(client_order, "name")
        assert len(driver.table.marks) == len(order) - 1
        assert driver.table.marks.held is None
        chosen = await screen_of(driver).chosen_keys()
        assert len(chosen) == len(order) - 1
        assert list(chosen) == [key for key in order if key in set(chosen)]
        screen_of(driver).find = "no such name"
        screen_of(driver).reload()
        await driver.settle()
        assert driver.table.length == 0
        assert len(driver.table.marks) == len(order) - 1


async def test_j_and_k_walk_the_list(long_book: Workspace) -> None:
    """On a client's page the next client is the next of the list, wherever that is."""
    expected = long_book.ask(client_order)
    async with driving(long_book, "clients") as driver:
        await driver.keys("G", "k", "k", "enter")
        await driver.settle()
        for step, place in (("J", -2), ("J", -1), ("K", -2)):
            await driver.keys(step)
            await driver.settle()
            assert driver.app.screen.key == expected[place]  # type: ignore[attr-defined]


async def test_columns_are_chosen_and_kept(long_book: Workspace) -> None:
    """Shown in the person's order, in both languages, and still so when the list is opened again."""
    async with driving(long_book, "clients") as driver:
        await driver.keys("ctrl+p")
        await driver.text("columns")
        await driver.keys("enter")
        await driver.settle()
        await driver.keys("j", "space", "K", "ctrl+s")
        await driver.settle()
        ids = screen_of(driver).column_ids
        assert ids is not None
        assert "tier" not in ids
        assert titles(driver, ids)
    kept = long_book.ask(remembered, "columns.clients")
    assert kept == " ".join(ids)
    async with driving(long_book, "clients") as again:
        assert screen_of(again).column_ids == ids


def titles(driver: Driver, ids: Sequence[str]) -> bool:
    """Tell whether the table shows these columns in this order."""
    return [column.name for column in driver.table.columns] == list(ids)
