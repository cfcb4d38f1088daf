"""How relmgr looks and speaks, as chosen on the settings screen: the choices, and what each does at once.

A choice is remembered in the book under its name; where there is none, the settings file says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from relmgr import i18n, services
from relmgr.queries.memory import all_remembered
from relmgr.settings import Settings
from relmgr.widgets import amounts, glyph_probe, glyphs
from relmgr.widgets.terminal import Terminal, terminal
from relmgr.words import Words
from relmgr.workspace import Workspace

if TYPE_CHECKING:
    from relmgr.screens.host import Host

AUTO = Words("自动", "auto")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing a person can choose: its name in memory, its label and its values; the first is the default."""

    name: str
    label: Words
    options: tuple[tuple[str, Words], ...]

    def after(self, value: str) -> str:
        """Return the value that follows another one, round and round."""
        values = [name for name, _ in self.options]
        return values[(values.index(value) + 1) % len(values)] if value in values else values[0]


LANGUAGE = Choice("language", Words("语言", "Language"), (
    ("auto", AUTO), ("zh", Words("中文", "中文 Chinese")), ("en", Words("English 英文", "English")),
))  # fmt: skip
MONEY = Choice("money", Words("金额", "Money"), (
    ("auto", AUTO), ("wan", Words("万/亿", "wan/yi")), ("millions", Words("百万 m", "millions")),
    ("yuan", Words("元", "yuan")),
))  # fmt: skip
THEME = Choice("theme", Words("主题", "Theme"), (
    ("dark", Words("深色", "dark")), ("light", Words("浅色", "light")),
    ("contrast", Words("高对比", "contrast")), ("mono", Words("单色", "mono")),
    ("ansi", Words("终端16色", "16 colours")),
))  # fmt: skip
GLYPHS = Choice("glyphs", Words("符号/边框", "Glyphs"), (
    ("auto", AUTO), ("unicode", Words("Unicode", "Unicode")), ("ascii", Words("ASCII", "ASCII")),
))  # fmt: skip
MOTION = Choice("motion", Words("光标闪烁", "Blinking"), (
    ("auto", AUTO), ("on", Words("开", "on")), ("off", Words("关", "off")),
))  # fmt: skip
CLIPBOARD = Choice("clipboard", Words("剪贴板", "Clipboard"), (
    ("auto", AUTO), ("osc52", Words("OSC52", "OSC52")), ("file", Words("文件", "file")),
    ("command", Words("程序", "program")),
))  # fmt: skip
BELL = Choice("bell", Words("响铃", "Bell"), (("on", Words("开", "on")), ("off", Words("关", "off"))))
TIPS = Choice(
    "tips", Words("每日提示", "Daily tip"), (("on", Words("开", "on")), ("off", Words("关", "off")))
)
CHOICES = {one.name: one for one in (LANGUAGE, MONEY, THEME, GLYPHS, MOTION, CLIPBOARD, BELL, TIPS)}
"""Name to choice, in the order of the settings screen."""


class Looks:
    """What is chosen now, on which terminal, and how wide that draws box characters."""

    def __init__(self, chosen: Mapping[str, str], here: Terminal, cells: str = "") -> None:
        """Start with what is chosen; a value that is no option counts as the first one."""
        self.here, self.cells = here, cells
        self.chosen = {
            name: value if (value := chosen.get(name, "")) in dict(choice.options) else choice.options[0][0]
            for name, choice in CHOICES.items()
        }

    def __getitem__(self, name: str) -> str:
        """Return the value of a choice."""
        return self.chosen[name]

    @property
    def theme(self) -> str:
        """Return the name of the theme; without colours there is one."""
        return "mono" if self.here.no_colour else self.chosen["theme"]

    @property
    def next_theme(self) -> str:
        """Return the theme after the chosen one."""
        return THEME.after(self.chosen["theme"])

    @property
    def glyph_set(self) -> glyphs.GlyphSet:
        """Return what lines are drawn with."""
        return glyph_probe.wanted(self.chosen["glyphs"], self.here, self.cells)

    @property
    def blinks(self) -> bool:
        """Tell whether a text cursor blinks; it costs bytes on a slow line, so 'auto' is off."""
        return self.chosen["motion"] == "on"

    def put_on(self, app: "Host") -> None:
        """Make the app look as chosen, before or while it is shown; the language is the caller's to say."""
        app.looks = self
        amounts.use(self["money"])
        from relmgr.widgets.text_field import blink  # noqa: PLC0415  looks are read before Textual is loaded

        blink(self.blinks)
        self.draw(app)
        app.theme = f"relmgr-{self.theme}"

    def draw(self, app: "Host") -> None:
        """Draw lines and bars with what the terminal can draw."""
        glyphs.use(self.glyph_set)
        app.set_class(self.glyph_set == "unicode", "-unicode")


def from_file(settings: Settings) -> Looks:
    """Return what the settings file chooses, on this terminal."""
    here = terminal()
    return Looks(
        _of_file(settings), here, glyph_probe.known_cells(here, glyph_probe.answers_file(settings.file))
    )


def looks_of(workspace: Workspace) -> Looks:
    """Return what was chosen on this book, else in the settings file, on this terminal."""
    looks = from_file(workspace.settings)
    return Looks({**looks.chosen, **workspace.ask(all_remembered)}, looks.here, looks.cells)


def _of_file(settings: Settings) -> dict[str, str]:
    return {"language": settings.language, "theme": settings.theme, "glyphs": settings.glyphs,
            "clipboard": settings.clipboard, "bell": "on" if settings.bell else "off"}  # fmt: skip


def ask_terminal(looks: Looks, settings_file: Path | None) -> bytes:
    """Ask a terminal that was never asked how wide it draws; returns what was typed meanwhile."""
    if looks.cells or looks["glyphs"] != "auto" or not glyph_probe.may_ask(looks.here):
        return b""
    looks.cells, typed = glyph_probe.ask()
    glyph_probe.keep_cells(looks.here, looks.cells, glyph_probe.answers_file(settings_file))
    return typed


def choose(app: "Host", name: str, value: str) -> None:
    """Choose a value and show it at once; remembering it is the caller's."""
    app.looks.chosen[name] = value
    if name == "language":
        i18n.use(i18n.from_environment() if value == "auto" else "zh" if value == "zh" else "en")
        say_again(app)
    elif name in ("money", "theme", "glyphs", "motion"):
        app.looks.put_on(app)
    for stack in app._screen_stacks.values():
        for screen in stack:
            getattr(screen, "looks_changed", lambda: None)()


async def choose_and_keep(app: "Host", name: str, value: str) -> None:
    """Choose a value, show it at once, and remember it for the next window."""
    choose(app, name, value)
    app.repaint_frame()
    await app.do(services.remember, name, value)


def say_again(app: "Host") -> None:
    """Say the frame and every open form in the language of the moment, what is typed in them kept."""
    app.repaint_frame()
    for stack in app._screen_stacks.values():
        for screen in stack:
            for panel in screen.query("Panel"):
                getattr(panel, "say_again", lambda: None)()


def probe_again(app: "Host") -> str:
    """Ask the terminal how wide it draws, with the window put aside for a moment; returns what was found."""
    looks = app.looks
    if not glyph_probe.may_ask(looks.here):
        return looks.cells
    with app.suspend():
        heard = glyph_probe.ask()
    if heard.cells:
        looks.cells = heard.cells
        glyph_probe.keep_cells(looks.here, heard.cells, glyph_probe.answers_file(app.workspace.settings.file))
        looks.draw(app)
    return looks.cells
