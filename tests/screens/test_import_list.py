"""A list imported from the window: shown before it is written, written as one action."""

from pathlib import Path

import pytest
from textual.widgets import Input

from relmgr import i18n
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving

LIST = "客户编号,客户名称,行业\n9001,甲一有限公司,电力\n9002,,电力\n9003,丙三有限公司,港口\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a list of three rows, one without a name, as a Chinese Excel writes it."""
    path = tmp_path / "客户.csv"
    path.write_bytes(LIST.encode("gb18030"))
    return path


async def show(drive: Driver, path: Path) -> None:
    """Ask for the file from the palette."""
    await drive.keys("ctrl+p")
    await drive.text("drmd")
    await drive.keys("enter")
    await drive.settle()
    drive.app.screen.query_one("#field-path Input", Input).value = str(path)
    await drive.keys("ctrl+s")
    await drive.settle()


def clients(book: Workspace) -> int:
    """Return how many clients there are."""
    found: int = book.ask(lambda reader: reader.value("SELECT count(*) FROM client WHERE NOT deleted"))
    return found


@pytest.mark.parametrize(("language", "size"), [("zh", (100, 30)), ("en", (80, 24)), ("zh", (60, 16))])
async def test_a_list_is_shown_then_written_then_taken_back(
    book: Workspace, file: Path, language: i18n.Language, size: tuple[int, int]
) -> None:
    i18n.use(language)
    async with driving(book, "clients", size) as drive:
        await show(drive, file)
        assert drive.app.screen.NAME == "import"  # type: ignore[attr-defined]
        assert len(drive.table.keys) == 1
        assert clients(book) == 0
        await drive.keys("right_square_bracket")
        await drive.settle()
        assert len(drive.table.keys) == 3
        await drive.keys("a")
        await drive.settle()
        assert clients(book) == 2
        assert drive.app.screen.NAME == "clients"  # type: ignore[attr-defined]
        await drive.keys("u")
        await drive.settle()
        assert clients(book) == 0


async def test_leaving_writes_nothing(book: Workspace, file: Path) -> None:
    async with driving(book, "clients", (80, 24)) as drive:
        await show(drive, file)
        await drive.keys("escape")
        await drive.settle()
        assert drive.app.screen.NAME == "clients"  # type: ignore[attr-defined]
        assert "什么都没有写入" in drive.screen_text
        assert clients(book) == 0


@pytest.mark.parametrize("text", ["", "不是名单\n", "[/x]\n[bold]A\n"])
async def test_what_is_no_list_is_refused_in_a_sentence(book: Workspace, tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    async with driving(book, "clients", (80, 24)) as drive:
        await show(drive, path)
        assert drive.app.screen.NAME == "clients"  # type: ignore[attr-defined]
        assert drive.app.messages
        await show(drive, tmp_path / "missing.csv")
        assert "missing.csv" in drive.app.messages[-1]
