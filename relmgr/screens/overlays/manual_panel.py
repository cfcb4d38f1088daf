"""The manual on the screen: scrolled like a list, section by section with `[` `]`, searched with `/`."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from relmgr import i18n
from relmgr.commands import LIST, find_command
from relmgr.commands.key_map import KeyMap
from relmgr.manual.pages import Section, manual_text, sections
from relmgr.screens.key_bindings import bindings_of
from relmgr.screens.overlays.manual_lines import manual_lines
from relmgr.screens.panel import Panel
from relmgr.widgets.badges import Styled
from relmgr.widgets.line_list import Line, LineList, note
from relmgr.widgets.text_field import TextField
from relmgr.words import Words

FIND = Words("查找：Enter 下一处，Esc 结束", "find: Enter next, Esc ends")
NEXT, PLACE = Words("下一处", "Next match"), Words("{n}/{all}  {title}", "{n}/{all}  {title}")
SECTION, CLOSE = Words("上/下一章", "Sections"), Words("关闭", "Close")
ANSWERS = ("find", "tab.prev", "tab.next")


class ManualPanel(Panel[None]):
    """Shows the whole manual, first the section about the screen it was opened from."""

    FULL = True
    FOOTER: ClassVar[tuple[str, ...]] = ("find", "tab.next", "form.next_empty", "form.close")
    WORDS = {"form.next_empty": NEXT, "tab.next": SECTION, "form.close": CLOSE}  # noqa: RUF012 - as Panel declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(command for command in LIST if command.id in ANSWERS),
        *bindings_of((find_command("help"),)),
    ]
    DEFAULT_CSS = """
    ManualPanel TextField { display: none; }
    ManualPanel TextField.-on { display: block; }
    """

    def __init__(self, keymap: KeyMap, title: str = "") -> None:
        """Open at the section with a title, else at the beginning."""
        super().__init__()
        self.sections: Sequence[Section] = sections(manual_text(i18n.language(), keymap))
        titles = [section.title for section in self.sections]
        self.start = titles.index(title) if title in titles else 0
        self.lines: list[Line] = []
        self.places: list[int] = []
        self.found: int | None = None

    def compose(self) -> ComposeResult:
        """Lay out title, find field and text."""
        yield self.title_line(self.sections[0].title)
        yield TextField(placeholder=i18n.say(FIND))
        yield LineList()

    @property
    def pane(self) -> LineList:
        """Return the pane with the text."""
        return self.query_one(LineList)

    def first_focus(self) -> Widget | None:
        """Return the text."""
        return self.pane

    def on_resize(self) -> None:
        """Wrap the text to the width, and stay at what is read."""
        here = self.section
        self.lines, self.places = manual_lines(self.sections, self.size.width)
        self.found = None
        self._show(self.places[self.start if not self.pane.lines else here])

    @property
    def section(self) -> int:
        """Return the place of the section at the top of the pane."""
        above = [n for n, place in enumerate(self.places) if place <= self.pane.top]
        return above[-1] if above else 0

    def _show(self, top: int) -> None:
        shown = list(self.lines)
        if self.found is not None:
            parts = shown[self.found].parts
            text = "".join(part if isinstance(part, str) else part.text for part in parts)
            shown[self.found] = note(Styled(">" + text[1:], "strong"))
        self.pane.top = max(0, min(top, len(shown) - max(1, self.pane.size.height)))
        self.pane.show(shown)

    # commands -------------------------------------------------------------------------------------------

    def command_tab_next(self) -> None:
        """Go to the next section."""
        self._show(self.places[min(len(self.places) - 1, self.section + 1)])

    def command_tab_prev(self) -> None:
        """Go to the beginning of this section, or to the one before."""
        here = self.section
        at_top = self.pane.top <= self.places[here]
        self._show(self.places[max(0, here - 1 if at_top else here)])

    def command_find(self) -> None:
        """Open the find field."""
        field = self.query_one(TextField)
        field.add_class("-on")
        self.screen.set_focus(field)

    def command_help(self) -> None:
        """Close the manual: the key that opened it."""
        self.close(None)

    def command_form_next_empty(self) -> None:
        """Go to the next line with the text that is looked for."""
        self._look(self.pane.top + 1 if self.found is None else self.found + 1)

    def command_form_close(self) -> None:
        """Leave the find field, else the manual."""
        field = self.query_one(TextField)
        if field.has_class("-on"):
            field.remove_class("-on")
            self.found = None
            self._show(self.pane.top)
            self.screen.set_focus(self.pane)
        else:
            self.close(None)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._look(self.pane.top)

    def _look(self, start: int) -> None:
        """Go to the first line from `start` on that contains the text, round the end of the manual."""
        wanted = self.query_one(TextField).value.strip().lower()
        if not wanted:
            return
        count = len(self.lines)
        for step in range(count):
            place = (start + step) % count
            text = "".join(p if isinstance(p, str) else p.text for p in self.lines[place].parts)
            if wanted in text.lower():
                self.found = None if self.lines[place].heading else place
                self._show(place if self.lines[place].heading else place - 2)
                return
