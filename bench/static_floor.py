"""The floor of key latency: a Textual app that updates one line per key."""

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class Floor(App[None]):
    """One line that counts keys."""

    count = 0

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Static("READY")

    def on_key(self, _event: events.Key) -> None:
        """Count."""
        self.count += 1
        self.query_one(Static).update(f"READY {self.count}")


Floor().run()
