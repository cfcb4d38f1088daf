"""Which rows a table holds: pages of an order, fetched when they are looked at and forgotten when far away."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, Generic, Protocol, TypeVar, cast

from relmgr.domain.orders import Keys, Order
from relmgr.domain.values import Key

PAGE = 50
"""Rows fetched at once: a screen's worth."""
KEPT = 40
"""Pages kept beside the one that is looked at (2,000 rows)."""


class _Row(Protocol):
    @property
    def id(self) -> Key: ...


RowT = TypeVar("RowT")
Fetch = Callable[[Order, int, int], Awaitable[Sequence[RowT]]]
"""Returns the rows of an order from a place on, so many of them, each with an `id`."""


class RowWindow(Generic[RowT]):
    """The order of a list and the rows of the pages somebody has looked at."""

    def __init__(self, fetch: Fetch[RowT], arrived: Callable[[int, int], None]) -> None:
        """Keep `fetch` and whom to tell which rows (first, last place) arrived."""
        self.order: Order = Keys()
        self._fetch, self._arrived = fetch, arrived
        self._rows: dict[Key, RowT] = {}
        self._old: dict[Key, RowT] = {}
        self._places: dict[int, tuple[Key, ...]] = {}
        self._asked: set[int] = set()
        self._wanted: list[int] = []
        self._seen: tuple[int, ...] = ()
        self._turn = 0
        self._running = False
        self._idle = asyncio.Event()
        self._idle.set()

    def show(self, order: Order, first: int = 0, rows: Sequence[RowT] = ()) -> None:
        """Take another order, with the rows that came with it from the place `first`, the start of a page, on.

        Other known rows are shown until their new values arrive.
        """
        self.order = order
        self._old = {**self._old, **self._rows} if len(self._old) < PAGE * KEPT else self._rows
        self._rows, self._places = {}, {}
        self._asked.clear()
        self._wanted.clear()
        self._turn += 1
        for start in range(0, len(rows), PAGE):
            page = (first + start) // PAGE
            self._asked.add(page)
            self._keep(page, rows[start : start + PAGE])

    def key(self, place: int) -> Key | None:
        """Return the key at a place, or None while it is on its way."""
        if (key := self.order.key(place)) is not None:
            return key
        keys = self._places.get(place // PAGE, ())
        return keys[place % PAGE] if place >= 0 and place % PAGE < len(keys) else None

    def known_keys(self) -> list[Key]:
        """Return the keys that are here, in order."""
        return [key for page in sorted(self._places) for key in self._places[page]]

    def place(self, key: Key) -> int | None:
        """Return the place of a key, among the rows that are here where the order cannot tell."""
        if (place := self.order.place(key)) is not None:
            return place
        return next(
            (page * PAGE + keys.index(key) for page, keys in self._places.items() if key in keys), None
        )

    def row(self, key: Key) -> RowT | None:
        """Return a row if it is here."""
        found = self._rows.get(key)
        return found if found is not None else self._old.get(key)

    def want(self, top: int, count: int, cursor: int) -> Callable[[], Coroutine[Any, Any, None]] | None:
        """Ask for the rows in view, the cursor's and the next page; return the fetching if one must start."""
        if not len(self.order):
            return None
        last_page = (len(self.order) - 1) // PAGE
        self._seen = (*range(top // PAGE, min(last_page, (top + count) // PAGE) + 1), cursor // PAGE)
        for page in self._seen:
            if page not in self._asked:
                self._asked.add(page)
                self._wanted.insert(0, page)
        return self._filling()

    def want_near(self, top: int, count: int) -> Callable[[], Coroutine[Any, Any, None]] | None:
        """Ask for the rows a screen up and a screen down, after everything else; return the fetching to start."""
        first, last = max(0, top - count), min(len(self.order) - 1, top + 2 * count)
        return self._want_later((*range(first, last, PAGE), last) if last >= 0 else ())

    def want_ends(self, count: int) -> Callable[[], Coroutine[Any, Any, None]] | None:
        """Ask for the first and the last `count` rows, after everything else; return the fetching if one must start."""
        last = len(self.order) - 1
        return self._want_later((0, max(0, last - count), last) if last >= 0 else ())

    def _want_later(self, places: Sequence[int]) -> Callable[[], Coroutine[Any, Any, None]] | None:
        for page in (place // PAGE for place in places):
            if page not in self._asked:
                self._asked.add(page)
                self._wanted.append(page)
        return self._filling()

    def _filling(self) -> Callable[[], Coroutine[Any, Any, None]] | None:
        if not self._wanted or self._running:
            return None
        self._running = True
        self._idle.clear()
        return self._fill

    async def settled(self) -> None:
        """Wait until nothing is being fetched."""
        await self._idle.wait()

    async def _fill(self) -> None:
        try:
            while self._wanted:
                await self._load(self._wanted.pop(0))
        finally:
            self._running = False
            self._idle.set()

    async def _load(self, page: int) -> None:
        turn, order, first = self._turn, self.order, page * PAGE
        count = min(PAGE, len(order) - first)
        rows = await self._fetch(order, first, count)
        if turn != self._turn:
            return
        if len(self._rows) > PAGE * KEPT:
            self._forget_far(page)
        self._keep(page, rows)
        self._arrived(first, first + count - 1)

    def _forget_far(self, page: int) -> None:
        """Forget what is neither in view nor on the page that has just come."""
        self._asked &= {*self._seen, page}
        near = {self.key(place) for one in self._asked for place in range(one * PAGE, (one + 1) * PAGE)}
        self._rows = {key: row for key, row in self._rows.items() if key in near}
        self._places = {one: keys for one, keys in self._places.items() if one in self._asked}
        self._old = {}

    def _keep(self, page: int, rows: Sequence[RowT]) -> None:
        self._rows.update((cast(_Row, row).id, row) for row in rows)
        if self.order.key(page * PAGE) is None:
            self._places[page] = tuple(cast(_Row, row).id for row in rows)
