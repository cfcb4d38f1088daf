"""The lines of a windowed table: titles, rows as runs of text, styles; what is painted once is kept."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip

from relmgr import i18n
from relmgr.domain.orders import Marks
from relmgr.widgets.badges import STYLES
from relmgr.widgets.columns import Column, Placing, heading, place, spans
from relmgr.widgets.row_window import Fetch, RowWindow

RowT = TypeVar("RowT")
GUTTER = 2
LINES_KEPT = 512
"""Painted lines kept; the older half is forgotten when there are more."""


class TableLines(ScrollView, Generic[RowT], can_focus=True, inherit_bindings=False):
    """Paints the rows that a window of an order holds, the cursor and the marks."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--header", "table--cursor", "table--blurred", "table--waiting", "table--mark", *STYLES,
    }  # fmt: skip

    def __init__(self, columns: Sequence[Column[RowT]], fetch: Fetch[RowT], *, id: str | None = None) -> None:  # noqa: A002
        """Show nothing yet; `fetch` returns the rows of an order from a place on, each with an `id`."""
        super().__init__(id=id)
        self.columns = columns
        self.window: RowWindow[RowT] = RowWindow(fetch, self._arrived)
        self.cursor = 0
        self.marks = Marks()
        self.sort, self.reverse = "", False
        self.before = 0
        self._placing: Placing[RowT] = Placing([], 0, 0, 0)
        self._placed_for: tuple[int, str, int] | None = None
        self._styles: dict[str, Style] = {}
        self._strips: dict[tuple[object, ...], tuple[RowT, Strip]] = {}

    def _arrived(self, first: int, last: int) -> None:
        raise NotImplementedError

    @property
    def line_width(self) -> int:
        """Return the cells of a line beside the scrollbar."""
        return max(1, self.scrollable_content_region.width)

    def repaint(self) -> None:
        """Say and paint everything anew, after the language, the theme or the privacy mask changed."""
        self._strips.clear()
        self._styles.clear()
        self._placed_for = None
        self.refresh()

    def move_view(self, step: int) -> None:
        """Move the view by columns to the right, or to the left; the first one stays, and so does the cursor."""
        placing = self.placing(self.line_width)
        if -placing.before <= step <= placing.after:
            self.before = placing.before + step
            self._strips.clear()
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line: the titles, or a row, or a blank."""
        width = self.line_width
        placing = self.placing(width)
        if y == 0:
            title = "  " + heading(placing, self.sort, self.reverse)
            return self._strip([(title, "table--header")], "table--header", width)
        index = round(self.scroll_y) + y - 1
        if index >= len(self.window.order):
            return Strip.blank(width, self.rich_style)
        return self._row_line(index, placing, width)

    def draw(self, index: int) -> None:
        """Keep the line of a row that is not in view, so that scrolling there only sends it."""
        width = self.line_width
        self._row_line(index, self.placing(width), width)

    def _row_line(self, index: int, placing: Placing[RowT], width: int) -> Strip:
        key = self.window.key(index)
        focus = ("table--cursor" if self.has_focus else "table--blurred") if index == self.cursor else ""
        marked = key is not None and self.marks.holds(key)
        cache_key = (key, focus, marked, width)
        row = self.window.row(key) if key is not None else None
        kept = self._strips.get(cache_key)
        if kept is not None and kept[0] is row:
            return kept[1]
        runs = spans(placing.columns, row) if row is not None else [("...", "table--waiting")]
        gutter = (">" if index == self.cursor else " ") + ("*" if marked else " ")
        strip = self._strip([(gutter, "table--mark"), *runs], focus, width)
        if len(self._strips) >= LINES_KEPT:
            self._strips = dict(list(self._strips.items())[LINES_KEPT // 2 :])
        if row is not None:
            self._strips[cache_key] = row, strip
        return strip

    def placing(self, width: int) -> Placing[RowT]:
        """Return the columns in view on a line of so many cells; `before` columns are to the left of it, or fewer."""
        if self._placed_for != (width, i18n.language(), self.before):
            self._placing = place(self.columns, width - GUTTER, self.before)
            self._placed_for = (width, i18n.language(), self.before)
        return self._placing

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
