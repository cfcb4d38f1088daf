"""The base of every screen: nav, title, body, docked panel, message, footer; load, keep a value, paint."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar, Concatenate, ParamSpec, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from relmgr import i18n
from relmgr.commands import Command, find_command, key_label, of_screen
from relmgr.db.reader import Reader
from relmgr.domain.values import Key
from relmgr.screens import workers
from relmgr.screens.commanding import focused_panel
from relmgr.screens.host import NO_ROW, Host
from relmgr.screens.key_bindings import bindings_of
from relmgr.screens.panel import Panel, PanelSlot
from relmgr.screens.turn import PATIENCE
from relmgr.widgets import privacy
from relmgr.widgets.bars import FooterLine, MessageLine, NavRow, TitleRow, TooSmall
from relmgr.widgets.line_parts import KeyHint, day_words
from relmgr.words import Words

P = ParamSpec("P")
T = TypeVar("T")
ResultT = TypeVar("ResultT")
SMALLEST = (60, 16)


class WorkspaceScreen(Screen[None], inherit_bindings=False):
    """A screen over the workspace; a command is offered when the class has its `command_…` method."""

    NAME: ClassVar[str] = ""
    """The name its commands are declared under, and its mode."""
    PLACE: ClassVar[str] = ""
    """The place that the nav row marks while the screen is open; '' for its own."""
    WATCHES: ClassVar[frozenset[str]] = frozenset()
    """Tables whose change makes the screen load again."""
    FOOTER: ClassVar[tuple[str, ...]] = ("open", "visit.log", "menu", "help")
    """Ids in the footer, likeliest first; help comes last by itself."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (96, "-wide")]  # noqa: RUF012 - as Screen declares it
    AUTO_FOCUS = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Bind the keys of the commands this screen answers."""
        cls.BINDINGS = bindings_of(c for c in of_screen(cls.NAME) if getattr(cls, c.method, None) is not None)
        super().__init_subclass__(**kwargs)

    def __init__(self) -> None:
        """Start stale: the first load follows the first paint."""
        super().__init__()
        self._stale = True
        self._loads = 0
        self._loaded = asyncio.Event()
        self._loaded.set()

    @property
    def host(self) -> Host:
        """Return the app."""
        return cast(Host, self.app)

    # what a screen is made of ---------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Lay out the rows of the layout grammar around the body."""
        yield NavRow()
        yield TitleRow()
        with Container(id="body"):
            yield from self.compose_body()
        yield PanelSlot(id="slot")
        yield MessageLine()
        yield FooterLine()
        yield TooSmall()

    def compose_body(self) -> Iterable[Widget]:
        """Yield the widgets between title and footer."""
        return ()

    def first_focus(self) -> Widget | None:
        """Return the widget that has the keyboard when the screen opens."""
        return next((widget for widget in self.query("#body *") if widget.focusable), None)

    async def load(self) -> None:
        """Ask the questions of the screen (`await self.ask(…)`) and paint the answers."""

    def paint(self) -> None:
        """Paint the kept values again: the language, the theme, the mask or the size changed."""

    def selected_client(self) -> Key | None:
        """Return the client of the selected row, for `v` and the find panel."""
        return None

    def has_row(self) -> bool:
        """Tell whether a row is selected, for the verbs that need one."""
        return self.selected_client() is not None

    def refusal(self, command: Command) -> Words | None:
        """Return why a command cannot be carried out now, or None."""
        return NO_ROW if command.needs_row and not self.has_row() else None

    # asking ---------------------------------------------------------------------------------------------

    async def ask(
        self, question: Callable[Concatenate[Reader, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Answer a question off the event loop."""
        return await self.host.ask(question, *args, **kwargs)

    async def ask_person(self, panel: Panel[ResultT]) -> ResultT | None:
        """Show a docked panel and return what the person answered; None if they left."""
        self.app.clear_notifications()
        return await self.query_one(PanelSlot).ask(panel, self.host.turn)

    def reload(self) -> None:
        """Load again; an older load that is still running is dropped."""
        self._stale = False
        self._loads += 1
        self._loaded.clear()
        workers.start(self, "load", partial(self._load, self._loads), exclusive=True)

    async def _load(self, turn: int) -> None:
        try:
            await self.load()
        finally:
            self.host.first_paint.is_loading = False
            if turn == self._loads:
                self._loaded.set()

    async def until_loaded(self) -> None:
        """Wait, however long it takes, for what a command cannot do without; keys behind it wait as well."""
        await self._loaded.wait()

    async def settled(self) -> None:
        """Wait until what was asked for is on the screen, at most for PATIENCE seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._loaded.wait(), PATIENCE)

    def touched(self) -> None:
        """Load again now, or when the screen is next shown."""
        self._stale = True
        if self.is_current:
            self.reload()

    # events ---------------------------------------------------------------------------------------------

    @property
    def is_made(self) -> bool:
        """Tell whether the screen has its rows; one that is opened while the window closes never gets them."""
        return bool(self.children)

    def on_mount(self) -> None:
        """Give the keyboard to the list at once, so that keys typed ahead find it, and start loading."""
        if not self.is_made:
            return
        self.bindings_updated_signal.subscribe(self, lambda _screen: self.show_keys())
        self.set_focus(self.first_focus(), scroll_visible=False)
        if not self.host.first_paint.is_awaited:
            self.show_frame()
        self.reload()
        if self.host.first_paint.is_awaited:
            workers.start(self, "first paint", self._paint_first)

    async def _paint_first(self) -> None:
        """Paint when the first rows are there."""
        await self.settled()
        self.show_frame()
        self.host.first_paint.release()

    def _compositor_refresh(self) -> None:
        """Draw nothing while painting is held: the base class draws it all and throws it away."""
        if not self.host.first_paint.is_awaited:
            super()._compositor_refresh()

    def on_screen_resume(self) -> None:
        """Load what changed meanwhile."""
        if not self.is_made:
            return
        if not self.host.first_paint.is_awaited:
            self.show_frame()
        if self._stale and self._loaded.is_set():
            self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """Say so when the window is too small, and fit the rows to the width."""
        if not self.is_made:
            return
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        self.set_class(small, "-too-small")
        if small:
            self.query_one(TooSmall).show(event.size.width, event.size.height)
        if not self.host.first_paint.is_awaited:
            self.call_after_refresh(self.show_frame)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Hear of loads that failed."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.host.report(event.worker.error)

    # commands -------------------------------------------------------------------------------------------

    def command_back(self) -> Any:
        """Clear the message, else go up."""
        return self.host.go_up()

    # rows around the body -------------------------------------------------------------------------------

    def show_frame(self) -> None:
        """Paint nav and footer, and the kept values."""
        self.show_nav()
        self.paint()
        self.show_keys()

    def show_nav(self) -> None:
        """Paint the row of places, the day, and how far long work is."""
        self.query_one(NavRow).show(
            self.PLACE or self.NAME,
            self.host.counts,
            day_words(self.host.workspace.clock.today()),
            demo=self.host.workspace.is_demo,
            masked=privacy.is_masked(),
            progress=self.host.progress,
        )

    def show_title(self, *parts: str | Content) -> None:
        """Say in row 2 what is shown, how much of it, and under which filter and order."""
        self.query_one(TitleRow).say(Content.assemble(*parts))

    def tell(self, text: str, *, problem: bool = False) -> None:
        """Put one sentence in the message line; '' clears it."""
        self.query_one(MessageLine).say(text, problem=problem)

    @property
    def is_told(self) -> bool:
        """Tell whether the message line says something."""
        return bool(self.query_one(MessageLine).display)

    def footer_ids(self) -> tuple[str, ...]:
        """Return the commands worth a place in the footer, likeliest first."""
        panel = focused_panel(self.app)
        return panel.FOOTER if panel is not None else self.FOOTER

    def show_keys(self) -> None:
        """Paint the keys that work now."""
        if not self.is_current or not self.is_mounted:
            return
        keys: dict[str, list[str]] = {}
        for key, active in self.active_bindings.items():
            if active.enabled and active.binding.action.startswith("app.command("):
                keys.setdefault(active.binding.action.split("'")[1], []).append(key)
        ids = [i for i in self.footer_ids() if i != "help"]
        self.query_one(FooterLine).show([self._hint(i, keys[i]) for i in (*ids, "help") if i in keys])

    def _hint(self, command_id: str, keys: Sequence[str]) -> KeyHint:
        command = find_command(command_id, self.NAME)
        key = next((key for key in self.host.keymap.keys(command) if key in keys), keys[0])
        panel = focused_panel(self.app)
        words = (panel.word_for(command_id) if panel is not None else None) or command.brief
        return KeyHint(key_label(key), i18n.say(words), key)
