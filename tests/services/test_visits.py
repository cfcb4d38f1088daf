"""Visits: one sentence is enough, and everything that follows from it happens in the same commit."""

from datetime import date, datetime, time

import pytest

from relmgr import services
from relmgr.db.tables import Assignment, Client, Contact, Feedback
from relmgr.db.work import UnitOfWork
from relmgr.domain.drafts import VisitDraft, VisitPlan
from relmgr.domain.values import FeedbackKind, Key, VisitKind, VisitState
from relmgr.errors import Invalid, NotFound, Refused
from relmgr.queries.client_page import client_contacts, client_follow_ups, client_visits
from relmgr.queries.clients import client_rows
from relmgr.queries.finding import found_clients
from relmgr.queries.reminders import reminder_list
from relmgr.queries.visits import agenda, unlogged_visits
from relmgr.workspace import Workspace

TODAY = date(2026, 11, 23)
TOMORROW = date(2026, 11, 24)


def make_client(uow: UnitOfWork, name: str = "青禾风电有限公司") -> Key:
    """Write a client of the signed-in manager with one contact."""
    client = uow.add(Client(name=name, code="C-1"))
    uow.flush()
    uow.add(Contact(client_id=client.id, name="李敏", phone="13900000873"))
    uow.add(Assignment(client_id=client.id, manager_id=uow.manager_id, from_on=uow.today))
    return Key(client.id)


def add_complaint(uow: UnitOfWork, client: Key) -> None:
    """Write a complaint of a client."""
    uow.add(Feedback(client_id=client, kind=FeedbackKind.COMPLAINT, text="开立保函太慢", heard_on=TODAY))


@pytest.fixture
def client(book: Workspace) -> Key:
    """Return a client in the book."""
    return book.do(make_client).result


def test_one_sentence_restarts_the_contact_clock(book: Workspace, client: Key) -> None:
    """The list row knows the contact at once."""
    book.do(services.log_visit, VisitDraft(client, "谈妥续授信", TODAY))
    (row,) = book.ask(client_rows, [client])
    assert row.last_contact_on == TODAY


def test_everything_said_is_kept(book: Workspace, client: Key) -> None:
    """Participants, next date, next step and need each land where they belong."""
    draft = VisitDraft(
        client,
        "谈妥续授信，等三季报",
        TODAY,
        VisitKind.CALL,
        ("李敏", "王总"),
        date(2026, 11, 30),
        "送审批材料",
        "外汇套保",
        "金融市场部",
    )
    done = book.do(services.log_visit, draft)
    assert done.touched == {"visit", "visitparticipant", "followup", "feedback"}
    planned, held = book.ask(client_visits, client)
    assert (held.state, held.kind, held.met) == (VisitState.DONE, VisitKind.CALL, "李敏、王总")
    assert (planned.state, planned.topic) == (VisitState.PLANNED, "送审批材料")
    (step,) = book.ask(client_follow_ups, client)
    assert (step.text, step.due_on) == ("送审批材料", date(2026, 11, 30))
    (contact,) = book.ask(client_contacts, client)
    assert contact.last_met_on == TODAY


def test_logging_fulfils_the_visit_planned_for_that_day(book: Workspace, client: Key) -> None:
    """No second visit appears when the planned one took place."""
    visit = book.do(services.plan_visit, VisitPlan(client, TODAY, time(14, 0), topic="续授信")).result
    assert book.do(services.log_visit, VisitDraft(client, "谈妥", TODAY)).result == visit
    assert len(book.ask(client_visits, client)) == 1


def test_moving_keeps_the_time_of_day(book: Workspace, client: Key) -> None:
    """A visit at 14:00 stays at 14:00 on its new day, in the banker's zone."""
    visit = book.do(services.plan_visit, VisitPlan(client, TODAY, time(14, 0))).result
    book.do(services.move_visit, visit, TOMORROW)
    (row,) = book.ask(agenda, TOMORROW, TOMORROW)
    assert row.planned_at is not None
    local = row.planned_at.astimezone(book.clock.zone)
    assert local == datetime(2026, 11, 24, 14, 0, tzinfo=book.clock.zone)


def test_a_cancelled_visit_cannot_be_moved(book: Workspace, client: Key) -> None:
    """What is no longer planned says so."""
    visit = book.do(services.plan_visit, VisitPlan(client, TODAY)).result
    book.do(services.cancel_visit, visit, "客户改约")
    with pytest.raises(Refused):
        book.do(services.move_visit, visit, TOMORROW)
    assert book.ask(agenda, TODAY, TODAY) == []


def test_past_planned_visits_stay_visible(book: Workspace, client: Key) -> None:
    """A planned day that passed without a log is shown until somebody logs it."""
    visit = book.do(services.plan_visit, VisitPlan(client, date(2026, 11, 20))).result
    assert [row.id for row in book.ask(unlogged_visits)] == [visit]
    book.do(services.log_visit, VisitDraft(client, "补记", date(2026, 11, 20), visit_id=visit))
    assert book.ask(unlogged_visits) == []


def test_day_of_a_visit_is_the_bankers_day(book: Workspace, client: Key) -> None:
    """A visit at 07:00 in Shanghai, 23:00 UTC of the day before, stands on its own day."""
    book.do(services.plan_visit, VisitPlan(client, TOMORROW, time(7, 0)))
    assert book.ask(agenda, TODAY, TODAY) == []
    assert len(book.ask(agenda, TOMORROW, TOMORROW)) == 1


@pytest.mark.parametrize("summary", ["", "   ", "字" * 20_001])
def test_unusable_summaries_name_their_field(client: Key, summary: str) -> None:
    """The form can move to the field that is wrong."""
    with pytest.raises(Invalid) as caught:
        VisitDraft(client, summary, TODAY)
    assert caught.value.field == "summary"


def test_unknown_client(book: Workspace) -> None:
    """A client that is not there is a sentence, not a broken reference."""
    with pytest.raises(NotFound):
        book.do(services.log_visit, VisitDraft(Key("0" * 32), "谈妥", TODAY))


def test_a_next_date_becomes_a_reminder_once(book: Workspace, client: Key) -> None:
    """Deriving again, here by a second write, doubles nothing."""
    book.do(services.log_visit, VisitDraft(client, "谈妥", TODAY, next_on=TOMORROW))
    first = book.ask(reminder_list)
    book.do(services.log_visit, VisitDraft(client, "又谈", TODAY))
    assert book.ask(reminder_list) == first
    assert len(first) == 1


def test_found_by_contact_and_phone(book: Workspace, client: Key) -> None:
    """A client answers to its people as well as to its name."""
    for text in ("青禾", "qhfd", "qinghe", "fengdian", "李敏", "limin", "0873", "C-1", "禾"):
        assert [found.id for found in book.ask(found_clients, text)] == [client], text
    assert book.ask(found_clients, "金陵") == []
    assert book.ask(found_clients, '"* OR') == []


def test_what_was_answered_no_longer_waits(book: Workspace, client: Key) -> None:
    """The service level of a complaint ends with the answer, and undo brings it back."""
    book.do(add_complaint, client)
    key = book.ask(lambda reader: Key(reader.value("SELECT id FROM feedback")))
    done = book.do(services.answer_feedback, key)
    assert book.ask(lambda reader: reader.value("SELECT state FROM feedback")) == "done"
    book.do(services.undo_action, done.action_id)
    assert book.ask(lambda reader: reader.value("SELECT state FROM feedback")) == "open"
