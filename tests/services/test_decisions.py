"""What a person decides about warnings and tier changes: states, history, reasons, bulk, and the list row."""

from datetime import date

import pytest

from relmgr import services
from relmgr.db.tables import Assignment, Client, Signal, TierChange
from relmgr.db.work import UnitOfWork
from relmgr.domain.drafts import SignalPlan
from relmgr.domain.values import Key, Level, ReviewState, Severity, SignalState, Tier
from relmgr.errors import Ambiguous, Invalid, NotFound, Refused
from relmgr.queries.clients import client_rows
from relmgr.queries.nav import nav_counts
from relmgr.queries.reminders import reminder_list
from relmgr.queries.signals import resolve_signal, signal_history, warning_counts, warning_queue
from relmgr.queries.tier_changes import decided_changes, review_queue
from relmgr.workspace import Workspace

TODAY = date(2026, 11, 23)


def fill(uow: UnitOfWork) -> list[Key]:
    """Write two clients of mine with a warning and a proposed tier each, and one of somebody else."""
    keys = []
    for number, severity in enumerate((Severity.RED, Severity.ORANGE, Severity.YELLOW)):
        client = uow.add(Client(name=f"客户{number}"))
        uow.flush()
        keys.append(Key(client.id))
        if number < 2:
            uow.add(Assignment(client_id=client.id, manager_id=uow.manager_id, from_on=TODAY))
        uow.add(
            Signal(
                client_id=client.id,
                rule_id="EW01",
                severity=severity,
                points=15,
                first_seen_on=TODAY,
                last_seen_on=TODAY,
                due_on=date(2026, 11, 24),
                evidence={"title": {"zh": "逾期", "en": "Overdue"}},
            )
        )
        uow.add(
            TierChange(client_id=client.id, from_tier="B", to_tier="A", proposed_on=TODAY, period="2026-11")
        )
    return keys


@pytest.fixture
def clients(book: Workspace) -> list[Key]:
    """Return the clients of a filled book."""
    return book.do(fill).result


def test_the_queue_is_mine_and_severe_first(book: Workspace, clients: list[Key]) -> None:
    """Only assigned clients, red before orange, counted in the nav row."""
    assert [w.severity for w in book.ask(warning_queue)] == [Severity.RED, Severity.ORANGE]
    counts = book.ask(nav_counts)
    assert (counts.warnings, counts.tiers) == (2, 2)


def test_acknowledge_plan_resolve(book: Workspace, clients: list[Key]) -> None:
    """The life of a warning, with who did what in its history and the reminder of its plan."""
    signal = book.ask(warning_queue)[0].id
    book.do(services.acknowledge_signals, [signal])
    book.do(services.plan_signals, [signal], SignalPlan("collect", date(2026, 11, 26), "约财务总监"))
    (planned,) = book.ask(warning_queue, "planned")
    assert (planned.plan_measure, planned.plan_due_on) == ("collect", date(2026, 11, 26))
    assert "约财务总监" in [r.text_zh.split(" ")[-1] for r in book.ask(reminder_list)]
    book.do(services.resolve_signals, [signal], "true", "已还款")
    assert [s.kind for s in book.ask(signal_history, signal)] == ["acked", "planned", "resolved"]
    assert {s.by for s in book.ask(signal_history, signal)} == {"王磊"}
    assert "约财务总监" not in " ".join(r.text_zh for r in book.ask(reminder_list))
    with pytest.raises(Refused):
        book.do(services.acknowledge_signals, [signal])


def test_closing_a_warning_changes_the_level_in_the_list(book: Workspace, clients: list[Key]) -> None:
    """The list row follows the open warnings, in the same commit; nothing known is unknown, not green."""
    assert [row.level for row in book.ask(client_rows, clients)] == [Level.RED, Level.ORANGE, Level.YELLOW]
    book.do(services.dismiss_signals, [book.ask(warning_queue)[0].id], "系统误报")
    assert book.ask(client_rows, clients)[0].level == Level.UNKNOWN
    book.do(services.undo_last)
    assert book.ask(client_rows, clients)[0].level == Level.RED


def test_a_dismissal_needs_a_reason(book: Workspace, clients: list[Key]) -> None:
    """An empty reason names its field."""
    with pytest.raises(Invalid) as caught:
        book.do(services.dismiss_signals, [book.ask(warning_queue)[0].id], "  ")
    assert caught.value.field == "reason"


def test_many_at_once_are_one_action(book: Workspace, clients: list[Key]) -> None:
    """A bulk verb is one entry for undo."""
    keys = [w.id for w in book.ask(warning_queue)]
    assert book.do(services.resolve_signals, keys, "mitigated").result == 2
    assert book.ask(warning_counts).closed == 2
    book.do(services.undo_last)
    assert [w.state for w in book.ask(warning_queue)] == [SignalState.OPEN, SignalState.OPEN]


def test_a_warning_is_named_by_its_beginning(book: Workspace, clients: list[Key]) -> None:
    """A part of the id is enough when it is unique."""
    keys = [w.id for w in book.ask(warning_queue)]
    assert book.ask(resolve_signal, keys[0]) == keys[0]
    with pytest.raises(NotFound):
        book.ask(resolve_signal, "zzz")
    with pytest.raises((Ambiguous, NotFound)):
        book.ask(resolve_signal, keys[0][:2])


def test_accepting_makes_the_tier_effective(book: Workspace, clients: list[Key]) -> None:
    """The list shows the new tier at once, and the queue gets shorter."""
    change = book.ask(review_queue)[0]
    book.do(services.accept_tier_changes, [change.id])
    (row,) = book.ask(client_rows, [change.client_id])
    assert row.tier == Tier.A
    assert change.id not in [c.id for c in book.ask(review_queue)]
    assert [c.state for c in book.ask(decided_changes, TODAY)] == [ReviewState.ACCEPTED]
    with pytest.raises(Refused):
        book.do(services.accept_tier_changes, [change.id])


def test_rejecting_needs_a_reason_and_keeps_the_tier(book: Workspace, clients: list[Key]) -> None:
    """No reason, no rejection."""
    change = book.ask(review_queue)[0]
    with pytest.raises(Invalid):
        book.do(services.reject_tier_changes, [change.id], "", " ")
    book.do(services.reject_tier_changes, [change.id], "one_off")
    assert book.ask(client_rows, [change.client_id])[0].tier is None


def test_a_postponed_change_comes_back(book: Workspace, clients: list[Key]) -> None:
    """It leaves the queue until its day; a day that is not later is refused."""
    change = book.ask(review_queue)[0]
    with pytest.raises(Invalid):
        book.do(services.postpone_tier_changes, [change.id], TODAY)
    book.do(services.postpone_tier_changes, [change.id], date(2026, 12, 1))
    assert change.id not in [c.id for c in book.ask(review_queue)]
    book.clock.move(date(2026, 12, 1) - TODAY)  # type: ignore[attr-defined]
    assert change.id in [c.id for c in book.ask(review_queue)]
