"""New warnings are told one line per client, so many a day, red ones always, and nothing twice."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from relmgr import services
from relmgr.clock import FixedClock
from relmgr.db.tables import Assignment, Client, Facility, Signal, SignalEvent
from relmgr.db.work import UnitOfWork
from relmgr.domain.reminders import Fired
from relmgr.domain.snooze import Snooze
from relmgr.domain.values import FacilityKind, Severity
from relmgr.jobs.tick import tick
from relmgr.queries.nav import nav_counts
from relmgr.queries.notices import day_notices
from relmgr.queries.reminders import inbox, reminder_list
from relmgr.rulebook.loader import load
from relmgr.workspace import Workspace

RULES = load()
MONDAY = date(2026, 11, 23)


def add_client(uow: UnitOfWork, name: str, severities: Sequence[Severity], exposure: int = 100) -> None:
    """Write a client of mine with warnings that were opened now."""
    client = uow.add(Client(name=name, short_name=name))
    uow.flush()
    uow.add(Assignment(client_id=client.id, manager_id=uow.manager_id, from_on=MONDAY))
    uow.add(
        Facility(
            client_id=client.id, code=f"F-{name}", kind=FacilityKind.TERM, limit_minor=exposure,
            drawn_minor=exposure,
        )
    )  # fmt: skip
    for number, severity in enumerate(severities):
        add_signal(uow, client.id, f"EW{number:02}", severity)


def add_signal(uow: UnitOfWork, client: str, rule: str, severity: Severity) -> None:
    signal = uow.add(
        Signal(
            client_id=client, rule_id=rule, severity=severity, first_seen_on=uow.today,
            last_seen_on=uow.today, evidence={"title": {"zh": f"事项{rule}", "en": f"event {rule}"}},
        )
    )  # fmt: skip
    uow.flush()
    uow.add(
        SignalEvent(
            client_id=client, signal_id=signal.id, at=uow.now, on_day=uow.today, kind="opened",
            severity=severity.value, by="system",
        )
    )  # fmt: skip


def told(book: Workspace) -> list[Fired]:
    """Return what a person hears now."""
    book.do(services.tell_warnings, RULES)
    fired: list[Fired] = []
    while batch := tick(book, "test"):
        fired += batch
    return fired


def news(fired: Sequence[Fired]) -> list[str]:
    return [one.words.zh for one in fired if one.is_news]


def test_one_line_per_client_with_its_episodes_inside(book: Workspace) -> None:
    book.do(add_client, "中交投资", [Severity.YELLOW, Severity.RED, Severity.ORANGE, Severity.YELLOW])
    (line,) = news(told(book))
    assert line == "中交投资：新预警 红 事项EW01；橙 事项EW02；黄 事项EW00 等 4 条"


def test_nothing_is_told_twice(book: Workspace) -> None:
    book.do(add_client, "中交投资", [Severity.RED])
    assert len(news(told(book))) == 1
    assert news(told(book)) == []


def test_a_later_run_of_the_day_tells_what_came_since(book: Workspace, clock: FixedClock) -> None:
    book.do(add_client, "中交投资", [Severity.YELLOW])
    told(book)
    clock.move(timedelta(minutes=5))
    client = book.ask(lambda r: r.value("SELECT id FROM client"))
    book.do(add_signal, client, "EW09", Severity.ORANGE)
    assert news(told(book)) == ["中交投资：新预警 橙 事项EW09"]


def test_ten_lines_a_day_the_rest_is_counted_and_red_is_always_told(
    book: Workspace, clock: FixedClock
) -> None:
    for number in range(13):
        book.do(add_client, f"客户{number:02}", [Severity.ORANGE], 1000 - number)
    lines = news(told(book))
    assert len(lines) == 11
    assert {f"客户{number:02}" for number in range(10)} == {line[:4] for line in lines[:10]}
    assert "另有 3 家客户" in lines[10]
    clock.move(timedelta(hours=1))
    book.do(add_client, "红色客户", [Severity.RED])
    book.do(add_client, "橙色客户", [Severity.ORANGE])
    assert news(told(book)) == ["红色客户：新预警 红 事项EW00"]
    found = book.ask(day_notices, 10)
    assert (found.clients, len(found.lines), found.lines[0].client) == (15, 10, "红色客户")


def test_the_next_day_begins_anew_and_old_news_is_forgotten(book: Workspace, clock: FixedClock) -> None:
    book.do(add_client, "中交投资", [Severity.YELLOW])
    told(book)
    clock.move(timedelta(days=1))
    assert news(told(book)) == []
    assert book.ask(day_notices, 10).clients == 0
    clock.move(timedelta(days=40))
    told(book)
    assert book.ask(lambda r: r.value("SELECT count(*) FROM reminder")) == 0


def test_news_is_nothing_to_be_done(book: Workspace) -> None:
    """It is told, yet no list of reminders has it, and a write to its client does not take it back."""
    book.do(add_client, "中交投资", [Severity.YELLOW])
    told(book)

    def touch(uow: UnitOfWork) -> Any:
        client = uow.read.value("SELECT id FROM client")
        uow.get(Client, client).notes = "记一笔"

    book.do(touch)
    assert book.ask(reminder_list, None) == []
    assert book.ask(inbox) == []
    assert book.ask(nav_counts).reminders == 0
    assert book.ask(lambda r: r.value("SELECT state FROM reminder")) == "open"


@pytest.mark.parametrize("answer", ["resolve", "snooze"])
def test_what_is_answered_before_it_is_told_is_no_news(book: Workspace, answer: str) -> None:
    book.do(add_client, "中交投资", [Severity.YELLOW])
    keys = book.ask(lambda r: r.column("SELECT id FROM signal"))
    if answer == "resolve":
        book.do(services.resolve_signals, keys, "true")
    else:
        snooze = Snooze(MONDAY + timedelta(3), "等年报")
        book.do(services.snooze_signals, keys, snooze, RULES.warnings.snooze)
    assert news(told(book)) == []
