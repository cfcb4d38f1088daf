"""Task 1 of the interface: a client's page in two keys and at most four letters, wherever the keyboard is."""

import pytest
from textual.widgets import Input

from relmgr import services
from relmgr.domain.client_drafts import ClientDraft
from relmgr.queries.finding import MOST
from relmgr.screens.client import ClientScreen
from relmgr.screens.overlays.client_finder import ClientFinder
from relmgr.widgets.pick_list import PickList
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving
from tests.screens.page_book import PageBook, fill

PLACES = ("today", "calendar", "portfolio", "settings")


@pytest.fixture
def pages(book: Workspace) -> PageBook:
    """Fill the book."""
    return fill(book)


async def found(driver: Driver, pages: PageBook, opener: str = "ctrl+f", letters: str = "qhfd") -> None:
    """Find the wind company as a banker does, and see its page."""
    before = driver.count
    await driver.keys(opener)
    await driver.text(letters)
    await driver.keys("enter")
    await driver.settle()
    screen = driver.app.screen
    assert isinstance(screen, ClientScreen)
    assert screen.key == pages.wind
    assert driver.count - before == 2
    assert len(letters) <= 4


@pytest.mark.parametrize("place", PLACES)
async def test_from_every_place(book: Workspace, pages: PageBook, place: str) -> None:
    """Two keys and four initials."""
    async with driving(book, place, (80, 24)) as driver:
        await found(driver, pages)


WAYS = (("v", "续"), ("n", "甲"), ("slash", "x"), ("full_stop",), ("question_mark",), ("ctrl+p", "a"))


@pytest.mark.parametrize("way", WAYS)
async def test_from_inside_fields_and_panels(book: Workspace, pages: PageBook, way: tuple[str, ...]) -> None:
    """A form that is being typed into, a find, a menu, the help, the palette; F3 is the same key."""
    async with driving(book, "clients", (80, 24)) as driver:
        await driver.keys(way[0])
        await driver.settle()
        for text in way[1:]:
            await driver.text(text)
        await found(driver, pages, "f3")


@pytest.mark.parametrize("text", ["qh", "青禾", "fengdian", "c-0", "2211", "wjg", "青h"])
async def test_what_finds_a_client(book: Workspace, pages: PageBook, text: str) -> None:
    """Initials, characters, pinyin from the middle, code, phone tail, contact, mixed."""
    async with driving(book, "today", (80, 24)) as driver:
        await driver.keys("ctrl+f")
        driver.app.screen.query_one(ClientFinder).query_one(Input).value = text
        await driver.settle()
        await driver.keys("enter")
        await driver.settle()
        screen = driver.app.screen
        assert isinstance(screen, ClientScreen)
        assert screen.key == pages.wind


async def test_the_list_follows_each_key(book: Workspace, pages: PageBook) -> None:
    """A screen of lines and that there are more; the cursor on the best after every key; one moved to opens."""
    for number in range(60):
        book.do(services.add_client, ClientDraft(f"青山{number:02}"))
    async with driving(book, "today", (80, 24)) as driver:
        await driver.keys("ctrl+f")
        await driver.text("qs")
        await driver.settle()
        finder = driver.app.screen.query_one(ClientFinder)
        shown = finder.query_one(PickList)
        assert len(shown.items) == MOST + 1
        assert "再输几个字" in str(shown.items[-1].label)
        assert shown.cursor == 0
        await driver.keys("down", "down")
        wanted = finder.entries[2]
        assert wanted is not None and wanted.name in driver.screen_text
        await driver.keys("enter")
        await driver.settle()
        screen = driver.app.screen
        assert isinstance(screen, ClientScreen)
        assert screen.key == wanted.id
        await driver.keys("ctrl+f")
        await driver.text("qs")
        await driver.keys("down", "down")
        await driver.text("x")
        await driver.settle()
        shown = driver.app.screen.query_one(ClientFinder).query_one(PickList)
        assert (len(shown.items), shown.cursor) == (1, 0)
        await driver.keys("enter")
        assert driver.app.screen.query(ClientFinder), "nobody to open"
