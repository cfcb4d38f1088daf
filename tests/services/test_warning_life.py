"""A warning between its opening and its close: set aside, woken, risen, and sent to the manager."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from relmgr import services
from relmgr.clock import FixedClock
from relmgr.db.tables import Assignment, Client, Document, Evaluation, RuleSet, Signal, SignalEvent
from relmgr.db.work import UnitOfWork
from relmgr.domain.drafts import SignalPlan
from relmgr.domain.snooze import Snooze
from relmgr.domain.values import Key, Level, Severity, SignalState
from relmgr.errors import Invalid, Refused
from relmgr.queries.clients import client_rows
from relmgr.queries.due import clients_to_judge
from relmgr.queries.nav import nav_counts
from relmgr.queries.signals import signal_history, warning_counts, warning_queue
from relmgr.rulebook.loader import load
from relmgr.workspace import Workspace

RULES = load()
LIMITS = RULES.warnings.snooze
MONDAY = date(2026, 11, 23)


def add_signals(uow: UnitOfWork, severities: Sequence[Severity], opened: date = MONDAY) -> list[Key]:
    """Write a client of mine with a warning of each severity; returns their keys."""
    client = uow.add(Client(name="远洋重工"))
    uow.flush()
    uow.add(Assignment(client_id=client.id, manager_id=uow.manager_id, from_on=MONDAY - timedelta(30)))
    keys = []
    for number, severity in enumerate(severities):
        signal = uow.add(
            Signal(
                client_id=client.id, rule_id=f"EW{number:02}", severity=severity, points=30,
                first_seen_on=opened, last_seen_on=opened, due_on=opened + timedelta(1),
                plan_by_on=opened + timedelta(3), evidence={"title": {"zh": "逾期", "en": "Overdue"}},
            )
        )  # fmt: skip
        uow.flush()
        uow.add(
            SignalEvent(
                client_id=client.id, signal_id=signal.id, at=uow.now, on_day=opened, kind="opened",
                severity=severity.value, by="system",
            )
        )  # fmt: skip
        keys.append(Key(signal.id))
    return keys


def one(book: Workspace, severity: Severity = Severity.RED, opened: date = MONDAY) -> Key:
    """Return the key of the only warning of a filled book."""
    (key,) = book.do(add_signals, [severity], opened).result
    return key


def to(clock: FixedClock, day: date) -> None:
    """Let the banker's day be this one."""
    clock.move(day - clock.today())


def test_a_snoozed_warning_leaves_the_queue_and_is_back_on_its_day(
    book: Workspace, clock: FixedClock
) -> None:
    key = one(book)
    level = book.ask(client_rows, [book.ask(warning_queue)[0].client_id])[0].level
    book.do(services.snooze_signals, [key], Snooze(MONDAY + timedelta(3), "等待还款到账"), LIMITS)
    assert book.ask(warning_queue) == []
    (asleep,) = book.ask(warning_queue, "snoozed")
    assert (asleep.snoozed_until, asleep.snooze_reason) == (MONDAY + timedelta(3), "等待还款到账")
    assert asleep.state is SignalState.ACKED
    assert book.ask(nav_counts).warnings == 0
    assert book.ask(client_rows, [asleep.client_id])[0].level == level == Level.RED
    to(clock, MONDAY + timedelta(3))
    assert [row.id for row in book.ask(warning_queue)] == [key]
    assert book.ask(warning_queue, "snoozed") == []
    assert book.ask(signal_history, key)[-1].kind == "snoozed"


def test_undo_takes_a_snooze_back(book: Workspace) -> None:
    key = one(book)
    book.do(services.snooze_signals, [key], Snooze(MONDAY + timedelta(3), "等到账"), LIMITS)
    book.do(services.undo_last)
    (row,) = book.ask(warning_queue)
    assert (row.state, row.snoozed_until, row.snooze_reason) == (SignalState.OPEN, None, "")


