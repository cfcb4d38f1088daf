"""The filter of a queue: of its rows, those whose client meets the conditions; rows without a client are left out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from rich.cells import cell_len
from textual.content import Content

from relmgr import i18n
from relmgr.domain.values import Key
from relmgr.queries.clients_within import clients_within
from relmgr.screens import part
from relmgr.screens.lists import ListScreen
from relmgr.widgets.badges import content_lines
from relmgr.widgets.cells import cut, harmless
from relmgr.widgets.find_bar import FindBar
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.screens.segment_panel import Shown

ASK_FILTER = "filtering:ask_filter"
"""What the key asks for; a queue is shown before any of it is loaded."""

SEGMENT, WHERE = (
    Words("分段: {what} ({n})", "segment: {what} ({n})"),
    Words("条件: {what} ({n})", "where: {what} ({n})"),
)
NO_CLIENT_ROWS = Words("，略去无客户 {n}", ", {n} without a client left out")
FILTERED_OUT = Words(
    "这个视图里没有客户符合：{text}（隐去 {n} 行）。\n\nEsc 显示全部   f 改条件   [ ] 换视图",
    "No row of this view has a client in: {text} ({n} hidden).\n\n"
    "Esc shows every row   f changes the conditions   [ ] other view",
)
LEAST = 16
"""Cells that the conditions keep in the title row of the narrowest window."""


class QueueRow(Protocol):
    """What a queue needs of its rows."""

    @property
    def id(self) -> Key:
        """Return the key of the row."""

    @property
    def client_id(self) -> Key | None:
        """Return the client it is about."""


RowT = TypeVar("RowT", bound=QueueRow)


class FilteredQueue(ListScreen[RowT]):
    """Narrows the rows of every view; `shown` is what they are narrowed to."""

    def __init__(self) -> None:
        """Start with every row."""
        super().__init__()
        self.shown: Shown | None = None
        self.hidden = 0
        """Rows of the view that the filter hides, those without a client included."""
        self.clientless = 0

    def scope(self) -> object:
        """Return what the queue is narrowed to."""
        return super().scope(), self.shown.selection if self.shown is not None else None

    async def within(self, rows: Sequence[RowT]) -> Sequence[RowT]:
        """Return the rows whose client is in the filter; asks only about their clients."""
        if self.shown is None:
            self.hidden = self.clientless = 0
            return rows
        clients = [row.client_id for row in rows if row.client_id is not None]
        held = await self.ask(clients_within, self.shown.selection, clients)
        kept = [row for row in rows if row.client_id in held]
        self.hidden, self.clientless = len(rows) - len(kept), len(rows) - len(clients)
        return kept

    def filter_said(self, count: int, room: int) -> str:
        """Return the filter for the title row in about `room` cells; what it leaves out is never cut."""
        if self.shown is None:
            return ""
        words = SEGMENT if self.shown.name else WHERE
        left_out = i18n.say(NO_CLIENT_ROWS, n=self.clientless) if self.clientless else ""
        rest = cell_len(i18n.say(words, what="", n=count) + left_out)
        what = harmless(self.shown.words())
        most = max(LEAST, room - rest)
        if cell_len(what) > most:
            what = f"{cut(what, most - 2)}.."
        return i18n.say(words, what=what, n=count) + left_out

    def filtered_out(self) -> Content:
        """Say what an empty view is narrowed to, and what to press."""
        text = self.shown.words() if self.shown is not None else ""
        return content_lines(i18n.say(FILTERED_OUT, text=text, n=self.hidden))

    async def command_filter(self) -> None:
        """Narrow the queue by a line of conditions on its clients."""
        await part(ASK_FILTER)(self)

    def show_only(self, shown: "Shown | None") -> None:
        """Narrow the queue, or show every row with None; a queue keeps its own order and columns."""
        self.shown = shown
        self.reload()

    def command_back(self) -> Any:
        """Show every row again where nothing else is to be cleared first."""
        typing = self.focused is self.query_one(FindBar).input
        if self.shown is None or typing or self.find or self.table.marks:
            return super().command_back()
        self.show_only(None)
        return None
