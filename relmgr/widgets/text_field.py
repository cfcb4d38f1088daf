"""The text field of every form and finder: stock Input whose editing keys keep their place in the queue."""

from textual import events
from textual.widgets import Input


class TextField(Input):
    """Runs Backspace, arrows and the like when they reach it.

    In Textual such keys first travel up to the app and back, so that characters and commands typed after
    them overtake them.
    """

    def __init__(self, value: str = "", *, placeholder: str = "") -> None:
        """Start with a text; the field never selects it by itself, so that typing goes on at its end."""
        super().__init__(value, placeholder=placeholder, select_on_focus=False)

    async def on_key(self, event: events.Key) -> None:
        """Carry out an editing key here and now."""
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if not binding.priority and not binding.action.startswith("submit"):
                event.stop()
                event.prevent_default()
                await self.app.run_action(binding.action, self)
                return

    def show_text(self, text: str) -> None:
        """Replace the text and go to its end."""
        self.value = text
        self.cursor_position = len(text)
