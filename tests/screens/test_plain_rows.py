"""Rows of lists read as text alone, without colour or bold: what stands differently in them is said differently."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import combinations, product
from typing import Any

import pytest

from relmgr import i18n, services
from relmgr.db.work import UnitOfWork
from relmgr.domain.tier_overrides import OverrideState
from relmgr.domain.values import Level, ReminderState, ReviewState, Severity, SignalState, Tier
from relmgr.domain.watch_list import WatchCause, WatchState
from relmgr.queries.clients import ClientRow
from relmgr.queries.tier_changes import TierChangeRow
from relmgr.queries.tier_overrides import OverrideRow
from relmgr.rulebook.loader import load
from relmgr.widgets import glyphs
from relmgr.widgets.columns import Column, place, spans
from relmgr.workspace import Workspace
from tests.conftest import TODAY
from tests.screens.driving import driving
from tests.screens.queue_book import CASES, add_cases, add_changes, add_reminders

WIDTHS = (56, 76, 96)
"""Cells that the rows of a list have beside a scroll bar at 60, 80 and 100 columns."""
SPOKEN: Sequence[tuple[i18n.Language, glyphs.GlyphSet]] = list(product(("zh", "en"), ("ascii", "unicode")))

Variants = Mapping[str, Any]


@pytest.fixture(autouse=True)
def _same_glyphs() -> Iterator[None]:
    """Leave the characters for lines as they were."""
    before = glyphs.in_use()
    yield
    glyphs.use(before)


def alike(columns: Sequence[Column[Any]], variants: Variants) -> list[str]:
    """Return the pairs of rows that read the same somewhere."""
    found = []
    for (language, kind), width in product(SPOKEN, WIDTHS):
        i18n.use(language)
        glyphs.use(kind)
        placed = place(columns, width).columns
        said = {name: "".join(text for text, _ in spans(placed, row)) for name, row in variants.items()}
        found += [
            f"{language} {kind} {width}: {one} = {two}: {said[one]}"
            for one, two in combinations(said, 2)
            if said[one] == said[two]
        ]
    return found


def varied(row: Any, **fields: Mapping[str, Any] | Sequence[Any]) -> list[Variants]:
    """Return for each field the row with each of its values."""
    return [
        {f"{name}={value}": replace(row, **{name: value}) for value in values}
        for name, values in fields.items()
    ]


def in_days(days: int) -> datetime:
    """Return noon of a day before or after the test's day, in UTC."""
    return datetime.combine(TODAY + timedelta(days=days), time(12)).astimezone()


def day(days: int) -> date:
    """Return a day before or after the test's day."""
    return TODAY + timedelta(days=days)


async def test_clients(book: Workspace) -> None:
    """Tier, level, a missing amount, an unseen client, a visit that is late, due, coming or missing."""
    book.do(add_cases)
    async with driving(book, "clients", (100, 30)) as driver:
        columns = driver.table.columns
        row = driver.table.current
        assert isinstance(row, ClientRow)
        for variants in varied(
            row,
            tier=[*Tier, None],
            level=list(Level),
            exposure_minor=[None, 0, 5_000_000_000_00],
            last_contact_on=[None, day(0), day(-1), day(-90)],
            next_visit_at=[None, in_days(-2), in_days(-1), in_days(0), in_days(9)],
        ):
            assert alike(columns, variants) == []


async def test_warnings(book: Workspace) -> None:
    """Severity, state, and an answer that is late, due today, due later, set aside or not asked for."""
    book.do(add_cases)
    async with driving(book, "warnings", (100, 30)) as driver:
        columns, row = driver.table.columns, driver.table.current
        assert row is not None
        row = replace(row, severity=Severity.RED, state=SignalState.OPEN)
        for variants in varied(
            row,
            severity=list(Severity),
            state=list(SignalState),
            answer_by=[None, day(-9), day(-1), day(0), day(1), day(9)],
            snoozed_until=[None, day(5), day(9)],
        ):
            assert alike(columns, variants) == []


async def test_reminders(book: Workspace) -> None:
    """Late, today, this week, later, done and cancelled."""
    book.do(add_reminders)
    async with driving(book, "reminders", (100, 30)) as driver:
        columns, row = driver.table.columns, driver.table.current
        variants = varied(
            row, state=list(ReminderState), due_at=[in_days(days) for days in (-9, -1, 0, 1, 6, 7, 30)]
        )
        for some in variants:
            assert alike(columns, some) == []


def override(row: TierChangeRow) -> OverrideRow:
    """Return an override of the tier of a client."""
    return OverrideRow(
        row.id, row.client_id, row.client, None, None, Tier.B, Tier.B, None, Tier.A, Tier.B, "strategic", "",
        "", TODAY, day(90), OverrideState.ASKED, "", None, "", None,
    )  # fmt: skip


async def test_tiers(book: Workspace) -> None:
    """To review, postponed, accepted, rejected, superseded; up, down, first; an unknown score; overrides."""
    book.do(add_changes)
    async with driving(book, "tiers", (100, 30)) as driver:
        columns, row = driver.table.columns, driver.table.current
        assert isinstance(row, TierChangeRow)
        for variants in (
            *varied(row, state=list(ReviewState), to_tier=list(Tier), score_e6=[None, 0, 82_400_000]),
            *varied(
                override(row), state=list(OverrideState), target_tier=list(Tier), model_now=[*Tier, None]
            ),
        ):
            assert alike(columns, variants) == []


def add_watched(uow: UnitOfWork) -> None:
    """Put a client on the watch list."""
    keys = add_cases(uow, CASES[:1])
    client = uow.read.value("SELECT client_id FROM signal WHERE id = :id", id=keys[0])
    services.enter_watch(uow, client, "逾期", load().warnings.watch_list)


async def test_the_watch_list(book: Workspace) -> None:
    """Level, review late, today or later, plan missing or there, state, cause, watched again."""
    book.do(add_watched)
    async with driving(book, "warnings", (100, 30)) as driver:
        await driver.keys("left_square_bracket")
        await driver.settle()
        columns, row = driver.table.columns, driver.table.current
        for variants in varied(
            row,
            level=list(Level),
            next_review_on=[day(-3), day(0), day(3)],
            plan=["", "压降敞口"],
            state=list(WatchState),
        ):
            assert alike(columns, variants) == []
        wide = [column for column in columns if column.title.en in ("Client", "Cause")]
        for variants in varied(row, cause=list(WatchCause), is_reentry=[False, True]):
            assert alike(wide, variants) == []  # the cause is left out in a narrow window


async def test_history(book: Workspace) -> None:
    """Done and undone."""
    book.do(services.add_reminder, None, "交周报", in_days(1))
    async with driving(book, "clients", (100, 30)) as driver:
        await driver.app.go("history")
        await driver.settle()
        columns, row = driver.table.columns, driver.table.current
        (variants,) = varied(row, undone_at=[None, in_days(0)])
        assert alike(columns, variants) == []