def test_two_snoozes_in_a_row_and_a_plan_begins_the_count_again(book: Workspace, clock: FixedClock) -> None:
    key = one(book, Severity.ORANGE)
    for _ in range(2):
        until = clock.today() + timedelta(2)
        book.do(services.snooze_signals, [key], Snooze(until, "等年报"), LIMITS)
        to(clock, until)
    with pytest.raises(Refused):
        book.do(services.snooze_signals, [key], Snooze(clock.today() + timedelta(2), "再等"), LIMITS)
    book.do(services.plan_signals, [key], SignalPlan("collect", clock.today() + timedelta(1)))
    book.do(services.snooze_signals, [key], Snooze(clock.today() + timedelta(2), "再等"), LIMITS)
    assert len(book.ask(warning_queue, "snoozed")) == 1


def test_many_are_snoozed_together_or_not_at_all(book: Workspace) -> None:
    keys = book.do(add_signals, [Severity.YELLOW, Severity.RED]).result
    with pytest.raises(Invalid, match="red"):
        book.do(services.snooze_signals, keys, Snooze(MONDAY + timedelta(8), "等到账"), LIMITS)
    assert book.ask(warning_queue, "snoozed") == []
    done = book.do(services.snooze_signals, keys, Snooze(MONDAY + timedelta(7), "等到账"), LIMITS)
    assert done.result == 2
    book.do(services.undo_last)
    assert book.ask(warning_queue, "snoozed") == []


def escalate(book: Workspace) -> int:
    return book.do(services.escalate_signals, RULES, "CN").result


@pytest.mark.parametrize(
    ("severity", "state", "days"),
    [
        (Severity.RED, SignalState.OPEN, 1),
        (Severity.RED, SignalState.ACKED, 5),
        (Severity.ORANGE, SignalState.OPEN, 5),
        (Severity.ORANGE, SignalState.ACKED, 5),
        (Severity.YELLOW, SignalState.OPEN, None),
        (Severity.RED, SignalState.PLANNED, None),
    ],
)
def test_unanswered_goes_to_the_manager_after_working_days(
    book: Workspace, clock: FixedClock, severity: Severity, state: SignalState, days: int | None
) -> None:
    """The week of 23 November 2026 has no holiday; two days of it are a weekend."""
    key = one(book, severity)
    if state is SignalState.ACKED:
        book.do(services.acknowledge_signals, [key])
    if state is SignalState.PLANNED:
        book.do(services.plan_signals, [key], SignalPlan("collect", MONDAY + timedelta(60)))
    first = None
    for calendar_days in range(15):
        to(clock, MONDAY + timedelta(calendar_days))
        if escalate(book) and first is None:
            first = calendar_days
    # the day after the last working day that was left
    assert first == {None: None, 1: 2, 5: 8}[days]


def test_a_weekend_and_a_made_up_working_day_count_as_the_calendar_says(
    book: Workspace, clock: FixedClock
) -> None:
    """Opened on Wednesday, 30 September 2026: the next working day follows the holiday week."""
    to(clock, date(2026, 9, 30))
    one(book, Severity.RED, date(2026, 9, 30))
    escalated = []
    for day in range(1, 14):
        to(clock, date(2026, 9, 30) + timedelta(day))
        if escalate(book):
            escalated.append(clock.today())
    assert escalated == [date(2026, 10, 9)]


def test_escalating_again_adds_nothing_and_an_answer_takes_it_off_the_list(
    book: Workspace, clock: FixedClock
) -> None:
    key = one(book)
    to(clock, MONDAY + timedelta(2))
    book.do(services.evaluate_book, RULES)
    assert [escalate(book), escalate(book)] == [1, 0]
    assert book.ask(clients_to_judge, RULES.version) == {}, "who was told bears on no verdict"
    assert [step.kind for step in book.ask(signal_history, key)] == ["opened", "escalated"]
    counts = book.ask(warning_counts)
    assert (counts.late, counts.escalated) == (1, 1)
    book.do(services.acknowledge_signals, [key])
    assert book.ask(warning_counts).escalated == 0
    assert escalate(book) == 0
    book.do(services.undo_last)
    assert book.ask(warning_counts).escalated == 1


