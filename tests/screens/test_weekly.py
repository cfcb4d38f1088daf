"""The weekly summary on screen: sections, checks, other weeks, and files that are never overwritten silently."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from relmgr import i18n
from relmgr.workspace import Workspace
from tests.screens.driving import driving
from tests.screens.page_book import PageBook, fill


@pytest.fixture
def pages(book: Workspace) -> PageBook:
    """Fill the book."""
    return fill(book)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a home folder of the test's own."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder


async def test_the_week_in_one_page(book: Workspace, pages: PageBook) -> None:
    """Sentences, sections with their counts, checks and formats."""
    async with driving(book, "weekly", (100, 40)) as driver:
        text = driver.screen_text
        assert "2026-W48  11-23 ~ 11-29" in text and "草稿" in text
        assert "王磊 2026-W48 工作周报" in text and "本周待访 2" in text
        assert "ok" in text and "红色预警未计划" in text and "1 Markdown" in text
        await driver.keys("h")
        await driver.settle()
        text = driver.screen_text
        assert "2026-W47" in text and "已结束" in text and "谈续授信，等三季报" in text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(100, 30), (80, 24), (60, 16)])
async def test_it_fits(
    book: Workspace, pages: PageBook, language: i18n.Language, size: tuple[int, int]
) -> None:
    """Both languages, every size."""
    i18n.use(language)
    async with driving(book, "weekly", size) as driver:
        assert "2026-W48" in driver.screen_text
        await driver.keys("G")
        assert len(driver.lines()) == size[1]


async def test_export_in_four_keys(book: Workspace, pages: PageBook, home: Path) -> None:
    """`w 2 Enter` writes the workbook beside the path that was shown, and says where."""
    async with driving(book, "weekly") as driver:
        driver.count = 0
        await driver.keys("w", "2")
        await driver.settle()
        assert str(home / "2026-W48.xlsx")[:40] in driver.screen_text
        await driver.keys("enter")
        await driver.settle()
        assert driver.count == 3
        assert load_workbook(home / "2026-W48.xlsx").sheetnames
        assert "2026-W48.xlsx" in driver.app.messages[-1]
        await driver.keys("y")
        assert driver.app.clipboard == str(home / "2026-W48.xlsx")


async def test_a_file_is_replaced_only_after_asking(book: Workspace, pages: PageBook, home: Path) -> None:
    """Esc or Enter on the question leaves the file as it is; its second line replaces it."""
    there = home / "2026-W48.md"
    there.write_text("mine")
    async with driving(book, "weekly") as driver:
        await driver.keys("w", "1", "enter")
        await driver.settle()
        assert "会被覆盖" in driver.screen_text
        await driver.keys("enter")
        await driver.settle()
        assert there.read_text() == "mine"
        await driver.keys("w", "1", "enter")
        await driver.settle()
        await driver.keys("2")
        await driver.settle()
        assert "2026-W48" in there.read_text(encoding="utf-8")


async def test_a_path_that_cannot_be_written_is_said(book: Workspace, pages: PageBook, home: Path) -> None:
    """The folder is missing: one sentence, nothing written."""
    async with driving(book, "weekly") as driver:
        await driver.keys("w", "3")
        await driver.settle()
        await driver.keys("ctrl+u")
        await driver.text(str(home / "none" / "week.csv"))
        await driver.keys("ctrl+s")
        await driver.settle()
        assert "没有文件夹" in driver.screen_text
        assert not list(home.iterdir())


async def test_sections_are_jumped_to(book: Workspace, pages: PageBook) -> None:
    """Enter on a section goes there, Enter on an entry opens its client."""
    async with driving(book, "weekly") as driver:
        await driver.keys("tab", "j", "j", "enter")
        await driver.settle()
        await driver.keys("enter")
        await driver.settle()
        assert "青禾风电" in driver.lines()[1]


async def test_rebuilding(book: Workspace, pages: PageBook) -> None:
    """R reads the book again."""
    async with driving(book, "weekly") as driver:
        await driver.keys("R")
        await driver.settle()
        assert "2026-W48" in driver.screen_text
