"""Driving the real window in tests: keys are counted, and the rows of the screen are read as text."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from relmgr.app import RelmgrApp
from relmgr.widgets.windowed_table import WindowedTable
from relmgr.workspace import Workspace


class Driver:
    """Presses keys one after the other, counts them, and reads the screen."""

    def __init__(self, app: RelmgrApp, pilot: Pilot[None]) -> None:
        """Start with no key pressed."""
        self.app, self.pilot, self.count = app, pilot, 0

    async def keys(self, *keys: str) -> None:
        """Press control keys, which count."""
        self.count += len(keys)
        await self.pilot.press(*keys)

    async def text(self, text: str) -> None:
        """Type free text, which does not count; spaces and ASCII letters as keys, others as they are."""
        await self.pilot.press(*("space" if ch == " " else ch for ch in text))

    async def settle(self) -> None:
        """Wait until everything asked for is on the screen; an action may wait for the person meanwhile."""
        for _ in range(3):
            asked = [worker for worker in self.app.workers if worker.group != "act"]
            if asked:  # none would mean all of them
                await self.app.workers.wait_for_complete(asked)
            await self.pilot.pause()

    @property
    def table(self) -> WindowedTable[Any]:
        """Return the list of the screen that is shown."""
        return self.app.screen.query_one(WindowedTable)

    async def find(self, text: str) -> None:
        """Put text into the open find bar, as an input method would."""
        self.app.screen.query_one("#find Input", Input).value = text
        await self.settle()

    def lines(self) -> list[str]:
        """Return the rows of the screen as text."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def screen_text(self) -> str:
        """Return the whole screen as text."""
        return "\n".join(self.lines())


@asynccontextmanager
async def driving(
    workspace: Workspace, start: str = "warnings", size: tuple[int, int] = (100, 30)
) -> AsyncIterator[Driver]:
    """Open the window on a place."""
    app = RelmgrApp(workspace, start)
    async with app.run_test(size=size, notifications=True) as pilot:
        driver = Driver(app, pilot)
        await pilot.pause()
        await driver.settle()
        yield driver
