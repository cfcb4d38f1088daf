"""Keys that were typed before the window could take them, handed to it as if they were typed now."""

from typing import Any

from textual import events
from textual.app import App


def replay(app: App[Any], typed: bytes) -> None:
    """Give an app the keys in what was read from the terminal; what is no key is dropped."""
    from textual._xterm_parser import XTermParser  # noqa: PLC0415  Textual offers no public way from bytes to keys

    parser = XTermParser()
    for event in (*parser.feed(typed.decode(errors="ignore")), *parser.feed("")):
        if isinstance(event, events.Key):
            app.post_message(event)
