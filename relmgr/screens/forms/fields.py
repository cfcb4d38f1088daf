"""One line of a form: label, control, and the echo of how its text is read."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from relmgr import i18n
from relmgr.errors import Invalid
from relmgr.widgets.cells import harmless
from relmgr.widgets.choice import Choice
from relmgr.widgets.text_field import TextField
from relmgr.words import Words


class Field(Horizontal):
    """Holds a text or a choice.

    `skip` says that Enter does not stop here, because blank is a good answer. `more` hides the field until
    it is asked for. `read` turns the text into the words of the echo; it raises Invalid for what it cannot read.
    """

    def __init__(
        self,
        name: str,
        label: Words,
        control: TextField | Choice | None = None,
        *,
        value: str = "",
        hint: Words | None = None,
        skip: bool = False,
        more: bool = False,
        read: Callable[[str], str] | None = None,
    ) -> None:
        """Make a field; without a control it is a text field."""
        super().__init__(id=f"field-{name}", classes="field")
        self.field, self.label, self.hint, self.skip, self.read = name, label, hint, skip, read
        if control is None:
            control = TextField(value, placeholder=i18n.say(hint) if hint else "")
        self.control = control
        self.more, self.display = more, not more

    def compose(self) -> ComposeResult:
        """Lay out label, control and echo."""
        yield Static(i18n.say(self.label), markup=False, classes="label")
        yield self.control
        yield Static("", markup=False, classes="echo")

    def on_mount(self) -> None:
        """Echo what the field starts with."""
        self.echo()

    @property
    def value(self) -> str:
        """Return the text, or the place of the chosen option as text."""
        if isinstance(self.control, TextField):
            return self.control.value
        return "" if self.control.chosen is None else str(self.control.chosen)

    @value.setter
    def value(self, text: str) -> None:
        if isinstance(self.control, TextField):
            self.control.show_text(text)
        else:
            self.control.chosen = (
                int(text) if text.isdigit() and int(text) < len(self.control.options) else None
            )
            self.control.refresh()

    @property
    def open(self) -> bool:
        """Tell whether the field still waits for an answer, so that Enter stops here."""
        return self.display and not self.skip and not self.value.strip()

    def echo(self) -> None:
        """Show how the text is read; what cannot be read yet is not blamed while it is typed."""
        if self.read is None:
            return
        try:
            shown = self.read(self.value)
        except Invalid:
            shown = ""
        self.show_echo(shown)

    def show_echo(self, text: str) -> None:
        """Put text beside the control."""
        self.query_one(".echo", Static).update(Content(harmless(text)))

    def show_wrong(self, wrong: bool) -> None:
        """Mark the label with `!`, or take the mark away."""
        self.set_class(wrong, "-wrong")
        self.query_one(".label", Static).update(Content(i18n.say(self.label) + (" !" if wrong else "")))
