"""A short list to pick one of: digits for the first nine, the cursor for any; what cannot be picked says why."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from relmgr.widgets import glyphs
from relmgr.widgets.badges import Styled, content, cursor_style


@dataclass(frozen=True, slots=True)
class Item:
    """One line; `why_not` greys it and is its reason; `heading` is a line between groups.

    `digit` is the digit of a line that keeps it wherever it stands; in such a list the others have none.
    """

    label: Content | str
    note: str = ""
    why_not: str = ""
    heading: bool = False
    digit: int | None = None


class PickList(Widget, can_focus=True, inherit_bindings=False):
    """Shows items and a cursor; `numbered` lists take digits."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"app.digit({n})", show=False, priority=True) for n in range(10)),
        *(Binding(key, "move(1)", show=False, priority=True) for key in ("down", "j", "tab")),
        *(Binding(key, "move(-1)", show=False, priority=True) for key in ("up", "k", "shift+tab")),
    ]

    def __init__(self, items: Sequence[Item] = (), *, numbered: bool = True, focusable: bool = True) -> None:
        """Show items; a list under a text field is not focusable and gets its moves from the panel."""
        super().__init__()
        self.items = list(items)
        self.numbered = numbered
        self.can_focus = focusable
        self.cursor = self._next(-1, 1)

    def show(self, items: Sequence[Item]) -> None:
        """Show other items, the cursor on the first that can be picked."""
        self.items = list(items)
        self.cursor = self._next(-1, 1)
        self.refresh(layout=True)

    def action_move(self, step: int) -> None:
        """Move the cursor to the next line that is not a heading."""
        self.cursor = self._next(self.cursor, step)
        self.refresh()

    def choose(self, number: int) -> None:
        """Pick the line with a digit and tell the panel at once, before the next key is read."""
        digits = self._digits()
        if self.numbered and number in digits:
            self._pick(digits.index(number))

    def _digits(self) -> list[int | None]:
        """Return the digit of every line: its own, or in a list without own digits its number up to nine."""
        if any(item.digit is not None for item in self.items):
            return [item.digit for item in self.items]
        numbers = count(1)
        counted = [None if item.heading else next(numbers) for item in self.items]
        return [number if number is not None and number < 10 else None for number in counted]

    def _pick(self, place: int) -> None:
        self.cursor = place
        self.refresh()
        for node in self.ancestors:
            if (picked := getattr(node, "picked", None)) is not None:
                picked(place)
                return

    def _next(self, start: int, step: int) -> int:
        place = start + step
        while 0 <= place < len(self.items) and self.items[place].heading:
            place += step
        return place if 0 <= place < len(self.items) else max(start, 0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return a line an item."""
        return max(1, len(self.items))

    def render(self) -> Content:
        """Paint the lines around the cursor."""
        height = max(1, self.size.height)
        self._top = max(0, min(self.cursor - height + 1, len(self.items) - height))
        if self.cursor < height:
            self._top = 0
        digits = self._digits()
        rows = []
        for place, item in enumerate(self.items[self._top : self._top + height], self._top):
            rows.append(self._row(place, item, digits[place]).truncate(max(1, self.size.width)))
        return Content("\n").join(rows)

    def _row(self, place: int, item: Item, digit: int | None) -> Content:
        label = item.label if isinstance(item.label, Content) else content(item.label)
        if item.heading:
            return content(Styled(glyphs.titled(label.plain), "muted"))
        lead = (">" if place == self.cursor else " ") + (
            f"{digit} " if self.numbered and digit is not None else "  "
        )
        tail = f"  {item.why_not or item.note}" if item.why_not or item.note else ""
        if item.why_not:
            return content(Styled(f"{lead}{label.plain}{tail}", "muted"))
        row = Content.assemble(lead, label, content(Styled(tail, "muted")))
        return row.stylize(cursor_style(True)) if place == self.cursor else row

    def on_click(self, event: events.Click) -> None:
        """Pick the clicked line."""
        place = self._top + event.y
        if place < len(self.items) and not self.items[place].heading:
            self._pick(place)
