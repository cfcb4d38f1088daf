"""The base of list screens: one windowed table, its preview, find-here, sorting and marks."""

import asyncio
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from relmgr import i18n
from relmgr.domain.orders import Keys, Listing, Order
from relmgr.domain.values import Key
from relmgr.screens import part, workers
from relmgr.screens.list_columns import ColumnsOfList
from relmgr.screens.overlays.menu import MenuPanel
from relmgr.widgets import amounts, privacy
from relmgr.widgets.badges import content
from relmgr.widgets.find_bar import FindBar
from relmgr.widgets.pick_list import Item
from relmgr.widgets.text_pane import TextPane
from relmgr.widgets.windowed_table import WindowedTable
from relmgr.words import Words

RowT = TypeVar("RowT")

MARKED = Words(
    "{n} 项已标记：操作对标记生效，Esc 取消标记", "{n} marked: verbs act on them, Esc clears the marks"
)
SORT_BY = Words("排序", "Sort by")

REST = 0.1
"""Seconds the cursor rests on a row before its preview is asked for and painted: not while a key repeats."""


def _how_said() -> tuple[str, bool, str]:
    """Return what the shown texts depend on: language, mask and unit of amounts."""
    return i18n.language(), privacy.is_masked(), amounts.in_use()


class ListScreen(ColumnsOfList[RowT]):
    """A queue or book; set a `command_…` method to None to withdraw it from a screen."""

    SORTS: ClassVar[Sequence[tuple[str, Words]]] = ()
    """Orders of the sort menu, name and label; the first is the default."""
    PREVIEW: ClassVar[bool] = True

    def __init__(self) -> None:
        """Start in the first order, unfiltered."""
        super().__init__()
        self.sort = self.SORTS[0][0] if self.SORTS else ""
        self.reverse = False
        self.find = ""
        self.previewed: Key | None = None
        self.known = False
        self._said_in = _how_said()

    # what a list says of itself -------------------------------------------------------------------------

    async def order(self) -> Sequence[Key]:
        """Ask for the whole order, with `self.sort`, `self.reverse` and `self.find`."""
        raise NotImplementedError

    async def rows(self, keys: Sequence[Key]) -> Sequence[RowT]:
        """Ask for the rows of some keys."""
        raise NotImplementedError

    def scope(self) -> object:
        """Return what the list is narrowed to; marks on rows that something else hides are kept."""
        return self.find.strip()

    async def listing(self) -> Listing[RowT]:
        """Ask for the list as it is to be shown; a list that is too long to be held overrides this and `fetch`."""
        return Listing(Keys(await self.order()), scope=self.scope())

    async def fetch(self, order: Order, first: int, count: int) -> Sequence[RowT]:
        """Ask for the rows at some places of an order."""
        assert isinstance(order, Keys)
        return await self.rows(order.keys[first : first + count])

    async def chosen_keys(self) -> Sequence[Key]:
        """Return what a verb acts on, in list order: the marked rows, else the selected one."""
        return self.table.chosen

    async def all_keys(self) -> Sequence[Key]:
        """Return every key of the list, in order."""
        return self.table.keys

    async def preview(self, key: Key) -> Content | None:  # noqa: ARG002 - for subclasses
        """Ask for one row in detail, as the preview shows it."""
        return None

    def describe(self, count: int) -> str | Content:
        """Return the title row for `count` rows."""
        return str(count)

    def empty(self) -> Content:
        """Return what an empty list says: what is empty, why, and what to press."""
        return content("")

    # layout ---------------------------------------------------------------------------------------------

    def compose_body(self) -> Iterable[Widget]:
        """Lay out find bar, table and preview."""
        yield FindBar()
        with Container(classes="split"):
            yield WindowedTable(self.shown_columns(), self.fetch)
            yield TextPane(markup=False, classes="preview" if self.PREVIEW else "preview -off")
        yield TextPane(markup=False, classes="empty")

    def first_focus(self) -> Widget | None:
        """Return the table."""
        return self.table

    def has_row(self) -> bool:
        """Tell whether the cursor stands on a row."""
        return self.table.cursor_key is not None

    # loading and painting -------------------------------------------------------------------------------

    async def load(self) -> None:
        """Ask for the list and show it; what is not in view follows by itself."""
        await self.recall_columns()
        listing = await self.listing()
        self.previewed, self.known = None, True
        self.table.show_opened(listing, sort=self.sort, reverse=self.reverse)
        self.paint()
        self.show_keys()
        self.loaded(listing)

    def loaded(self, listing: Listing[RowT]) -> None:
        """Let a list go on with what it has not asked for yet."""

    async def settled(self) -> None:
        """Wait for the order and the visible rows."""
        await super().settled()
        await self.table.settled()

    def paint(self) -> None:
        """Paint the title, the table and what an empty list says."""
        if self._said_in != (now := _how_said()):
            self._said_in, self.previewed = now, None
            self.table.columns = self.shown_columns()
            self.on_windowed_table_moved()
        count = self.table.length
        self.show_title(self.describe(count))
        self.table.repaint()
        empty = self.query_one(".empty", TextPane)
        blank = count == 0 and self.known
        empty.set_class(blank, "-on")
        self.query_one(".split").display = not blank
        if blank:
            empty.update(self.empty())

    def on_windowed_table_moved(self) -> None:
        """Load the preview of the row under the cursor."""
        key = self.table.cursor_key
        if key != self.previewed or key is None:
            self.previewed = key
            workers.start(self, "preview", partial(self._show_preview, key), exclusive=True)

    async def _show_preview(self, key: Key | None) -> None:
        if not self.host.first_paint.is_awaited:
            await asyncio.sleep(REST)
        pane = self.query_one(".preview", TextPane)
        shown = await self.preview(key) if key is not None and not pane.has_class("-off") else None
        fixed = self.has_class("-wide")  # beside the list its size does not depend on what it says
        pane.update(shown if shown is not None else "", layout=not fixed)

    def on_windowed_table_marks_changed(self) -> None:
        """Say how many rows are marked."""
        count = len(self.table.marks)
        self.tell(i18n.say(MARKED, n=f"{count:,}") if count else "")

    def on_windowed_table_opened(self) -> None:
        """Open a double-clicked row."""
        self.app.simulate_key("enter")

    def on_windowed_table_sort_asked(self, event: WindowedTable.SortAsked) -> None:
        """Sort by the clicked column; clicking the sorted one turns the order round."""
        self.set_sort(event.sort, reverse=event.sort == self.sort and not self.reverse)

    def set_sort(self, sort: str, *, reverse: bool = False) -> None:
        """Load in another order."""
        self.sort, self.reverse = sort, reverse
        self.reload()

    # commands -------------------------------------------------------------------------------------------

    async def command_sort(self) -> None:
        """Choose the order from a numbered menu."""
        items = [Item(i18n.say(label)) for _, label in self.SORTS]
        place = await self.ask_person(MenuPanel(i18n.say(SORT_BY), items))
        if place is not None:
            self.set_sort(self.SORTS[place][0])

    def command_sort_rev(self) -> None:
        """Turn the order round."""
        self.set_sort(self.sort, reverse=not self.reverse)

    def command_mark(self) -> None:
        """Mark the row and go down."""
        self.table.toggle_mark()

    def command_mark_all(self) -> None:
        """Mark every row of the filter."""
        self.table.mark_all()

    def command_reload(self) -> None:
        """Read everything again."""
        self.reload()

    def command_preview(self) -> None:
        """Show or hide the preview."""
        self.query_one(".preview").toggle_class("-off")
        self.previewed = None
        self.on_windowed_table_moved()

    def command_zoom(self) -> None:
        """Give the table the whole width, or give it back."""
        self.toggle_class("-zoomed")

    async def command_export(self) -> None:
        """Write the list, or its marked rows, to a file."""
        await part("list_export:export_list")(self)

    def command_copy(self) -> None:
        """Copy the row as text."""
        self.host.copy(self.copy_text())

    def copy_text(self) -> str:
        """Return what `y` copies of the selected row."""
        row = self.table.current
        cells = [] if row is None else [column.cell(row) for column in self.shown_columns()]
        return "\t".join(cell if isinstance(cell, str) else cell.text for cell in cells)

    def command_find(self) -> None:
        """Open the find bar."""
        self.find_typed(self.find)

    def find_typed(self, text: str) -> None:
        """Open the find bar with a text; only for commands and keys in their turn."""
        bar = self.query_one(FindBar)
        bar.open(text)
        self.set_focus(bar.input, scroll_visible=False)

    def command_find_done(self) -> None:
        """Go back to the rows that were found."""
        self.set_focus(self.table, scroll_visible=False)

    def clear_find(self) -> None:
        """Show every row with the next load."""
        self.query_one(FindBar).close()
        self.find = ""

    async def go_to(self, key: Key) -> None:
        """Load again and put the cursor on a row that was just written; only for commands."""
        self.reload()
        await self.settled()
        self.table.select(key)
        self.set_focus(self.table, scroll_visible=False)

    def command_back(self) -> Any:
        """Leave the find bar, else clear the find, else clear the marks, else go up."""
        bar = self.query_one(FindBar)
        if self.focused is bar.input:
            self.set_focus(self.table, scroll_visible=False)
        elif self.find:
            self.clear_find()
            self.reload()
        elif self.table.marks:
            self.table.mark_all(False)
        else:
            return super().command_back()
        return None

    @on(Input.Changed, "#find Input")
    def _find_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self.find:
            self.find = event.value
            self.reload()
