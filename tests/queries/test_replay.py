"""A replay knows nothing of the future: what happens after a day changes nothing that is said up to it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relmgr.db.past import Past
from relmgr.db.reader import Reader
from relmgr.db.tables import Client, Facility, RatingEvent
from relmgr.db.work import UnitOfWork
from relmgr.domain.backtest import Alert
from relmgr.domain.facts import Facts
from relmgr.domain.periods import last_full_month, month_end
from relmgr.domain.values import ClientState
from relmgr.queries.credit_events import credit_events, exits, undated_exits
from relmgr.queries.facts import book_facts
from relmgr.queries.replay import every_day, month_ends, only, replay
from relmgr.workspace import Workspace
from tests.queries.random_book import CLIENTS, EDITS, RULES, START, add_deposits, edit, first_rows, on, opened


def alerts(workspace: Workspace, days: Sequence[date]) -> list[Alert]:
    return workspace.ask_aside(replay, only(RULES, None), days).alerts


def facts_then(reader: Reader, day: date) -> list[Facts]:
    midnight = datetime.combine(day + timedelta(1), time(), reader.zone)
    Past(reader.connection).move_to(midnight)
    return book_facts(replace(reader, now=midnight.astimezone(UTC), today=day), RULES, None, day)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS, cut=st.integers(1, 9))
def test_what_comes_after_a_day_changes_nothing_up_to_it(
    template: Path, tmp_path: Path, edits: list[tuple[int, str, str, int]], cut: int
) -> None:
    days = list(accumulate((gap for gap, *_ in edits), initial=0))[1:]
    dated = [(START + timedelta(days=n), edit) for n, (_, *edit) in zip(days, edits, strict=True)]
    until = dated[min(cut, len(dated)) - 1][0]
    known = [step for step in dated if step[0] <= until]
    with opened(template, tmp_path / "book") as workspace:
        workspace.do(first_rows)
        for day, what in known:
            on(workspace, day).do(edit, *what)  # type: ignore[arg-type]
        steps = [START + timedelta(days=n) for n in range(0, (until - START).days, 9)] + [until]
        then_alerts, then_facts = alerts(on(workspace, until), steps), workspace.ask(book_facts, RULES)
        for day, what in dated[len(known) :]:
            on(workspace, day).do(edit, *what)  # type: ignore[arg-type]
        later = on(workspace, dated[-1][0] + timedelta(400))
        assert alerts(later, steps) == then_alerts
        assert later.ask_aside(facts_then, until) == then_facts


def test_walking_on_is_the_same_as_going_there_at_once(book: Workspace) -> None:
    on(book, START).do(first_rows)
    for day, what in enumerate([("arrears", 4), ("insured", 2), ("class", 2), ("state", 1), ("arrears", 3)]):
        on(book, START + timedelta(day * 20)).do(edit, CLIENTS[0], *what)
    on(book, START + timedelta(300))
    days = every_day(START, START + timedelta(100))[::10]

    def stepwise(reader: Reader) -> list[Any]:
        past, found = Past(reader.connection), []
        for day in days:
            midnight = datetime.combine(day + timedelta(1), time(), reader.zone)
            past.move_to(midnight)
            found.append(
                book_facts(replace(reader, now=midnight.astimezone(UTC), today=day), RULES, None, day)
            )
        return found

    assert book.ask_aside(stepwise) == [book.ask_aside(facts_then, day) for day in days]
    assert book.ask(lambda reader: reader.value("SELECT count(*) FROM temp.sqlite_master")) == 0


def test_deposits_that_fall_are_told_with_what_was_known(book: Workspace) -> None:
    on(book, START).do(first_rows)
    for month in range(4):
        end = month_end(last_full_month(START) + 1 + month)
        on(book, end + timedelta(8)).do(edit_deposits, 100)
    on(book, date(2026, 6, 1))
    days = month_ends(date(2025, 1, 1), date(2025, 12, 31))
    found = book.ask_aside(replay, only(RULES, "EW20"), days)
    assert {(alert.client, alert.on) for alert in found.of("EW20")} == {
        (key, date(2025, 3, 31)) for key in CLIENTS
    }
    assert found.judged["EW20"].unknown > 0
    assert {watched.first for watched in found.watched.values()} == {date(2025, 1, 31)}


def edit_deposits(uow: UnitOfWork, value: int) -> None:
    for key in CLIENTS:
        add_deposits(uow, key, last_full_month(uow.today), value)


def test_a_history_loaded_at_once_counts_only_when_its_dates_are_trusted(book: Workspace) -> None:
    on(book, date(2026, 6, 1)).do(first_rows)
    book.do(load_history)
    days = month_ends(date(2025, 1, 1), date(2025, 12, 31))
    rules = only(RULES, "EW20")
    assert book.ask_aside(replay, rules, days).watched == {}
    found = book.ask_aside(replay, rules, days, dated=True)
    assert {alert.on for alert in found.alerts} == {date(2025, 2, 28)}


def load_history(uow: UnitOfWork) -> None:
    for month in range(4):
        for key in CLIENTS:
            add_deposits(uow, key, last_full_month(START) + 1 + month, 100)


def test_events_are_what_was_reported(book: Workspace) -> None:
    on(book, START).do(first_rows)
    first, second = CLIENTS

    def report(uow: UnitOfWork, client: str, since: date | None) -> None:
        facility = uow.get(Facility, client)
        facility.arrears_on, facility.overdue_since = uow.today, since

    since = START - timedelta(30)
    on(book, START).do(report, first, since)
    on(book, START + timedelta(50)).do(report, first, since)
    assert book.ask(credit_events, RULES) == []
    on(book, START + timedelta(80)).do(report, first, since)
    on(book, START + timedelta(90)).do(report, first, None)
    [event] = book.ask(credit_events, RULES)
    assert (event.client, event.on, event.kind) == (first, since + timedelta(91), "dpd")

    def mark(uow: UnitOfWork) -> None:
        uow.add(RatingEvent(client_id=second, kind="class", value="doubtful", effective_on=uow.today))
        uow.add(RatingEvent(client_id=second, kind="grade", value="D", effective_on=uow.today - timedelta(9)))
        uow.get(Client, second).state = ClientState.LOST

    day = START + timedelta(120)
    on(book, day).do(mark)
    kinds = {event.kind: event.on for event in book.ask(credit_events, RULES) if event.client == second}
    assert kinds == {"class": day, "default": day - timedelta(9)}
    assert [(event.client, event.on) for event in book.ask(exits)] == [(second, day)]
    assert book.ask(undated_exits) == 0
