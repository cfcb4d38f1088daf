"""What is empty says what, why, and which keys help; first use, found nothing and all done differ."""

import pytest

from relmgr import i18n
from relmgr.workspace import Workspace
from tests.screens.driving import driving
from tests.screens.page_book import fill

FIRST_USE = {
    "today": ("还没有客户", "relmgr import", "relmgr demo", "按  2"),
    "clients": ("还没有客户", "relmgr import", "按 n", "relmgr demo"),
    "calendar": ("(空) 按 n 新建",),
    "warnings": ("还没有预警", "规则每天运行一次，导入后下次打开时也运行", "2 客户"),
    "tiers": ("没有待复核的分层变动，本季也还没有复核过", "评估", "2 客户"),
    "reminders": ("今天没有到期的提醒", "n 新建"),
    "weekly": ("W48",),
}
"""Place to what its screen says over a book without clients."""


@pytest.mark.parametrize("place", FIRST_USE)
@pytest.mark.parametrize("size", [(60, 16), (100, 30)])
async def test_first_use(book: Workspace, place: str, size: tuple[int, int]) -> None:
    """A new book explains itself on every screen."""
    async with driving(book, place, size) as driver:
        shown = driver.screen_text.replace("\n", "").replace(" ", "")
        for said in FIRST_USE[place]:
            assert said.replace(" ", "") in shown, said


@pytest.mark.parametrize("place", ["clients", "warnings", "tiers", "reminders"])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_found_nothing(book: Workspace, place: str, language: i18n.Language) -> None:
    """A find that hides everything names itself and how to clear it, markup or not."""
    fill(book)
    i18n.use(language)
    async with driving(book, place, (80, 24)) as driver:
        await driver.keys("slash")
        await driver.find("[/x]zz")
        assert "[/x]zz" in driver.screen_text
        assert ("Esc 清除" if language == "zh" else "Esc clears") in driver.screen_text


async def test_every_choice_of_the_empty_book_has_its_own_line(book: Workspace) -> None:
    """Three ways to begin, one under the other."""
    async with driving(book, "clients", (80, 24)) as driver:
        ways = [line for line in driver.lines() if "relmgr" in line or "按 n" in line]
        assert len(ways) == 3
