"""RelmgrApp: the places, the commands of everywhere, language, theme and mask."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from relmgr import i18n, screens, themes
from relmgr.clock import DayClock
from relmgr.commands import GLOBAL, find_command
from relmgr.screens import leaving, workers
from relmgr.screens.everywhere import Everywhere
from relmgr.screens.key_bindings import bindings_of
from relmgr.widgets import privacy
from relmgr.words import Words
from relmgr.workspace import Workspace

if TYPE_CHECKING:
    from relmgr.screens.background import Background

NOT_HERE = {
    "team": Words("团队屏只给团队负责人。", "The team screen is for team leads only."),
}
NO_EVALUATION = Words("没有正在进行的评估。", "No evaluation is under way.")
EXPORTS_STAY = Words(
    "已遮蔽名称、金额、电话和文字；复制也遮蔽，导出的文件不遮蔽。* 取消",
    "Names, amounts, phones and texts are masked, copies too; exported files are not. * lifts it",
)
CLOCKS_AFTER = 1.5
"""Seconds after the start, when the first rows have long been painted; on another day than today, never."""
QUEUES = frozenset({"signal", "tierchange", "reminder", "assignment"})
"""Tables whose change may change a figure of the nav row."""


class RelmgrApp(Everywhere, inherit_bindings=False):
    """The window; every screen is loaded when it is first opened."""

    TITLE = "relmgr"
    CSS_PATH = "relmgr.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(GLOBAL)
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        name: partial(screens.make, name) for name in screens.HOME if name != "client"
    }

    def __init__(self, workspace: Workspace, start: str = "today", *, clocks: bool = False) -> None:
        """Open `workspace` on the place `start`; with `clocks`, reminders and the evaluation run by themselves."""
        self.DEFAULT_MODE = start  # type: ignore[misc]
        super().__init__(workspace)
        self.has_clocks = clocks
        self.keep_place: Callable[[str], None] = lambda _place: None
        self.place_before = start
        self.opening = ""
        self.animation_level = "none"
        for name in ("today", "clients", "calendar", "warnings", "tiers", "reminders", "weekly", "portfolio",
                     "team", "settings", "watch", "history"):  # fmt: skip
            setattr(self, f"command_go_{name}", partial(self.go, name))
        for theme in themes.THEMES.values():
            self.register_theme(theme)
        self.looks.put_on(self)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our colours for a theme that does not know them."""
        return themes.DEFAULT_VARIABLES

    def watch_theme(self, name: str) -> None:
        """Let the style sheet know that there is no colour to tell things apart by."""
        self.set_class(name == "relmgr-mono", "-mono")

    def on_load(self) -> None:
        """Paint once, when the first rows are there."""
        self.first_paint.hold()

    def on_mount(self) -> None:
        """Take over the person's keys; count the queues after the first paint."""
        if self.keymap.own:
            self.set_keymap(self.keymap.for_textual())
        if self.key_troubles:
            self.call_after_refresh(self.tell_key_troubles)
        leaving.heed_signals(self, self.command_quit)
        if self.typed_ahead:
            self.call_after_refresh(screens.part("typed_ahead:replay"), self, self.typed_ahead)
        if self.opening:
            self.call_after_refresh(self.run_command, find_command(self.opening))
        self.call_after_refresh(self.count_queues)
        if self.has_clocks and not isinstance(self.workspace.clock, DayClock):
            self.set_timer(CLOCKS_AFTER, partial(workers.start, self, "background", self._start_clocks))

    def on_unmount(self) -> None:
        """Let no tick outlive the window."""
        leaving.ignore_signals()
        if self.background is not None:
            self.background.stop()
        if self.clipboard:  # something was copied, maybe into the file
            screens.part("clipboard:forget_file")(self.workspace)

    async def _start_clocks(self) -> None:
        self.background = self.background or self._make_background()
        await self.background.begin()
        if not self.workspace.is_demo:
            await screens.part("tips:tell_one")(self)

    def _make_background(self) -> "Background":
        from relmgr.screens.background import Background  # noqa: PLC0415  the engine is not needed to paint

        return Background(self)

    # places ---------------------------------------------------------------------------------------------

    async def go(self, name: str) -> None:
        """Show a place as it was left, without what was found from it; the place itself when it is shown already."""
        if name in NOT_HERE:
            self.tell(i18n.say(NOT_HERE[name]))
            return
        if name == self.current_mode:
            await self.go_down_to(0)
        else:
            self.place_before = self.current_mode
            await self.switch_mode(name)
            await self.leave_found()
            self.keep_place(name)
        await self._settled()

    async def command_go_last(self) -> None:
        """Show the place before this one."""
        await self.go(self.place_before)

    def count_queues(self) -> None:
        """Count what waits, after the rows."""
        workers.start(self, "counts", self._count, exclusive=True)

    async def _count(self) -> None:
        from relmgr.queries.nav import by_place, nav_counts  # noqa: PLC0415  the rows are painted before

        counts = by_place(await self.ask(nav_counts))
        if counts != self.counts:
            self.counts = counts
            getattr(self.screen, "show_nav", lambda: None)()

    def changed(self, touched: frozenset[str]) -> None:
        """Tell the screens, and count again."""
        super().changed(touched)
        if touched & QUEUES:
            self.count_queues()

    # language, theme, mask ------------------------------------------------------------------------------

    def speak(self, language: i18n.Language) -> None:
        """Say everything in another language from now on."""
        i18n.use(language)
        screens.part("looks:say_again")(self)

    async def command_language_zh(self) -> None:
        """Speak Chinese, in the next window too."""
        await screens.part("looks:choose_and_keep")(self, "language", "zh")

    async def command_language_en(self) -> None:
        """Speak English, in the next window too."""
        await screens.part("looks:choose_and_keep")(self, "language", "en")

    async def command_theme_next(self) -> None:
        """Walk through the themes; the next window has the one that was reached."""
        await screens.part("looks:choose_and_keep")(self, "theme", self.looks.next_theme)

    def command_privacy(self) -> None:
        """Mask names and amounts, or show them."""
        privacy.mask(not privacy.is_masked())
        self.clear_notifications()  # what was said before says the names
        self.tell("" if not privacy.is_masked() else i18n.say(EXPORTS_STAY))
        self.repaint_frame()

    def command_redraw(self) -> None:
        """Paint the whole screen again."""
        self.refresh(layout=True)
        self.screen.refresh(repaint=True, layout=True)

    async def command_steps_show(self) -> None:
        """Show the first steps on the Today page, and go there."""
        await self.steps.show(self, True)
        await self.go("today")

    async def command_import_list(self) -> None:
        """Ask for a file, and show what importing it would do."""
        await screens.part("import_list:ask_file")(self)

    # the evaluation -------------------------------------------------------------------------------------

    def command_evaluation_run(self) -> None:
        """Judge who is due, beside the keyboard."""
        if self.background is None:
            self.background = self._make_background()
        workers.start(self, "owed", self.background.evaluation.run_now)

    def command_evaluation_cancel(self) -> None:
        """Stop the run that is at work after its batch."""
        if self.background is None or not self.background.evaluation.cancel():
            self.tell(i18n.say(NO_EVALUATION))

    # leaving --------------------------------------------------------------------------------------------

    async def command_close(self) -> None:
        """Go up; at the root of a place leave the program, asking only while long work is under way."""
        if await self.go_up():
            return
        if (self.exports or self.progress) and not await screens.part("quitting:may_leave")(self.page):
            return
        await self.command_quit()

    async def command_quit(self) -> None:
        """Leave the program; what is being typed stays as a draft."""
        await leaving.keep_drafts(self)
        self.exit()
