"""Which rows a table holds: pages of an order, fetched when they are looked at and forgotten when far away."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, Generic, Protocol, TypeVar, cast

from relmgr.domain.values import Key

PAGE = 50
"""Rows fetched at once: a screen's worth."""
KEPT = 40
"""Pages kept beside the one that is looked at (2,000 rows)."""


class _Row(Protocol):
    @property
    def id(self) -> Key: ...


RowT = TypeVar("RowT")


class RowWindow(Generic[RowT]):
    """The order of a list and the rows of the pages somebody has looked at."""

    def __init__(
        self,
        fetch: Callable[[Sequence[Key]], Awaitable[Sequence[RowT]]],
        arrived: Callable[[int, int], None],
    ) -> None:
        """Keep `fetch` and whom to tell which rows (first, last place) arrived."""
        self.keys: Sequence[Key] = ()
        self._fetch, self._arrived = fetch, arrived
        self._rows: dict[Key, RowT] = {}
        self._old: dict[Key, RowT] = {}
        self._asked: set[int] = set()
        self._wanted: list[int] = []
        self._turn = 0
        self._running = False
        self._idle = asyncio.Event()
        self._idle.set()

    def order(self, keys: Sequence[Key]) -> None:
        """Take another order; known rows are shown until their new values arrive."""
        self.keys = keys
        self._old = {**self._old, **self._rows} if len(self._old) < PAGE * KEPT else self._rows
        self._rows = {}
        self._asked.clear()
        self._wanted.clear()
        self._turn += 1

    def row(self, key: Key) -> RowT | None:
        """Return a row if it is here."""
        found = self._rows.get(key)
        return found if found is not None else self._old.get(key)

    def want(self, top: int, count: int, cursor: int) -> Callable[[], Coroutine[Any, Any, None]] | None:
        """Ask for the rows in view, the cursor's and the next page; return the fetching if one must start."""
        if not self.keys:
            return None
        last_page = (len(self.keys) - 1) // PAGE
        pages = [*range(top // PAGE, min(last_page, (top + count) // PAGE) + 1), cursor // PAGE]
        for page in pages:
            if page not in self._asked:
                self._asked.add(page)
                self._wanted.insert(0, page)
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
        turn, first = self._turn, page * PAGE
        keys = self.keys[first : first + PAGE]
        rows = await self._fetch(keys)
        if turn != self._turn:
            return
        if len(self._rows) > PAGE * KEPT:
            self._rows, self._old = {}, {}
            self._asked = {page}
        self._rows.update((cast(_Row, row).id, row) for row in rows)
        self._arrived(first, first + len(keys) - 1)
