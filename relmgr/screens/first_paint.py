"""The first paint: held until the first rows are there, then everything at once."""

import gc
from contextlib import ExitStack
from typing import Any

from textual.app import App

HELD = 0.4
"""Seconds the first paint may wait for the first rows."""
LITTER = 0.3
"""Seconds after the first paint at which the garbage collector, switched off for the start, works again."""


class FirstPaint:
    """Whether the window still waits for its first rows; one paint then takes the place of six."""

    def __init__(self, app: App[Any]) -> None:
        """Hold nothing yet."""
        self._app = app
        self._batch = ExitStack()
        self.is_awaited = False

    def hold(self) -> None:
        """Paint nothing before the first rows are there, at most for HELD seconds."""
        self.is_awaited = True
        self._batch.enter_context(self._app.batch_update())
        self._app.set_timer(HELD, self.release)

    def release(self) -> None:
        """Paint what is there, and from now on every change."""
        if self.is_awaited:
            self.is_awaited = False
            self._batch.close()
            self._app.screen.refresh()
            self._app.set_timer(LITTER, _collect_again)


def _collect_again() -> None:
    """Let the collector work, but never again over what the start has loaded: that would be felt under a key."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
