"""The base of docked forms: keys that land right, errors that keep the text, and drafts."""

from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static

from relmgr import i18n
from relmgr.errors import Invalid
from relmgr.screens.forms.fields import Field
from relmgr.screens.panel import Panel
from relmgr.widgets.badges import Styled, content
from relmgr.widgets.choice import Choice
from relmgr.words import Words

ResultT = TypeVar("ResultT")


class Form(Panel[ResultT]):
    """Fields under each other; Enter goes to the next unanswered one, and saves in the last."""

    FOOTER: ClassVar[tuple[str, ...]] = (
        "form.save",
        "form.next_empty",
        "form.prev",
        "form.type",
        "form.close",
    )

    def __init__(self, title: Words) -> None:
        """Name the form."""
        super().__init__()
        self.title = title
        self.fields: Sequence[Field] = self.make_fields()

    def make_fields(self) -> Sequence[Field]:
        """Return the fields in order."""
        raise NotImplementedError

    async def submit(self) -> None:
        """Read the fields, do what the form is for, and `close(…)`; raise Invalid to stay."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out title, fields and the line under them."""
        yield self.title_line(i18n.say(self.title))
        yield from self.fields
        yield self.note_line()

    def first_focus(self) -> Widget | None:
        """Return the first field without an answer."""
        return next((field.control for field in self.fields if field.open), self._shown()[-1].control)

    def field(self, name: str) -> Field:
        """Return a field by the name drafts call it."""
        return next(field for field in self.fields if field.field == name)

    def note(self, text: str, *, problem: bool = False) -> None:
        """Say something under the fields."""
        shown = content(Styled("!", "severity-red"), f" {text}") if problem else content(text)
        self.query_one(".panel-note", Static).update(shown)

    def show_error(self, error: Invalid) -> None:
        """Go to the field that is wrong and say what would be right; its text stays."""
        wrong = next((f for f in self.fields if f.field == error.field), None)
        for field in self.fields:
            field.show_wrong(field is wrong)
        self.note(i18n.say(error.words), problem=True)
        if wrong is not None:
            if not wrong.display:
                self.show_more()
            self.screen.set_focus(wrong.control)

    def show_more(self) -> None:
        """Show the fields that are hidden at first."""
        for field in self.fields:
            field.display = True

    # keys -----------------------------------------------------------------------------------------------

    def _shown(self) -> list[Field]:
        return [field for field in self.fields if field.display]

    def _here(self) -> Field:
        focused = self.screen.focused
        return next((field for field in self.fields if field.control is focused), self.fields[0])

    def _step(self, step: int) -> None:
        shown = self._shown()
        self.go_to(shown[(shown.index(self._here()) + step) % len(shown)])

    def _open_after(self, field: Field) -> Field | None:
        later = self.fields[list(self.fields).index(field) + 1 :]
        return next((one for one in later if one.open), None)

    def go_to(self, field: Field) -> None:
        """Check the field that is left, and give the keyboard to another one; only for commands."""
        self.check_left(self._here())
        self.screen.set_focus(field.control)

    def check_left(self, field: Field) -> None:
        """Say what is wrong with a field that is being left."""
        if field.read is None:
            return
        try:
            field.read(field.value)
        except Invalid as error:
            field.show_wrong(True)
            self.note(i18n.say(error.words), problem=True)
        else:
            field.show_wrong(False)
            self.note("")

    async def command_form_next_empty(self) -> None:
        """Go to the next unanswered field; there is none: save."""
        later = self._open_after(self._here())
        if later is None:
            await self.command_form_save()
        else:
            self.go_to(later)

    def command_form_next(self) -> None:
        """Go to the next field."""
        self._step(1)

    def command_form_prev(self) -> None:
        """Go to the field before."""
        self._step(-1)

    def command_form_type(self) -> None:
        """Take the next option of the first choice."""
        if (choice := next(iter(self.query(Choice)), None)) is not None:
            choice.action_step(1)

    async def command_form_save(self) -> None:
        """Save from any field."""
        try:
            await self.submit()
        except Invalid as error:
            self.show_error(error)

    def answered_by(self, choice: Choice) -> None:
        """Go on after a digit chose an option."""
        field = next(field for field in self.fields if field.control is choice)
        self.changed(field)
        if (later := self._open_after(field)) is not None:
            self.go_to(later)

    # text -----------------------------------------------------------------------------------------------

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        field = next((f for f in self.fields if f.control is event.input), None)
        if field is not None:
            field.echo()
            self.changed(field)

    def changed(self, field: Field) -> Any:
        """Hear that a field has another value."""
