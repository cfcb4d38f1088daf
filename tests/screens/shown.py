"""The screen as plain text, the way a person without colours reads it."""

from typing import Any

from textual.app import App
from textual.pilot import Pilot

SHORT = ("load", "rows", "preview", "counts", "find")
"""Groups of workers that end by themselves; an action may wait for the person."""


def text_of(app: App[Any]) -> str:
    """Return the lines of the terminal, without trailing blanks."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until workers, loads and painting are done."""
    app = pilot.app
    for _ in range(3):
        await pilot.pause()
        if running := [w for w in app.workers if w.group in SHORT and not w.is_finished]:
            await app.workers.wait_for_complete(running)
    await pilot.pause()
