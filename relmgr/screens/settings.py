"""Settings: language and theme, live; where things are; what protects them; and what the bank has to confirm."""

from asyncio import to_thread

from relmgr import i18n, services
from relmgr.queries.about import About, about
from relmgr.queries.due import LastRun, last_run
from relmgr.screens import settings_panes as panes
from relmgr.screens.pages import PageScreen, Panes
from relmgr.screens.settings_panes import THEMES, Shown
from relmgr.settings import config_file
from relmgr.widgets import privacy
from relmgr.words import Words

TITLE = Words("设置   {path}", "Settings   {path}")
TESTED = Words("已向剪贴板发送「relmgr」 (OSC52)；请在别处粘贴核对。",
               '"relmgr" was sent to the clipboard (OSC52); paste it elsewhere to check.')  # fmt: skip
LANGUAGE_KEY, THEME_KEY = "language", "theme"
"""Under these names the choices are remembered in the book."""


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
            theme=self.app.theme.removeprefix("relmgr-"),
            protected=self.protected,
            folder=home.folder,
            database=home.database,
            vault=home.vault.path,
            backups=home.backups,
            config=self._config(),
            book=me.book_name,
            demo=me.is_demo,
        )
        main = [*panes.display(shown), *panes.limits(width), *panes.details(shown, width)]
        return (main, panes.keys()) if self.wide else ([*main, *panes.keys()], ())

    async def command_open(self) -> None:
        """Take the next language, theme or mask."""
        target = self.target()
        kind = target.kind if target is not None else ""
        if kind == "language":
            await self._speak("en" if i18n.language() == "zh" else "zh")
        elif kind == "theme":
            await self._theme()
        elif kind == "privacy":
            privacy.mask(not privacy.is_masked())
            self.show_frame()
        elif kind == "clipboard":
            self.command_settings_test()

    async def _speak(self, language: i18n.Language) -> None:
        i18n.use(language)
        self.show_frame()
        await self.host.do(services.remember, LANGUAGE_KEY, language)

    async def _theme(self) -> None:
        names = [name for name, _ in THEMES]
        now = self.app.theme.removeprefix("relmgr-")
        chosen = names[(names.index(now) + 1) % len(names)] if now in names else names[0]
        self.app.theme = f"relmgr-{chosen}"
        self.show_frame()
        await self.host.do(services.remember, THEME_KEY, chosen)

    def command_settings_test(self) -> None:
        """Send a word to the clipboard."""
        self.app.copy_to_clipboard("relmgr")
        self.tell(i18n.say(TESTED))
