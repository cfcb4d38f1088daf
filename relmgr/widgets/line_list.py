"""A page of headings, rows and notes; the rows are walked with the cursor like the rows of a table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from relmgr.commands import MOVES
from relmgr.domain.values import Key
from relmgr.widgets import glyphs
from relmgr.widgets.badges import Styled, content, cursor_style
from relmgr.widgets.cells import fit


@dataclass(frozen=True, slots=True)
class Target:
    """What a row stands for: its kind ('signal', 'visit', 'tier' …), its key and its client."""

    kind: str
    id: str
    client_id: Key | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line; without a target it is passed over, a heading is ruled to the edge of the pane."""

    parts: tuple[str | Styled, ...] = ()
    target: Target | None = None
    heading: bool = False


def row(target: Target, *parts: str | Styled) -> Line:
    """Return a row the cursor can stand on."""
    return Line(parts, target)


def note(*parts: str | Styled) -> Line:
    """Return a line of text between the rows."""
    return Line(parts)


def heading(text: str) -> Line:
    """Return the rule over a section: `-- Warnings 4 ----`."""
    return Line((text,), heading=True)


def cell(value: str | Styled, width: int, *, right: bool = False) -> str | Styled:
    """Return a text in exactly `width` cells and a blank, its style kept."""
    if isinstance(value, Styled):
        return Styled(fit(value.text, width, right=right) + " ", value.style)
    return fit(value, width, right=right) + " "


def _tight(parts: Sequence[str | Styled]) -> Iterator[str | Styled]:
    """Yield the parts with padding left plain, so that neither a bar nor a line is drawn under blanks."""
    for part in parts:
        text = part if isinstance(part, str) else part.text
        bare = text.strip()
        if isinstance(part, str) or not bare:
            yield text
            continue
        before = len(text) - len(text.lstrip())
        yield text[:before]
        yield Styled(bare, part.style)
        yield text[before + len(bare) :]


class LineList(Widget, can_focus=True, inherit_bindings=False):
    """Shows lines; the cursor stays on its target when the lines change, else near its place."""

    DEFAULT_CSS = "LineList { height: 1fr; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"move('{command.id[5:]}')", show=False, id=command.id if place == 0 else None)
        for command in MOVES
        for place, key in enumerate(command.keys)
    ]

    class Moved(Message):
        """The cursor stands on another row."""

    class Opened(Message):
        """A row was double-clicked."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Show nothing yet."""
        super().__init__(id=id)
        self.lines: Sequence[Line] = ()
        self.places: list[int] = []
        self.cursor = 0
        self.top = 0
        self.turn_page: Callable[[int], None] | None = None

    @property
    def current(self) -> Target | None:
        """Return what the selected row stands for."""
        return self.lines[self.places[self.cursor]].target if self.cursor < len(self.places) else None

    def current_text(self) -> str:
        """Return the text of the selected row, its parts one blank apart."""
        if self.cursor >= len(self.places):
            return ""
        parts = self.lines[self.places[self.cursor]].parts
        return " ".join(" ".join(p if isinstance(p, str) else p.text for p in parts).split())

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        before = self.current
        self.lines = lines
        self.places = [n for n, line in enumerate(lines) if line.target is not None]
        targets = [lines[n].target for n in self.places]
        if before in targets:
            self.cursor = targets.index(before)
        self.cursor = max(0, min(self.cursor, len(self.places) - 1))
        self._into_view()
        self.refresh()

    @property
    def shows_cursor(self) -> bool:
        """Tell whether verbs act on the row of this list rather than on that of one beside it."""
        return getattr(self.screen, "table", self) is self

    def select(self, target: Target) -> bool:
        """Put the cursor on a target; False when no row stands for it."""
        found = next((c for c, n in enumerate(self.places) if self.lines[n].target == target), None)
        if found is None:
            return False
        self._to(found)
        return True

    def to_top(self) -> None:
        """Put the cursor on the first row and show the page from its first line."""
        self.cursor = self.top = 0
        self.refresh()

    def action_move(self, where: str) -> None:
        """Move the cursor: down, up, top, end, pgdn or pgup; without rows the page is scrolled."""
        if self.turn_page is not None and where in ("pgdn", "pgup"):
            self.turn_page(1 if where == "pgdn" else -1)
            return
        page, last = max(1, self.size.height - 2), len(self.places) - 1
        if not self.places:
            step = {"down": 1, "up": -1, "pgdn": page, "pgup": -page}.get(where)
            self._scroll(len(self.lines) if where == "end" else 0 if step is None else self.top + step)
            return
        goal = {
            "down": self.cursor + 1, "up": self.cursor - 1, "top": 0, "end": last,
            "pgdn": self._near(self.places[self.cursor] + page), "pgup": self._near(self.places[self.cursor] - page),
        }[where]  # fmt: skip
        self._to(goal)

    def _near(self, place: int) -> int:
        return min(range(len(self.places)), key=lambda c: abs(self.places[c] - place))

    def _to(self, goal: int) -> None:
        goal = max(0, min(goal, len(self.places) - 1))
        if goal != self.cursor:
            self.cursor = goal
            self.post_message(self.Moved())
        self._into_view()
        self.refresh()

    def _scroll(self, top: int) -> None:
        self.top = max(0, min(top, len(self.lines) - max(1, self.size.height)))
        self.refresh()

    def _into_view(self) -> None:
        """Scroll so that the cursor and what leads to it (headings before, notes after) are seen."""
        height = self.size.height
        if not self.places or not height:
            self._scroll(self.top)
            return
        first, last = self._around()
        if last >= self.top + height:
            self.top = last - height + 1
        if first < self.top:
            self.top = first
        place = self.places[self.cursor]
        if not self.top <= place < self.top + height:
            self.top = place
        self._scroll(self.top)

    def _around(self) -> tuple[int, int]:
        place = self.places[self.cursor]
        first = last = place
        while first > 0 and self.lines[first - 1].target is None:
            first -= 1
        while last < len(self.lines) - 1 and self.lines[last + 1].target is None:
            last += 1
        at_end = self.cursor == len(self.places) - 1
        return first, last if at_end else place

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._into_view()

    def render(self) -> Content:
        """Paint the lines in view."""
        width = self.size.width
        place = self.places[self.cursor] if self.places else -1
        shown = range(self.top, min(len(self.lines), self.top + self.size.height))
        return Content("\n").join([self._line(self.lines[n], n == place, width) for n in shown])

    def _line(self, line: Line, selected: bool, width: int) -> Content:
        if line.heading:
            text = "".join(p if isinstance(p, str) else p.text for p in line.parts)
            return content(Styled(glyphs.titled(text, width), "muted")).truncate(width)
        lead = "" if line.target is None else ">" if selected and self.shows_cursor else " "
        painted = content(lead, *_tight(line.parts)).truncate(width)
        if selected and self.shows_cursor:
            style = cursor_style(self.has_focus)
            painted = painted.pad_right(max(0, width - painted.cell_length)).stylize(style)
        return painted

    def on_click(self, event: events.Click) -> None:
        """Select the clicked row; a double click opens it."""
        event.stop()
        place = self.top + event.y
        if place in self.places:
            self._to(self.places.index(place))
            if event.chain == 2:
                self.post_message(self.Opened())
