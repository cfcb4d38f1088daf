"""A text field over a list that follows it: the base of help, palette and client finder."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from relmgr.errors import Overtaken
from relmgr.screens import workers
from relmgr.screens.panel import PICK_WORDS, Panel
from relmgr.widgets.pick_list import Item, PickList
from relmgr.widgets.text_field import TextField

FoundT = TypeVar("FoundT")


class SearchPanel(Panel[FoundT], Generic[FoundT]):
    """Enter answers the entry under the cursor; what was typed before Enter is always looked up first."""

    FOOTER: ClassVar[tuple[str, ...]] = ("form.next_empty", "form.close")
    WORDS = PICK_WORDS
    ONCE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "walk(1)", show=False, priority=True),
        Binding("up", "walk(-1)", show=False, priority=True),
    ]

    def __init__(self, title: str, hint: str) -> None:
        """Name the panel and say what can be typed."""
        super().__init__()
        self.heading, self.hint = title, hint
        self.entries: Sequence[FoundT | None] = ()
        self._shown_for: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out title, field and list."""
        yield self.title_line(self.heading)
        yield TextField(placeholder=self.hint)
        yield PickList(focusable=False, numbered=False)

    async def on_mount(self) -> None:
        """List what there is before anything is typed."""
        await self._look_up("")

    def first_focus(self) -> Widget | None:
        """Return the text field."""
        return self.query_one(Input)

    async def find(self, text: str) -> Sequence[tuple[Item, FoundT | None]]:
        """Return the lines for a text, each with what it stands for (None for headings)."""
        raise NotImplementedError

    async def _look_up(self, text: str) -> None:
        """Show the answer, unless a newer text overtook it."""
        try:
            found = await self.find(text)
        except Overtaken:
            return
        if text == self.query_one(Input).value:
            self.entries = [entry for _, entry in found]
            self._shown_for = text
            self.query_one(PickList).show([item for item, _ in found])

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        workers.start(self, "find", partial(self._look_up, event.value), exclusive=True)

    def action_walk(self, step: int) -> None:
        """Move the cursor of the list."""
        self.query_one(PickList).action_move(step)

    async def command_form_next_empty(self) -> None:
        """Answer the entry under the cursor, for the text as it is now."""
        text = self.query_one(Input).value
        if text != self._shown_for:
            await self._look_up(text)
        self.picked(self.query_one(PickList).cursor)

    def picked(self, place: int) -> None:
        """Answer an entry by place."""
        if place < len(self.entries) and (entry := self.entries[place]) is not None:
            self.close(entry)
