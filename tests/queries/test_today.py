"""The Today page: urgent things first, totals that agree with the lists, currencies kept apart."""

from datetime import UTC, datetime, time, timedelta

from relmgr import services
from relmgr.clock import FixedClock
from relmgr.db.reader import Reader
from relmgr.db.work import UnitOfWork
from relmgr.domain.drafts import FollowUpDraft, VisitDraft, VisitPlan
from relmgr.domain.values import Level, ReviewState, Severity, SignalState, Tier
from relmgr.queries.nav import nav_counts
from relmgr.queries.today import TodayPage, today_page
from relmgr.workspace import Workspace
from tests.queries.week_book import TODAY, put_client, put_loan, put_signal, put_tier


def _page(book: Workspace, limit: int = 20) -> TodayPage:
    return book.ask(today_page, 10, limit)


def test_an_empty_book(book: Workspace) -> None:
    """Nothing is invented for a book without clients."""
    page = _page(book)
    assert (page.day, page.hour) == (TODAY, 10)
    assert (page.agenda, page.warnings, page.reminders, page.overdue) == ((), (), (), 0)
    assert (page.week.done, page.week.target, page.week.a_total) == (0, 10, 0)
    assert page.snapshot.exposure == ()


def test_what_was_not_logged_comes_first(book: Workspace, clock: FixedClock) -> None:
    """Friday's visit that nobody logged stands above today's, and counts as overdue with late reminders."""
    client = book.do(put_client, "招商港口").result
    clock.move(timedelta(days=-3))
    book.do(services.plan_visit, VisitPlan(client, TODAY - timedelta(days=3), time(15), topic="补记"))
    book.do(services.plan_visit, VisitPlan(client, TODAY, time(10), topic="谈判"))
    clock.move(timedelta(days=3))
    page = _page(book)
    assert [row.topic for row in page.agenda] == ["补记", "谈判"]
    assert page.reminders_late == 1
    assert page.overdue == 2


def test_red_and_orange_warnings_with_the_time_left(book: Workspace) -> None:
    """Planned ones stay listed, yellow and closed ones do not; totals count beyond the limit."""
    client = book.do(put_client, "中交投资").result
    book.do(put_signal, client, Severity.ORANGE, TODAY, rule="EW08", due_on=TODAY + timedelta(days=4))
    book.do(
        put_signal, client, Severity.RED, TODAY, due_on=TODAY + timedelta(days=1), state=SignalState.PLANNED
    )
    book.do(put_signal, client, Severity.YELLOW, TODAY, rule="EW09")
    book.do(put_signal, client, Severity.RED, TODAY, rule="EW07", state=SignalState.CLEARED, closed_on=TODAY)
    page = _page(book)
    assert [(w.severity, w.days_left(TODAY)) for w in page.warnings] == [
        (Severity.RED, 1),
        (Severity.ORANGE, 4),
    ]
    assert (page.red, page.orange) == (1, 1)
    short = _page(book, limit=1)
    assert (len(short.warnings), short.red + short.orange) == (1, 2)


def test_reminders_late_and_today(book: Workspace, clock: FixedClock) -> None:
    """By due time, late ones counted apart; the badge of the navigation shows the same number."""
    client = book.do(put_client, "宁德时代").result
    late = book.do(services.add_reminder, client, "补评估报告", clock.now()).result
    clock.move(timedelta(days=2))
    book.do(services.add_follow_up, FollowUpDraft(client, "送材料", TODAY + timedelta(days=2)))
    book.do(services.add_follow_up, FollowUpDraft(client, "以后", TODAY + timedelta(days=5)))
    page = _page(book)
    assert page.reminders[0].id == late
    assert len(page.reminders) == page.reminders_late + page.reminders_today == 2
    assert page.reminders_late == 1
    assert book.ask(nav_counts).reminders == 2


def test_the_week_and_the_snapshot(book: Workspace) -> None:
    """Coverage by the 30-day interval, silence over 60 days, exposure per currency and never across."""
    seen = {"甲": 5, "乙": 45, "丙": 61}
    for name, days in seen.items():
        client = book.do(put_client, name).result
        book.do(put_tier, client, Tier.A, TODAY - timedelta(days=90))
        book.do(services.log_visit, VisitDraft(client, "谈", TODAY - timedelta(days=days)))
        book.do(put_loan, client, 100_00, "CNY")
        book.do(put_loan, client, 7_00, "USD")
    fresh = book.do(put_client, "丁").result
    book.do(put_loan, fresh, None, "USD")
    book.do(put_signal, fresh, Severity.RED, TODAY)
    book.do(put_tier, fresh, Tier.B, TODAY, Tier.C, ReviewState.PENDING)
    other = book.do(put_client, "别人", mine=False).result
    book.do(put_loan, other, 999_00, "CNY")
    book.do(services.log_visit, VisitDraft(fresh, "谈", TODAY))
    page = _page(book)
    week, snapshot = page.week, page.snapshot
    assert (week.done, week.a_seen, week.a_total, week.silent, week.unseen) == (1, 1, 3, 1, 0)
    assert (snapshot.clients, snapshot.red, snapshot.tiers_to_review) == (4, 1, 1)
    assert [(e.currency, e.minor, e.facilities, e.unknown) for e in snapshot.exposure] == [
        ("CNY", 300_00, 3, 0),
        ("USD", 21_00, 4, 1),
    ]
    assert page.warnings[0].client_level is Level.RED


def test_a_fixed_number_of_statements(book: Workspace) -> None:
    """The page costs the same number of statements for any book."""

    def counted(reader: Reader) -> int:
        today_page(reader, 10)
        return len(reader.statements)

    book.do(put_client, "甲")
    assert book.ask(counted) <= 12


def test_the_day_follows_the_zone(book: Workspace, clock: FixedClock) -> None:
    """At 23:30 in Shanghai it is still today, half an hour later it is not."""
    client = book.do(put_client, "甲").result
    book.do(services.plan_visit, VisitPlan(client, TODAY, time(23, 59), topic="夜"))
    clock.instant = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
    assert [row.topic for row in _page(book).visits] == ["夜"]
    clock.move(timedelta(minutes=30))
    assert [row.topic for row in _page(book).unlogged] == ["夜"]


def test_new_warnings_are_one_line_per_client(book: Workspace) -> None:
    """Two warnings of one client are one line; the page counts late answers and what the manager heard of."""
    one = book.do(put_client, "中交投资").result
    two = book.do(put_client, "华能电力").result
    for rule, client, severity in (
        ("EW01", one, Severity.YELLOW),
        ("EW02", one, Severity.ORANGE),
        ("EW03", two, Severity.RED),
    ):
        book.do(put_signal, client, severity, TODAY, rule=rule, due_on=TODAY - timedelta(days=1))

    def escalate(uow: UnitOfWork) -> None:
        uow.run("UPDATE signal SET escalated_on = :today WHERE severity = 'red'", today=uow.today)

    book.do(escalate)
    page = _page(book)
    assert [(line.client, len(line.notice.news)) for line in page.news.lines] == [
        ("华能电力", 1),
        ("中交投资", 2),
    ]
    assert (page.answers_late, page.escalated) == (3, 1)
