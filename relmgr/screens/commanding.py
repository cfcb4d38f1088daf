"""From a key to the method that carries its command out: one way for every screen, panel and the app."""

import asyncio
from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.widget import Widget
from textual.widgets import Input

from relmgr.commands import IN_FORM, Command, find_command
from relmgr.screens.panel import Panel


def focused_panel(app: App[Any]) -> "Panel[Any] | None":
    """Return the panel that has the keyboard."""
    focused = app.focused
    if focused is None:
        return None
    return next((node for node in focused.ancestors_with_self if isinstance(node, Panel)), None)


def handler_of(app: App[Any], command: Command) -> Callable[[], Any] | None:
    """Return the method that carries a command out now: the panel's, else the screen's, else the app's."""
    for node in (focused_panel(app), app.screen, app):
        handler = getattr(node, command.method, None)
        if handler is not None:
            return handler  # type: ignore[no-any-return]
    return None


def command_here(app: App[Any], command_id: str) -> Command:
    """Return the declaration of a command in the words of the screen that is shown."""
    return find_command(command_id, getattr(app.screen, "NAME", ""))


def applies(app: App[Any], command_id: str, in_text: bool) -> bool:
    """Tell whether a key of a command means that command where the focus is now."""
    if not app.screen_stack:
        return False
    try:
        command = command_here(app, command_id)
    except KeyError:  # a key of the screen below, which is still asked while the one above it opens
        return False
    panel = focused_panel(app)
    if panel is not None:
        return getattr(panel, command.method, None) is not None or (in_text and command_id in IN_FORM)
    if isinstance(app.focused, Input) and not in_text:
        return False
    return handler_of(app, command) is not None


async def drain(app: App[Any]) -> None:
    """Let the focused widget, and what stands above it, finish the keys typed before this one."""
    focused = app.focused
    if focused is None:
        return
    for node in focused.ancestors_with_self:
        if isinstance(node, App) or not isinstance(node, Widget) or not node.is_running:
            continue
        done = asyncio.Event()
        if node.call_later(done.set):
            await done.wait()
