"""A table walked cell by cell: row labels, columns of figures, and a cursor on one figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from relmgr.commands import MOVES
from relmgr.widgets.badges import Styled, content, cursor_style
from relmgr.widgets.cells import fit, harmless

WIDEST_LABEL = 24
GAP = 2
MORE_LEFT, MORE_RIGHT = "<", ">"
CURSOR = ">"
"""Before the figure of the cursor, so that it is found without colour."""


@dataclass(frozen=True, slots=True)
class Grid:
    """What is shown: a corner, column heads, and rows of a label and one figure a column.

    With `last_is_total` the last row, and with `has_total` the last column, is a margin. `aside` are notes right
    of the rows.
    """

    corner: str
    heads: tuple[str, ...]
    labels: tuple[str, ...]
    figures: tuple[tuple[str, ...], ...]
    has_total: bool = True
    last_is_total: bool = True
    aside: tuple[str, ...] = ()


EMPTY = Grid("", (), (), ())


class CrossGrid(Widget, can_focus=True, inherit_bindings=False):
    """Shows a grid; columns that do not fit are scrolled to, the labels stay."""

    DEFAULT_CSS = "CrossGrid { height: 1fr; width: 1fr; padding: 0 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"move('{command.id[5:]}')", show=False, id=command.id if place == 0 else None)
        for command in MOVES
        for place, key in enumerate(command.keys)
    ]

    class Moved(Message):
        """The cursor stands on another figure."""

    class Opened(Message):
        """A figure was double-clicked."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.grid = EMPTY
        self.row = self.column = 0
        self.top = self.left = 0

    @property
    def current(self) -> tuple[int, int] | None:
        """Return the row and column of the cursor, None where there is nothing."""
        return (self.row, self.column) if self.grid.labels and self.grid.heads else None

    def show(self, grid: Grid) -> None:
        """Show another grid; the cursor stays where it is as far as there is such a place."""
        self.grid = grid
        self._to(self.row, self.column)

    def to_first(self) -> None:
        """Put the cursor on the first figure."""
        self.top = self.left = 0
        self._to(0, 0)

    def action_move(self, where: str) -> None:
        """Move the cursor: down, up, top, end, pgdn or pgup."""
        page = max(1, self.size.height - 2)
        goal = {
            "down": self.row + 1, "up": self.row - 1, "top": 0, "end": len(self.grid.labels) - 1,
            "pgdn": self.row + page, "pgup": self.row - page,
        }[where]  # fmt: skip
        self._to(goal, self.column)

    def step(self, columns: int) -> None:
        """Move the cursor sideways."""
        self._to(self.row, self.column + columns)

    def _to(self, row: int, column: int) -> None:
        self.row = max(0, min(row, len(self.grid.labels) - 1))
        self.column = max(0, min(column, len(self.grid.heads) - 1))
        height = max(1, self.size.height - 1)
        self.top = max(min(self.top, self.row), self.row - height + 1, 0)
        self.left = min(self.left, self.column)
        while self.left < self.column and self.column not in self._shown():
            self.left += 1
        self.post_message(self.Moved())
        self.refresh()

    # measures -------------------------------------------------------------------------------------------

    def _label_width(self) -> int:
        labels = (self.grid.corner, *self.grid.labels)
        return min(WIDEST_LABEL, max(map(cell_len, map(harmless, labels)), default=0))

    def _width(self, column: int) -> int:
        figures = (row[column] for row in self.grid.figures)
        return max(map(cell_len, (harmless(self.grid.heads[column]), *figures))) + GAP

    def _shown(self) -> list[int]:
        """Return the columns that fit from the leftmost one on, at least that one."""
        room = self.content_size.width - self._label_width() - 2 - len(f" {MORE_RIGHT}")
        shown: list[int] = []
        for column in range(self.left, len(self.grid.heads)):
            room -= self._width(column)
            if room < 0 and shown:
                break
            shown.append(column)
        return shown

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._to(self.row, self.column)

    # painting -------------------------------------------------------------------------------------------

    def render(self) -> Content:
        """Paint the heads and the rows in view."""
        if not self.grid.labels:
            return content("")
        shown = self._shown()
        rows = range(self.top, min(len(self.grid.labels), self.top + max(1, self.size.height - 1)))
        lines = [self._heads(shown), *(self._row(row, shown) for row in rows)]
        return Content("\n").join(line.truncate(self.content_size.width) for line in lines)

    def _heads(self, shown: Sequence[int]) -> Content:
        heads = "".join(fit(self.grid.heads[c], self._width(c), right=True) for c in shown)
        before = MORE_LEFT if shown and shown[0] > 0 else " "
        after = f" {MORE_RIGHT}" if shown and shown[-1] < len(self.grid.heads) - 1 else ""
        return content(
            Styled(f" {fit(self.grid.corner, self._label_width())}{before}{heads}{after}", "muted")
        )

    def _row(self, row: int, shown: Sequence[int]) -> Content:
        is_total = self.grid.last_is_total and row == len(self.grid.labels) - 1
        lead = ">" if row == self.row else " "
        label = f"{lead}{fit(self.grid.labels[row], self._label_width())} "
        parts = [content(Styled(label, "strong") if is_total else label)]
        for column in shown:
            figure = fit(self.grid.figures[row][column], self._width(column), right=True)
            parts.append(self._figure(row, column, figure, is_total))
        if row < len(self.grid.aside):
            parts.append(content(f"  {self.grid.aside[row]}"))
        return Content("").join(parts)

    def _figure(self, row: int, column: int, figure: str, is_total: bool) -> Content:
        if (row, column) == (self.row, self.column):
            bare = figure.strip() or "-"
            blanks = " " * (cell_len(figure) - cell_len(bare) - len(CURSOR))
            style = cursor_style(self.has_focus)
            return Content.assemble(blanks, Content(f"{CURSOR}{bare}").stylize(style))
        is_margin = is_total or (self.grid.has_total and column == len(self.grid.heads) - 1)
        return content(Styled(figure, "strong") if is_margin else figure)

    def on_click(self, event: events.Click) -> None:
        """Select the clicked figure; a double click opens it."""
        row = self.top + event.y - 1
        left = self._label_width() + 3
        for column in self._shown():
            width = self._width(column)
            if left <= event.x < left + width and 0 <= row < len(self.grid.labels):
                self._to(row, column)
                if event.chain == 2:
                    self.post_message(self.Opened())
                return
            left += width