def test_what_is_set_aside_waits_until_it_is_back(book: Workspace, clock: FixedClock) -> None:
    key = one(book)
    book.do(services.snooze_signals, [key], Snooze(MONDAY + timedelta(7), "等到账"), LIMITS)
    to(clock, MONDAY + timedelta(6))
    assert escalate(book) == 0
    to(clock, MONDAY + timedelta(8))
    assert escalate(book) == 1


def test_a_rise_breaks_a_snooze_and_begins_the_days_again(book: Workspace, clock: FixedClock) -> None:
    """A certificate 10 days late is yellow, 16 days late orange: news that asks to be seen again."""

    def late_certificate(uow: UnitOfWork) -> None:
        client = uow.add(Client(name="远洋重工"))
        uow.flush()
        uow.add(Assignment(client_id=client.id, manager_id=uow.manager_id, from_on=MONDAY))
        due = uow.today - timedelta(10)
        uow.add(Document(client_id=client.id, kind="certificate", title="三季度", due_on=due))

    book.do(late_certificate)
    book.do(services.evaluate_book, RULES)
    (row,) = [row for row in book.ask(warning_queue) if row.rule_id == "EW12"]
    book.do(services.snooze_signals, [row.id], Snooze(MONDAY + timedelta(30), "等盖章"), LIMITS)
    to(clock, MONDAY + timedelta(5))
    book.do(services.evaluate_book, RULES)
    assert [row.rule_id for row in book.ask(warning_queue, "snoozed")] == ["EW12"]
    to(clock, MONDAY + timedelta(6))
    book.do(services.evaluate_book, RULES)
    (risen,) = [row for row in book.ask(warning_queue) if row.rule_id == "EW12"]
    assert (risen.severity, risen.state) == (Severity.ORANGE, SignalState.OPEN)
    assert (risen.snoozed_until, risen.snoozes, risen.due_on) == (None, 0, date(2026, 12, 2))


def test_late_ones_are_listed_gravest_first(book: Workspace, clock: FixedClock) -> None:
    book.do(add_signals, [Severity.YELLOW, Severity.ORANGE, Severity.RED])
    assert book.ask(warning_queue, "late") == []
    to(clock, MONDAY + timedelta(2))
    late = book.ask(warning_queue, "late")
    assert [row.severity for row in late] == [Severity.RED, Severity.ORANGE, Severity.YELLOW]
    assert all(row.is_late(clock.today()) for row in late)
    book.do(services.acknowledge_signals, [late[0].id])
    assert [row.severity for row in book.ask(warning_queue, "late")] == [Severity.ORANGE, Severity.YELLOW]


def test_the_level_of_the_row_follows_bands_and_coverage(book: Workspace) -> None:
    """Two families of 30 points make an orange client; without warnings coverage decides."""

    def judged(uow: UnitOfWork) -> None:
        for client in uow.read.column("SELECT id FROM client"):
            uow.add(
                Evaluation(
                    client_id=client, period="2026-11", as_of=MONDAY, model_version="1",
                    rule_coverage_e6=900_000,
                )
            )  # fmt: skip
        uow.add(
            RuleSet(
                version="1", sha256="", text="", band_orange=40, band_red=70, coverage_e6=600_000,
                loaded_at=uow.now,
            )
        )  # fmt: skip

    keys = book.do(add_signals, [Severity.YELLOW, Severity.YELLOW]).result
    book.do(judged)
    client = book.ask(warning_queue)[0].client_id
    assert book.ask(client_rows, [client])[0].level == Level.ORANGE
    book.do(services.resolve_signals, keys[:1], "true")
    assert book.ask(client_rows, [client])[0].level == Level.YELLOW
    book.do(services.resolve_signals, keys[1:], "true")
    assert book.ask(client_rows, [client])[0].level == Level.GREEN
