"""The find bar of a list: what is typed narrows the rows at once."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from relmgr import i18n
from relmgr.widgets.text_field import TextField
from relmgr.words import Words

FIND = Words("查找> ", "find> ")
HINT = Words("拼音/首字母/汉字/代码/联系人", "pinyin, initials, name, code, contact")


class FindInput(TextField):
    """The text field of the bar; Enter and Down go to the rows found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, "app.command('find.done', True)", show=False, priority=True)
        for key in ("enter", "down", "tab")
    ]


class FindBar(Horizontal):
    """Hidden until it is opened; stays visible while it narrows the list."""

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__(id="find")
        self.input = FindInput()

    def compose(self) -> ComposeResult:
        """Lay out the prompt and the field."""
        yield Static(i18n.say(FIND), markup=False, classes="prompt")
        yield self.input

    def open(self, text: str) -> None:
        """Show the bar with the text that narrows the list now."""
        self.query_one(".prompt", Static).update(i18n.say(FIND))
        self.input.placeholder = i18n.say(HINT)
        self.input.value = text
        self.input.cursor_position = len(text)
        self.add_class("-on")

    def close(self) -> None:
        """Hide the bar and empty it."""
        self.input.value = ""
        self.remove_class("-on")
