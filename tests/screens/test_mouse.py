"""The mouse helps and is never needed: rows, titles, tabs, places and footer keys answer a click."""

from typing import Any, cast

from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving
from tests.screens.page_book import fill


async def click(driver: Driver, text: str, line: int, times: int = 1) -> None:
    """Click the first cell of a text on a line of ASCII before it."""
    row = driver.lines()[line]
    column = len(row[: row.index(text)].encode("gb18030"))  # cells: Chinese characters take two
    await driver.pilot.click(offset=(column, line), times=times)
    await driver.settle()


async def test_rows_titles_places_and_keys(book: Workspace) -> None:
    """One click selects, two open; a title sorts, a place is gone to, a key of the footer is pressed."""
    fill(book)
    async with driving(book, "clients", (100, 30)) as driver:
        await driver.pilot.click(offset=(6, 4))
        await driver.settle()
        assert driver.table.cursor == 1
        await click(driver, "层", 2)
        assert cast(Any, driver.app.screen).sort == "tier"
        await click(driver, "预警", 0)
        assert driver.app.current_mode == "warnings"
        await click(driver, "客户", 0)
        await driver.pilot.click(offset=(6, 3), times=2)
        await driver.settle()
        assert len(driver.app.screen_stack) == 2
        await click(driver, "联系人", 2)
        assert cast(Any, driver.app.screen).tab == 1
        await click(driver, "?", 29)
        assert "帮助：" in driver.screen_text


async def test_views_in_the_title(book: Workspace) -> None:
    """A view of a queue is clicked like a tab."""
    fill(book)
    async with driving(book, "warnings", (100, 30)) as driver:
        await click(driver, "全部", 1)
        assert cast(Any, driver.app.screen).view == "all"
