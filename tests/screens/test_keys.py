"""The key map on the real screens and panels: no key twice, none forbidden, every one in reach with an IME on."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest
from textual.binding import Binding

from relmgr import screens
from relmgr.commands import GLOBAL, MOVES, Command, of_screen
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.panel import Panel
from relmgr.workspace import Workspace
from tests.screens.driving import driving
from tests.screens.queue_book import add_cases, add_changes, add_reminders

NEVER = {
    "ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "ctrl+left_square_bracket", "ctrl+enter", "shift+enter", "ctrl+space",
    "f10", "f11", "ctrl+a", "ctrl+b", "backspace",
}  # fmt: skip
SAFE = re.compile(
    r"\d|f\d+|ctrl\+\w+|shift\+tab|enter|escape|tab|space|up|down|left|right|home|end|page(up|down)|delete"
)
"""What reaches the program while a Chinese input method is on, beside full-width signs."""
HAS_OTHERS = {"close"}
"""`q` is Esc above the root and Ctrl+Q at it."""
PLACES = "123456780"
TAILS = "ABCDFHMOPQRS"


def screen_classes() -> Iterator[type[WorkspaceScreen]]:
    """Yield the class of every place and page."""
    for home in screens.HOME.values():
        module, _, name = home.partition(":")
        found = getattr(importlib.import_module(module), name)
        if issubclass(found, WorkspaceScreen):
            yield found


def offered(screen: type[WorkspaceScreen]) -> list[Command]:
    """Return the commands a screen answers, its own and those of everywhere."""
    own = [c for c in of_screen(screen.NAME) if getattr(screen, c.method, None) is not None]
    ids = {command.id for command in own}
    return [*own, *(command for command in GLOBAL if command.id not in ids)]


def panel_classes() -> list[type[Panel[Any]]]:
    """Return every panel of the program."""
    for module in pkgutil.walk_packages(screens.__path__, "relmgr.screens."):
        importlib.import_module(module.name)
    found: list[type[Panel[Any]]] = []
    waiting = list(Panel.__subclasses__())
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += one.__subclasses__()
    return found


@pytest.mark.parametrize("screen", list(screen_classes()), ids=lambda s: s.NAME)
def test_no_key_of_a_screen_means_two_things(screen: type[WorkspaceScreen]) -> None:
    """Nor is one bound that terminals do not send."""
    keys = [key for command in (*offered(screen), *MOVES) for key in command.keys]
    assert sorted(keys) == sorted(set(keys))
    assert not set(keys) & NEVER


@pytest.mark.parametrize("screen", list(screen_classes()), ids=lambda s: s.NAME)
def test_every_action_is_in_reach_with_the_input_method_on(screen: type[WorkspaceScreen]) -> None:
    """By a key that arrives, by a digit of the menu, or by `0` and a digit: at most two keys more.

    What has no key of its own is found by its name in the palette, which opens with `^P`.
    """
    for command in (one for one in offered(screen) if one.keys):
        direct = any(SAFE.fullmatch(key) or not key.isascii() for key in command.keys)
        assert direct or 0 < command.menu < 20 or command.id in HAS_OTHERS, command.id


@pytest.mark.parametrize("screen", list(screen_classes()), ids=lambda s: s.NAME)
def test_every_verb_of_a_row_is_in_the_menu(screen: type[WorkspaceScreen]) -> None:
    """And no two actions share a digit."""
    here = offered(screen)
    assert [c.id for c in here if c.needs_row and not c.menu and c.id != "mark"] == []
    places = [c.menu for c in here if c.menu]
    assert sorted(places) == sorted(set(places))


@pytest.mark.parametrize("panel", panel_classes(), ids=lambda p: p.__name__)
def test_no_key_of_a_panel_means_two_things(panel: type[Panel[Any]]) -> None:
    """Over the whole line of its classes; none is forbidden."""
    seen: dict[str, str] = {}
    for base in reversed(panel.__mro__):
        for bound in base.__dict__.get("BINDINGS", ()):
            assert isinstance(bound, Binding)
            assert bound.key not in NEVER
            assert seen.setdefault(bound.key, bound.action) == bound.action, (panel, bound.key)


def written(book: Workspace) -> Any:
    """Return how much was ever written."""
    return book.ask(lambda r: r.records("SELECT count(*), max(at) FROM action"))


@pytest.fixture
def full(book: Workspace) -> Workspace:
    """Return a book with something in every queue."""
    book.do(add_cases)
    book.do(add_changes)
    book.do(add_reminders)
    return book


async def test_a_split_arrow_key_writes_nothing(full: Workspace) -> None:
    """What a slow line makes of arrow and function keys, on every place: Esc, `[` or `O`, the last byte."""
    before = written(full)
    async with driving(full, "today", (80, 24)) as drive:
        for place in PLACES:
            for tail in TAILS:
                await drive.pilot.press(place, "escape", "left_square_bracket", tail)
            await drive.settle()
        assert drive.app.is_running
    assert written(full) == before


@pytest.mark.parametrize(
    "opener", ["v", "full_stop", "question_mark", "ctrl+p", "ctrl+f", "s", "slash", "p", "x", "w"]
)
async def test_six_escapes_end_on_a_screen(full: Workspace, opener: str) -> None:
    """Whatever is open; nothing is written, and the program still runs."""
    before = written(full)
    async with driving(full, "warnings", (80, 24)) as drive:
        await drive.pilot.press(opener, "a", "escape", "escape", "escape", "escape", "escape", "escape")
        await drive.settle()
        assert drive.app.is_running
        assert drive.app.focused is drive.table
        assert not drive.app.screen.query(Panel)
    assert written(full) == before
