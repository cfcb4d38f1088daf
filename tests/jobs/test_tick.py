"""The tick: every due reminder told once, whoever ticks; late ones catch up; trouble does not stop the clock."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from relmgr import services
from relmgr.bootstrap import open_workspace
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.domain.reminders import Fired
from relmgr.errors import Busy, Damaged
from relmgr.jobs.clockwork import start_ticking
from relmgr.jobs.service import run_service
from relmgr.jobs.tick import tick, who_am_i
from relmgr.queries.reminders import anything_due, inbox
from relmgr.settings import Settings
from relmgr.words import Words
from relmgr.workspace import Workspace


def _remind(book: Workspace, count: int, in_minutes: int = 0) -> None:
    for number in range(count):
        due = book.clock.now() + timedelta(minutes=in_minutes)
        book.do(services.add_reminder, None, f"第 {number} 件", due)


def test_who_names_kind_process_and_machine() -> None:
    """The claimer can be told apart from every other process on every machine."""
    kind, _, place = who_am_i("tui").partition(":")
    assert kind == "tui"
    assert place.split("@")[0].isdigit()
    assert len(who_am_i("x" * 99)) <= 64


def test_all_batches_are_drained(book: Workspace) -> None:
    """After a long sleep everything due is told in one go, in the order of due times."""
    _remind(book, 120)
    fired: list[Fired] = []
    assert run_service(book, "a", fired.extend, once=True) == 120
    assert len({f.reminder_id for f in fired}) == 120
    assert [f.due_at for f in fired] == sorted(f.due_at for f in fired)
    assert tick(book, "a") == []


def test_two_tickers_never_tell_the_same(book: Workspace, clock: FixedClock) -> None:
    """A second process on the same file gets nothing that the first has claimed."""
    _remind(book, 3)
    other = open_workspace(Home(book.folder), lambda: None, Settings(), clock)
    first, second = tick(book, "tui"), tick(other, "remind")
    other.close()
    assert (len(first), len(second)) == (3, 0)
    assert len(book.ask(inbox)) == 3


def test_a_clock_that_jumped_catches_up(book: Workspace, clock: FixedClock) -> None:
    """What fell due while the laptop slept is told at the first tick after it."""
    _remind(book, 4, in_minutes=90)
    assert tick(book, "a") == []
    assert not book.ask(anything_due)
    clock.move(timedelta(hours=9))
    assert len(tick(book, "a")) == 4


def test_a_postponed_reminder_is_told_again_once(book: Workspace, clock: FixedClock) -> None:
    """Postponing counts a new occasion: one more inbox row, and only after its time."""
    _remind(book, 1)
    [first] = tick(book, "a")
    book.do(services.postpone_reminder, first.reminder_id, clock.now() + timedelta(hours=1))
    assert tick(book, "a") == []
    assert book.ask(inbox) == []
    clock.move(timedelta(hours=2))
    [again] = tick(book, "a")
    assert (again.reminder_id, again.fire_no) == (first.reminder_id, 1)
    assert [row.id for row in book.ask(inbox)] == [again.inbox_id]


def test_shown_and_acknowledged_are_kept(book: Workspace) -> None:
    """Shown ones stay listed until somebody acknowledges them; noting it twice changes nothing."""
    _remind(book, 2)
    one, two = (f.inbox_id for f in tick(book, "a"))
    assert book.do(services.mark_shown, [one, two]).result == 2
    assert book.do(services.mark_shown, [one]).result == 0
    assert all(row.shown_at for row in book.ask(inbox))
    assert book.do(services.ack_inbox, [one]).result == 1
    assert [row.id for row in book.ask(inbox)] == [two]


def test_a_busy_book_is_tried_again(book: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """While somebody else is writing nothing is lost and nothing raised."""
    _remind(book, 1)

    def busy(*_: object) -> None:
        raise Busy(Words("忙", "busy"))

    with monkeypatch.context() as patch:
        patch.setattr(book, "do", busy)
        assert tick(book, "a") == []
    assert len(tick(book, "a")) == 1


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.01)


async def test_the_clock_ticks_at_once_and_again(book: Workspace, clock: FixedClock) -> None:
    """The first tick comes without waiting, later ones find what fell due meanwhile."""
    told: list[Fired] = []
    _remind(book, 1)
    _remind(book, 1, in_minutes=5)
    ticking = start_ticking(book, "tui", told.extend, 0.05)
    await _until(lambda: len(told) == 1)
    clock.move(timedelta(minutes=6))
    await _until(lambda: len(told) == 2)
    ticking.stop()
    ticking.stop()


async def test_trouble_is_told_and_the_clock_goes_on(
    book: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged book is a sentence for the app, not a dead thread."""
    troubles: list[BaseException] = []
    told: list[Fired] = []
    problem = Damaged(Words("坏", "damaged"))

    def damaged(*_: object) -> None:
        raise problem

    _remind(book, 1)
    with monkeypatch.context() as patch:
        patch.setattr(book, "ask", damaged)
        ticking = start_ticking(book, "tui", told.extend, 0.05, trouble=troubles.append)
        await _until(lambda: len(troubles) >= 2)
    await _until(lambda: len(told) == 1)
    ticking.stop()
    assert troubles[0] is problem


async def test_a_stopped_clock_claims_nothing(book: Workspace, tmp_path: Path) -> None:
    """After stop the book may be closed: no tick is at work and none begins."""
    told: list[Fired] = []
    ticking = start_ticking(book, "tui", told.extend, 0.01)
    ticking.stop()
    _remind(book, 1)
    assert ticking.claim(book, "tui") == []
    assert book.ask(anything_due)
