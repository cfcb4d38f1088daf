"""The docked panel: what asks the person something without hiding the list it is about."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from relmgr.commands import FORM
from relmgr.screens.key_bindings import bindings_of
from relmgr.screens.turn import Turn
from relmgr.widgets import glyphs
from relmgr.widgets.text_pane import TextPane
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.screens.base import WorkspaceScreen

ResultT = TypeVar("ResultT")
PICK_WORDS = {"form.next_empty": Words("选定", "Pick"), "form.close": Words("关闭", "Close")}
"""What the keys of menus and pickers do."""


class Panel(Vertical, Generic[ResultT], can_focus=False, inherit_bindings=False):
    """Asks one thing; `close(answer)` ends it, None means that the person left without an answer.

    The keys of a panel are those of `commands.FORM` for which it has a method (`command_form_save`, …).
    """

    FULL: ClassVar[bool] = False
    """Whether it takes the whole body, as the help does."""
    ONCE: ClassVar[bool] = False
    """Whether there is at most one at a time: asking again while it is open leaves the open one as it is."""
    FOOTER: ClassVar[tuple[str, ...]] = ()
    """Ids of the commands in the footer while it has the keyboard, likeliest first."""
    WORDS: ClassVar[Mapping[str, Words]] = {}
    """What commands are called here where the declaration's word does not fit."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Bind the form keys for which the panel has a method, beside its own bindings."""
        own = list(cls.__dict__.get("BINDINGS", ()))
        cls.BINDINGS = [*own, *bindings_of(c for c in FORM if getattr(cls, c.method, None) is not None)]
        super().__init_subclass__(**kwargs)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Wait for an answer."""
        super().__init__(id=id, classes="-full" if self.FULL else None)
        self.outcome: asyncio.Future[ResultT | None] = asyncio.get_running_loop().create_future()
        self.turn: Turn | None = None

    def title_line(self, text: str | Content) -> Static:
        """Return the rule with the panel's name: `-- Log a visit --`."""
        shown = text if isinstance(text, Content) else Content(text)
        line = glyphs.rule(2)
        return Static(Content.assemble(f"{line} ", shown, f" {line}"), markup=False, classes="panel-title")

    def note_line(self, text: str = "") -> Static:
        """Return the lines under the fields."""
        return TextPane(Content(text), markup=False, classes="panel-note")

    def word_for(self, command_id: str) -> Words | None:
        """Return what a command is called here and now, None for the declaration's word."""
        return self.WORDS.get(command_id)

    async def recall(self, screen: "WorkspaceScreen") -> None:
        """Look up what the panel needs before it is shown."""

    async def keep(self) -> None:
        """Keep what was typed; called when the window closes."""

    def first_focus(self) -> Widget | None:
        """Return the widget that gets the keyboard: the first that can."""
        return next((widget for widget in self.query("*") if widget.focusable), None)

    def close(self, answer: ResultT | None) -> None:
        """End with an answer; keys wait from now on until the action that asked is done."""
        if not self.outcome.done():
            if self.turn is not None:
                self.turn.begin()
            self.outcome.set_result(answer)

    def command_form_close(self) -> Any:
        """Leave without an answer."""
        self.close(None)

    async def settled(self) -> None:
        """Wait until what is typed has been looked up; panels without look-ups are always settled."""

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Hand a look-up that failed to the error boundary."""
        if event.state is WorkerState.ERROR:
            cast(Any, self.app).report(event.worker.error)

    def on_unmount(self) -> None:
        """Answer nothing if the panel is taken away."""
        if not self.outcome.done():
            self.close(None)


class PanelSlot(Vertical):
    """The place of docked panels; only the newest is shown."""

    async def ask(self, panel: Panel[ResultT], turn: Turn) -> ResultT | None:
        """Show a panel, give it the keyboard, wait for its answer, and give the keyboard back."""
        screen = cast("WorkspaceScreen", self.screen)
        if panel.ONCE and any(type(child) is type(panel) for child in self.children):
            return None
        await panel.recall(screen)
        focus_before = screen.focused
        below = [child for child in self.children if child.display]
        for child in below:
            child.display = False
        panel.turn = turn
        await self.mount(panel)
        self._make_room()
        screen.set_focus(panel.first_focus(), scroll_visible=False)
        turn.end()
        answer = await panel.outcome
        if answer is None:
            screen.host.answers.leave()
        elif (keeper := getattr(panel, "keeper", None)) is not None:
            screen.host.answers.add(keeper)
        if panel.is_attached:
            await panel.remove()
        for child in below:
            child.display = True
        self._make_room()
        if focus_before is not None and focus_before.is_attached:
            screen.set_focus(focus_before, scroll_visible=False)
        return answer

    def _make_room(self) -> None:
        shown = [child for child in self.children if child.display and isinstance(child, Panel)]
        full = any(panel.FULL for panel in shown)
        self.set_class(full, "-full")
        self.screen.set_class(bool(shown), "-asking")
        self.screen.set_class(full, "-asking-full")
