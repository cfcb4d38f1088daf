"""The first frame of a place, and what was asked for it, so that the screen need not ask again."""

import shutil
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, ParamSpec, TypeVar

from relmgr.commands.key_map import KeyMap
from relmgr.opening import frame
from relmgr.opening.ink import Ink
from relmgr.palettes import PALETTES
from relmgr.screens.looks import Looks
from relmgr.widgets import glyphs, privacy
from relmgr.widgets.line_parts import day_words, nav_parts
from relmgr.workspace import Workspace

P = ParamSpec("P")
T = TypeVar("T")
SMALLEST = (60, 16)
"""Columns and rows below which there is no early frame: the screens say so themselves."""
BODIES = {"clients": "relmgr.opening.client_rows"}
"""Places whose first rows are painted early; of the others the frame is."""


class FirstFrame:
    """Paints one place before its screen exists, and remembers the answers it was painted from."""

    def __init__(self, workspace: Workspace, looks: Looks, place: str) -> None:
        """Paint `place` in these looks."""
        self._workspace, self._looks, self._place = workspace, looks, place
        self.answers: list[tuple[Callable[..., Any], tuple[Any, ...], Any]] = []

    def picture(self) -> str:
        """Return the frame as what the terminal paints; '' where the window is too small for the screens."""
        width, height = shutil.get_terminal_size()
        if width < SMALLEST[0] or height < SMALLEST[1]:
            return ""
        glyphs.use(self._looks.glyph_set)
        palette = PALETTES[self._looks.theme]
        colours = self._looks.here.colours if not self._looks.here.no_colour else "none"
        ink = Ink(palette, colours, turned=self._looks.theme == "mono")
        return frame.picture(self._rows(width, height), width, ink)

    def _rows(self, width: int, height: int) -> list[frame.Row]:
        clock, demo = self._workspace.clock, self._workspace.is_demo
        day = day_words(clock.today())
        nav = nav_parts(self._place, {}, day, demo=demo, masked=privacy.is_masked(), room=width)
        said, footer = "", ()
        body: Sequence[frame.Row] = ()
        if (home := BODIES.get(self._place)) is not None:
            part = import_module(home)
            said, body = part.title_and_body(self._ask, clock, width, height - 3)
            footer = part.FOOTER
        room: list[frame.Row] = [*body, *[[]] * (height - 3 - len(body))]
        last = frame.keys(footer, self._place, self._keymap(), width)
        return [frame.bar(nav, width), frame.title(said, width), *room, last]

    def _keymap(self) -> KeyMap:
        settings = self._workspace.settings
        if not settings.keys:
            return KeyMap()
        from relmgr.commands.key_lines import read_key_map  # noqa: PLC0415  most people have no keys of their own

        return read_key_map(settings.keys, settings.file)[0]

    def _ask(self, question: Callable[..., T], *args: Any) -> T:
        answer = self._workspace.ask(question, *args)
        self.answers.append((question, args, answer))
        return answer
