"""The five steps of a new user tick themselves, are hidden with x and shown again from the palette."""

from pathlib import Path

import pytest
from textual.widgets import Input

from relmgr import i18n
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving
from tests.screens.queue_book import CASES, add_cases


@pytest.fixture
def busy(book: Workspace) -> Workspace:
    """Return a book with warnings."""
    book.do(lambda uow: add_cases(uow, CASES[:3]))
    return book


async def shown(drive: Driver, text: str) -> bool:
    """Go to Today and tell whether it says so."""
    await drive.keys("1")
    await drive.settle()
    return text in drive.screen_text


async def test_each_step_ticks_itself_by_being_done(busy: Workspace, tmp_path: Path) -> None:
    async with driving(busy, "today", (100, 45)) as drive:
        assert await shown(drive, "新手清单 0/5")
        await drive.keys("ctrl+f")
        await drive.text("zjtz")
        await drive.keys("enter")
        await drive.settle()
        await drive.keys("escape")
        assert await shown(drive, "新手清单 1/5")
        await drive.keys("4", "a")
        await drive.settle()
        assert await shown(drive, "新手清单 2/5")
        await drive.keys("u")
        await drive.settle()
        assert await shown(drive, "新手清单 3/5")
        await drive.keys("2", "v")
        await drive.text("ok")
        await drive.keys("ctrl+s")
        await drive.settle()
        assert await shown(drive, "新手清单 4/5")
        await drive.keys("7", "w", "1")
        await drive.settle()
        drive.app.screen.query_one("#field-path Input", Input).value = str(tmp_path / "week.md")
        await drive.keys("ctrl+s")
        await drive.settle()
        assert (tmp_path / "week.md").exists()
        assert await shown(drive, "新手清单 5/5")
    async with driving(busy, "today", (100, 45)) as drive:
        assert "新手清单 5/5" in drive.screen_text


@pytest.mark.parametrize(("language", "size"), [("zh", (100, 45)), ("en", (80, 40)), ("zh", (60, 36))])
async def test_x_hides_the_list_and_the_palette_shows_it(
    busy: Workspace, language: i18n.Language, size: tuple[int, int]
) -> None:
    i18n.use(language)
    title = "新手清单" if language == "zh" else "First steps"
    async with driving(busy, "today", size) as drive:
        assert title in drive.screen_text
        if size[0] >= 96:
            await drive.keys("tab")
        await drive.keys("G", "x")
        await drive.settle()
        assert title not in "\n".join(drive.lines()[2:-2])
    async with driving(busy, "today", size) as drive:
        assert title not in "\n".join(drive.lines()[2:-2])
        await drive.keys("ctrl+p")
        await drive.text("xsqd" if language == "zh" else "first steps")
        await drive.keys("enter")
        await drive.settle()
        assert title in drive.screen_text
