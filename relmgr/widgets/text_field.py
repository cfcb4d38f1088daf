"""The text fields of forms and finders: Textual's own, with editing keys that keep their place in the queue."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input, TextArea

from relmgr.widgets.typing_history import TypingHistory


async def edit_in_turn(field: Input | TextArea, event: events.Key) -> None:
    """Run Backspace, arrows and the like when they reach the field.

    In Textual such keys first travel up to the app and back, so that characters and commands typed after
    them overtake them.
    """
    for binding in field._bindings.key_to_bindings.get(event.key, ()):
        if not binding.priority and not binding.action.startswith("submit"):
            event.stop()
            event.prevent_default()
            await field.app.run_action(binding.action, field)
            return


_blinks = False


def blink(on: bool) -> None:
    """Let the cursor of text fields blink from now on, or stand still: a blink sends bytes when nobody types."""
    global _blinks
    _blinks = on


class TextField(Input):
    """One line; `^Z` and `^Y` take back and repeat typing, and pasted lines become one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo_typing", show=False),
        Binding("ctrl+y", "redo_typing", show=False),
    ]

    def __init__(self, value: str = "", *, placeholder: str = "") -> None:
        """Start with a text; the field never selects it by itself, so that typing goes on at its end."""
        self.typing = TypingHistory()
        self._replacing = False
        super().__init__(value, placeholder=placeholder, select_on_focus=False)
        self.set_reactive(Input.cursor_blink, _blinks)

    async def on_key(self, event: events.Key) -> None:
        """Carry out an editing key here and now."""
        await edit_in_turn(self, event)

    def watch_value(self, before: str, after: str) -> None:
        """Remember what was typed, so that it can be taken back."""
        if not self._replacing:
            self.typing.note(before, after)

    def show_text(self, text: str) -> None:
        """Replace the text and go to its end; several lines become one."""
        self._replace(one_line(text))
        self.typing.forget()

    def take_text(self, text: str) -> None:
        """Replace the text as a step that can be taken back, and go to its end."""
        self.value = one_line(text)
        self.cursor_position = len(self.value)

    def action_undo_typing(self) -> None:
        """Take back the last word typed, or the last change."""
        self._replace(self.typing.undo(self.value))

    def action_redo_typing(self) -> None:
        """Type again what was taken back."""
        self._replace(self.typing.redo(self.value))

    def _replace(self, text: str) -> None:
        self._replacing = True
        self.value = text
        self._replacing = False
        self.cursor_position = len(text)

    def on_paste(self, event: events.Paste) -> None:
        """Take all pasted lines, where Input keeps the first and drops the rest."""
        if len(event.text.splitlines()) > 1:
            event.stop()
            event.prevent_default()
            self.replace(one_line(event.text), *sorted(self.selection))


class NoteField(TextArea):
    """Several lines: Enter is a new line; the rest works as in a field of one line."""

    def __init__(self, value: str = "", *, placeholder: str = "") -> None:
        """Start with a text."""
        super().__init__(
            value, soft_wrap=True, compact=True, highlight_cursor_line=False, placeholder=placeholder
        )
        self.set_reactive(TextArea.cursor_blink, _blinks)

    async def on_key(self, event: events.Key) -> None:
        """Carry out an editing key here and now."""
        await edit_in_turn(self, event)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines in view; blank ones when painted before the styles are applied (Textual issue 6528)."""
        if not self._component_styles:
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)

    @property
    def value(self) -> str:
        """Return the text."""
        return self.text

    def show_text(self, text: str) -> None:
        """Replace the text and go to its end."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def take_text(self, text: str) -> None:
        """Replace the text as a step that can be taken back, and go to its end."""
        self.replace(text, self.document.start, self.document.end)
        self.move_cursor(self.document.end)

    def new_line(self) -> None:
        """Begin a new line at the cursor."""
        self.replace("\n", *self.selection)


def one_line(text: str) -> str:
    """Return a text on one line; text without line ends stays exactly as it is."""
    lines = text.splitlines()
    return text if len(lines) < 2 and text == "".join(lines) else " ".join(line.strip() for line in lines)
