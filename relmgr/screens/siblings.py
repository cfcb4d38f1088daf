"""The list a client page was opened from, walked one by one, whatever its length."""

from collections.abc import Sequence

from relmgr.domain.orders import Keys, Order
from relmgr.domain.values import Key
from relmgr.queries.client_walk import ClientWalk, place_of
from relmgr.queries.clients import client_page
from relmgr.screens.base import WorkspaceScreen


class Siblings:
    """Says where a client stands in a list and who stands beside it."""

    def __init__(self, order: Sequence[Key] | Order) -> None:
        """Walk an order, or keys that are held."""
        self.order: Order = Keys(order) if isinstance(order, Sequence) else order

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.order)

    async def place(self, screen: WorkspaceScreen, key: Key) -> int | None:
        """Return the place of a client, counted from 0, or None when it is not in the list."""
        if isinstance(self.order, ClientWalk):
            return await screen.ask(place_of, self.order, key)
        return self.order.place(key)

    async def at(self, screen: WorkspaceScreen, place: int) -> Key | None:
        """Return who stands at a place, None beyond the ends."""
        if not 0 <= place < len(self):
            return None
        if isinstance(self.order, ClientWalk):
            rows = await screen.ask(client_page, self.order, place, 1)
            return rows[0].id if rows else None
        return self.order.key(place)
