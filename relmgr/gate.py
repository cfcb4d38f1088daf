"""The gate: one screen before the book, asking for the passphrase that opens it."""

import asyncio
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from relmgr import i18n, themes
from relmgr.bootstrap import open_workspace
from relmgr.db.book import Home
from relmgr.errors import RelmgrError, WrongPassphrase
from relmgr.settings import Settings
from relmgr.words import Words
from relmgr.workspace import Workspace

LONGEST_WAIT = 30.0
"""Seconds between tries at most; the wait doubles with every wrong passphrase."""

TITLE = Words("relmgr  客户经理工作台", "relmgr  relationship manager's desk")
ASK = Words("口令", "Passphrase")
WHERE = Words(
    "客户库 {folder}，只保存在本机，不联网。", "The book {folder} stays on this machine; nothing is sent."
)
OPENING = Words("正在打开...", "Opening...")
WAIT = Words("{why} 请 {seconds:.0f} 秒后再试。", "{why} Try again in {seconds:.0f} s.")
KEYS = Words("Enter 打开   Esc 退出", "Enter Open   Esc Quit")


class Gate(App[Workspace]):
    """Asks for the passphrase until it opens the book; returns the workspace, or None if the person left."""

    CSS = """
    Screen { align: center middle; background: $background; }
    #gate { width: 64; max-width: 100%; height: auto; }
    #gate Static { margin: 0 0 1 0; }
    #gate Input { height: 1; border: none; padding: 0; margin: 0 0 1 0; background: $boost; }
    #said { color: $error; text-style: bold; min-height: 2; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+q", "quit", show=False, priority=True),
    ]

    def __init__(self, home: Home, settings: Settings) -> None:
        """Stand before the book in `home`."""
        super().__init__()
        self.home, self.settings = home, settings
        self.wrong = 0
        theme = themes.THEMES.get(settings.theme, themes.THEMES["dark"])
        self.register_theme(theme)
        self.theme = theme.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our colours for a theme that does not know them."""
        return themes.DEFAULT_VARIABLES

    def compose(self) -> ComposeResult:
        """Show what is opened, one field, and how to leave."""
        with Vertical(id="gate"):
            yield Static(Content(i18n.say(TITLE)).stylize("bold"))
            yield Static(Content(i18n.say(WHERE, folder=self.home.folder)))
            yield Input(password=True, placeholder=i18n.say(ASK), id="passphrase")
            yield Static("", id="said", markup=False)
            yield Static(Content(i18n.say(KEYS)).stylize("dim"))

    def on_mount(self) -> None:
        """Give the field the keyboard."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.run_worker(self._try(event.value), group="open", exclusive=True, exit_on_error=False)

    async def _try(self, passphrase: str) -> None:
        field = self.query_one(Input)
        field.disabled = True
        self.say(i18n.say(OPENING))
        try:
            self.exit(await asyncio.to_thread(open_workspace, self.home, lambda: passphrase, self.settings))
        except WrongPassphrase as error:
            await self._refuse(i18n.say(error.words))
        except RelmgrError as error:
            self.say(i18n.say(error.words))
        finally:
            field.disabled = False
            field.value = ""
            field.focus()

    async def _refuse(self, why: str) -> None:
        self.wrong += 1
        seconds = min(2.0 ** (self.wrong - 1), LONGEST_WAIT)
        self.say(i18n.say(WAIT, why=why, seconds=seconds))
        await self.pause(seconds)
        self.say(why)

    async def pause(self, seconds: float) -> None:
        """Wait before the next try, so that guessing is slow."""
        await asyncio.sleep(seconds)

    def say(self, text: str) -> None:
        """Put a sentence under the field."""
        self.query_one("#said", Static).update(Content(text))
