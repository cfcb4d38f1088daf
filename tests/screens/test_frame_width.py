"""The frame has one width in every terminal: lists, toasts and the gate paint no character of ambiguous width."""

import unicodedata
from pathlib import Path

import pytest

from relmgr import i18n
from relmgr.db.book import Home
from relmgr.db.tables import Assignment, Client
from relmgr.db.work import UnitOfWork
from relmgr.domain.values import Key
from relmgr.gate import Gate
from relmgr.settings import Settings
from relmgr.words import Words
from relmgr.workspace import Workspace
from tests.screens.driving import driving
from tests.screens.shown import text_of


def ambiguous(text: str) -> set[str]:
    """Return the characters that some terminals draw two cells wide."""
    return {character for character in text if unicodedata.east_asian_width(character) == "A"}


def _many(uow: UnitOfWork) -> None:
    for number in range(90):
        client = uow.add(Client(id=Key(f"{number:032x}"), name=f"客户 {number}"))
        uow.flush()
        uow.add(Assignment(client_id=client.id, manager_id=uow.manager_id, from_on=uow.today))


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_scrolled_list_with_a_toast(book: Workspace, language: i18n.Language) -> None:
    """The scroll bar is made of backgrounds, the edge of a toast of `|`."""
    i18n.use(language)
    book.do(_many)
    async with driving(book, "clients", (80, 24)) as driver:
        for key in ("end", "pageup", "up", "pageup"):
            await driver.keys(key)
            driver.app.toast(Words("已记", "Logged"))
            await driver.settle()
            assert "客户 " in driver.screen_text
            assert ambiguous(driver.screen_text) == set()


async def test_the_gate(tmp_path: Path) -> None:
    """The field has no frame of blocks."""
    gate = Gate(Home(tmp_path / "book"), Settings())
    async with gate.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert ambiguous(text_of(gate)) == set()
