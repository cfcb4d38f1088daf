"""The twelve tasks of a day: each in its budget of keys, seen in the book, and again with a Chinese input method on.

The budgets are those of the interaction design: 41 control keys together; with the input method at most two more
keys a task. Free text does not count. With the input method on no letter arrives: its keys are digits, function
keys, Ctrl, Enter, Esc, Tab, Space, arrows and full-width signs, and its text is Chinese.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import col, select
from textual import events
from textual.keys import _character_to_key

from relmgr import services
from relmgr.db.tables import ClientCache
from relmgr.db.work import UnitOfWork
from relmgr.domain.segment_grammar import parse_definition
from relmgr.workspace import Workspace
from tests.screens.driving import Driver, driving
from tests.screens.queue_book import add_cases, add_changes, many_warnings

HUANENG = "华能电力股份有限公司"


class Hand:
    """A banker at the keyboard: `keys` are control keys and count, `text` is free."""

    def __init__(self, driver: Driver, *, chinese: bool) -> None:
        """Type with or without the input method."""
        self.driver, self.chinese = driver, chinese

    @property
    def count(self) -> int:
        """Return how many control keys were pressed."""
        return self.driver.count

    async def keys(self, *keys: str) -> None:
        """Press keys; with the input method on, only those that reach the program."""
        for key in keys:
            if self.chinese:
                assert len(key) > 1 or not key.isalpha() or not key.isascii(), f"{key} never arrives"
            if len(key) == 1 and not key.isascii():
                self.driver.count += 1
                await self._sign(key)
            else:
                await self.driver.keys(key)
        await self.driver.settle()

    async def text(self, latin: str, chinese: str) -> None:
        """Type a text as the keyboard gives it."""
        for sign in chinese if self.chinese else latin:
            if sign.isascii():
                await self.driver.text(sign)
            else:
                await self._sign(sign)
        await self.driver.settle()

    async def _sign(self, sign: str) -> None:
        """Deliver a sign the way a terminal does; the pilot would drop full-width ones."""
        self.driver.app.post_message(events.Key(_character_to_key(sign), sign))
        await self.driver.pilot.pause()


@dataclass(frozen=True)
class Task:
    """One of the twelve: where it starts, how many keys it may take, and how it is done and checked."""

    number: int
    budget: int
    do: Callable[[Hand, Workspace, Path], Awaitable[None]]
    start: str = "today"


def fill(book: Workspace) -> None:
    """Write clients, ten warnings, three tier changes and three segments."""
    book.do(add_cases, many_warnings(10))
    book.do(add_cases)
    book.do(add_changes)
    book.do(_tiers)
    for name, where in (("一", "level=red"), ("二", "tier=B"), ("三", "tier=A")):
        book.do(services.save_segment, name, parse_definition(where))


def _tiers(uow: UnitOfWork) -> None:
    """Give every third client the tier A."""
    every = uow.session.exec(select(ClientCache).order_by(col(ClientCache.client_id)))
    for place, row in enumerate(every):
        row.tier = "A" if place % 3 == 0 else "B"


def rows(book: Workspace, sql: str) -> list[Any]:
    """Return what stands in the book."""
    return book.ask(lambda reader: reader.records(sql))


@asynccontextmanager
async def at_work(book: Workspace, task: Task, *, chinese: bool) -> AsyncIterator[Hand]:
    """Sit down at the place where the task begins."""
    async with driving(book, task.start, (100, 30)) as driver:
        yield Hand(driver, chinese=chinese)


# the tasks ---------------------------------------------------------------------------------------------


async def open_by_name(hand: Hand, book: Workspace, _home: Path) -> None:
    """Open a client by name."""
    await hand.keys("ctrl+f")
    await hand.text("hndl", "华能")
    await hand.keys("enter")
    shown: Any = hand.driver.app.screen
    assert shown.NAME == "client"
    assert [(shown.key,)] == rows(book, f"SELECT id FROM client WHERE name = '{HUANENG}'")


async def log(hand: Hand, book: Workspace, _home: Path) -> None:
    """Log a visit for the selected client."""
    client = hand.driver.app.screen.selected_client()  # type: ignore[attr-defined]
    await hand.keys("f2" if hand.chinese else "v")
    await hand.text("agreed to renew", "谈妥续授信")
    await hand.keys("ctrl+s")
    summary = "谈妥续授信" if hand.chinese else "agreed to renew"
    assert rows(book, "SELECT client_id, summary, occurred_on FROM visit") == [
        (client, summary, "2026-11-23")
    ]


async def log_with_next(hand: Hand, book: Workspace, _home: Path) -> None:
    """And the next visit in seven days."""
    await hand.keys("f2" if hand.chinese else "v")
    await hand.text("agreed", "谈妥")
    await hand.keys("enter", "＋" if hand.chinese else "+", "7", "ctrl+s")
    planned = "SELECT planned_at FROM visit WHERE state = 'planned'"
    assert [str(at)[:10] for (at,) in rows(book, planned)] == ["2026-11-30"]
    assert len(rows(book, "SELECT id FROM visit WHERE state = 'done'")) == 1


async def log_from_anywhere(hand: Hand, book: Workspace, _home: Path) -> None:
    """In the middle of typing a find."""
    await hand.driver.keys("slash")
    await hand.text("ab", "中交")
    hand.driver.count = 0
    await hand.keys("ctrl+n")
    await hand.text("hndl", "华能")
    await hand.keys("enter")
    await hand.text("met", "见面")
    await hand.keys("ctrl+s")
    found = rows(book, "SELECT c.name, v.summary FROM visit v JOIN client c ON c.id = v.client_id")
    assert found == [(HUANENG, "见面" if hand.chinese else "met")]


async def acknowledge(hand: Hand, book: Workspace, _home: Path) -> None:
    """The gravest warning."""
    before = rows(book, "SELECT id FROM signal WHERE state = 'acked'")
    await hand.keys(*(("4", "。", "1") if hand.chinese else ("4", "a")))
    after = rows(book, "SELECT id, severity FROM signal WHERE state = 'acked'")
    assert [severity for key, severity in after if (key,) not in before] == ["red"]


async def plan(hand: Hand, book: Workspace, _home: Path) -> None:
    """Collect, in three days, with a note."""
    await hand.keys(
        *(("4", "。", "2", "1", "＋", "3", "enter") if hand.chinese else ("4", "p", "1", "+", "3", "enter"))
    )
    await hand.text("meet CFO", "约财务总监")
    await hand.keys("enter")
    note = "约财务总监" if hand.chinese else "meet CFO"
    found = rows(book, "SELECT plan_measure, plan_due_on, plan_note FROM signal WHERE state = 'planned'")
    assert ("collect", "2026-11-26", note) in found


async def resolve_many(hand: Hand, book: Workspace, _home: Path) -> None:
    """All warnings of the filter, with one outcome."""
    waiting = len(rows(book, "SELECT id FROM signal WHERE state IN ('open', 'acked')"))
    assert waiting >= 10
    await hand.keys(*(("4", "。", "8", "。", "3", "1", "2") if hand.chinese else ("4", "V", "r", "1", "2")))
    assert rows(book, "SELECT id FROM signal WHERE state IN ('open', 'acked')") == []
    assert len(rows(book, "SELECT id FROM signalevent WHERE kind = 'resolved'")) == waiting


async def accept_three(hand: Hand, book: Workspace, _home: Path) -> None:
    """Three tier changes, each read before."""
    await hand.keys(*(("5", "space", "space", "space", "。", "1") if hand.chinese else ("5", "a", "a", "a")))
    assert rows(book, "SELECT state FROM tierchange") == [("accepted",)] * 3


async def narrow(hand: Hand, book: Workspace, _home: Path) -> None:
    """To the clients of a segment."""
    await hand.keys(*(("2", "。", "0", "5", "3") if hand.chinese else ("2", "o", "3")))
    screen: Any = hand.driver.app.screen
    shown = sorted(await screen.all_keys())
    assert shown == sorted(key for (key,) in rows(book, "SELECT client_id FROM clientcache WHERE tier = 'A'"))


async def sort(hand: Hand, book: Workspace, _home: Path) -> None:
    """By exposure, after another order."""
    await hand.driver.keys("2")
    await hand.driver.settle()
    clients: Any = hand.driver.app.screen
    digit = str([name for name, _ in clients.SORTS].index("exposure") + 1)
    clients.set_sort("name")
    await hand.driver.settle()
    await hand.driver.keys("1")
    await hand.driver.settle()
    hand.driver.count = 0
    await hand.keys(*(("2", "。", "0", "2", digit) if hand.chinese else ("2", "s", digit)))
    by = dict(rows(book, "SELECT client_id, exposure_minor FROM clientcache"))
    shown = [by[key] for key in await clients.all_keys()]
    assert shown == sorted(by.values(), reverse=True)


async def export_week(hand: Hand, _book: Workspace, home: Path) -> None:
    """As a workbook."""
    await hand.keys(*(("7", "。", "0", "6", "2", "enter") if hand.chinese else ("7", "w", "2", "enter")))
    (written,) = home.glob("*.xlsx")
    assert load_workbook(written).sheetnames


async def undo(hand: Hand, book: Workspace, _home: Path) -> None:
    """The last action."""
    await hand.driver.keys("4", "a")
    await hand.driver.settle()
    done = rows(book, "SELECT count(*) FROM signal WHERE state = 'acked'")
    hand.driver.count = 0
    await hand.keys("ctrl+z" if hand.chinese else "u")
    assert rows(book, "SELECT count(*) FROM signal WHERE state = 'acked'") == [(done[0][0] - 1,)]


TASKS = (
    Task(1, 2, open_by_name), Task(2, 2, log, "clients"), Task(3, 5, log_with_next, "clients"),
    Task(4, 3, log_from_anywhere, "clients"), Task(5, 2, acknowledge), Task(6, 7, plan), Task(7, 5, resolve_many),
    Task(8, 4, accept_three), Task(9, 3, narrow), Task(10, 3, sort), Task(11, 4, export_week), Task(12, 1, undo),
)  # fmt: skip


@pytest.mark.parametrize("task", TASKS, ids=lambda task: f"{task.number}-{task.do.__name__}")
async def test_a_task_in_its_budget(
    book: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, task: Task
) -> None:
    """It takes no more keys than it may, and the book says what was done."""
    monkeypatch.setenv("HOME", str(tmp_path))
    fill(book)
    async with at_work(book, task, chinese=False) as hand:
        await task.do(hand, book, tmp_path)
        assert hand.count <= task.budget


@pytest.mark.parametrize("task", TASKS, ids=lambda task: f"{task.number}-{task.do.__name__}")
async def test_a_task_with_the_input_method_on(
    book: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, task: Task
) -> None:
    """No letter reaches the program; at most two more keys do the same."""
    monkeypatch.setenv("HOME", str(tmp_path))
    fill(book)
    async with at_work(book, task, chinese=True) as hand:
        await task.do(hand, book, tmp_path)
        assert hand.count <= task.budget + 2


def test_the_budgets_sum_to_the_bar() -> None:
    """41 control keys for the twelve tasks together."""
    assert sum(task.budget for task in TASKS) <= 41
    assert [task.number for task in TASKS] == list(range(1, 13))
    assert date(2026, 11, 23).weekday() == 0
