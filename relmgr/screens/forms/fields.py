"""One line of a form: label, control, and the echo of how its text is read."""

from collections.abc import Callable
from functools import partial
from typing import Literal

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from relmgr import i18n
from relmgr.errors import Invalid
from relmgr.screens.forms.offers import Offers
from relmgr.screens.forms.picking import PickField
from relmgr.widgets.cells import harmless
from relmgr.widgets.choice import Choice
from relmgr.widgets.text_field import NoteField, TextField
from relmgr.words import Words

Mark = Literal["", "!", "?"]
"""What stands beside a label: `!` wrong, `?` doubtful."""


class Field(Horizontal):
    """Holds a text or a choice.

    `skip` says that Enter does not stop here, because blank is a good answer. `more` hides the field until
    it is asked for. `offers` opens a list under the field while one types. `read` turns the text into the words
    of the echo; it raises Invalid for what it cannot read. `need` is what to say when a needed answer is missing.
    `long` gives room for several lines.
    """

    def __init__(
        self,
        name: str,
        label: Words,
        control: TextField | NoteField | Choice | None = None,
        *,
        value: str = "",
        hint: Words | None = None,
        skip: bool = False,
        more: bool = False,
        long: bool = False,
        offers: Offers | None = None,
        read: Callable[[str], str] | None = None,
        need: Words | None = None,
    ) -> None:
        """Make a field; without a control it is a text field."""
        super().__init__(id=f"field-{name}", classes="field")
        self.field, self.label, self.hint, self.skip = name, label, hint, skip
        self.read, self.need = read, need
        if control is None:
            kind = NoteField if long else TextField if offers is None else partial(PickField, offers)
            control = kind(value, placeholder=i18n.say(hint) if hint else "")
        self.control = control
        self.more, self.display = more, not more
        self._mark: Mark = ""

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
        if isinstance(self.control, Choice):
            return "" if self.control.chosen is None else str(self.control.chosen)
        return self.control.value

    @value.setter
    def value(self, text: str) -> None:
        if isinstance(self.control, Choice):
            place = int(text) if text.isdecimal() and text.isascii() else None
            self.control.take(place if place is not None and place < len(self.control.options) else None)
        else:
            self.control.show_text(text)

    @property
    def picker(self) -> PickField | None:
        """Return the control as one that offers lines; None where it does not."""
        return self.control if isinstance(self.control, PickField) else None

    def key_of(self, name: str) -> str:
        """Return what a name means that was picked here; '' for any other."""
        return self.picker.keys.get(name, "") if self.picker is not None else ""

    @property
    def open(self) -> bool:
        """Tell whether the field still waits for an answer, so that Enter stops here."""
        return self.display and not self.skip and not self.value.strip()

    def error(self) -> Invalid | None:
        """Return what is wrong with the value as it stands, or None."""
        if self.need is not None and not self.value.strip():
            return Invalid(self.field, self.need)
        return self.misread()

    def misread(self) -> Invalid | None:
        """Return why the text cannot be read, or None; a blank is not blamed before saving."""
        if self.read is None:
            return None
        try:
            self.read(self.value)
        except Invalid as error:
            return error
        return None

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

    def say_again(self) -> None:
        """Say label, hint and echo in the language of the moment; what was typed stays."""
        self.query_one(".label", Static).update(Content(f"{i18n.say(self.label)} {self._mark}".rstrip()))
        if self.hint is not None and not isinstance(self.control, Choice):
            self.control.placeholder = i18n.say(self.hint)
        self.control.refresh()
        self.echo()

    def show_wrong(self, wrong: bool) -> None:
        """Mark the label with `!`, or take the mark away."""
        self.show_mark("!" if wrong else "")

    def show_mark(self, mark: Mark) -> None:
        """Mark the label as wrong or doubtful, or take the mark away."""
        if mark == self._mark:
            return
        self._mark = mark
        self.set_class(mark == "!", "-wrong")
        self.set_class(mark == "?", "-doubtful")
        self.query_one(".label", Static).update(Content(f"{i18n.say(self.label)} {mark}".rstrip()))
