"""The portfolio: two dimensions crossed, walked cell by cell, every figure opens its clients."""

from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from relmgr import i18n, services
from relmgr.db.tables import TierChange
from relmgr.db.work import UnitOfWork
from relmgr.domain.segment_grammar import parse_definition
from relmgr.domain.values import ReviewState
from relmgr.screens.portfolio import PortfolioScreen
from relmgr.widgets.cross_grid import CrossGrid
from relmgr.workspace import Workspace
from tests.queries.segment_book import SIZE, fill_segment_book
from tests.screens.driving import Driver, driving
from tests.screens.shown import text_of


def _fill(uow: UnitOfWork) -> None:
    fill_segment_book(uow)
    rows = []
    for place in range(SIZE):
        for tier, days in (("B", 200), ("ABCD"[place % 4], 20))[: 1 + place % 2]:
            on = uow.today - timedelta(days=days)
            rows.append(
                {
                    "client_id": f"{place:032x}", "to_tier": tier, "period": "2026-01", "proposed_on": on,
                    "decided_on": on, "state": ReviewState.ACCEPTED,
                }
            )  # fmt: skip
    with uow.unaudited():
        uow.insert(TierChange, rows)


def _grid(driver: Driver) -> CrossGrid:
    return driver.app.screen.query_one(CrossGrid)


def _figure(driver: Driver) -> int:
    grid = _grid(driver)
    text = grid.grid.figures[grid.row][grid.column]
    return 0 if text == "-" else int(text.split()[0].replace(",", ""))


async def _behind(driver: Driver) -> int:
    """Open the figure under the cursor, count the clients of the list, and come back."""
    await driver.keys("enter")
    await driver.settle()
    count = len(driver.table.keys)
    await driver.keys("escape")
    await driver.settle()
    assert isinstance(driver.app.screen, PortfolioScreen)
    return count


@pytest.mark.parametrize("tab", ["count", "moves"])
async def test_every_figure_opens_as_many_clients_as_it_says(book: Workspace, tab: str) -> None:
    """Cells and margins; the cursor is where it was when the list is left."""
    book.do(_fill)
    async with driving(book, "portfolio") as driver:
        if tab == "moves":
            await driver.keys("left_square_bracket", "left_square_bracket")
        grid = _grid(driver)
        for row in range(len(grid.grid.labels)):
            for column in (row % len(grid.grid.heads), len(grid.grid.heads) - 1):
                grid._to(row, column)
                if (shown := _figure(driver)) > 0:
                    assert await _behind(driver) == shown
                    assert grid.current == (row, column)


async def test_an_empty_figure_says_so(book: Workspace) -> None:
    """Nothing opens."""
    book.do(_fill)
    async with driving(book, "portfolio") as driver:
        await driver.keys("c", "7")
        await driver.settle()
        grid = _grid(driver)
        places = [
            (r, c) for r, row in enumerate(grid.grid.figures) for c, text in enumerate(row) if text == "-"
        ]
        if places:
            grid._to(*places[0])
            await driver.keys("enter")
            await driver.settle()
            assert "这一格没有客户" in driver.screen_text


async def test_rows_columns_and_segment_are_chosen(book: Workspace) -> None:
    """The title always says what is shown; the sum is the segment's."""
    book.do(_fill)
    book.do(services.save_segment, "华东", parse_definition("region=华东"))
    async with driving(book, "portfolio") as driver:
        await driver.keys("r", "3")
        await driver.settle()
        await driver.keys("c", "1")
        await driver.settle()
        assert "纵: 地区  横: （无）" in driver.lines()[1]
        await driver.keys("o", "1")
        await driver.settle()
        grid = _grid(driver).grid
        assert "分段: 华东" in driver.lines()[1]
        assert grid.labels == ("华东", "合计")
        assert grid.figures[0][0] == grid.figures[1][0]
        await driver.keys("escape")
        await driver.settle()
        assert "分段" not in driver.lines()[1]


async def test_the_days_of_moves_are_chosen(book: Workspace) -> None:
    """d asks for both days; days out of order are refused where they stand."""
    book.do(_fill)
    async with driving(book, "portfolio") as driver:
        await driver.keys("d")
        await driver.settle()
        await driver.keys("shift+tab", "ctrl+u")
        await driver.text("2026-11-23")
        await driver.keys("ctrl+s")
        await driver.settle()
        assert "迁移的起日应早于止日" in driver.screen_text
        await driver.keys("ctrl+u")
        await driver.text("2026-10-01")
        await driver.keys("ctrl+s")
        await driver.settle()
        assert "2026-10-01 至 2026-11-23" in driver.screen_text


async def test_wide_tables_scroll_with_the_cursor(book: Workspace) -> None:
    """The last column is reached, the labels stay, and a mark says that there is more."""
    book.do(_fill)
    async with driving(book, "portfolio", (60, 16)) as driver:
        await driver.keys("r", "9")
        await driver.settle()
        await driver.keys("c", "4")
        await driver.settle()
        grid = _grid(driver)
        assert driver.lines()[3].rstrip().endswith(">")
        for _ in grid.grid.heads:
            await driver.keys("right")
        assert grid.column == len(grid.grid.heads) - 1
        assert "合计" in driver.lines()[3]
        assert grid.grid.labels[0] in driver.screen_text


VIEWS = {"count": (), "owed": ("right_square_bracket",), "moves": ("left_square_bracket",) * 2,
         "concentration": ("left_square_bracket",), "one": ("c", "1")}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
@pytest.mark.parametrize("view", VIEWS)
async def test_the_portfolio(
    book: Workspace, language: i18n.Language, size: tuple[int, int], view: str, snapshot: SnapshotAssertion
) -> None:
    """Every tab, in both sizes and languages."""
    book.do(_fill)
    i18n.use(language)
    async with driving(book, "portfolio", size) as driver:
        await driver.keys(*VIEWS[view])
        await driver.settle()
        assert text_of(driver.app) == snapshot


async def test_the_mask_hides_groups_and_amounts(book: Workspace) -> None:
    """In the table, in the title of the clients behind it, and in the concentration."""
    book.do(_fill)
    async with driving(book, "portfolio") as driver:
        await driver.keys("r", "6")
        await driver.settle()
        assert "华东" in driver.screen_text
        await driver.keys("asterisk")
        await driver.settle()
        assert "华东" not in driver.screen_text
        assert "华**" in driver.screen_text
        await driver.keys("enter")
        await driver.settle()
        assert "条件: ***" in driver.lines()[1]
        await driver.keys("escape", "asterisk")


async def test_an_empty_book_says_so(book: Workspace) -> None:
    """And which keys help."""
    async with driving(book, "portfolio") as driver:
        assert "没有符合的客户" in driver.screen_text
