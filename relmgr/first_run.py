"""The first screen of a new user: every line is answered already, and Enter starts."""

import getpass
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from relmgr import i18n, themes
from relmgr.db.book import Home
from relmgr.settings import Settings
from relmgr.widgets.choice import Choice
from relmgr.words import Words

TITLE = Words("relmgr  客户经理工作台", "relmgr  relationship manager's desk")
LABELS = {
    "language": Words("语言 Language", "Language 语言"),
    "role": Words("您是", "I am"),
    "name": Words("姓名", "Name"),
    "data": Words("数据", "Data"),
    "passphrase": Words("口令", "Passphrase"),
    "again": Words("再输一次", "Once more"),
    "glyphs": Words("边框", "Borders"),
}
LANGUAGES = (Words("中文", "中文 Chinese"), Words("English 英文", "English"))
ROLES = (Words("客户经理", "account manager"), Words("团队负责人", "team lead"))
SOURCES = (
    Words("导入客户表 (CSV/Excel，先预览再写入)", "import a list (CSV/Excel, shown first)"),
    Words("演示数据: 40 家虚构客户，不留痕迹", "demo: 40 fictitious clients, leaves nothing"),
    Words("空白开始", "start empty"),
)
GLYPHS = (Words("自动", "auto"), Words("ASCII", "ASCII"))
NO_PASSPHRASE = Words("(空着=不设；忘记就打不开)", "(blank: none; a forgotten one cannot be recovered)")
CHECK = Words("终端 {size} {fits}   颜色 {colours}   下面两行的 | 应对齐，没对齐就选 ASCII",
              "Terminal {size} {fits}   colours {colours}   the | below line up, else take ASCII")  # fmt: skip
FITS, SMALL = Words("正常", "ok"), Words("偏小 (60x16 起)", "small (from 60x16)")
YES, NO = Words("正常", "ok"), Words("无", "none")
WHERE = Words("加密保存在本机 {folder}，不联网。", "Kept encrypted in {folder}; nothing is sent.")
KEYS = Words("Enter 开始  Tab 下一项  1-3 直选  Esc 跳过，全部用默认  ^Q 退出",
             "Enter Start  Tab Next  1-3 Choose  Esc Skip, take the defaults  ^Q Quit")  # fmt: skip
NO_NAME = Words("请写姓名。", "Write your name.")
DIFFERENT = Words("两次口令不一样，请再输一次。", "The two passphrases differ; type them again.")


