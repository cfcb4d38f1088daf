"""Leaving in good order when the terminal goes away or the system asks: what is being typed is kept first."""

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import Any

from textual.app import App

from relmgr.screens.panel import Panel

LAST_WAIT = 5.0
"""Seconds a closing window may take after a signal; a terminal that is gone may never take its last bytes."""


async def keep_drafts(app: App[Any]) -> None:
    """Write what is being typed in every form of every place."""
    for stack in app._screen_stacks.values():
        for screen in stack:
            for panel in screen.query(Panel):
                await panel.keep()


def heed_signals(app: App[Any], leave: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Call `leave` when the terminal hangs up (SIGHUP) or the system asks to stop (SIGTERM)."""
    loop = asyncio.get_running_loop()
    for name in ("SIGHUP", "SIGTERM"):
        if (number := getattr(signal, name, None)) is not None:
            with suppress(NotImplementedError, ValueError):  # no such loop (Windows), or not the main thread
                loop.add_signal_handler(number, partial(_start, app, leave, number))


def ignore_signals() -> None:
    """Give the signals back to the system, because the window is closed."""
    loop = asyncio.get_running_loop()
    for name in ("SIGHUP", "SIGTERM"):
        if (number := getattr(signal, name, None)) is not None:
            with suppress(NotImplementedError, ValueError):
                loop.remove_signal_handler(number)


def _start(app: App[Any], leave: Callable[[], Coroutine[Any, Any, None]], number: int) -> None:
    asyncio.get_running_loop().call_later(LAST_WAIT, os._exit, 128 + number)
    app.run_worker(leave(), name="leave", group="leave", exit_on_error=False)
