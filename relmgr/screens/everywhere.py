"""The commands of everywhere that ask the person: help, menu, palette, client finder, visit form, undo."""

import asyncio
import unicodedata
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from textual import events
from textual.widgets import Input

from relmgr import i18n, services
from relmgr.commands import GLOBAL, MOVES, Command, of_screen
from relmgr.domain.values import Key
from relmgr.screens import commanding, part
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.host import Host
from relmgr.widgets import privacy
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.queries.finding import FoundClient

P = ParamSpec("P")
T = TypeVar("T")

PICK_CLIENT, LOG_VISIT, LOG_HERE = "visiting:pick_client", "visiting:log_visit", "visiting:log_visit_here"
HELP, PALETTE = "command_choice:choose_from_help", "command_choice:choose_from_palette"
ACTION, MANUAL = "command_choice:choose_action", "command_choice:read_manual"
MENU, ITEM = "overlays.menu:MenuPanel", "overlays.menu:Item"
"""What a key asks for; nothing of it is loaded before."""

NOT_HERE = Words("本屏没有", "not on this screen")
LOG = Words("消息日志", "Message log")
NO_MESSAGES = Words("还没有消息。", "No messages yet.")
MORE_TROUBLES = Words(" 另有 {n} 处：relmgr doctor", " {n} more: relmgr doctor")
UNDONE = Words("已撤销：{what}，U 重做", "Undone: {what}, U redoes")
REDONE = Words("已重做：{what}", "Done again: {what}")
IME_IS_ON = Words(
    "输入法是中文状态：可直接搜索，Esc 清除；快捷键用 . 菜单，或按 Shift 切英文。",
    "The input method types Chinese: this searches, Esc clears; for keys use . or press Shift.",
)


class Everywhere(Host, inherit_bindings=False):
    """What can be asked for on every screen."""

    _told_of_ime = False

    async def on_event(self, event: events.Event) -> None:
        """Take a Chinese letter typed on a list as the beginning of a find; every other event as usual."""
        if not (isinstance(event, events.Key) and not event.is_forwarded and await self._finds(event)):
            await super().on_event(event)

    async def _finds(self, key: events.Key) -> bool:
        """No key of ours is such a letter: it means that a Chinese input method is on."""
        find = getattr(self.screen, "find_typed", None)
        if find is None or key.character is None or unicodedata.category(key.character[:1] or " ") != "Lo":
            return False
        await commanding.drain(self)
        if isinstance(self.focused, Input) or commanding.focused_panel(self) is not None:
            return False
        find(key.character)
        if not self._told_of_ime:
            self._told_of_ime = True
            self.tell(i18n.say(IME_IS_ON))
        return True

    @property
    def page(self) -> WorkspaceScreen:
        """Return the screen that is shown."""
        return cast(WorkspaceScreen, self.screen)

    def repaint_frame(self) -> None:
        """Say and paint the shown screen anew; the others do so when they are shown again."""
        if isinstance(self.screen, WorkspaceScreen) and self.screen.is_mounted:
            self.screen.show_frame()

    # commands about commands ----------------------------------------------------------------------------

    def offered(self) -> tuple[Command, ...]:
        """Return the commands of the shown screen, and of everywhere, that can be carried out here."""
        here = of_screen(self.page.NAME)
        own = tuple(c for c in here if getattr(self.page, c.method, None) is not None)
        return (*own, *(c for c in GLOBAL if commanding.handler_of(self, c) is not None))

    def why_not(self, command: Command) -> Words | None:
        """Return why a command cannot be carried out on this screen now, or None."""
        if command not in MOVES and commanding.handler_of(self, command) is None:
            return NOT_HERE
        return self.refusal(command)

    async def command_help(self) -> None:
        """Show the keys that work here, and run the one that is picked."""
        await self.perform(await part(HELP)(self))

    async def command_palette(self) -> None:
        """Run anything by its name, or open the client that is named."""
        chosen = await part(PALETTE)(self)
        if chosen is None or isinstance(chosen, Command):
            await self.perform(chosen)
        else:
            await self.open_found(chosen.id)

    async def command_menu(self) -> None:
        """Offer the actions of the row, or of the marked rows, with digits."""
        await self.perform(await part(ACTION)(self))

    async def command_manual(self) -> None:
        """Show the manual, at the section about this screen."""
        await part(MANUAL)(self)

    async def command_log(self) -> None:
        """Show the last messages."""
        item = part(ITEM)
        items = [item(privacy.words(text)) for text in reversed(self.messages)] or [
            item(i18n.say(NO_MESSAGES))
        ]
        await self.page.ask_person(part(MENU)(i18n.say(LOG), items[:200]))

    async def perform(self, command: Command | None) -> None:
        """Carry out a command that was picked, inside the action that asked."""
        if command is None:
            return
        if (reason := self.refusal(command)) is not None:
            self.tell(i18n.say(reason))
            return
        if command in MOVES:
            cast(Any, self.page).table.action_move(command.id[5:])
            return
        handler = commanding.handler_of(self, command)
        outcome = handler() if handler is not None else None
        if asyncio.iscoroutine(outcome):
            await outcome

    def tell_key_troubles(self) -> None:
        """Say which line of the person's key map was left out; `relmgr doctor` lists them all."""
        first, *others = self.key_troubles
        more = i18n.say(MORE_TROUBLES, n=len(others)) if others else ""
        self.tell(i18n.say(first) + more, problem=True)

    # panes ----------------------------------------------------------------------------------------------

    def command_pane_next(self) -> None:
        """Give the keyboard to the next pane."""
        self.screen.focus_next()

    def command_pane_prev(self) -> None:
        """Give the keyboard to the pane before."""
        self.screen.focus_previous()

    # clients and visits ---------------------------------------------------------------------------------

    async def pick_client(self, title: Words) -> "FoundClient | None":
        """Ask which client; the selected one is the first line."""
        return cast("FoundClient | None", await part(PICK_CLIENT)(self, self.page, title))

    async def command_client_find(self) -> None:
        """Find a client and open its page."""
        if (client := await part(PICK_CLIENT)(self, self.page)) is not None:
            await self.steps.learn(self, "find")
            await self.open_found(client.id)

    async def command_visit_log(self) -> None:
        """Log a visit for the selected client, or for one that is picked first."""
        await part(LOG_HERE)(self, self.page, self.page.selected_client())

    async def command_visit_log_for(self) -> None:
        """Pick a client, then log a visit."""
        await part(LOG_HERE)(self, self.page, None)

    async def log_visit(self, client: Key, **defaults: Any) -> None:
        """Open the visit form for a client; `defaults` (`on`, `visit_id`) come from a past appointment."""
        await part(LOG_VISIT)(self, self.page, client, **defaults)

    # undo -----------------------------------------------------------------------------------------------

    async def command_undo(self) -> None:
        """Take back the last action and say which."""
        done = await self.do(services.undo_last)
        self.toast(UNDONE, what=_said(done.result))

    async def command_redo(self) -> None:
        """Do again what was undone."""
        done = await self.do(services.redo_last)
        self.toast(REDONE, what=_said(done.result))


def _said(result: object) -> str:
    return i18n.say(result) if isinstance(result, Words) else str(result)
