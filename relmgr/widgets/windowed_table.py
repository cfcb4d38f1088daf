"""The one table of every list: any length, only the visible rows are fetched, the cursor is a row's key."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, ClassVar, TypeVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.timer import Timer

from relmgr.commands import MOVES
from relmgr.domain.orders import Keys, Listing, Marks, Order, PackedKeys
from relmgr.domain.values import Key
from relmgr.widgets.columns import Column, column_at
from relmgr.widgets.row_window import Fetch
from relmgr.widgets.table_lines import GUTTER, TableLines

RowT = TypeVar("RowT")
RESTED = 0.06
"""Seconds after a scroll at which the rows around are read ahead; later than the paint, earlier than the next key."""


def _move_bindings() -> list[BindingType]:
    return [
        Binding(
            key,
            f"move('{command.id[5:]}')",
            show=False,
            priority=True,
            id=command.id if key == command.keys[0] else None,
        )
        for command in MOVES
        for key in command.keys
    ]


class WindowedTable(TableLines[RowT], can_focus=True, inherit_bindings=False):
    """Shows an order as rows; `fetch` is asked for the rows in view and, at rest, a screen around them."""

    BINDINGS: ClassVar[list[BindingType]] = _move_bindings()

    class Moved(Message):
        """The cursor stands on another row, or its row arrived."""

        def __init__(self, table: "WindowedTable[RowT]") -> None:
            """Keep the table; its `cursor_key` and `current` say the rest."""
            super().__init__()
            self.table = table

    class Opened(Message):
        """A row was double-clicked."""

    class SortAsked(Message):
        """A column title was clicked."""

        def __init__(self, sort: str) -> None:
            """Keep the name of the order."""
            super().__init__()
            self.sort = sort

    class MarksChanged(Message):
        """Rows were marked or unmarked."""

    def __init__(self, columns: Sequence[Column[RowT]], fetch: Fetch[RowT], *, id: str | None = None) -> None:  # noqa: A002
        """Show nothing yet; `fetch` returns the rows of an order from a place on, each with an `id`."""
        super().__init__(columns, fetch, id=id)
        self.scope: object = None
        self._resting: Timer | None = None

    @property
    def order(self) -> Order:
        """Return the whole order that is shown."""
        return self.window.order

    @property
    def keys(self) -> Sequence[Key]:
        """Return the keys of an order that is held; of another one, those that are here."""
        order = self.order
        return order.keys if isinstance(order, Keys) else self.window.known_keys()

    @property
    def length(self) -> int:
        """Return how many rows there are."""
        return len(self.order)

    @property
    def cursor_key(self) -> Key | None:
        """Return the key of the selected row, or None while it is on its way."""
        return self.window.key(self.cursor)

    @property
    def current(self) -> RowT | None:
        """Return the selected row, or None while it is on its way."""
        key = self.cursor_key
        return self.window.row(key) if key is not None else None

    @property
    def chosen(self) -> list[Key]:
        """Return the keys a verb acts on: the marked rows of a held order as they stand, else the selected one.

        A mark that the list does not show just now is not acted on.
        """
        if self.marks:
            return [key for key in self.keys if self.marks.holds(key)]
        return [self.cursor_key] if self.cursor_key is not None else []

    def show(self, keys: Sequence[Key], *, sort: str = "", reverse: bool = False) -> None:
        """Show keys that are held; the cursor stays on its key, else at its place."""
        self.show_opened(Listing(Keys(keys)), sort=sort, reverse=reverse)

    def show_opened(self, opened: Listing[RowT], *, sort: str = "", reverse: bool = False) -> None:
        """Show another order; marks of rows that have left what the list is narrowed to go."""
        wanted, place_before, order = self.cursor_key, self.cursor, opened.order
        same = place_before < len(order) and order.key(place_before) == wanted
        self.window.show(order, opened.first, opened.rows)
        self.sort, self.reverse = sort, reverse
        if self.marks and opened.scope == self.scope:
            self.marks = self.marks.sized(len(order))
            self.marks = self.marks.among(frozenset(order.keys)) if isinstance(order, Keys) else self.marks
        self.scope = opened.scope
        if opened.place is not None:
            self.cursor = self._moved_on(opened, wanted, place_before)
        elif not same:
            self.cursor = self._place_of(wanted, place_before)
        self._strips.clear()
        self.virtual_size = Size(self.line_width, len(order) + 1)
        self._into_view()
        self._want_visible()
        self.refresh()
        self.post_message(self.Moved(self))

    def _moved_on(self, listing: Listing[RowT], key: Key | None, cursor: int) -> int:
        """Return where the cursor belongs in a listing; whoever moved on since it was asked for has moved on."""
        assert listing.place is not None
        steps = cursor - listing.asked if listing.asked is not None else 0
        known = listing.order.place(key) if steps and key is not None else None
        return max(0, min(known if known is not None else listing.place + steps, len(listing.order) - 1))

    def extend(self, opened: Listing[RowT]) -> None:
        """Take the same rows as a whole order, or as it stands now: what is in view stays where it is painted."""
        above = self.cursor - round(self.scroll_y)
        key, place = self.cursor_key, self.cursor
        self.window.show(opened.order, opened.first, opened.rows)
        self.marks = self.marks.sized(len(opened.order))
        self.virtual_size = Size(self.line_width, len(opened.order) + 1)
        goal = self._moved_on(opened, key, place) if opened.place is not None else place
        if goal != place:
            self.cursor = goal
            self.scroll_to(y=max(0, goal - above), animate=False, force=True, immediate=True)
        self._strips.clear()
        self._want_visible()
        self.refresh()

    def put_right(self, place: int) -> None:
        """Say where the cursor's row stands now, and read the rows in view again; nothing moves on the screen."""
        if place != self.cursor:
            self.extend(Listing(self.order, place))

    def _place_of(self, key: Key | None, otherwise: int) -> int:
        place = self.order.place(key) if key is not None else 0
        return place if place is not None else max(0, min(otherwise, len(self.order) - 1))

    def select(self, key: Key) -> bool:
        """Put the cursor on a key; False when it is not in the list."""
        place = self.window.place(key)
        if place is None:
            return False
        self.move_to(place)
        return True

    async def settled(self) -> None:
        """Wait until the visible rows are there."""
        await self.window.settled()

    # moving ---------------------------------------------------------------------------------------------

    def action_move(self, where: str) -> None:
        """Move the cursor: down, up, top, end, pgdn or pgup."""
        page = max(1, self.size.height - 2)
        last = len(self.order) - 1
        goal = {
            "down": self.cursor + 1, "up": self.cursor - 1, "top": 0, "end": last,
            "pgdn": self.cursor + page, "pgup": self.cursor - page,
        }[where]  # fmt: skip
        self.move_to(goal)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row by its place; only the changed lines are painted again."""
        index = max(0, min(index, len(self.order) - 1))
        if index == self.cursor or not len(self.order):
            return
        before, self.cursor = self.cursor, index
        if not self._into_view():
            self._paint_line(before)
            self._paint_line(index)
        self._want_visible()
        self.post_message(self.Moved(self))

    def toggle_mark(self) -> None:
        """Mark or unmark the selected row and go down."""
        if (key := self.cursor_key) is not None:
            self.marks = self.marks.toggled(key)
            self._paint_line(self.cursor)
            self.move_to(self.cursor + 1)
            self.post_message(self.MarksChanged())

    def mark_all(self, marked: bool = True) -> None:
        """Mark every row of the list, or none; nothing is fetched for it."""
        order = self.order
        if not marked:
            self.marks = Marks()
        elif isinstance(order, Keys) and not isinstance(order.keys, PackedKeys):
            self.marks = Marks(frozenset(order.keys))
        else:
            self.marks = Marks(scope=self.scope if self.scope is not None else (), size=len(order))
        self.refresh()
        self.post_message(self.MarksChanged())

    def _into_view(self) -> bool:
        top, page = round(self.scroll_y), max(1, self.size.height - 1)
        if self.size.height and not top <= self.cursor < top + page:
            goal = self.cursor if self.cursor < top else self.cursor - page + 1
            self.scroll_to(y=goal, animate=False, force=True, immediate=True)
            return round(self.scroll_y) != top
        return False

    def _paint_line(self, index: int) -> None:
        self.refresh(Region(0, index - round(self.scroll_y) + 1, self.size.width, 1))

    # rows -----------------------------------------------------------------------------------------------

    def _want_visible(self) -> None:
        self._run(self.window.want(*self._in_view(), self.cursor))

    def read_ends(self) -> None:
        """Fetch the rows that the next page and a jump to either end show, when nothing else is asked for."""
        self._want_near()
        self._run(self.window.want_ends(self.size.height))

    def _in_view(self) -> tuple[int, int]:
        return round(self.scroll_y), max(1, self.size.height - 1)

    def _run(self, fetching: Callable[[], Coroutine[Any, Any, None]] | None) -> None:
        if fetching is not None:
            self.screen.run_worker(cast(Any, fetching), group="rows", exit_on_error=False)

    def _arrived(self, first: int, last: int) -> None:
        top, count = self._in_view()
        if last < top or first >= top + count:
            return
        self._strips.clear()
        self.refresh()
        self._want_visible()
        if first <= self.cursor <= last:
            self.post_message(self.Moved(self))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Fetch what scrolled into view."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._want_visible()
            if self._resting is not None:
                self._resting.stop()
            self._resting = self.set_timer(RESTED, self._want_near)

    def _want_near(self) -> None:
        """Read and draw ahead when the list rests, so that the next page is painted once, with its rows."""
        self._run(self.window.want_near(*self._in_view()))
        self.screen.run_worker(cast(Any, self._draw_near), group="lines", exclusive=True, exit_on_error=False)

    async def _draw_near(self) -> None:
        """Draw a screen down and a screen up, one line at a turn so that a key never waits for more than one."""
        await self.window.settled()
        top, count = self._in_view()
        for index in (*range(top + count, top + 2 * count), *range(max(0, top - count), top)):
            if index < len(self.order) and top == round(self.scroll_y):
                self.draw(index)
                await asyncio.sleep(0)

    def on_resize(self) -> None:
        """Fit the columns to the new width and keep the cursor in view."""
        self._strips.clear()
        self.virtual_size = Size(self.line_width, len(self.order) + 1)
        self._into_view()
        self._want_visible()

    # mouse ----------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Select the clicked row, open it on a double click, or ask for the clicked title's order."""
        event.stop()
        if event.y == 0:
            column = column_at(self.placing(self.line_width).columns, event.x - GUTTER)
            if column is not None and column.sort:
                self.post_message(self.SortAsked(column.sort))
            return
        index = round(self.scroll_y) + event.y - 1
        if index < len(self.order):
            self.move_to(index)
            if event.chain == 2:
                self.post_message(self.Opened())
