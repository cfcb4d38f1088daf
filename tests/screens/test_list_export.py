"""`w` on a list: format by digit, path shown, the rows as they are listed, numbers and days as what they are."""

import csv
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from relmgr.workspace import Workspace
from tests.screens.driving import driving
from tests.screens.queue_book import TODAY, add_cases, add_changes


@pytest.fixture
def home(book: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder files go to; the book has clients, warnings and tier changes."""
    monkeypatch.setenv("HOME", str(tmp_path))
    book.do(add_cases)
    book.do(add_changes)
    return tmp_path


async def test_the_client_list_opens_in_a_spreadsheet(book: Workspace, home: Path) -> None:
    """CSV with a byte order mark, every row in the order of the list, exposures in full."""
    async with driving(book, "clients") as drive:
        screen: Any = drive.app.screen
        names = [row.name for row in await screen.rows(await screen.all_keys())]
        await drive.keys("w", "1")
        await drive.settle()
        field: Any = drive.app.focused
        assert field.value == str(home / f"clients-{TODAY:%Y%m%d}.csv")
        await drive.keys("enter")
        await drive.settle()
        assert drive.count == 3
    (file,) = home.glob("*.csv")
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened))
    assert len(rows) == 1 + len(names) == 10
    exposure = next(place for place, head in enumerate(rows[0]) if head.startswith("敞口"))
    assert float(rows[1][exposure].split()[0].replace(",", "")) == 9_000_000_000.0


async def test_a_workbook_has_real_numbers_and_days(book: Workspace, home: Path) -> None:
    """Of the warnings: days, not words about days."""
    async with driving(book, "warnings") as drive:
        await drive.keys("w", "2", "enter")
        await drive.settle()
    (file,) = home.glob("*.xlsx")
    page = load_workbook(file).active
    assert page is not None
    heads, *rows = page.iter_rows(values_only=True)
    left = heads.index("剩余")
    assert rows
    assert all(isinstance(row[left], date | datetime) for row in rows)


async def test_marked_rows_are_written_alone(book: Workspace, home: Path) -> None:
    """In the order of the list; the question says so."""
    async with driving(book, "clients") as drive:
        await drive.keys("space", "j", "space", "w")
        await drive.settle()
        assert "已标记的 2 行" in drive.screen_text
        await drive.keys("3", "enter")
        await drive.settle()
    (file,) = home.glob("*.json")
    assert len(json.loads(file.read_text(encoding="utf-8"))["rows"]) == 2


async def test_a_file_that_is_there_is_not_replaced_unasked(book: Workspace, home: Path) -> None:
    """The first answer keeps it."""
    there = home / f"clients-{TODAY:%Y%m%d}.csv"
    there.write_text("mine")
    async with driving(book, "clients") as drive:
        await drive.keys("w", "1", "enter", "enter")
        await drive.settle()
        assert there.read_text() == "mine"
        await drive.keys("w", "1", "enter", "2")
        await drive.settle()
    assert there.read_text(encoding="utf-8-sig") != "mine"


async def test_under_the_mask_only_what_is_shown_is_written(book: Workspace, home: Path) -> None:
    """No name and no amount leaves by the file."""
    async with driving(book, "clients") as drive:
        await drive.keys("asterisk", "w", "1", "enter")
        await drive.settle()
    (file,) = home.glob("*.csv")
    text = file.read_text(encoding="utf-8-sig")
    assert "华能" not in text
    assert "9000000000" not in text


async def test_the_portfolio_writes_its_table(book: Workspace, home: Path) -> None:
    """Figures are numbers."""
    async with driving(book, "portfolio") as drive:
        await drive.keys("w", "2", "enter")
        await drive.settle()
    (file,) = home.glob("*.xlsx")
    page = load_workbook(file).active
    assert page is not None
    cells = [
        cell for row in page.iter_rows(min_row=2, values_only=True) for cell in row[1:] if cell is not None
    ]
    assert any(isinstance(cell, int) for cell in cells)
