"""What every screen may ask of the app: the workspace, doing a use case, saying something, running a command."""

import asyncio
import inspect
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakSet

from textual.app import App
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from relmgr import i18n, screens
from relmgr.commands import Command
from relmgr.commands.key_map import KeyMap
from relmgr.db.reader import Reader
from relmgr.domain.orders import Order
from relmgr.domain.values import Key
from relmgr.errors import RelmgrError
from relmgr.screens import commanding, looks, workers
from relmgr.screens.first_paint import FirstPaint
from relmgr.screens.first_steps import STEP_OF, FirstSteps
from relmgr.screens.forms.keeping import Answers
from relmgr.screens.styles import SteadyStylesheet
from relmgr.screens.turn import Turn
from relmgr.widgets.cells import harmless
from relmgr.widgets.scroll_bars import use_whole_cells
from relmgr.widgets.terminal import hidden_no_color
from relmgr.words import Words
from relmgr.workspace import Done, Workspace

if TYPE_CHECKING:
    from relmgr.db.work import UnitOfWork
    from relmgr.screens.background import Background

P = ParamSpec("P")
T = TypeVar("T")

UNEXPECTED = Words(
    "出了意外的问题：{what}。已保存的内容没有丢；记录在 {path}。",
    "Something unexpected went wrong: {what}. What was saved is safe; noted in {path}.",
)
NO_ROW = Words("没有选中的行。", "No row is selected.")


