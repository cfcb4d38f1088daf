"""Random keys, pastes, resizes and languages on a demo book: nothing may crash, and nothing typed may be lost."""

import argparse
import asyncio
import os
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from relmgr import i18n
from relmgr.app import RelmgrApp
from relmgr.bootstrap import open_workspace
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.demo_home import make_demo
from relmgr.screens.commanding import focused_panel
from relmgr.screens.forms.base import Form
from relmgr.settings import Settings
from relmgr.widgets import privacy
from relmgr.workspace import Workspace

DAY = date(2026, 11, 23)
KEYS = (
    *"abcdefghijklmnoprstuvwxyzEGJKNSTUVW0123456789",
    "enter", "escape", "tab", "shift+tab", "space", "backspace", "delete", "up", "down", "left", "right", "home", "end",
    "pageup", "pagedown", "f1", "f2", "f3", "f4", "ctrl+s", "ctrl+f", "ctrl+n", "ctrl+p", "ctrl+g", "ctrl+t", "ctrl+l",
    "ctrl+z", "ctrl+r", "ctrl+y", "ctrl+u", "ctrl+w", "ctrl+k", "ctrl+a", "ctrl+e", "ctrl+d", "ctrl+v",
    "full_stop", "comma", "slash", "question_mark", "colon", "grave_accent", "asterisk", "left_square_bracket",
    "right_square_bracket", "plus", "minus", "greater_than_sign",
)  # fmt: skip
"""What a terminal sends; leaving with q and ^Q ends a run of the window, and the next one goes on."""

LEAVING = ("q", "ctrl+q")
KEPT_WITHIN = 5.0
"""Seconds in which a text that was left has to be in the book, on a machine that runs several seeds at once."""
NAUGHTY = (
    "[/x] 招商", "[bold]A", "A[1]B", "[$error]x", "长" * 500, "\u202eRTL\u202c", "👨\u200d👩\u200d👧 家",
    "%s %n {0} {name}", "'; DROP TABLE client;--", "\x00\x07\x1b[31m", "１２３。、／：", "tier:A last>60 (", '"',
    "NULL", "\u0301\u0301", "٣٫١٤", "-0", "1e309",
)  # fmt: skip
SIZES = ((60, 16), (80, 24), (100, 30), (160, 45), (52, 14), (200, 12), (61, 60))


@dataclass
class Found:
    """What a run did and what went wrong."""

    keys: int = 0
    windows: int = 0
    kept: int = 0
    defects: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    places: Counter[str] = field(default_factory=Counter)

    @property
    def is_right(self) -> bool:
        """Tell whether nothing crashed, was lost or got stuck."""
        return not (self.defects or self.lost or self.stuck)


def copy_of(template: Path, folder: Path) -> Workspace:
    """Return a workspace on a copy of a demo book."""
    shutil.copytree(template, folder)
    settings = Settings()
    return open_workspace(Home(folder), lambda: None, settings, FixedClock(DAY, settings.zone))


