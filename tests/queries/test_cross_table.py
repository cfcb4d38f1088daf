"""Cross tables: one statement, exact margins, and every cell opens exactly the clients it counts."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from relmgr.bootstrap import open_workspace
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.db.tables import TierChange
from relmgr.db.work import UnitOfWork
from relmgr.domain.cross_table import Cell, CrossTable
from relmgr.domain.dimensions import DIMENSIONS
from relmgr.domain.money import Money
from relmgr.domain.segment_grammar import parse_definition
from relmgr.domain.segments import WHOLE_BOOK, Definition
from relmgr.domain.tier_moves import Days, Migration, Move, Selection, days_between
from relmgr.domain.values import ReviewState, Tier
from relmgr.errors import Invalid
from relmgr.queries.clients import client_order
from relmgr.queries.cross_table import cross_of, migration_of
from relmgr.settings import Settings
from relmgr.workspace import Workspace
from tests.queries.segment_book import SIZE, every_value, fill_segment_book

TODAY = date(2026, 11, 23)
LIMITS = {"years": (1, 3, 5, 10), "esg": (4, 8), "exposure": (1, 5)}
"""Bands that the small numbers of the book fall into; an exposure of 1 yen lies on the edge of one."""
SHOWN = [
    DIMENSIONS[code] for code in ("tier", "region", "grade", "years", "esg", "exposure", "phase", "currency")
]


@pytest.fixture(scope="module")
def mixed(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Return a book for questions only."""
    folder = tmp_path_factory.mktemp("crossed") / "book"
    shutil.copytree(template, folder)
    workspace = open_workspace(Home(folder), lambda: None, Settings(), FixedClock(TODAY, Settings().zone))
    workspace.do(fill_segment_book)
    yield workspace
    workspace.close()


def _summed(cells: list[Cell]) -> Cell:
    total = Cell()
    for cell in cells:
        total.add(cell.clients, cell.owed, cell.unknown)
    return total


def _check_margins(table: CrossTable) -> None:
    rows, columns = range(len(table.rows)), range(len(table.columns))
    assert _summed(list(table.row_totals)) == table.total
    if table.across is not None:
        assert _summed(list(table.column_totals)) == table.total
        for row in rows:
            assert _summed([table.cell(row, column) for column in columns]) == table.row_totals[row]
        for column in columns:
            assert _summed([table.cell(row, column) for row in rows]) == table.column_totals[column]


def _check_cells(book: Workspace, table: CrossTable, within: Definition) -> None:
    """Compare every cell and margin with the clients its definition holds for."""
    values = book.ask(every_value).values()
    columns: list[int | None] = [None, *range(len(table.columns))]
    for row, column in product([None, *range(len(table.rows))], columns):
        definition = table.definition(within, row, column)
        inside = [v["exposure"] for v in values if definition.holds(v)]
        owed: dict[str, int] = {}
        for amount in inside:
            if isinstance(amount, Money):
                owed[amount.currency] = owed.get(amount.currency, 0) + amount.minor
        assert table.cell(row, column) == Cell(len(inside), owed, inside.count(None))


@pytest.mark.parametrize("by", SHOWN, ids=lambda d: d.code)
def test_every_cell_is_made_of_the_clients_it_opens(mixed: Workspace, by: object) -> None:
    """Counts, amounts per currency and unknown ones agree for every pair of dimensions, margins too."""
    within = parse_definition("state!=lost region!=unknown")
    for across in (None, *SHOWN):
        for part in (WHOLE_BOOK, within):
            table = mixed.ask(cross_of, by, across, part, LIMITS)  # type: ignore[arg-type]
            _check_margins(table)
            _check_cells(mixed, table, part)


def test_the_list_behind_a_cell_is_the_book_screens(mixed: Workspace) -> None:
    """The order of the client book, filtered by the cell, has as many clients as the cell says."""
    table = mixed.ask(cross_of, DIMENSIONS["tier"], DIMENSIONS["level"])
    for row, column in product(range(len(table.rows)), range(len(table.columns))):
        behind = Selection(table.definition(WHOLE_BOOK, row, column))
        found = mixed.ask(client_order, selection=behind)
        assert len(found) == table.cell(row, column).clients


def test_a_question_is_one_statement(mixed: Workspace) -> None:
    """Whatever the number of cells."""
    by, across = DIMENSIONS["region"], DIMENSIONS["exposure"]
    assert mixed.ask(lambda r: (cross_of(r, by, across, WHOLE_BOOK, LIMITS), len(r.statements))[1]) == 1
    days = Days(TODAY - timedelta(days=90), TODAY)
    assert mixed.ask(lambda r: (migration_of(r, days), len(r.statements))[1]) == 1


def test_values_stand_in_their_order_and_unknown_last(mixed: Workspace) -> None:
    """Tiers best first, bands rising, open values by size."""
    table = mixed.ask(cross_of, DIMENSIONS["tier"], DIMENSIONS["years"], WHOLE_BOOK, LIMITS)
    assert table.rows == ("A", "B", "C", "D", None)
    lows = [band.low or 0 for band in table.columns if band is not None]  # type: ignore[union-attr]
    assert lows == sorted(lows)
    assert table.columns[-1] is None
    regions = mixed.ask(cross_of, DIMENSIONS["region"])
    sizes = [cell.clients for cell in regions.row_totals[:-1]]
    assert sizes == sorted(sizes, reverse=True)
    assert regions.rows[-1] is None


STEPS = (("A", 90), ("B", 200), ("C", 10))


def _move_tiers(uow: UnitOfWork) -> None:
    fill_segment_book(uow)
    rows = []
    for place in range(60):
        for tier, days in STEPS[: place % 4]:
            rows.append(
                {
                    "client_id": f"{place:032x}", "to_tier": tier, "period": "2026-01", "state": ReviewState.ACCEPTED,
                    "proposed_on": TODAY - timedelta(days=days), "decided_on": TODAY - timedelta(days=days),
                }
            )  # fmt: skip
    with uow.unaudited():
        uow.insert(TierChange, rows)


def test_moves_between_two_days_open_their_clients(book: Workspace) -> None:
    """The matrix adds up to the book, and the clients of every cell are found again."""
    book.do(_move_tiers)
    days = days_between(TODAY - timedelta(days=100), TODAY)
    found = book.ask(migration_of, days)
    assert found.count(None, None) == SIZE
    assert found.count("B", "A") > 0
    for (before, after), clients in found.counts.items():
        assert len(book.ask(client_order, selection=Selection(move=Move(days, before, after)))) == clients
    everybody = Selection(move=Move(days, None, None))
    assert len(book.ask(client_order, selection=everybody)) == SIZE
    east = parse_definition("region=华东")
    part = book.ask(migration_of, days, east)
    assert part.count(None, None) == len(book.ask(client_order, selection=Selection(east)))


def test_shares_need_ten_clients_and_exits_are_no_move_down() -> None:
    """Methods 1.6."""
    days = Days(TODAY, TODAY + timedelta(days=1))
    few = Migration(
        days, {("A", "A"): 4, ("A", "B"): 1, ("A", "X"): 1, ("B", "B"): 9, ("B", "A"): 1, ("-", "C"): 5}
    )
    assert few.share("A", "B") is None
    assert few.share("B", "A") == pytest.approx(0.1)
    assert (few.matrix.up, few.matrix.down) == (1, 1)
    assert few.matrix.mobility == pytest.approx(3 / 16)
    assert Tier.A < Tier.B
    with pytest.raises(Invalid):
        days_between(TODAY, TODAY)