class Host(App[None], inherit_bindings=False):
    """The app as screens know it; the one error boundary stands here."""

    def __init__(self, workspace: Workspace) -> None:
        """Keep the only door to the data."""
        with hidden_no_color():
            super().__init__()
        use_whole_cells()
        self.stylesheet = SteadyStylesheet(variables=self.get_css_variables())
        self.first_paint = FirstPaint(self)
        self.workspace = workspace
        self.looks = looks.from_file(workspace.settings)
        self.typed_ahead = b""
        self.turn = Turn()
        self.counts: Mapping[str, int] = {}
        self.progress = ""
        self.exports = 0
        self.found: WeakSet[Screen[Any]] = WeakSet()
        self.written: Path | None = None
        self.keymap, self.key_troubles = self._read_keys()
        self.messages: deque[str] = deque(maxlen=200)
        self.background: Background | None = None
        self._told = False
        self.failure: Exception | None = None
        self.keep_defect: Callable[[BaseException], Path] | None = None
        self._writing = asyncio.Lock()
        self.steps = FirstSteps()
        self.answers = Answers()

    def _read_keys(self) -> tuple[KeyMap, Sequence[Words]]:
        """Return a person's own keys, and what is wrong with some of them."""
        settings = self.workspace.settings
        if not settings.keys:
            return KeyMap(), ()
        from relmgr.commands.key_lines import read_key_map  # noqa: PLC0415  most people have no keys of their own

        return read_key_map(settings.keys, settings.file)

    # doing ----------------------------------------------------------------------------------------------

    async def ask(
        self, question: Callable[Concatenate[Reader, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Answer a question off the event loop; for the first rows at once, as nothing else can be done."""
        if self.first_paint.is_loading:
            return self.first_paint.answer(question, args) or self.workspace.ask(question, *args, **kwargs)
        return await asyncio.to_thread(lambda: self.workspace.ask(question, *args, **kwargs))

    async def do(
        self, use_case: "Callable[Concatenate[UnitOfWork, P], T]", *args: P.args, **kwargs: P.kwargs
    ) -> Done[T]:
        """Carry out a use case off the event loop, one at a time, and tell every screen what changed."""
        async with self._writing:
            done = await asyncio.to_thread(lambda: self.workspace.do(use_case, *args, **kwargs))
        if self.background is not None:
            await self.background.catch_up()
        self.changed(done.touched)
        await self.steps.learn(self, STEP_OF.get(getattr(use_case, "__name__", "")))
        return done

    async def hold(self, work: Callable[[], T]) -> T:
        """Carry out background work off the event loop, in its turn among what this window writes."""
        async with self._writing:
            return await asyncio.to_thread(work)

    @property
    def is_writing(self) -> bool:
        """Tell whether a use case is being carried out."""
        return self._writing.locked()

    def changed_elsewhere(self) -> None:
        """Tell every screen to load again, because another process has written."""
        stacks = (screen for stack in self._screen_stacks.values() for screen in stack)
        self.changed(frozenset().union(*(getattr(screen, "WATCHES", frozenset()) for screen in stacks)))

    def changed(self, touched: frozenset[str]) -> None:
        """Tell the screens that watch these tables."""
        for stack in self._screen_stacks.values():
            for screen in stack:
                if getattr(screen, "WATCHES", frozenset()) & touched:
                    screen.call_later(getattr(screen, "touched", lambda: None))

    # saying ---------------------------------------------------------------------------------------------

    def toast(self, words: Words, **values: object) -> None:
        """Say what was done, for eight seconds; data in `values` is never read as markup.

        Only the newest stands, because `u` takes back only that; while a panel is open it takes the message
        line, because a toast would lie over the fields.
        """
        text = harmless(i18n.say(words, **values))
        self.clear_notifications()
        if self.screen.has_class("-asking"):
            self.tell(text)
            return
        self.messages.append(text)
        self.notify(text, markup=False, timeout=8)

    def tell(self, text: str, *, problem: bool = False, fleeting: bool = False) -> None:
        """Put a sentence in the message line of the screen that is shown.

        A problem, and what is fleeting, goes with the next command. While the window closes none is shown any more.
        """
        self.messages.append(text)
        self._told = problem or fleeting
        if self.screen_stack:
            getattr(self.screen, "tell", lambda *_a, **_k: None)(text, problem=problem)

    @property
    def is_busy_talking(self) -> bool:
        """Tell whether the message line is taken, or something is being asked."""
        return (
            not self.screen_stack
            or self.screen.has_class("-asking")
            or getattr(self.screen, "is_told", False)
        )

    def copy(self, text: str, shown: str = "") -> None:
        """Copy text out of the terminal and say by which way; `shown` stands for it in the message."""
        self._clipboard = text
        workers.start(self, "copy", partial(screens.part("clipboard:copy_out"), self, text, shown or text))

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what was selected in a text field, as everything is copied."""
        self.copy(text)

    def repaint_frame(self) -> None:
        """Say and paint the shown screen anew."""

    def show_progress(self, text: str) -> None:
        """Say in the row of places how far long work is; '' ends that."""
        if text != self.progress and self.is_running:
            self.progress = text
            getattr(self.screen, "show_nav", lambda: None)()

    def report(self, error: BaseException) -> None:
        """Say what went wrong; a RelmgrError is a sentence, anything else also goes to the log."""
        if isinstance(error, RelmgrError):
            self.tell(i18n.say(error.words), problem=True)
            return
        path = self.keep_defect(error) if self.keep_defect is not None else "-"
        self.tell(i18n.say(UNEXPECTED, what=type(error).__name__, path=path), problem=True)

    def _handle_exception(self, error: Exception) -> None:
        """Remember what ended the app, for whoever started it.

        A panel that is opened while the window closes is never given its parts: not finding them is no defect.
        """
        if isinstance(error, NoMatches) and (self._exit or self._closing):
            return
        self.failure = self.failure or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Close without a traceback on the person's screen; the starter says one sentence."""
        self._close_messages_no_wait()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Hear of actions that failed; the app lives on."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.report(event.worker.error)

    async def open_client(self, key: Key, siblings: Sequence[Key] | Order = ()) -> None:
        """Open a client's page; J and K walk `siblings`, the list it was opened from."""
        await self.push_screen(screens.make("client", key, siblings))

    async def open_found(self, key: Key) -> None:
        """Open a client found from anywhere; it does not belong to the place it is opened over."""
        page = screens.make("client", key, ())
        self.found.add(page)
        await self.push_screen(page)

    async def leave_found(self) -> None:
        """Close what was found from this place, and what was opened from there."""
        first = next((at for at, page in enumerate(self.screen_stack) if page in self.found), None)
        if first is not None:
            await self.go_down_to(first - 1)

    async def go_down_to(self, depth: int) -> None:
        """Close every screen above `depth`, 0 being the place itself, up to one where something is being asked."""
        while len(self.screen_stack) > depth + 1 and not self.screen.has_class("-asking"):
            await self.pop_screen()

    async def go_up(self) -> bool:
        """Close the screen on top; False at the root of a place, where only the message line is cleared."""
        if len(self.screen_stack) > 1:
            await self.pop_screen()
            return True
        getattr(self.screen, "tell", lambda *_a, **_k: None)("")
        return False

    # commands -------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let a command's key act only where the command applies."""
        if action != "command":
            return super().check_action(action, parameters)
        command_id, in_text = parameters
        return commanding.applies(self, str(command_id), bool(in_text))

    async def action_command(self, command_id: str, _in_text: bool = False) -> None:
        """Carry out a command in its turn: after the keys before it, before the keys after it."""
        await commanding.drain(self)
        await self.run_command(commanding.command_here(self, command_id))

    async def action_digit(self, number: int) -> None:
        """Give a digit to the choice that has the keyboard, in its turn."""
        await commanding.drain(self)
        await self._settled()
        if (choose := getattr(self.focused, "choose", None)) is not None:
            choose(number)
            await self.turn.quiet()
            await self._settled()

    async def run_command(self, command: Command) -> None:
        """Run a command as an action of the app, so that a closed screen cannot cancel it."""
        if self._told:
            self._told = False
            getattr(self.screen, "tell", lambda *_a, **_k: None)("")
        await self._settled()
        if (reason := self.refusal(command)) is not None:
            self.tell(i18n.say(reason))
            return
        handler = commanding.handler_of(self, command)
        if handler is None:
            return
        self.turn.begin()
        workers.start(self, "act", partial(self._act, handler))
        await self.turn.quiet()
        await self._settled()

    def refusal(self, command: Command) -> Words | None:
        """Return why a command cannot be carried out now, or None."""
        if commanding.focused_panel(self) is not None:
            return None
        ask = getattr(self.screen, "refusal", None)
        return ask(command) if ask is not None else None

    async def _act(self, handler: Callable[[], Any]) -> None:
        done = False
        try:
            if inspect.isawaitable(outcome := handler()):
                await outcome
            done = True
        finally:
            await self.answers.settle(done=done)
            self.turn.end()

    async def _settled(self) -> None:
        node = commanding.focused_panel(self) or self.screen
        if (settled := getattr(node, "settled", None)) is not None:
            await settled()
