"""Which columns a list shows: those it comes with, or those the person has chosen for it."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from relmgr import services
from relmgr.queries.memory import remembered
from relmgr.screens import part
from relmgr.screens.base import WorkspaceScreen
from relmgr.widgets.columns import Column, arranged
from relmgr.widgets.windowed_table import WindowedTable

RowT = TypeVar("RowT")
CHOOSE_COLUMNS = "columns_panel:choose_columns"


class ColumnsOfList(WorkspaceScreen, Generic[RowT]):
    """A screen with a table whose columns are chosen; the choice is kept in the book, under the screen's name."""

    def __init__(self) -> None:
        """Show the columns the list comes with until the choice is known."""
        super().__init__()
        self.column_ids: tuple[str, ...] | None = None

    @property
    def table(self) -> WindowedTable[RowT]:
        """Return the table."""
        return self.query_one(WindowedTable)

    def columns(self) -> Sequence[Column[RowT]]:
        """Return every column of the list, in the order in which it comes."""
        raise NotImplementedError

    def first_columns(self) -> Sequence[str]:
        """Return the ids of the columns that are shown before a person has chosen any."""
        return [column.name for column in self.columns()]

    def shown_columns(self) -> Sequence[Column[RowT]]:
        """Return the columns of the table: those the person has chosen, in the person's order."""
        return arranged(self.columns(), self.first_columns(), self.column_ids or ())

    @property
    def _columns_key(self) -> str:
        return f"columns.{self.NAME}"

    async def recall_columns(self) -> None:
        """Show the columns that were chosen before, once."""
        if self.column_ids is None:
            self.column_ids = tuple((await self.ask(remembered, self._columns_key) or "").split())
            self.table.columns = self.shown_columns()
            self.table.repaint()

    def show_columns(self, ids: Sequence[str]) -> None:
        """Show these columns in this order from now on; () shows those the list came with."""
        self.column_ids = tuple(ids)
        self.table.columns, self.table.before = self.shown_columns(), 0
        self.table.repaint()

    def command_right(self) -> None:
        """Move the view to the columns at the right."""
        self.table.move_view(1)

    def command_left(self) -> None:
        """Move the view back to the columns at the left."""
        self.table.move_view(-1)

    async def command_columns(self) -> None:
        """Choose the columns and their order; they are kept for this list, in both languages."""
        if (ids := await part(CHOOSE_COLUMNS)(self)) is not None:
            self.show_columns(ids)
            await self.host.do(services.remember, self._columns_key, " ".join(ids))
