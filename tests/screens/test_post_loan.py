"""The post-loan file on the client page: what was heard is recorded, settled, rebutted and withdrawn by key."""

import pytest

from relmgr.queries.post_loan import PostLoanFile, post_loan_file
from relmgr.screens.client import ClientScreen
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving
from tests.screens.page_book import PageBook, fill

SIZES = [(80, 24), (100, 30)]


@pytest.fixture
def pages(book: Workspace) -> PageBook:
    """Fill the book."""
    return fill(book)


def file_of(book: Workspace, pages: PageBook) -> PostLoanFile:
    """Return the post-loan file of the first client."""
    return book.ask(post_loan_file, pages.wind)


async def open_file(driver: Driver, pages: PageBook) -> None:
    """Open the client page at its third tab."""
    await driver.app.push_screen(ClientScreen(pages.wind))
    await driver.settle()
    await press(driver, "]", "]")


async def press(driver: Driver, *keys: str) -> None:
    """Press keys and wait until what they asked for is on the screen."""
    for key in keys:
        await driver.keys("space" if key == " " else key)
        await driver.settle()


async def to_row(driver: Driver, kind: str) -> None:
    """Walk down to the first row of a kind."""
    screen = driver.app.screen
    assert isinstance(screen, ClientScreen)
    for _ in range(30):
        target = screen.target()
        if target is not None and target.kind == kind:
            return
        await press(driver, "j")
    raise AssertionError(f"no row of kind {kind}")


@pytest.mark.parametrize("size", SIZES)
async def test_an_event_is_recorded_settled_and_taken_back(
    book: Workspace, pages: PageBook, size: tuple[int, int]
) -> None:
    async with driving(book, "clients", size) as driver:
        await open_file(driver, pages)
        await press(driver, "n", "4", "7", *"court", "tab", *"gazette", "enter")
        (event,) = file_of(book, pages).events
        assert (event.kind, event.text, event.source) == ("suit", "court", "gazette")
        assert "重大诉讼" in driver.screen_text
        await to_row(driver, "event")
        await press(driver, "r")
        assert file_of(book, pages).events[0].ended_on == event.known_on
        await press(driver, "u")
        assert file_of(book, pages).events[0].ended_on is None


async def test_a_rebuttal_needs_its_evidence_and_is_withdrawn(book: Workspace, pages: PageBook) -> None:
    async with driving(book, "clients", (80, 24)) as driver:
        await open_file(driver, pages)
        await press(driver, "n", "5", "3", *"bank holiday delay", "enter", "ctrl+s")
        assert not file_of(book, pages).rebuttals
        assert "证据" in driver.screen_text
        await press(driver, *"slip", "ctrl+s")
        (rebuttal,) = file_of(book, pages).rebuttals
        assert (rebuttal.kind, rebuttal.is_active) == ("technical", True)
        await to_row(driver, "rebuttal")
        await press(driver, "x")
        assert not file_of(book, pages).rebuttals[0].is_active
