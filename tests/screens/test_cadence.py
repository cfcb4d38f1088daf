"""A client's own contact interval is set on its page, and the page says what follows."""

from relmgr import i18n
from relmgr.queries.contact_due import contact_standing
from relmgr.screens.forms.cadence import CadenceForm
from relmgr.workspace import Workspace
from tests.screens.driving import driving
from tests.screens.page_book import fill


async def test_an_own_interval_is_set_and_cleared(book: Workspace) -> None:
    """Days, end and reason; blank days give it up again; the line on the page follows."""
    keys = fill(book)
    i18n.use("en")
    matrix = book.rules.cadence.matrix
    async with driving(book, "clients") as driver:
        await driver.app.open_client(keys.wind, ())
        await driver.settle()
        await driver.keys("n", "7")
        await driver.settle()
        await driver.text("5")
        await driver.keys("enter")
        await driver.text("+90")
        await driver.keys("enter")
        await driver.text("new board, more often")
        await driver.keys("ctrl+s")
        await driver.settle()
        standing = book.ask(contact_standing, keys.wind, matrix)
        assert (standing.interval.days, standing.interval.driver) == (5, "own")
        assert "the manager's own interval" in driver.screen_text
        assert "amber! was due 2026-11-22, 1 days late (120%)" in driver.screen_text
        await driver.keys("n", "7")
        await driver.settle()
        driver.app.screen.query_one(CadenceForm).field("days").value = ""
        await driver.keys("ctrl+s")
        await driver.settle()
        assert book.ask(contact_standing, keys.wind, matrix).interval.driver != "own"


async def test_what_is_missing_is_said_and_nothing_is_lost(book: Workspace) -> None:
    keys = fill(book)
    i18n.use("en")
    async with driving(book, "clients") as driver:
        await driver.app.open_client(keys.wind, ())
        await driver.settle()
        await driver.keys("n", "7")
        await driver.settle()
        await driver.text("9")
        await driver.keys("ctrl+s")
        await driver.settle()
        assert "Write a day" in driver.screen_text
        assert driver.app.screen.query_one(CadenceForm).field("days").value == "9"
