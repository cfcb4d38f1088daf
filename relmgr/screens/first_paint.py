"""The first paint: held until the first rows are there, then everything at once."""

import gc
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from threading import Event
from typing import Any

from textual.app import App

Answer = tuple[Callable[..., Any], tuple[Any, ...], Any]
"""A question, its arguments and what came of it."""
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
        self.is_loading = False
        """Whether the screen asks for its first rows; nothing else can be done, so it is answered at once."""
        self.answers: Sequence[Answer] = ()

    def answer(self, question: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        """Return what the first frame was painted from, if it asked the same; None if it did not."""
        return next(
            (found for asked, given, found in self.answers if asked is question and _same(given, args)), None
        )

    def hold(self) -> None:
        """Paint nothing before the first rows are there, at most for HELD seconds."""
        self.is_awaited = self.is_loading = True
        self._batch.enter_context(self._app.batch_update())
        self._app.set_timer(HELD, self.release)

    def release(self) -> None:
        """Paint what is there, and from now on every change."""
        if self.is_awaited:
            self.is_awaited = self.is_loading = False
            self.answers = ()
            self._batch.close()
            self._app.screen.refresh()
            self._app.set_timer(LITTER, _collect_again)


def _same(asked: tuple[Any, ...], asks: tuple[Any, ...]) -> bool:
    """Tell whether two questions ask the same; by which flag one could be given up makes no difference."""
    return len(asked) == len(asks) and all(
        one == other or isinstance(one, Event) for one, other in zip(asked, asks, strict=True)
    )


def _collect_again() -> None:
    """Let the collector work, but never again over what the start has loaded: that would be felt under a key."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
