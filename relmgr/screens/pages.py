"""The base of pages made of rows of different kinds: one list of lines, and a second one beside it when wide."""

from collections.abc import Iterable, Sequence

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from relmgr.domain.values import Key
from relmgr.screens.base import WorkspaceScreen
from relmgr.widgets.line_list import Line, LineList, Target

WIDE = 96
"""Cells from which two lists stand beside each other."""
SIDE, SIDE_SHARE, WIDEST_SIDE = 40, 30, 60
"""Cells of the list at the right, its border and padding included: at least, in hundredths of the window, at most."""

Panes = tuple[Sequence[Line], Sequence[Line]]


class PageScreen(WorkspaceScreen):
    """A page; the class says what stands on it, the cursor of the focused list says what a verb acts on."""

    DEFAULT_CSS = f"""
    PageScreen .tabs {{ height: 1; padding: 0 1; }}
    PageScreen .tabs.-off {{ display: none; }}
    PageScreen #side {{
        width: {SIDE_SHARE}%; min-width: {SIDE}; max-width: {WIDEST_SIDE};
        border-left: ascii $muted; padding: 0 0 0 1;
    }}
    PageScreen.-zoomed #side {{ width: 1fr; border-left: none; }}
    """

    def __init__(self) -> None:
        """Start on the main list."""
        super().__init__()
        self._beside = False

    def compose_body(self) -> Iterable[Widget]:
        """Lay out the tabs and the two lists."""
        yield Static(markup=False, classes="tabs")
        with Horizontal():
            yield LineList(id="main")
            yield LineList(id="side")

    @property
    def wide(self) -> bool:
        """Tell whether two lists fit beside each other."""
        return self.app.size.width >= WIDE

    @property
    def side_width(self) -> int:
        """Return the cells of the list at the right, as the style sheet gives them."""
        return max(SIDE, min(WIDEST_SIDE, self.app.size.width * SIDE_SHARE // 100))

    @property
    def table(self) -> LineList:
        """Return the list that has or last had the keyboard; panels leave it as it was."""
        return self.query_one("#side" if self._beside else "#main", LineList)

    def on_descendant_focus(self) -> None:
        """Remember which list has the keyboard, and paint the cursor only there."""
        if isinstance(self.focused, LineList) and self.focused.id in ("main", "side"):
            self._beside = self.focused.id == "side"
            for shown in self.query(LineList):
                shown.refresh()

    def first_focus(self) -> Widget | None:
        """Return the main list."""
        return self.query_one("#main", LineList)

    def panes(self, width: int) -> Panes:
        """Return the lines of the main list, `width` cells wide, and of the one beside it (() for none)."""
        raise NotImplementedError

    def tabs(self) -> Content | None:
        """Return the row of tabs, or None where there are none."""
        return None

    def paint(self) -> None:
        """Paint both lists for the present width and language."""
        main, side = self.query_one("#main", LineList), self.query_one("#side", LineList)
        zoomed = self.has_class("-zoomed")
        main_lines, side_lines = self.panes(
            self.app.size.width - (self.side_width if self.wide and not zoomed else 0)
        )
        side.display = bool(side_lines) and (self._beside or not zoomed)
        main.display = not (zoomed and self._beside and side_lines)
        if not side_lines and self._beside:
            self._beside = False
            self.set_focus(self.first_focus(), scroll_visible=False)
        main.show(main_lines)
        side.show(side_lines)
        self._paint_tabs()

    def _paint_tabs(self) -> None:
        bar, tabs = self.query_one(".tabs", Static), self.tabs()
        bar.set_class(tabs is None, "-off")
        if tabs is not None:
            bar.update(tabs)

    async def load(self) -> None:
        """Ask and paint."""
        await self.fetch()
        self.paint()
        self.show_keys()

    async def fetch(self) -> None:
        """Ask the questions of the page and keep the answers."""

    def target(self) -> Target | None:
        """Return what the selected row stands for."""
        return self.table.current

    def has_row(self) -> bool:
        """Tell whether a row is selected."""
        return self.target() is not None

    def selected_client(self) -> Key | None:
        """Return the client of the selected row."""
        target = self.target()
        return target.client_id if target is not None else None

    def on_line_list_moved(self) -> None:
        """The footer may have other keys on another row."""
        self.show_keys()

    def on_line_list_opened(self) -> None:
        """Open a double-clicked row."""
        self.app.simulate_key("enter")

    def copy_text(self) -> str:
        """Return what `y` copies of the selected row: its text as it is shown."""
        return self.table.current_text()

    def command_copy(self) -> None:
        """Copy the row as text."""
        self.host.copy(self.copy_text())

    def command_zoom(self) -> None:
        """Give the whole width to the list that has the keyboard, or give it back."""
        self.toggle_class("-zoomed")
        self.paint()

    def command_reload(self) -> None:
        """Read everything again."""
        self.reload()
