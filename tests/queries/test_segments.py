"""Segments in SQL: the compiler and the pure predicate select the same clients; saved ones are read in order."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from relmgr.bootstrap import open_workspace
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.db.tables import Segment
from relmgr.db.work import UnitOfWork
from relmgr.domain.fields import FIELDS
from relmgr.domain.segment_grammar import parse_definition
from relmgr.domain.segment_json import as_json
from relmgr.domain.segments import Definition
from relmgr.domain.tier_moves import Selection
from relmgr.queries.clients_within import clients_within
from relmgr.queries.dimension_sql import EXPRESSIONS
from relmgr.queries.segments import (
    client_served,
    clients_of,
    saved_segments,
    segments,
    strategy_intervals,
    totals,
)
from relmgr.settings import Settings
from relmgr.workspace import Workspace
from tests.domain.segment_values import definitions
from tests.queries.segment_book import every_value, fill_segment_book

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def mixed(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Return a book for questions only, filled once for every example."""
    import shutil

    folder = tmp_path_factory.mktemp("mixed") / "book"
    shutil.copytree(template, folder)
    workspace = open_workspace(Home(folder), lambda: None, Settings(), FixedClock(TODAY, Settings().zone))
    workspace.do(fill_segment_book)
    yield workspace
    workspace.close()


def test_every_dimension_is_read_somewhere() -> None:
    """Domain and SQL know the same dimensions."""
    assert list(EXPRESSIONS) == list(FIELDS)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(definition=definitions())
def test_sql_and_predicate_select_the_same_clients(mixed: Workspace, definition: Definition) -> None:
    """The compiler says exactly what the pure predicate says, unknown values and NOT included."""
    values = mixed.ask(every_value)
    assert mixed.ask(clients_of, definition) == [k for k, v in sorted(values.items()) if definition.holds(v)]


def test_years_are_completed_ones(mixed: Workspace) -> None:
    """An anniversary tomorrow does not count yet, and a relationship of the future has no years."""
    values = mixed.ask(every_value)
    years = {v["years"] for v in values.values()}
    assert None in years
    assert min(y for y in years if isinstance(y, int)) == 0


def test_totals_are_apart_by_currency(mixed: Workspace) -> None:
    """Counts add up to the book, amounts never across currencies, and what is unknown is counted."""
    found = mixed.ask(totals)
    values = [v["exposure"] for v in mixed.ask(every_value).values()]
    assert found.clients == len(values)
    assert found.unknown == values.count(None)
    for total in found.exposure:
        own = [v.minor for v in values if v is not None and v.currency == total.currency]  # type: ignore[union-attr]
        assert total.minor == sum(own)


def _save(uow: UnitOfWork) -> None:
    rows = (
        ("second", 2, "tier=A region=华东", "strategic", 30),
        ("first", 1, "region=华东", "maintain", 60),
        ("bare", 3, "tier!=A", "", None),
    )
    for name, position, text, strategy, days in rows:
        uow.add(Segment(name=name, position=position, definition=as_json(parse_definition(text)),
                        strategy=strategy, cadence_days=days))  # fmt: skip


def test_saved_segments_prescribe(book: Workspace) -> None:
    """They come in order, with counts; the first with a strategy gives it, the shortest interval counts."""
    book.do(fill_segment_book)
    book.do(_save)
    assert [one.name for one in book.ask(saved_segments)] == ["first", "second", "bare"]
    for line in book.ask(segments):
        assert line.totals.clients == len(book.ask(clients_of, line.segment.definition))
    key = book.ask(clients_of, parse_definition("tier=A region=华东"))[0]
    said = book.ask(client_served, key).applied
    assert said.segment is not None
    assert (said.segment.name, said.days) == ("first", 30)
    assert said.days_from is not None
    assert said.days_from.name == "second"


def test_intervals_are_selected_for_a_whole_book_at_once(book: Workspace) -> None:
    """One statement a segment that has an interval, whatever the size; conditions on the tier are handed on."""
    book.do(fill_segment_book)
    book.do(_save)
    intervals = book.ask(lambda reader: (strategy_intervals(reader).intervals, len(reader.statements)))
    found, statements = intervals
    assert statements == 1 + 2
    east = book.ask(clients_of, parse_definition("region=华东"))
    assert sorted(found) == east
    assert all([i.days for i in found[key]] == [60, 30] for key in east)
    some = book.ask(strategy_intervals, east[:3]).intervals
    assert {key: found[key] for key in east[:3]} == some


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(definition=definitions())
def test_some_clients_are_held_as_all_are(mixed: Workspace, definition: Definition) -> None:
    """Asked of a few clients, a definition says of each what it says of the whole book."""
    every = mixed.ask(clients_of, Definition(()))
    some = every[::3]
    whole = frozenset(mixed.ask(clients_of, definition))
    assert mixed.ask(clients_within, Selection(definition), some) == whole.intersection(some)
