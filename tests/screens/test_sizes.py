"""Resizing and switching the language lose nothing of what is typed."""

import random
from collections.abc import Iterator

import pytest
from textual.widgets import Input

from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.demo_home import make_demo
from relmgr.settings import Settings
from relmgr.workspace import Workspace
from tests.conftest import TODAY
from tests.screens.driving import driving


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Return the demo book."""
    settings = Settings()
    workspace = make_demo(
        Home(tmp_path_factory.mktemp("sizes") / "book"), settings, FixedClock(TODAY, settings.zone)
    )
    yield workspace
    workspace.close()


async def test_a_storm_of_sizes_loses_nothing(demo: Workspace) -> None:
    """Cursor, typed text and the window itself are as before after two hundred sizes, some of them tiny."""
    chance = random.Random(7)  # a fixed order of sizes
    async with driving(demo, "clients", (100, 30)) as driver:
        await driver.keys("down", "down", "down")
        await driver.settle()
        selected = driver.table.cursor_key
        await driver.keys("v")
        await driver.settle()
        await driver.text("storm text")
        for _ in range(200):
            await driver.pilot.resize_terminal(chance.randint(1, 170), chance.randint(1, 50))
        await driver.pilot.resize_terminal(100, 30)
        await driver.settle()
        assert isinstance(driver.app.focused, Input) and driver.app.focused.value == "storm text"
        assert driver.table.cursor_key == selected


async def test_a_language_switched_in_a_form_keeps_what_is_typed(demo: Workspace) -> None:
    """The frame speaks the other language at once."""
    async with driving(demo, "clients", (100, 30)) as driver:
        await driver.keys("v")
        await driver.settle()
        await driver.text("abc")
        driver.app.speak("en")
        await driver.settle()
        assert isinstance(driver.app.focused, Input) and driver.app.focused.value == "abc"
        assert "Clients" in driver.lines()[0] and "Save" in driver.lines()[-1]
        assert "要点" not in driver.screen_text and "下一步" not in driver.screen_text
