"""Settings: language and theme, live; where things are; what protects them; and what the bank has to confirm."""

from asyncio import to_thread
from dataclasses import replace

from relmgr import i18n
from relmgr.queries.about import About, about
from relmgr.queries.due import LastRun, last_run
from relmgr.screens import looks, part
from relmgr.screens import settings_panes as panes
from relmgr.screens.pages import PageScreen, Panes
from relmgr.screens.settings_display import display, terminal_check
from relmgr.screens.settings_panes import Shown
from relmgr.settings import config_file, write_setting
from relmgr.widgets import privacy
from relmgr.words import Words

WRITTEN_TO = Words("已写入 {path}", "Written to {path}")
TITLE = Words("设置   {path}", "Settings   {path}")


class SettingsScreen(PageScreen):
    """What can be set, and what the program says about itself."""

    NAME = "settings"
    FOOTER = ("open", "settings.test", "menu", "back")

    def __init__(self) -> None:
        """Start without the facts of the book."""
        super().__init__()
        self.about: About | None = None
        self.last_run: LastRun | None = None
        self.protected = False

    async def fetch(self) -> None:
        """Ask for versions, and whether the key file needs a passphrase."""
        self.about = await self.ask(about)
        self.last_run = await self.ask(last_run)
        self.protected = await to_thread(self.host.workspace.book.home.vault.needs_passphrase)

    def paint(self) -> None:
        """Paint title and sections."""
        super().paint()
        self.show_title(i18n.say(TITLE, path=self._config()))

    def _config(self) -> str:
        return str(self.host.workspace.settings.file or config_file(None))

    def panes(self, width: int) -> Panes:
        """Return the sections; the keys stand beside them where they fit."""
        if self.about is None:
            return (), ()
        workspace = self.host.workspace
        home, me = workspace.book.home, workspace.me
        shown = Shown(
            settings=workspace.settings,
            about=self.about,
            last_run=self.last_run,
            protected=self.protected,
            folder=home.folder,
            database=home.database,
            vault=home.vault.path,
            backups=home.backups,
            config=self._config(),
            book=me.book_name,
            demo=me.is_demo,
        )
        main = [
            *display(self.host.looks, width),
            *panes.limits(width),
            *terminal_check(self.host.looks, (self.app.size.width, self.app.size.height)),
            *panes.details(shown, width),
        ]
        return (
            (main, panes.keys(self.host.keymap))
            if self.wide
            else ([*main, *panes.keys(self.host.keymap)], ())
        )

    async def command_open(self) -> None:
        """Take the next value of the selected choice, show it at once, and remember it."""
        target = self.target()
        kind = target.kind if target is not None else ""
        if kind == "privacy":
            privacy.mask(not privacy.is_masked())
            self.show_frame()
        elif kind in looks.CHOICES:
            await looks.choose_and_keep(self.host, kind, self._after(kind))
        elif kind in panes.WRITTEN:
            await self._write(kind)

    async def _write(self, name: str) -> None:
        """Ask for another value of a setting of the file, write it there, and go by it from now on."""
        now = self.host.workspace.settings
        value = await self.ask_person(part("settings_form:SettingForm")(name, str(getattr(now, name))))
        if value is None:
            return
        path = now.file or config_file(None)
        await to_thread(write_setting, path, name, value)
        self.host.workspace.settings = replace(now, **{name: value})
        self.host.changed_elsewhere()
        self.paint()
        self.host.toast(WRITTEN_TO, path=path)

    def _after(self, name: str) -> str:
        """Return the next value; from 'auto' the language goes to the one that is not spoken."""
        now = self.host.looks[name]
        if name == "language" and now == "auto":
            return "en" if i18n.language() == "zh" else "zh"
        return looks.CHOICES[name].after(now)

    def command_settings_test(self) -> None:
        """Ask the terminal how wide it draws, and send a word to the clipboard."""
        looks.probe_again(self.host)
        self.show_frame()
        self.host.copy("relmgr")
