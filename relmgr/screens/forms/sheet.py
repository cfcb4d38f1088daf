"""The face of a form: its fields below each other, and what is said about them."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from relmgr import i18n
from relmgr.errors import Invalid
from relmgr.screens.forms.doubts import Doubt, sentence
from relmgr.screens.forms.fields import Field
from relmgr.screens.panel import Panel
from relmgr.widgets.badges import Styled, content
from relmgr.words import Words

ResultT = TypeVar("ResultT")

PICKED = ".picked."
"""In a draft, what comes before the name of a field with names that were picked."""
MORE_WRONG = Words("{what}（还有 {n} 处）", "{what} ({n} more)")


class FieldSheet(Panel[ResultT]):
    """Shows fields and the sentence under them; what is wrong is marked, said and gone to, and keeps its text."""

    def __init__(self, title: Words) -> None:
        """Name the sheet."""
        super().__init__()
        self.title = title
        self.fields: Sequence[Field] = self.make_fields()

    def make_fields(self) -> Sequence[Field]:
        """Return the fields in order."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out title, fields and the line under them."""
        yield self.title_line(i18n.say(self.title))
        with Vertical(classes="fields"):
            for field in self.fields:
                yield field
                if field.picker is not None:
                    yield field.picker.list
        yield self.note_line()

    def field(self, name: str) -> Field:
        """Return a field by the name drafts call it."""
        return next(field for field in self.fields if field.field == name)

    def values(self) -> dict[str, str]:
        """Return every field's text by name."""
        return {field.field: field.value for field in self.fields}

    def kept_values(self) -> dict[str, str]:
        """Return every field's text by name, and what the names mean that were picked."""
        picked = {f.field: f.picker.known() for f in self.fields if f.picker is not None}
        return self.values() | {PICKED + name: known for name, known in picked.items() if known}

    def show_kept(self, kept: Mapping[str, object]) -> None:
        """Show what was kept."""
        for field in self.fields:
            if field.field in kept:
                field.value = str(kept[field.field])
            if field.picker is not None and (known := kept.get(PICKED + field.field)):
                field.picker.show_known(str(known))

    async def settled(self) -> None:
        """Wait until what is typed has been looked up."""
        for field in self.fields:
            if field.picker is not None and field.picker.has_focus:
                await field.picker.settled()

    def note(self, text: str, *, mark: str = "") -> None:
        """Say something under the fields."""
        shown = content(Styled(mark, "severity-red"), f" {text}") if mark else content(text)
        self.query_one(".panel-note", Static).update(shown)

    def show_errors(self, errors: Sequence[Invalid]) -> None:
        """Mark what is wrong, go to the first and say how many are left; every text stays."""
        wrong = {error.field for error in errors}
        for field in self.fields:
            field.show_wrong(field.field in wrong)
        said = i18n.say(errors[0].words)
        others = len(errors) - 1
        self.note(i18n.say(MORE_WRONG, what=said, n=others) if others else said, mark="!")
        self._go_to_named(errors[0].field)

    def show_doubts(self, doubts: list[Doubt]) -> None:
        for field in self.fields:
            field.show_mark("?" if any(doubt.field == field.field for doubt in doubts) else "")
        self.note(sentence(doubts), mark="?")
        self._go_to_named(doubts[0].field)

    def _go_to_named(self, name: str) -> None:
        field = next((field for field in self.fields if field.field == name), None)
        if field is None:
            return
        if not field.display:
            self.show_more()
        self.screen.set_focus(field.control)

    def show_more(self) -> None:
        """Show the fields that are hidden at first."""
        for field in self.fields:
            field.display = True

    def shown_fields(self) -> list[Field]:
        return [field for field in self.fields if field.display]
