"""Every size: nothing overflows at 60 to 160 columns, a small window still works, resizing loses nothing."""

import random
import unicodedata
from collections.abc import Iterator
from typing import cast

import pytest
from rich.cells import cell_len
from textual.content import Content
from textual.drivers.headless_driver import HeadlessDriver
from textual.events import Resize
from textual.geometry import Size
from textual.widgets import Input

from relmgr import i18n
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.demo_home import make_demo
from relmgr.screens.commanding import focused_panel
from relmgr.screens.forms.visit import VisitForm
from relmgr.settings import Settings
from relmgr.widgets.bars import FooterLine, NavRow
from relmgr.workspace import Workspace
from tests.conftest import TODAY
from tests.screens.driving import Driver, driving

SIZES = ((60, 16), (80, 24), (100, 30), (160, 45))
PLACES = ("1", "2", "2 enter", "3", "4", "5", "6", "7", "8", "0")
PANELS = ("2 v", "2 ctrl+f", "2 full_stop", "2 question_mark", "2 ctrl+p", "2 s", "2 o", "2 slash", "4 p", "4 x",
          "4 W", "2 enter n", "2 enter c", "6 p", "3 n", "7 w")  # fmt: skip
MOST_KEYS = 8


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Return the demo book."""
    settings = Settings()
    workspace = make_demo(
        Home(tmp_path_factory.mktemp("sizes") / "book"), settings, FixedClock(TODAY, settings.zone)
    )
    yield workspace
    workspace.close()


async def calm(driver: Driver) -> None:
    """Wait until loads and messages are through, without waiting for an idle processor as `settle` does."""
    for _ in range(2):
        asked = [worker for worker in driver.app.workers if worker.group != "act"]
        if asked:
            await driver.app.workers.wait_for_complete(asked)
        await driver.pilot.pause(0)


async def resize(driver: Driver, size: tuple[int, int]) -> None:
    """Give the window another size, as a terminal does."""
    await driver.pilot.resize_terminal(*size)
    await calm(driver)


def is_asked(driver: Driver) -> bool:
    """Tell whether a panel or a field has the keyboard."""
    return focused_panel(driver.app) is not None or isinstance(driver.app.focused, Input)


async def go_back(driver: Driver) -> None:
    """Leave what is asked and the page of a client, so that a digit is a place again."""
    for _ in range(5):
        if not is_asked(driver) and driver.app.page.NAME != "client":
            return
        await driver.keys("escape")
        await calm(driver)


def faults(driver: Driver, size: tuple[int, int]) -> list[str]:
    """Return what is wrong with the rows of the screen at a size."""
    screen, found = driver.app.screen, []
    rows = ["".join(segment.text for segment in strip) for strip in screen._compositor.render_strips()]
    if len(rows) != size[1] or {cell_len(row) for row in rows} != {size[0]}:
        found.append("rows of other widths")
    for kind in (NavRow, FooterLine):
        said = screen.query_one(kind).visual
        if isinstance(said, Content) and cell_len(said.plain.rstrip()) > size[0]:
            found.append(f"{kind.__name__} overflows: {said.plain}")
    keys = [hint.shown for hint in screen.query_one(FooterLine).hints]
    if not keys or keys[-1] not in ("F1", "?") or len(keys) > MOST_KEYS:
        found.append(f"footer: {keys}")
    if wide := {one for row in rows for one in row if unicodedata.east_asian_width(one) == "A"}:
        found.append(f"ambiguous: {wide}")
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_place_and_panel_fits_every_size(demo: Workspace, language: i18n.Language) -> None:
    """Rows are as wide as the window, the footer has its keys and the help, and no character is ambiguous."""
    i18n.use(language)
    wrong, sizes = {}, list(SIZES)
    async with driving(demo, "today", SIZES[0]) as driver:
        for way in PLACES:
            for key in way.split():
                await driver.keys(key)
                await calm(driver)
            for size in sizes:
                await resize(driver, size)
                if found := faults(driver, size):
                    wrong[f"{way} {size}"] = found
            sizes.reverse()  # the next place begins with the size this one ended with
            await go_back(driver)
        await resize(driver, SIZES[0])  # where panels have the least room
        for way in PANELS:
            for key in way.split():
                await driver.keys(key)
                await calm(driver)
            if found := faults(driver, SIZES[0]) + ([] if is_asked(driver) else ["asked nothing"]):
                wrong[way] = found
            await go_back(driver)
    assert wrong == {}


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_window_that_is_too_small_still_works(demo: Workspace, language: i18n.Language) -> None:
    """Below 60x16 it says so, and `v`, `^F` and `c` have the whole window."""
    i18n.use(language)
    async with driving(demo, "clients", (52, 14)) as driver:
        assert "52x14" in driver.screen_text and "60x16" in driver.screen_text
        await driver.keys("v")
        await driver.settle()
        form = driver.app.screen.query_one(VisitForm)
        assert driver.app.focused in list(form.query(Input)) and "52x14" not in driver.screen_text
        assert "^S" in driver.lines()[-1]
        await driver.keys("escape", "ctrl+f")
        await driver.settle()
        assert driver.app.focused.region.height == 1
        await driver.keys("enter")
        await driver.settle()
        await driver.keys("c")
        await driver.settle()
        assert any(cell_len(line) > 10 and "1" in line for line in driver.lines()[:4])


async def test_a_storm_of_sizes_loses_nothing(demo: Workspace) -> None:
    """Cursor, focus and every letter are as typed in the midst of two hundred sizes, some of them tiny."""
    chance, typed = random.Random(7), "abcdefghijklmnopqrst"  # a fixed order of sizes
    async with driving(demo, "clients", (100, 30)) as driver:
        await driver.keys("down", "down", "down")
        await driver.settle()
        selected = driver.table.cursor_key
        await driver.keys("v")
        await driver.settle()
        for letter in typed:
            for _ in range(10):
                size = Size(chance.randint(1, 170), chance.randint(1, 50))
                cast(HeadlessDriver, driver.app._driver)._size = size
                driver.app.post_message(Resize(size, size))
            driver.app.simulate_key(letter)
            await driver.pilot.pause(0)
        await resize(driver, (100, 30))
        assert isinstance(driver.app.focused, Input) and driver.app.focused.value == typed
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