class Source(StrEnum):
    """Where the first clients come from."""

    IMPORT = "import"
    DEMO = "demo"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a new user chose; an empty passphrase is none."""

    language: i18n.Language
    role: str
    name: str
    source: Source
    passphrase: str
    glyphs: str


def own_name() -> str:
    """Return the name this machine knows the person by, '' where it knows none."""
    with suppress(ImportError, KeyError, OSError):
        import pwd  # noqa: PLC0415  only where there are such accounts

        full = pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0].strip()
        if full:
            return full
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""


class FirstRun(App[Answers]):
    """Asks what a new book needs to know; returns None if the person left."""

    CSS = """
    Screen { background: $background; }
    #page { padding: 0 1; scrollbar-size: 1 1; }
    .row { height: auto; }
    .row .label { width: 15; }
    .row Choice, .row Input { width: 1fr; }
    .row Choice { height: auto; }
    .row Input { height: 1; border: none; padding: 0; background: $boost; }
    .row Choice:focus { background: $boost; }
    .hint { color: $foreground 80%; }
    #title { text-style: bold; margin: 0 0 1 0; }
    #check { margin: 1 0 0 0; }
    #said { color: $error; text-style: bold; height: auto; }
    #foot { dock: bottom; height: auto; padding: 0 1; background: $background; }
    #keys { height: auto; }
    .-small #title, .-small #check { margin: 0; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", show=False, priority=True),
        Binding("f4", "start", show=False, priority=True),
        Binding("escape", "skip", show=False, priority=True),
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, home: Home, settings: Settings, name: str | None = None) -> None:
        """Stand before a book that is not there yet; `name` is the answer that is filled in."""
        super().__init__()
        self.home, self.settings = home, settings
        theme = themes.THEMES.get(settings.theme, themes.THEMES["dark"])
        self.register_theme(theme)
        self.theme = theme.name
        self.known_name = own_name() if name is None else name
        self.language: Choice
        self.role: Choice
        self.source: Choice
        self.glyphs: Choice
        self.named: Input
        self.passphrase: Input
        self.again: Input

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our colours for a theme that does not know them."""
        return themes.DEFAULT_VARIABLES

    def compose(self) -> ComposeResult:
        """Lay out one line for each question."""
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id="title", markup=False)
            yield from self._rows()
            yield Static(id="check", classes="hint", markup=False)
            yield Static("|中文中文|\n|abcdefgh|", markup=False)
            yield Static(id="where", classes="hint", markup=False)
        with Vertical(id="foot"):
            yield Static(id="said", markup=False)
            yield Static(id="keys", markup=False)

    def _rows(self) -> Iterator[Widget]:
        self.language = Choice(LANGUAGES, 0 if i18n.language() == "zh" else 1)
        self.role, self.source, self.glyphs = Choice(ROLES, 0), Choice(SOURCES, 1), Choice(GLYPHS, 0)
        self.named = Input(self.known_name, select_on_focus=False)
        self.passphrase, self.again = Input(password=True), Input(password=True)
        controls: dict[str, Widget] = {
            "language": self.language, "role": self.role, "name": self.named, "data": self.source,
            "passphrase": self.passphrase, "again": self.again, "glyphs": self.glyphs,
        }  # fmt: skip
        for name, control in controls.items():
            with Horizontal(classes="row", id=f"row-{name}"):
                yield Static(id=f"label-{name}", classes="label", markup=False)
                yield control

    def on_mount(self) -> None:
        """Say everything and give the first line the keyboard."""
        self.say_all()
        self.source.focus()

    def on_resize(self) -> None:
        """Say how large the terminal is now."""
        self.screen.set_class(self.size.height < 20, "-small")
        self.say_all()

    def say_all(self) -> None:
        """Write every text in the language that is chosen."""
        say = i18n.say
        self._write("title", say(TITLE))
        for name, words in LABELS.items():
            self._write(f"label-{name}", say(words))
        fits = self.size.width >= 60 and self.size.height >= 16
        self._write("check", say(
            CHECK,
            size=f"{self.size.width}x{self.size.height}",
            fits=say(FITS if fits else SMALL),
            colours=say(NO if "NO_COLOR" in os.environ else YES),
        ))  # fmt: skip
        self._write("where", say(WHERE, folder=self.home.folder))
        self._write("keys", say(KEYS))
        self.passphrase.placeholder = say(NO_PASSPHRASE)
        self.query_one("#row-again").display = bool(self.passphrase.value)
        for choice in self.query(Choice):
            choice.refresh(layout=True)

    def _write(self, name: str, text: str) -> None:
        self.query_one(f"#{name}", Static).update(Content(text))

    # answers --------------------------------------------------------------------------------------------

    def action_digit(self, number: int) -> None:
        """Give a digit to the choice that has the keyboard."""
        if isinstance(self.focused, Choice):
            self.focused.choose(number)

    def answered_by(self, choice: Choice) -> None:
        """Speak the language that is chosen, at once."""
        if choice is self.language:
            i18n.use("zh" if choice.chosen == 0 else "en")
            self.say_all()

    changed_by = answered_by

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one("#row-again").display = bool(self.passphrase.value)
        self._write("said", "")

    def action_start(self) -> None:
        """Take the answers, or say what is missing and go there."""
        if not self.named.value.strip():
            self._stay(NO_NAME, self.named)
        elif self.passphrase.value != self.again.value:
            self._stay(DIFFERENT, self.again if self.passphrase.value else self.passphrase)
        else:
            self.exit(self._answers())

    def action_skip(self) -> None:
        """Take every default."""
        self.exit(Answers(i18n.language(), "manager", self.known_name or "-", Source.DEMO, "", "auto"))

    def _stay(self, words: Words, control: Widget) -> None:
        self._write("said", f"! {i18n.say(words)}")
        control.focus()

    def _answers(self) -> Answers:
        return Answers(
            language=i18n.language(),
            role="manager" if self.role.chosen == 0 else "lead",
            name=self.named.value.strip(),
            source=tuple(Source)[self.source.chosen or 0],
            passphrase=self.passphrase.value,
            glyphs=("auto", "ascii")[self.glyphs.chosen or 0],
        )
