"""Reminders follow what is planned and due: they appear, go, come back with undo, and keep what was told."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from relmgr import services
from relmgr.bootstrap import NewBook, create_workspace
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.db.tables import Assignment, Client, Facility
from relmgr.db.work import UnitOfWork
from relmgr.domain.drafts import FollowUpDraft, VisitDraft, VisitPlan
from relmgr.domain.values import FacilityKind, Key
from relmgr.jobs.tick import tick
from relmgr.queries.reminders import ReminderRow, closed_reminders, inbox, reminder_list
from relmgr.settings import Settings
from relmgr.workspace import Workspace

TODAY = date(2026, 11, 23)


def put_client(uow: UnitOfWork, name: str) -> Key:
    """Write a client of the signed-in manager."""
    client = uow.add(Client(name=name))
    uow.flush()
    uow.add(Assignment(client_id=client.id, manager_id=uow.manager_id, from_on=date(2020, 1, 1)))
    return Key(client.id)


def put_loan(uow: UnitOfWork, client_id: Key, matures: date) -> None:
    """Write a drawn loan."""
    uow.add(
        Facility(
            client_id=client_id,
            name="一期",
            kind=FacilityKind.TERM,
            drawn_minor=1,
            limit_minor=1,
            maturity_on=matures,
        )
    )


def _all(book: Workspace) -> list[ReminderRow]:
    return book.ask(reminder_list, None)


def _due_on(book: Workspace) -> list[date]:
    return [row.due_at.astimezone(book.clock.zone).date() for row in _all(book)]


def test_logging_a_visit_replaces_its_reminder_and_undo_brings_it_back(
    book: Workspace, clock: FixedClock
) -> None:
    """The planned visit is fulfilled: its reminder goes, that of the next visit comes; undo reverses both."""
    client = book.do(put_client, "华能电力").result
    book.do(services.plan_visit, VisitPlan(client, TODAY + timedelta(days=3), time(10)))
    [before] = _all(book)
    assert before.due_at.astimezone(clock.zone).time() == time(9)
    clock.move(timedelta(days=3))
    assert "2026-11-26" in before.text_zh
    draft = VisitDraft(client, "谈妥", TODAY + timedelta(days=3), next_on=TODAY + timedelta(days=10))
    book.do(services.log_visit, draft)
    assert _due_on(book) == [TODAY + timedelta(days=10)]
    book.do(services.undo_last)
    assert _due_on(book) == [TODAY + timedelta(days=3)]
    book.do(services.redo_last)
    assert _due_on(book) == [TODAY + timedelta(days=10)]


def test_a_told_reminder_is_withdrawn_and_comes_back_with_undo(book: Workspace, clock: FixedClock) -> None:
    """What was told stays in the history; it is not told a second time when undo makes it due again."""
    client = book.do(put_client, "华能电力").result
    book.do(services.add_follow_up, FollowUpDraft(client, "送材料", TODAY))
    [told] = tick(book, "a")
    assert told.client == "华能电力"
    task = book.ask(lambda reader: Key(reader.value("SELECT id FROM followup")))
    book.do(services.finish_follow_up, task)
    assert _all(book) == []
    assert book.ask(inbox) == []
    assert len(book.ask(closed_reminders)) == 1
    book.do(services.undo_last)
    assert len(book.ask(inbox)) == 1
    assert tick(book, "a") == []


def test_finishing_an_untold_reminder_can_be_undone(book: Workspace) -> None:
    """Doing a task before its day keeps the reminder as done, so that undo finds it."""
    client = book.do(put_client, "华能电力").result
    book.do(services.add_follow_up, FollowUpDraft(client, "送材料", TODAY + timedelta(days=2)))
    [row] = _all(book)
    book.do(services.finish_reminder, row.id)
    assert _all(book) == []
    book.do(services.undo_last)
    assert [row.id for row in _all(book)] == [row.id]
    assert book.ask(lambda reader: reader.value("SELECT state FROM followup")) == "open"


def test_a_reminder_that_a_person_gave_up_stays_given_up(book: Workspace) -> None:
    """Later writes about the client do not bring back what a person cancelled."""
    client = book.do(put_client, "华能电力").result
    book.do(services.add_follow_up, FollowUpDraft(client, "送材料", TODAY + timedelta(days=2)))
    [row] = _all(book)
    book.do(services.cancel_reminder, row.id)
    book.do(services.add_follow_up, FollowUpDraft(client, "打电话", TODAY + timedelta(days=5)))
    assert _due_on(book) == [TODAY + timedelta(days=5)]


def test_a_maturity_is_told_at_each_lead_and_stays_until_somebody_acts(
    book: Workspace, clock: FixedClock
) -> None:
    """The 90-day reminder that was told is still listed when the client is touched on day 80."""
    client = book.do(put_client, "华能电力").result
    book.do(put_loan, client, TODAY + timedelta(days=90))
    assert _due_on(book) == [TODAY, TODAY + timedelta(days=60)]
    assert len(tick(book, "a")) == 1
    clock.move(timedelta(days=10))
    book.do(services.add_follow_up, FollowUpDraft(client, "x", None))
    assert len(_all(book)) == 2
    assert len(book.ask(inbox)) == 1
    clock.move(timedelta(days=51))
    assert len(tick(book, "a")) == 1


def test_a_lead_that_passed_is_not_made_anew(book: Workspace) -> None:
    """A loan entered 40 days before it matures is told at 30 days, not at once for the 90."""
    client = book.do(put_client, "华能电力").result
    book.do(put_loan, client, TODAY + timedelta(days=40))
    assert _due_on(book) == [TODAY + timedelta(days=10)]


def test_a_sleeping_laptop_still_tells_the_lead_it_slept_through(book: Workspace, clock: FixedClock) -> None:
    """A reminder made in time is told late rather than dropped, also when the client was touched first."""
    client = book.do(put_client, "华能电力").result
    book.do(put_loan, client, TODAY + timedelta(days=95))
    clock.move(timedelta(days=8))
    book.do(services.add_follow_up, FollowUpDraft(client, "x", None))
    assert len(tick(book, "a")) == 1


def test_mornings_follow_the_zone_through_daylight_saving(tmp_path: Path) -> None:
    """Nine o'clock is nine o'clock in New York before and after the clocks change on 1 November 2026."""
    zone = ZoneInfo("America/New_York")
    settings = Settings(timezone="America/New_York")
    clock = FixedClock(date(2026, 10, 26), zone)
    book = create_workspace(Home(tmp_path / "ny"), NewBook("Ann"), None, settings, clock)
    client = book.do(put_client, "Acme").result
    for day in (date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 2)):
        book.do(services.add_follow_up, FollowUpDraft(client, "x", day))
    assert [row.due_at for row in _all(book)] == [
        datetime(2026, 10, 31, 13, tzinfo=UTC),
        datetime(2026, 11, 1, 14, tzinfo=UTC),
        datetime(2026, 11, 2, 14, tzinfo=UTC),
    ]
    book.close()
