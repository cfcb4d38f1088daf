"""The client book as a list of any length: what is in view is asked for, the rest is collected beside the keyboard."""

import asyncio
from collections.abc import Sequence
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from relmgr.domain.orders import Keys, Listing, Marks, Order, View
from relmgr.domain.values import Key
from relmgr.queries.client_narrow import Wanted, packed_keys, packed_scope
from relmgr.queries.client_walk import ClientWalk
from relmgr.queries.clients import (
    ClientRow,
    client_page,
    client_rows,
    clients_among,
    open_clients,
    rest_of,
    whole_list,
)
from relmgr.screens import workers
from relmgr.screens.lists import ListScreen

if TYPE_CHECKING:
    from relmgr.screens.segment_panel import Shown


AFTER_START = 1.0
"""Seconds that a long book waits at the start before it collects its order: beside the first paint it would be felt."""


class ClientList(ListScreen[ClientRow]):
    """Opens, pages and marks the client book; `shown` is what it is narrowed to."""

    def __init__(self, shown: "Shown | None" = None) -> None:
        """Show the book, or what it is narrowed to."""
        super().__init__()
        self.shown = shown
        self._stop = Event()
        self._goal: Key | None = None

    @property
    def wanted(self) -> Wanted:
        """Return what the list is to show, in which order."""
        selection = self.shown.selection if self.shown is not None else None
        return Wanted(self.sort, self.reverse, self.find, selection)

    def scope(self) -> object:
        """Return what narrows the list."""
        return self.wanted.scope

    def _view(self) -> View:
        table = self.table
        top, height = round(table.scroll_y), max(1, table.size.height - 1)
        return View(self._goal or table.cursor_key, table.cursor, max(0, table.cursor - top), height)

    async def listing(self) -> Listing[ClientRow]:
        """Ask for the list with the rows in view; what an older question still looks for is given up."""
        self._stop.set()
        self._stop = Event()
        await self._keep_marks()
        order = self.table.order
        before = order if isinstance(order, ClientWalk) else None
        listing = await self.ask(open_clients, self.wanted, self._view(), self._stop, before)
        self._goal = None
        return listing

    async def go_to(self, key: Key) -> None:
        """Load again and put the cursor on a client that was just written; only for commands."""
        self._goal = key
        await super().go_to(key)

    async def rows(self, keys: Sequence[Key]) -> Sequence[ClientRow]:
        """Ask for the rows of some clients."""
        return await self.ask(client_rows, keys)

    async def fetch(self, order: Order, first: int, count: int) -> Sequence[ClientRow]:
        """Ask for the rows at some places; far ones wait until the order is collected."""
        if isinstance(order, Keys):
            return await self.ask(client_rows, order.keys[first : first + count])
        assert isinstance(order, ClientWalk)
        rows = await self.ask(client_page, order, first, count)
        if rows is None:
            await self.ask(rest_of, order, None, self._stop)
            rows = await self.ask(client_page, order, first, count)
        return rows or ()

    def loaded(self, listing: Listing[ClientRow]) -> None:
        """Collect what the list did not wait for."""
        order = listing.order
        if not listing.complete:
            workers.start(self, "order", partial(self._complete, self.wanted), exclusive=True)
        elif isinstance(order, ClientWalk) and not order.exact:
            workers.start(self, "order", partial(self._collect, order), exclusive=True)

    async def _complete(self, wanted: Wanted) -> None:
        listing = await self.ask(whole_list, wanted, self._view(), self._stop)
        if listing is not None and wanted == self.wanted:
            self.table.extend(listing)
            self.paint()

    async def _collect(self, order: ClientWalk) -> None:
        if self.host.first_paint.is_awaited:
            await asyncio.sleep(AFTER_START)
        key = self.table.cursor_key
        place = await self.ask(rest_of, order, key, self._stop)
        if place is not None and order is self.table.order and key == self.table.cursor_key:
            self.table.put_right(place)
        self.table.read_ends()

    # marks ----------------------------------------------------------------------------------------------

    async def _keep_marks(self) -> None:
        """Hold the keys behind "all of them" before the list is narrowed in another way; drop clients that left."""
        marks = self.table.marks
        if marks.scope is not None and marks.scope != self.scope():
            held = await self.ask(packed_scope, _of_scope(marks.scope))
            self.table.marks = Marks(marks.turned, held=held)
        elif marks.turned and marks.scope is None and marks.held is None:
            left = await self.ask(clients_among, sorted(marks.turned))
            self.table.marks = Marks(frozenset(left))

    async def chosen_keys(self) -> Sequence[Key]:
        """Return what a verb acts on, in list order: the marked clients the list shows, else the selected one."""
        table = self.table
        if not table.marks:
            return table.chosen
        return [key for key in await self.all_keys() if table.marks.holds(key)]

    async def all_keys(self) -> Sequence[Key]:
        """Return every client the list shows, in order; 16 bytes each."""
        order = self.table.order
        if isinstance(order, Keys):
            await self.settled()
            return self.table.keys
        return await self.ask(packed_keys, self.wanted)


def _of_scope(scope: object) -> Wanted:
    assert isinstance(scope, tuple)
    find, selection = scope
    return Wanted(find=find, selection=selection)
