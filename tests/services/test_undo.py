"""Undo takes back exactly what an action did, redo brings it back, and neither erases anything."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relmgr import services
from relmgr.db.reader import Reader
from relmgr.db.tables import Client, Signal
from relmgr.db.triggers import first_broken
from relmgr.db.work import UnitOfWork
from relmgr.domain.drafts import FollowUpDraft, SignalPlan, VisitDraft, VisitPlan
from relmgr.domain.values import Key, Severity
from relmgr.errors import NotFound, Refused
from relmgr.words import Words
from relmgr.workspace import Workspace

TODAY = date(2026, 11, 23)
TABLES = ("client", "visit", "visitparticipant", "followup", "feedback", "signal", "signalevent", "reminder")


def add_client(uow: UnitOfWork) -> Key:
    """Write a client with an open warning."""
    client = uow.add(Client(name="青禾风电有限公司"))
    uow.flush()
    uow.add(
        Signal(
            client_id=client.id,
            rule_id="EW01",
            severity=Severity.RED,
            first_seen_on=TODAY,
            last_seen_on=TODAY,
        )
    )
    return Key(client.id)


def state(reader: Reader) -> dict[str, list[tuple[object, ...]]]:
    """Return what the book says, without who wrote it when."""
    shown: dict[str, list[tuple[object, ...]]] = {}
    for table in (*TABLES, "clientcache"):
        names = [r[1] for r in reader.records(f"PRAGMA table_info({table})")]
        kept = [n for n in names if n not in ("updated_at", "updated_by", "version", "deleted")]
        if table == "reminder":
            kept = [n for n in kept if n != "id"]
        live = " WHERE NOT deleted" if "deleted" in names else ""
        shown[table] = sorted(reader.records(f"SELECT {', '.join(kept)} FROM {table}{live}"), key=repr)
    return shown


def rename(uow: UnitOfWork, client: Key, name: str) -> None:
    """Change a client's name."""
    row = uow.get(Client, client)
    uow.label(Words("改名", "rename"))
    row.name = name


def act(book: Workspace, client: Key, number: int) -> None:
    """Do one of the things a banker does."""
    signal = book.ask(lambda r: r.value("SELECT id FROM signal"))
    visit = book.ask(lambda r: r.value("SELECT id FROM visit WHERE state = 'planned' AND NOT deleted"))
    if number == 0:
        book.do(
            services.log_visit, VisitDraft(client, "谈妥", TODAY, met=("李敏",), next_on=date(2026, 12, 1))
        )
    elif number == 1:
        book.do(services.plan_visit, VisitPlan(client, date(2026, 12, 2)))
    elif number == 2 and visit:
        book.do(services.move_visit, visit, date(2026, 12, 9))
    elif number == 3 and visit:
        book.do(services.cancel_visit, visit)
    elif number == 4:
        book.do(services.plan_signals, [signal], SignalPlan("collect", date(2026, 11, 26), "约财务总监"))
    elif number == 5:
        book.do(services.add_follow_up, FollowUpDraft(client, "送材料", date(2026, 11, 27)))
    elif number == 6:
        book.do(rename, client, f"改名{number}")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 6), min_size=1, max_size=4))
def test_undo_restores_and_redo_repeats(book: Workspace, numbers: list[int]) -> None:
    """For any run of actions: undoing all gives the first state, redoing all the last one."""
    client = book.do(add_client).result
    states = [book.ask(state)]
    done = 0
    for number in numbers:
        before = book.ask(lambda r: r.value("SELECT count(*) FROM action WHERE undoable"))
        act(book, client, number)
        if book.ask(lambda r: r.value("SELECT count(*) FROM action WHERE undoable")) > before:
            states.append(book.ask(state))
            done += 1
    for earlier in reversed(states[:-1]):
        book.do(services.undo_last)
        assert book.ask(state) == earlier
    for later in states[1:]:
        book.do(services.redo_last)
        assert book.ask(state) == later
    for _ in range(done):
        book.do(services.undo_last)
    assert book.ask(state) == states[0]
    assert book.book.keys is not None
    key = book.book.keys.audit
    assert book.ask(lambda r: first_broken(r.connection, key)) is None


def test_nothing_to_undo(book: Workspace) -> None:
    """An empty history says so."""
    with pytest.raises(NotFound):
        book.do(services.undo_last)
    with pytest.raises(NotFound):
        book.do(services.redo_last)


def test_redo_is_gone_after_something_new(book: Workspace) -> None:
    """A new action ends the chance to redo."""
    client = book.do(add_client).result
    act(book, client, 5)
    book.do(services.undo_last)
    act(book, client, 1)
    with pytest.raises(NotFound):
        book.do(services.redo_last)


def test_an_older_action_is_not_undone_over_a_newer_edit(book: Workspace) -> None:
    """Undo never overwrites what was changed since."""
    client = book.do(add_client).result
    first = book.do(rename, client, "甲").action_id
    book.do(rename, client, "乙")
    with pytest.raises(Refused):
        book.do(services.undo_action, first)
    assert book.ask(lambda r: r.value("SELECT name FROM client")) == "乙"


def test_tampering_with_the_audit_is_found(book: Workspace) -> None:
    """Changing any column of any entry breaks the chain at that entry; the table itself refuses edits."""
    book.do(add_client)
    assert book.book.keys is not None
    key = book.book.keys.audit
    connection = book.book.connect()
    with pytest.raises(Exception, match="append-only"):
        connection.execute("UPDATE audit_entry SET actor = '别人' WHERE seq = 3")
    connection.execute("DROP TRIGGER audit_entry_no_update")
    connection.execute("UPDATE audit_entry SET actor = '别人' WHERE seq = 3")
    connection.close()
    assert book.ask(lambda r: first_broken(r.connection, key)) == 3
