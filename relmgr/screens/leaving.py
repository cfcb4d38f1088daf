"""Leaving in good order when the terminal goes away or the system asks: what is being typed is kept first."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from types import FrameType
from typing import Any

from textual.app import App

from relmgr.screens.panel import Panel

LAST_WAIT = 3.0
"""Seconds a closing window may take after a signal, then the system ends it.

A terminal that is gone takes no more bytes, and Textual's queue of writes then blocks the event loop for good.
"""
HEEDED = ("SIGHUP", "SIGTERM")
Leave = Callable[[], Coroutine[Any, Any, None]]


async def keep_drafts(app: App[Any]) -> None:
    """Write what is being typed in every form of every place."""
    for stack in app._screen_stacks.values():
        for screen in stack:
            for panel in screen.query(Panel):
                await panel.keep()


def heed_signals(app: App[Any], leave: Leave) -> None:
    """Call `leave` when the terminal hangs up (SIGHUP) or the system asks to stop (SIGTERM)."""
    _set(partial(_hear, asyncio.get_running_loop(), app, leave))


def ignore_signals() -> None:
    """Give the signals back to the system, because the window is closed."""
    _set(signal.SIG_DFL)


def _set(handler: Any) -> None:
    for name in HEEDED:
        if (number := getattr(signal, name, None)) is not None:
            with suppress(ValueError):  # not in the main thread
                signal.signal(number, handler)


def _hear(
    loop: asyncio.AbstractEventLoop, app: App[Any], leave: Leave, _number: int, _frame: FrameType | None
) -> None:
    """Python runs this even while the event loop is blocked; the alarm needs no loop at all."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, LAST_WAIT)
    with suppress(RuntimeError):  # the loop has ended meanwhile
        loop.call_soon_threadsafe(_start, app, leave)


def _start(app: App[Any], leave: Leave) -> None:
    app.run_worker(leave(), name="leave", group="leave", exit_on_error=False)
