"""The portfolio: the book by two dimensions, moves between tiers, concentration; every figure opens its clients."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from relmgr import i18n
from relmgr.commands import Command
from relmgr.domain.cross_table import CrossTable
from relmgr.domain.dimensions import DIMENSIONS, BandLimits, Dimension
from relmgr.domain.segments import WHOLE_BOOK, Definition
from relmgr.domain.tier_moves import Days
from relmgr.queries.concentration import concentrations
from relmgr.queries.cross_table import cross_of, migration_of
from relmgr.screens import part
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.clients_behind import ClientsBehind
from relmgr.screens.overlays.menu import MenuPanel
from relmgr.screens.portfolio_days import DaysForm
from relmgr.screens.portfolio_view import Loaded
from relmgr.screens.segment_panel import Shown, choose_segment
from relmgr.widgets.badges import content_lines
from relmgr.widgets.cells import harmless
from relmgr.widgets.cross_grid import EMPTY, CrossGrid
from relmgr.widgets.pick_list import Item
from relmgr.widgets.tabs import tab_line
from relmgr.widgets.text_pane import TextPane
from relmgr.words import Words

TITLE = Words("组合 {n} 户", "Portfolio {n}")
SEGMENT = Words("分段: {name}", "segment: {name}")
ROWS, COLUMNS = Words("纵向维度", "Rows"), Words("横向维度", "Columns")
BY = Words("纵: {by}  横: {across}", "rows: {by}  columns: {across}")
NO_COLUMNS = Words("（无）", "(none)")
EMPTY_BOOK = Words(
    "没有符合的客户。\n\no 换分段   Esc 显示全部", "No clients here.\n\no chooses a segment   Esc shows all"
)
NOTHING_BEHIND = Words("这一格没有客户。", "Nobody is behind this figure.")
COPIED = Words("表格", "the table")
QUARTER = timedelta(days=91)
"""Moves are looked at over about a quarter until other days are chosen."""


class PortfolioScreen(WorkspaceScreen):
    """The book crossed by two dimensions."""

    NAME = "portfolio"
    WATCHES = frozenset(
        {"client", "clientcache", "facility", "tierchange", "signal", "assignment", "segment"}
    )
    FOOTER = (
        "open",
        "tab.next",
        "portfolio.rows",
        "portfolio.columns",
        "segment",
        "portfolio.asof",
        "copy",
        "menu",
    )

    def __init__(self) -> None:
        """Start with tiers by risk level, of everybody."""
        super().__init__()
        self.by, self.across = DIMENSIONS["tier"], DIMENSIONS["level"]
        self.has_columns = True
        self.shown: Shown | None = None
        self.days: Days | None = None
        self.loaded: Loaded | None = None
        self.limits: BandLimits | None = None
        self.tab = 0

    # layout and loading ---------------------------------------------------------------------------------

    def compose_body(self) -> Iterable[Widget]:
        """Lay out tabs, table and the line under it."""
        yield Static(markup=False, classes="tabs")
        yield CrossGrid()
        yield TextPane(markup=False, classes="grid-note")
        yield TextPane(markup=False, classes="empty")

    @property
    def table(self) -> CrossGrid:
        """Return the table."""
        return self.query_one(CrossGrid)

    @property
    def within(self) -> Definition:
        """Return the part of the book that is shown."""
        return self.shown.selection.definition if self.shown is not None else WHOLE_BOOK

    @property
    def column_dimension(self) -> Dimension | None:
        """Return the dimension of the columns, None where there are none."""
        return self.across if self.has_columns else None

    async def load(self) -> None:
        """Ask for the table, and for moves or concentration where their tab is shown."""
        if self.limits is None:
            self.limits = self.host.workspace.bands
        today = self.host.workspace.clock.today()
        days = self.days or Days(today - QUARTER, today)
        table = await self.ask(cross_of, self.by, self.column_dimension, self.within, self.limits)
        loaded = Loaded(self.within, table)
        view = self._view_of(loaded)
        if view == "moves":
            loaded = replace(loaded, moves=await self.ask(migration_of, days, self.within))
        elif view == "concentration":
            loaded = replace(loaded, held=tuple(await self.ask(concentrations, self.within)))
        self.loaded = loaded
        self.paint()
        self.show_keys()

    @property
    def view(self) -> str:
        """Return what the chosen tab shows; where its currency is gone, the counts."""
        return self._view_of(self.loaded) if self.loaded is not None else "count"

    def _view_of(self, loaded: Loaded) -> str:
        names = [name for name, _ in loaded.tabs()]
        return names[self.tab] if self.tab < len(names) else "count"

    # painting -------------------------------------------------------------------------------------------

    def paint(self) -> None:
        """Paint title, tabs, table and note."""
        if self.loaded is None:
            return
        self.show_title(self._title(self.loaded.table))
        self._paint_tabs(self.loaded)
        blank = not self.loaded.table.total.clients
        empty = self.query_one(".empty", TextPane)
        empty.set_class(blank, "-on")
        self.table.display = not blank
        if blank:
            empty.update(content_lines(i18n.say(EMPTY_BOOK)))
        self.table.show(EMPTY if blank else self.loaded.grid(self.view))
        self.query_one(".grid-note", TextPane).update(Content(harmless(self.loaded.note(self.view))))

    def _title(self, table: CrossTable) -> str:
        parts = [i18n.say(TITLE, n=f"{table.total.clients:,}")]
        if self.shown is not None:
            parts.append(i18n.say(SEGMENT, name=harmless(self.shown.words())))
        across = i18n.say(self.across.words if self.has_columns else NO_COLUMNS)
        return "   ".join([*parts, i18n.say(BY, by=i18n.say(self.by.words), across=across)])

    def _paint_tabs(self, loaded: Loaded) -> None:
        names = [name for name, _ in loaded.tabs()]
        line = tab_line(
            [label for _, label in loaded.tabs()], names.index(self.view), self.app.size.width - 2
        )
        self.query_one(".tabs", Static).update(line)

    def action_tab(self, place: int) -> None:
        """Show the clicked tab."""
        self._show_tab(place)

    # the clients behind a figure ------------------------------------------------------------------------

    def has_row(self) -> bool:
        """Tell whether the cursor stands on a figure."""
        return self.table.current is not None

    async def command_open(self) -> None:
        """Open the clients behind the figure."""
        if self.loaded is None or (place := self.table.current) is None:
            return
        behind = self.loaded.behind(self.view, *place)
        if behind is None:
            self.tell(i18n.say(NOTHING_BEHIND))
        elif isinstance(behind, Shown):
            await self.app.push_screen(ClientsBehind(behind))
        else:
            await self.host.open_client(behind)

    def on_cross_grid_opened(self) -> None:
        """Open a double-clicked figure."""
        self.app.simulate_key("enter")

    # commands -------------------------------------------------------------------------------------------

    def command_left(self) -> None:
        """Go to the figure at the left."""
        self.table.step(-1)

    def command_right(self) -> None:
        """Go to the figure at the right."""
        self.table.step(1)

    def command_tab_next(self) -> None:
        """Show the next table."""
        self._show_tab(self.tab + 1)

    def command_tab_prev(self) -> None:
        """Show the table before."""
        self._show_tab(self.tab - 1)

    def _show_tab(self, place: int) -> None:
        if self.loaded is None:
            return
        self.tab = place % len(self.loaded.tabs())
        self.paint()
        self.table.to_first()
        if not self.loaded.has(self.view):
            self.reload()

    async def command_portfolio_rows(self) -> None:
        """Choose the dimension of the rows."""
        place = await self._dimension(ROWS, ())
        if place is not None:
            self.by = list(DIMENSIONS.values())[place]
            self._show_table()

    async def command_portfolio_columns(self) -> None:
        """Choose the dimension of the columns, or none."""
        place = await self._dimension(COLUMNS, (NO_COLUMNS,))
        if place is not None:
            self.has_columns = place > 0
            self.across = list(DIMENSIONS.values())[place - 1] if place else self.across
            self._show_table()

    async def _dimension(self, title: Words, before: Sequence[Words]) -> int | None:
        words = (*before, *(dimension.words for dimension in DIMENSIONS.values()))
        return await self.ask_person(MenuPanel(i18n.say(title), [Item(i18n.say(one)) for one in words]))

    def _show_table(self) -> None:
        if self.view in ("moves", "concentration"):
            self.tab = 0
        self.table.to_first()
        self.reload()

    async def command_segment(self) -> None:
        """Choose which part of the book is shown."""
        picked, shown = await choose_segment(self)
        if picked:
            self.shown = shown
            self.reload()

    async def command_portfolio_asof(self) -> None:
        """Choose the days between which moves are looked at."""
        today = self.host.workspace.clock.today()
        days = self.days or Days(today - QUARTER, today)
        answer = await self.ask_person(DaysForm(days, today))
        if answer is not None and self.loaded is not None:
            self.days = answer
            self.tab = [name for name, _ in self.loaded.tabs()].index("moves")
            self.reload()

    def command_reload(self) -> None:
        """Read everything again."""
        self.reload()

    async def command_export(self) -> None:
        """Write the shown table to a file."""
        await part("list_export:export_grid")(self, self.table.grid)

    def command_copy(self) -> None:
        """Copy the table as lines of figures between tabs."""
        grid = self.table.grid
        rows = [
            (grid.corner, *grid.heads),
            *((label, *cells) for label, cells in zip(grid.labels, grid.figures, strict=True)),
        ]
        self.host.copy("\n".join("\t".join(row) for row in rows), i18n.say(COPIED))

    def command_back(self) -> Any:
        """Show everybody again, else clear the message."""
        if self.shown is None:
            return super().command_back()
        self.shown = None
        self.reload()
        return None

    def refusal(self, command: Command) -> Words | None:
        """The verbs of a client need a client, and none is selected here."""
        return None if command.id == "open" else super().refusal(command)
