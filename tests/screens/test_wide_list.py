"""A list with more columns than fit: `h` and `l` move the view, the first column and the cursor stay."""

import pytest
from rich.cells import cell_len

from relmgr import i18n
from relmgr.screens.clients import ClientsScreen
from relmgr.widgets.columns import heading
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving
from tests.screens.queue_book import add_cases

SIZES = ((60, 16), (80, 24), (100, 30))


@pytest.fixture
def filled(book: Workspace) -> Workspace:
    """Return a book with some clients."""
    book.do(add_cases)
    return book


async def with_every_column(drive: Driver) -> list[str]:
    """Show all columns of the client book and return their names."""
    screen = drive.app.screen
    assert isinstance(screen, ClientsScreen)
    ids = [column.name for column in screen.columns()]
    screen.show_columns(ids)
    await drive.settle()
    return ids


def titles(drive: Driver) -> list[str]:
    """Return the names of the columns in view."""
    return [column.name for column, _ in drive.table.placing(drive.table.line_width).columns]


def table_lines(drive: Driver) -> list[str]:
    """Return the title line and the first rows of the list as they are painted."""
    return drive.lines()[2:5]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_every_column_is_a_few_keys_away(
    filled: Workspace, language: i18n.Language, size: tuple[int, int]
) -> None:
    """The title line says on which side there is more; no line is wider than the window at any step."""
    i18n.use(language)
    async with driving(filled, "clients", size) as drive:
        ids = await with_every_column(drive)
        await drive.keys("j")
        await drive.settle()
        key, start, seen = drive.table.cursor_key, table_lines(drive), set(titles(drive))
        name = start[2].split()[1]
        assert "<" not in start[0]
        assert ">" in start[0]
        shown, steps = start, 0
        while ">" in table_lines(drive)[0]:
            steps += 1
            await drive.keys("l")
            shown = table_lines(drive)
            seen.update(titles(drive))
            assert titles(drive)[0] == ids[0]
            assert drive.table.cursor_key == key
            assert shown[2].split()[:2] == [">", name]
            assert "<" in shown[0]
            assert all(cell_len(line) <= size[0] for line in shown)
        assert seen == set(ids)
        await drive.keys("l")
        assert table_lines(drive) == shown, "the end holds"
        await drive.keys(*["left"] * steps)
        await drive.settle()
        assert table_lines(drive) == start
        await drive.keys("h")
        assert table_lines(drive) == start


async def test_what_is_seen_is_what_the_title_says(filled: Workspace) -> None:
    """A moved view has the columns after those it passed over; a wider window shows what fits again."""
    async with driving(filled, "clients", (80, 24)) as drive:
        ids = await with_every_column(drive)
        await drive.keys("right", "l", "right")
        assert titles(drive)[:3] == [ids[0], ids[4], ids[5]]
        painted = table_lines(drive)[0].strip()
        assert heading(drive.table.placing(drive.table.line_width), "exposure", False).strip() in painted
        await drive.pilot.resize_terminal(320, 30)
        await drive.settle()
        assert titles(drive) == ids
        assert "<" not in table_lines(drive)[0]


async def test_keys_of_the_find_bar_are_text(filled: Workspace) -> None:
    """`h` and `l` typed there do not move the view."""
    async with driving(filled, "clients", (60, 16)) as drive:
        await with_every_column(drive)
        before = titles(drive)
        await drive.keys("slash")
        await drive.text("hl")
        await drive.keys("escape")
        await drive.settle()
        assert titles(drive) == before
        assert drive.table.before == 0


async def test_other_columns_begin_at_the_first(filled: Workspace) -> None:
    """Who chooses columns sees them from the left."""
    async with driving(filled, "clients", (60, 16)) as drive:
        ids = await with_every_column(drive)
        await drive.keys("l", "l")
        assert titles(drive)[1] == ids[3]
        drive.app.screen.show_columns([ids[0], *ids[5:], ids[1]])  # type: ignore[attr-defined]
        await drive.settle()
        assert titles(drive)[:2] == [ids[0], ids[5]]


async def test_a_list_that_fits_does_not_move(filled: Workspace) -> None:
    """The keys do nothing there, and nothing is said."""
    async with driving(filled, "history", (160, 45)) as drive:
        before = drive.screen_text
        assert ">" not in table_lines(drive)[0]
        await drive.keys("l", "right", "h")
        await drive.settle()
        assert drive.screen_text == before
