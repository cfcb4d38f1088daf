"""The demo book as a person finds it: every screen has something to show, on any day."""

from collections.abc import Iterator
from datetime import date

import pytest

from relmgr import i18n, services
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.demo_home import make_demo
from relmgr.domain.values import Severity, SignalState
from relmgr.errors import NotFound
from relmgr.queries.clients import client_count, client_order
from relmgr.queries.facilities import maturities
from relmgr.queries.finding import found_clients
from relmgr.queries.nav import nav_counts
from relmgr.queries.reminders import inbox, reminder_list
from relmgr.queries.signals import signal_history, warning_queue
from relmgr.queries.tier_changes import decided_changes, review_queue
from relmgr.queries.visits import agenda, unlogged_visits
from relmgr.queries.week import week_facts
from relmgr.settings import Settings
from relmgr.workspace import Workspace

DAYS = (date(2026, 11, 23), date(2027, 1, 1), date(2028, 2, 29), date(2026, 8, 8))
"""A Monday, a first of January, a leap day at a month's end, a Saturday."""


@pytest.fixture(scope="module", params=DAYS, ids=str)
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Return the demo book of one day."""
    settings = Settings()
    home = Home(tmp_path_factory.mktemp("demo") / "book")
    workspace = make_demo(home, settings, FixedClock(request.param, settings.zone))
    yield workspace
    workspace.close()


def test_it_says_that_it_is_a_demo(demo: Workspace) -> None:
    assert demo.is_demo
    assert demo.manager_name == "演示经理"
    assert demo.ask(client_count) == 40


def test_today_has_warnings_of_every_severity(demo: Workspace) -> None:
    waiting = demo.ask(warning_queue, "open")
    new = {row.severity for row in waiting if row.state is SignalState.OPEN}
    assert len(waiting) >= 3
    assert {Severity.RED, Severity.ORANGE} <= {row.severity for row in waiting}
    assert Severity.RED in new


def test_warnings_have_lives(demo: Workspace) -> None:
    closed = demo.ask(warning_queue, "closed")
    today = demo.clock.today()
    assert demo.ask(warning_queue, "planned")
    assert {SignalState.RESOLVED, SignalState.DISMISSED} <= {row.state for row in closed}
    assert sum((today - row.closed_on).days <= 31 for row in closed if row.closed_on) >= 2
    kinds = {step.kind for row in closed for step in demo.ask(signal_history, row.id)}
    assert {"opened", "resolved"} <= kinds


def test_tier_changes_wait_with_reasons_that_sum(demo: Workspace) -> None:
    waiting = demo.ask(review_queue)
    assert 2 <= len(waiting) <= 4
    assert {change.is_up for change in waiting} == {True, False}
    assert all(change.terms for change in waiting)
    assert demo.ask(decided_changes, date(2020, 1, 1))


def test_the_schedule_has_today_this_week_and_unlogged_visits(demo: Workspace) -> None:
    today = demo.clock.today()
    assert len(demo.ask(agenda, today, today)) >= 3
    assert 2 <= len(demo.ask(unlogged_visits)) <= 4
    assert demo.ask(maturities, 30)


def test_reminders_are_late_due_today_and_to_come(demo: Workspace) -> None:
    today, zone = demo.clock.today(), demo.clock.zone
    days = [reminder.due_at.astimezone(zone).date() for reminder in demo.ask(reminder_list)]
    assert any(day < today for day in days)
    assert any(day == today for day in days)
    assert any(day > today for day in days)
    assert demo.ask(inbox) == []


def test_reminders_of_past_days_are_not_told_again(demo: Workspace) -> None:
    due = demo.ask(
        lambda reader: reader.column(
            "SELECT due_at FROM reminder WHERE fired_at IS NULL AND due_at < :now", now=reader.now
        )
    )
    assert len(due) < 10


def test_the_week_has_content(demo: Workspace) -> None:
    week = demo.ask(week_facts, demo.clock.today())
    assert week.done
    assert week.needs
    assert week.coming or week.missed
    assert week.raised
    assert week.closed
    assert week.overdue


def test_badges(demo: Workspace) -> None:
    counts = demo.ask(nav_counts)
    assert min(counts.warnings, counts.tiers, counts.reminders) > 0


def test_awkward_names_are_found(demo: Workspace) -> None:
    assert [found.name for found in demo.ask(found_clients, "云栈")] == ["[演示] 云栈数据有限公司"]
    assert demo.ask(found_clients, "cjlzg"), "长颈鹿重工 by its initials"
    assert demo.ask(found_clients, "quillmere")
    assert len(demo.ask(client_order, "tier")) == 40


def test_history_survives_a_hand_over(demo: Workspace) -> None:
    handed = demo.ask(
        lambda reader: reader.value(
            "SELECT count(*) FROM assignment WHERE to_on < :today AND manager_id <> :me",
            today=reader.today,
            me=reader.manager_id,
        )
    )
    assert handed == 2


def test_nothing_can_be_undone_and_nothing_was_audited(demo: Workspace) -> None:
    with pytest.raises(NotFound):
        demo.do(services.undo_last)
    tables = demo.ask(lambda reader: reader.column("SELECT DISTINCT tab FROM audit_entry"))
    assert set(tables) <= {"book", "accountmanager"}


@pytest.mark.parametrize("size", [1, 7, 300])
def test_other_sizes(size: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    i18n.use("en")
    settings = Settings()
    home = Home(tmp_path_factory.mktemp("sized") / "book")
    workspace = make_demo(home, settings, FixedClock(DAYS[0], settings.zone), size, months=14)
    assert workspace.manager_name == "Demo Manager"
    assert workspace.ask(client_count) == size
    judged = workspace.ask(lambda reader: reader.value("SELECT count(DISTINCT client_id) FROM evaluation"))
    assert judged == size
    workspace.close()