class Monkey:
    """One seed: presses keys in window after window until there are enough."""

    def __init__(self, workspace: Workspace, seed: int, keys: int) -> None:
        """Start with a seed."""
        self.workspace, self.random, self.most = workspace, random.Random(seed), keys
        self.found = Found()
        self.trail: list[str] = []

    async def run(self) -> Found:
        """Open windows until so many keys were pressed."""
        while self.found.keys < self.most and self.found.is_right:
            await self._window()
        return self.found

    async def _window(self) -> None:
        app = RelmgrApp(
            self.workspace, self.random.choice(("today", "clients", "warnings", "tiers", "settings"))
        )
        app.keep_defect = self._defect
        self.found.windows += 1
        size = self.random.choice(SIZES)
        async with app.run_test(size=size, notifications=True) as pilot:
            while self.found.keys < self.most and app.is_running and self.found.is_right:
                await self._step(app, pilot)
            if app.is_running:
                await self._ends_on_a_screen(app, pilot)
        if app.failure is not None:
            self._defect(app.failure)

    def _defect(self, error: BaseException) -> Path:
        self.found.defects.append(f"{type(error).__name__}: {error} after {' '.join(self.trail[-30:])}")
        return Path("-")

    async def _step(self, app: RelmgrApp, pilot: Pilot[None]) -> None:
        self.found.places[str(app.current_mode)] += 1
        choice = self.random.random()
        if choice < 0.01:
            await self._press(pilot, self.random.choice(LEAVING))
        elif choice < 0.03:
            size = self.random.choice(SIZES)
            self.trail.append(f"<{size[0]}x{size[1]}>")
            await pilot.resize_terminal(*size)
        elif choice < 0.05:
            self._paste(app, self.random.choice(NAUGHTY))
            await pilot.pause()
        elif choice < 0.07:
            await self._keep_text(app, pilot)
        else:
            await self._press(pilot, self.random.choice(KEYS))

    async def _press(self, pilot: Pilot[None], key: str) -> None:
        self.found.keys += 1
        self.trail.append(key)
        if pilot.app.is_running:
            await pilot.press(key)

    def _paste(self, app: RelmgrApp, text: str) -> None:
        self.trail.append(f"<{text[:8]!r}>")
        app.post_message(events.Paste(text))

    async def _keep_text(self, app: RelmgrApp, pilot: Pilot[None]) -> None:
        """Type a mark into the field that has the keyboard, leave the form with Escape, and look for the mark."""
        panel = focused_panel(app)
        if not (isinstance(panel, Form) and panel.draft_name and isinstance(app.focused, (Input, TextArea))):
            return
        mark = f"mark{self.found.keys}"
        for letter in mark:
            await self._press(pilot, letter)
        await self._press(pilot, "escape")
        await asyncio.wait_for(_idle(app), 10)
        self.found.kept += 1
        if not await self._comes_into_book(mark):
            self.found.lost.append(f"{mark} in {type(panel).__name__} after {' '.join(self.trail[-30:])}")

    async def _comes_into_book(self, mark: str) -> bool:
        """Tell whether a text is in the book within the time a draft may take."""
        until = time.monotonic() + KEPT_WITHIN
        while not await asyncio.to_thread(is_in_book, self.workspace, mark):
            if time.monotonic() > until:
                return False
            await asyncio.sleep(0.05)
        return True

    async def _ends_on_a_screen(self, app: RelmgrApp, pilot: Pilot[None]) -> None:
        for _ in range(6):
            await self._press(pilot, "escape")
        if focused_panel(app) is not None or not app.is_running:
            self.found.stuck.append(f"{focused_panel(app)!r} after {' '.join(self.trail[-60:])}")


async def _idle(app: RelmgrApp) -> None:
    """Wait until what was asked for is done; an action may wait for the person."""
    if running := [w for w in app.workers if w.group in ("draft", "load", "rows") and not w.is_finished]:
        await app.workers.wait_for_complete(running)


def is_in_book(workspace: Workspace, text: str) -> bool:
    """Tell whether a text stands in a draft, or was saved."""
    sql = (
        "SELECT EXISTS(SELECT 1 FROM draft WHERE instr(payload, :text)) OR"
        " EXISTS(SELECT 1 FROM audit_entry WHERE instr(coalesce(new, ''), :text))"
    )
    return bool(workspace.ask(lambda reader: reader.value(sql, text=text)))


def fuzz(template: Path, scratch: Path, seeds: Sequence[int], keys: int) -> Iterator[tuple[int, Found]]:
    """Yield what each seed found on its own copy of a demo book; files are written into `scratch`."""
    before = os.environ.get("HOME"), os.environ.get("EDITOR"), os.environ.get("VISUAL")
    os.environ.update(HOME=str(scratch), EDITOR="", VISUAL="")
    try:
        for seed in seeds:
            i18n.use("zh" if seed % 2 else "en")
            workspace = copy_of(template, scratch / f"seed-{seed}")
            try:
                yield seed, asyncio.run(Monkey(workspace, seed, keys).run())
            finally:
                workspace.close()
                privacy.mask(False)
                i18n.use("zh")
    finally:
        for name, value in zip(("HOME", "EDITOR", "VISUAL"), before, strict=True):
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def make_template(folder: Path) -> Path:
    """Make a demo book and return its folder."""
    settings = Settings()
    make_demo(Home(folder), settings, FixedClock(DAY, settings.zone)).close()
    return folder


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the seeds and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--keys", type=int, default=5_000)
    options = parser.parse_args(arguments)
    wrong = 0
    with tempfile.TemporaryDirectory() as scratch:
        template = make_template(Path(scratch) / "template")
        started = time.perf_counter()
        for seed, found in fuzz(
            template, Path(scratch), range(options.first, options.first + options.seeds), options.keys
        ):
            took = time.perf_counter() - started
            print(
                f"seed {seed}: {found.keys:,} keys, {found.windows} windows, {found.kept} texts kept, "
                f"{len(found.places)} places, {took:,.0f} s, {'ok' if found.is_right else 'WRONG'}",
                flush=True,
            )
            wrong += not found.is_right
            for trouble in (*found.defects, *found.lost, *found.stuck):
                print(f"  {trouble}", flush=True)
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
