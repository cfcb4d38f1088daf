"""The screens, each loaded when it is first opened."""

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from textual.screen import Screen

HOME = {
    "today": "relmgr.screens.today:TodayScreen",
    "clients": "relmgr.screens.clients:ClientsScreen",
    "calendar": "relmgr.screens.calendar:CalendarScreen",
    "warnings": "relmgr.screens.warnings:WarningsScreen",
    "tiers": "relmgr.screens.tiers:TiersScreen",
    "reminders": "relmgr.screens.reminders:RemindersScreen",
    "watch": "relmgr.screens.watch_list:WatchScreen",
    "history": "relmgr.screens.history:HistoryScreen",
    "weekly": "relmgr.screens.weekly:WeeklyScreen",
    "portfolio": "relmgr.screens.portfolio:PortfolioScreen",
    "settings": "relmgr.screens.settings:SettingsScreen",
    "client": "relmgr.screens.client:ClientScreen",
}
"""Name of a screen to where its class stands; a mode has the name of its screen."""


def make(name: str, *args: Any) -> "Screen[Any]":
    """Return a new screen, importing its module now."""
    module, _, attribute = HOME[name].partition(":")
    return cast("Screen[Any]", getattr(import_module(module), attribute)(*args))


def part(home: str) -> Any:
    """Return what stands at `module:name` of this folder, importing it now: what waits for a key to be needed."""
    module, _, name = home.partition(":")
    return getattr(import_module(f"{__name__}.{module}"), name)
