"""Whoever was written about is due in the same transaction, with all that hang together; nobody else is."""

from datetime import timedelta
from typing import Any

import pytest

from relmgr import services
from relmgr.clock import FixedClock
from relmgr.db.tables import Client, Contact, GroupEdge, GuarantorEdge, Reminder
from relmgr.db.work import UnitOfWork
from relmgr.domain.segment_grammar import parse_definition
from relmgr.domain.strategies import Strategy
from relmgr.domain.values import ClientState, Key, ReminderKind
from relmgr.queries.due import Because, clients_to_judge
from relmgr.rulebook.loader import load
from relmgr.words import Words
from relmgr.workspace import Workspace

RULES = load()
NOTED = Words("备注", "notes")
A, B, C, D = (Key(letter * 32) for letter in "abcd")


@pytest.fixture
def judged(book: Workspace) -> Workspace:
    """Return a book of four clients that were all judged today."""

    def put(uow: UnitOfWork) -> None:
        for key in (A, B, C, D):
            uow.add(Client(id=key, name=f"客户{key[0]}"))

    book.do(put)
    book.do(services.evaluate_book, RULES)
    assert due(book) == {}
    return book


def due(book: Workspace, version: str = RULES.version) -> dict[Key, Because]:
    return book.ask(clients_to_judge, version)


def change(uow: UnitOfWork, /, key: Key, **values: Any) -> None:
    client = uow.get(Client, key)
    for name, value in values.items():
        setattr(client, name, value)


def test_a_write_makes_its_client_due_and_judging_it_ends_that(judged: Workspace) -> None:
    judged.do(change, B, satisfaction=3)
    assert due(judged) == {B: Because.DATA}
    assert judged.do(services.evaluate_due, RULES).result.because == {Because.DATA: 1}
    assert due(judged) == {}


def test_undo_and_redo_make_it_due_again(judged: Workspace) -> None:
    def write(uow: UnitOfWork) -> None:
        change(uow, A, notes="新的备注")
        uow.label(NOTED)

    judged.do(write)
    judged.do(services.evaluate_due, RULES)
    judged.do(services.undo_last)
    assert due(judged) == {A: Because.DATA}
    judged.do(services.evaluate_due, RULES)
    judged.do(services.redo_last)
    assert due(judged) == {A: Because.DATA}


def test_reminders_bear_on_no_verdict_and_contacts_may(judged: Workspace) -> None:
    def remind(uow: UnitOfWork) -> None:
        about = {"kind": ReminderKind.MANUAL, "due_at": uow.now}
        uow.insert(
            Reminder, [{"occurrence_key": "x", "client_id": A, "text_zh": "x", "text_en": "x", **about}]
        )

    judged.do(remind)
    assert due(judged) == {}
    judged.do(lambda uow: uow.add(Contact(client_id=C, name="李总")))
    assert due(judged) == {C: Because.DATA}


def test_all_that_hang_together_are_due(judged: Workspace) -> None:
    def tie(uow: UnitOfWork) -> None:
        uow.add(GroupEdge(client_id=A, parent_id=B, parent_name="集团"))
        uow.add(GuarantorEdge(client_id=B, guarantor_id=C, guarantor_name="保证人"))

    judged.do(tie)
    judged.do(services.evaluate_due, RULES)
    judged.do(change, A, notes="x")
    assert set(due(judged)) == {A, B, C}


def test_leaving_a_group_makes_those_left_behind_due(judged: Workspace) -> None:
    judged.do(change, A, group_name="远航集团")
    judged.do(change, B, group_name="远航集团")
    judged.do(services.evaluate_due, RULES)
    judged.do(change, A, group_name="")
    assert set(due(judged)) == {A, B}


def test_lost_and_deleted_clients_drop_out(judged: Workspace) -> None:
    judged.do(change, A, state=ClientState.LOST)
    judged.do(change, B, deleted=True)
    assert due(judged) == {}
    judged.do(change, A, state=ClientState.REACTIVATED)
    assert due(judged) == {A: Because.DATA}


def test_other_rules_and_segments_make_everybody_due(judged: Workspace) -> None:
    assert set(due(judged, "other").values()) == {Because.RULES}
    assert len(due(judged, "other")) == 4

    def prescribe(uow: UnitOfWork) -> None:
        key = services.save_segment(uow, "全部", parse_definition("state=active"))
        uow.flush()
        services.set_strategy(uow, key, Strategy("走访", 20))

    judged.do(prescribe)
    assert due(judged) == dict.fromkeys((A, B, C, D), Because.DATA)


def test_a_date_that_comes_is_told_from_changed_data(judged: Workspace, clock: FixedClock) -> None:
    clock.move(timedelta(days=8))
    assert due(judged) == dict.fromkeys((A, B, C, D), Because.DATE)
    judged.do(change, A, satisfaction=3)
    assert due(judged)[A] is Because.DATA


def test_a_book_of_an_older_version_has_no_rows_and_everybody_due(judged: Workspace) -> None:
    judged.do(lambda uow: uow.run("DELETE FROM clientdue WHERE client_id <> :key", key=A))
    assert due(judged) == dict.fromkeys((B, C, D), Because.DATA)
