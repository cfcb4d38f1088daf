"""A digit shows its place: what was found from it is left, what was opened from its rows stays."""

from relmgr.screens.client import ClientScreen
from relmgr.workspace import Workspace
from tests.screens.driving import driving
from tests.screens.page_book import fill


async def test_what_was_found_is_left_with_the_digit(book: Workspace) -> None:
    """After finding a client from the week and going elsewhere, 7 is the week."""
    fill(book)
    async with driving(book, "weekly", (80, 24)) as driver:
        await driver.keys("ctrl+f")
        await driver.text("qhfd")
        await driver.keys("enter")
        await driver.settle()
        assert isinstance(driver.app.screen, ClientScreen)
        await driver.keys("4", "7")
        await driver.settle()
        assert driver.app.current_mode == "weekly"
        assert len(driver.app.screen_stack) == 1


async def test_what_was_opened_from_a_row_stays_until_the_digit_again(book: Workspace) -> None:
    """A client opened from the list is there when one comes back; the same digit once more is the list."""
    fill(book)
    async with driving(book, "clients", (80, 24)) as driver:
        await driver.keys("enter")
        await driver.settle()
        await driver.keys("4", "2")
        await driver.settle()
        page = driver.app.screen
        assert isinstance(page, ClientScreen)
        await driver.keys("2")
        await driver.settle()
        assert driver.app.screen is not page
        assert [screen.name for screen in driver.app.screen_stack] == [driver.app.screen.name]


async def test_the_digit_leaves_no_question_unanswered(book: Workspace) -> None:
    """A page on which something is being typed stays."""
    fill(book)
    async with driving(book, "clients", (80, 24)) as driver:
        await driver.keys("enter")
        await driver.settle()
        await driver.keys("v")
        await driver.text("half")
        await driver.app.go("clients")
        await driver.settle()
        assert isinstance(driver.app.screen, ClientScreen)
        assert "half" in driver.screen_text
