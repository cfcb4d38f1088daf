"""One of a few: `[1 Visit] 2 Call 3 Video`; a digit chooses, with any input method on."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from relmgr import i18n
from relmgr.widgets.badges import Styled, content, lines
from relmgr.words import Words


class _Cell(NamedTuple):
    """Where an option stands: its text, its line and its first column."""

    text: str
    line: int
    left: int


class Choice(Widget, can_focus=True, inherit_bindings=False):
    """Holds the place of the chosen option, or None; options that do not fit go on in further lines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"app.digit({n})", show=False, priority=True) for n in range(1, 10)),
        *(Binding(key, "step(1)", show=False, priority=True) for key in ("right", "l", "space")),
        *(Binding(key, "step(-1)", show=False, priority=True) for key in ("left", "h")),
    ]

    def __init__(self, options: Sequence[Words], chosen: int | None = None) -> None:
        """Offer options."""
        super().__init__()
        self.options = options
        self.chosen = chosen

    def choose(self, number: int) -> None:
        """Choose by digit and tell the form at once, before the next key is read."""
        if number <= len(self.options):
            self._take(number - 1)
            self._tell("answered_by")

    def action_step(self, step: int) -> None:
        """Choose the neighbour, round and round."""
        self._take(0 if self.chosen is None else (self.chosen + step) % len(self.options))
        self._tell("changed_by")

    def take(self, place: int | None) -> None:
        """Show another option as chosen, or none, without telling anybody."""
        self._take(place)

    def _take(self, place: int | None) -> None:
        lines_before = self._lines(self.size.width)
        self.chosen = place
        self.refresh(layout=self._lines(self.size.width) != lines_before)

    def _tell(self, method: str) -> None:
        for node in self.ancestors:
            if (hear := getattr(node, method, None)) is not None:
                hear(self)
                return

    def _cells(self, width: int) -> list[_Cell]:
        """Return where every option stands; the brackets of the chosen one count."""
        cells: list[_Cell] = []
        line = left = 0
        gap = "" if i18n.language() == "zh" else " "
        for place, option in enumerate(self.options):
            label = f"{place + 1}{gap}{i18n.say(option)}"
            text = f"[{label}]" if place == self.chosen else label
            if left and left + cell_len(text) > width:
                line, left = line + 1, 0
            cells.append(_Cell(text, line, left))
            left += cell_len(text) + 1
        return cells

    def _lines(self, width: int) -> int:
        cells = self._cells(width)
        return cells[-1].line + 1 if cells else 1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return how many lines the options take."""
        return self._lines(width)

    def render(self) -> Content:
        """Paint the options, the chosen one in brackets."""
        rows: list[list[str | Styled]] = [[]]
        for place, cell in enumerate(self._cells(self.size.width)):
            if cell.line == len(rows):
                rows.append([])
            rows[-1] += [Styled(cell.text, "strong") if place == self.chosen else cell.text, " "]
        return lines(*(content(*row) for row in rows))

    def on_click(self, event: events.Click) -> None:
        """Choose the clicked option."""
        for place, cell in enumerate(self._cells(self.size.width)):
            if cell.line == event.y and cell.left <= event.x <= cell.left + cell_len(cell.text):
                self.choose(place + 1)
                return
