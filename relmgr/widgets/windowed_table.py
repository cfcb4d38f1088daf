"""The one table of every list: any length, only the visible rows are fetched, the cursor is a row's key."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar, cast

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from relmgr import i18n
from relmgr.commands import MOVES
from relmgr.domain.values import Key
from relmgr.widgets.badges import STYLES
from relmgr.widgets.columns import Column, Placed, column_at, heading, place, spans
from relmgr.widgets.row_window import RowWindow

RowT = TypeVar("RowT")
GUTTER = 2
Fetch = Callable[[Sequence[Key]], Awaitable[Sequence[RowT]]]


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


class WindowedTable(ScrollView, Generic[RowT], can_focus=True, inherit_bindings=False):
    """Shows an order of keys as rows; `fetch` is asked for the rows of visible keys and no others."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--header", "table--cursor", "table--blurred", "table--waiting", "table--mark", *STYLES,
    }  # fmt: skip
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
        """Show nothing yet; `fetch` returns the rows of some keys, in any order, each with an `id`."""
        super().__init__(id=id)
        self.columns = columns
        self.window: RowWindow[RowT] = RowWindow(fetch, self._arrived)
        self.cursor = 0
        self.marks: set[Key] = set()
        self.sort, self.reverse = "", False
        self._placed: list[Placed[RowT]] = []
        self._placed_for: tuple[int, str] = (-1, "")
        self._styles: dict[str, Style] = {}
        self._strips: dict[tuple[object, ...], Strip] = {}

    @property
    def line_width(self) -> int:
        """Return the cells of a line beside the scrollbar."""
        return max(1, self.scrollable_content_region.width)

    @property
    def keys(self) -> Sequence[Key]:
        """Return the whole order that is shown."""
        return self.window.keys

    @property
    def cursor_key(self) -> Key | None:
        """Return the key of the selected row."""
        return self.keys[self.cursor] if self.cursor < len(self.keys) else None

    @property
    def current(self) -> RowT | None:
        """Return the selected row, or None while it is on its way."""
        key = self.cursor_key
        return self.window.row(key) if key is not None else None

    @property
    def chosen(self) -> list[Key]:
        """Return the keys a verb acts on: the marked rows in list order, else the selected one."""
        if self.marks:
            return [key for key in self.keys if key in self.marks]
        return [self.cursor_key] if self.cursor_key is not None else []

    def show(self, keys: Sequence[Key], *, sort: str = "", reverse: bool = False) -> None:
        """Show another order; the cursor stays on its key, else at its place; marks of absent rows go."""
        wanted, place_before = self.cursor_key, self.cursor
        same = place_before < len(keys) and keys[place_before] == wanted
        self.window.order(keys)
        self.sort, self.reverse = sort, reverse
        if self.marks:
            self.marks.intersection_update(keys)
        if not same:
            self.cursor = self._place_of(wanted, place_before)
        self._strips.clear()
        self.virtual_size = Size(self.line_width, len(keys) + 1)
        self._into_view()
        self._want_visible()
        self.refresh()
        self.post_message(self.Moved(self))

    def _place_of(self, key: Key | None, otherwise: int) -> int:
        try:
            return self.keys.index(key) if key is not None else 0
        except ValueError:
            return max(0, min(otherwise, len(self.keys) - 1))

    def select(self, key: Key) -> bool:
        """Put the cursor on a key; False when it is not in the list."""
        if key not in self.keys:
            return False
        self.move_to(self.keys.index(key))
        return True

    def repaint(self) -> None:
        """Say and paint everything anew, after the language, the theme or the privacy mask changed."""
        self._strips.clear()
        self._styles.clear()
        self._placed_for = (-1, "")
        self.refresh()

    async def settled(self) -> None:
        """Wait until the visible rows are there."""
        await self.window.settled()

    # moving ---------------------------------------------------------------------------------------------

    def action_move(self, where: str) -> None:
        """Move the cursor: down, up, top, end, pgdn or pgup."""
        page = max(1, self.size.height - 2)
        last = len(self.keys) - 1
        goal = {
            "down": self.cursor + 1, "up": self.cursor - 1, "top": 0, "end": last,
            "pgdn": self.cursor + page, "pgup": self.cursor - page,
        }[where]  # fmt: skip
        self.move_to(goal)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row by its place; only the changed lines are painted again."""
        index = max(0, min(index, len(self.keys) - 1))
        if index == self.cursor or not self.keys:
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
            self.marks ^= {key}
            self._paint_line(self.cursor)
            self.move_to(self.cursor + 1)
            self.post_message(self.MarksChanged())

    def mark_all(self, marked: bool = True) -> None:
        """Mark every row of the list, or none."""
        self.marks = set(self.keys) if marked else set()
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
        top = round(self.scroll_y)
        if fetching := self.window.want(top, max(1, self.size.height - 1), self.cursor):
            self.screen.run_worker(cast(Any, fetching), group="rows", exit_on_error=False)

    def _arrived(self, first: int, last: int) -> None:
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

    def on_resize(self) -> None:
        """Fit the columns to the new width and keep the cursor in view."""
        self._strips.clear()
        self.virtual_size = Size(self.line_width, len(self.keys) + 1)
        self._into_view()
        self._want_visible()

    # painting -------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Return one line: the titles, or a row, or a blank."""
        width = self.line_width
        placed = self._columns(width)
        if y == 0:
            title = "  " + heading(placed, self.sort, self.reverse)
            return self._strip([(title, "table--header")], "table--header", width)
        index = round(self.scroll_y) + y - 1
        if index >= len(self.keys):
            return Strip.blank(width, self.rich_style)
        key = self.keys[index]
        focus = ("table--cursor" if self.has_focus else "table--blurred") if index == self.cursor else ""
        marked = key in self.marks
        cache_key = (key, focus, marked, width)
        if (strip := self._strips.get(cache_key)) is None:
            row = self.window.row(key)
            runs = spans(placed, row) if row is not None else [("...", "table--waiting")]
            gutter = (">" if index == self.cursor else " ") + ("*" if marked else " ")
            strip = self._strip([(gutter, "table--mark"), *runs], focus, width)
            if len(self._strips) > 512:
                self._strips.clear()
            if row is not None:
                self._strips[cache_key] = strip
        return strip

    def _columns(self, width: int) -> list[Placed[RowT]]:
        if self._placed_for != (width, i18n.language()):
            self._placed = place(self.columns, width - GUTTER)
            self._placed_for = (width, i18n.language())
        return self._placed

    def _strip(self, runs: Sequence[tuple[str, str]], over: str, width: int) -> Strip:
        base = self.rich_style + self._style(over) if over else self.rich_style
        segments = [
            Segment(text, self._style(name) + base if over else base + self._style(name))
            for text, name in runs
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, name: str) -> Style:
        if not name:
            return Style.null()
        if name not in self._styles:
            self._styles[name] = self.get_component_rich_style(name, partial=not name.startswith("table--c"))
        return self._styles[name]

    def notify_style_update(self) -> None:
        """Forget the styles when the theme or the focus changed."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    # mouse ----------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Select the clicked row, open it on a double click, or ask for the clicked title's order."""
        event.stop()
        if event.y == 0:
            column = column_at(self._columns(self.line_width), event.x - GUTTER)
            if column is not None and column.sort:
                self.post_message(self.SortAsked(column.sort))
            return
        index = round(self.scroll_y) + event.y - 1
        if index < len(self.keys):
            self.move_to(index)
            if event.chain == 2:
                self.post_message(self.Opened())
