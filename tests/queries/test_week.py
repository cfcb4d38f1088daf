"""The week as it stood: what is in it, what is not, and that a past week does not change."""

from datetime import date, time, timedelta

from relmgr import services
from relmgr.clock import FixedClock
from relmgr.db.reader import Reader
from relmgr.domain.drafts import FollowUpDraft, SignalPlan, VisitDraft, VisitPlan
from relmgr.domain.values import Key, ReviewState, Severity, SignalState, Tier, VisitKind
from relmgr.domain.week_facts import WeekFacts
from relmgr.domain.weekly import summarise, totals_match
from relmgr.queries import week_sql
from relmgr.queries.week import _Span, week_facts
from relmgr.workspace import Workspace
from tests.queries.week_book import MONDAY, TODAY, put_client, put_signal, put_tier

WEDNESDAY = TODAY + timedelta(days=2)
NEXT = TODAY + timedelta(days=7)


def _week(book: Workspace, day: date = MONDAY) -> WeekFacts:
    return book.ask(week_facts, day)


def test_visits_done_missed_coming_and_next_week(book: Workspace, clock: FixedClock) -> None:
    """Each visit is in exactly one of the lists, by its day and whether it was logged."""
    client = book.do(put_client, "华能电力").result
    book.do(services.plan_visit, VisitPlan(client, TODAY, time(9), topic="谈判"))
    book.do(services.plan_visit, VisitPlan(client, TODAY, time(16), VisitKind.CALL, "放款"))
    book.do(services.plan_visit, VisitPlan(client, TODAY + timedelta(days=6), topic="周日"))
    book.do(services.plan_visit, VisitPlan(client, NEXT, topic="下周"))
    book.do(services.plan_visit, VisitPlan(client, NEXT + timedelta(days=7), topic="以后"))
    cancelled = book.do(services.plan_visit, VisitPlan(client, TODAY, topic="取消")).result
    book.do(services.cancel_visit, cancelled)
    book.do(services.log_visit, VisitDraft(client, "谈妥", TODAY, met=("王建国", "李敏")))
    week = _week(book)
    assert [(v.summary, v.met) for v in week.done] == [("谈妥", "王建国、李敏")]
    assert [(v.topic, v.at) for v in week.coming] == [("放款", time(16)), ("周日", None)]
    assert week.missed == ()
    assert [v.topic for v in week.next_visits] == ["下周"]
    clock.move(timedelta(days=2))
    week = _week(book)
    assert [v.topic for v in week.missed] == ["放款"]
    assert [v.topic for v in week.coming] == ["周日"]


def test_needs_promises_and_tasks(book: Workspace, clock: FixedClock) -> None:
    """What was heard, done late and due next week; lateness is judged today while the week runs."""
    client = book.do(put_client, "华能电力").result
    book.do(services.add_follow_up, FollowUpDraft(client, "迟", TODAY - timedelta(days=3)))
    book.do(services.add_follow_up, FollowUpDraft(client, "今天", TODAY))
    book.do(services.add_follow_up, FollowUpDraft(client, "下周三", NEXT + timedelta(days=2)))
    done = book.do(services.add_follow_up, FollowUpDraft(client, "已办", TODAY - timedelta(days=9))).result
    book.do(services.finish_follow_up, done, "已归档")
    draft = VisitDraft(client, "听到", TODAY, need="绿色债承销", department="投行")
    book.do(services.log_visit, draft)
    week = _week(book)
    assert [(n.text, n.department) for n in week.needs] == [("绿色债承销", "投行")]
    assert [t.text for t in week.overdue] == ["迟"]
    assert [(t.text, t.result) for t in week.finished] == [("已办", "已归档")]
    assert [t.text for t in week.next_tasks] == ["下周三"]


def test_a_past_week_stays_as_it_ended(book: Workspace, clock: FixedClock) -> None:
    """What was late when the week ended is told as late, also after it was done."""
    client = book.do(put_client, "华能电力").result
    task = book.do(services.add_follow_up, FollowUpDraft(client, "送材料", WEDNESDAY)).result
    clock.move(timedelta(days=8))
    before = _week(book)
    book.do(services.finish_follow_up, task)
    clock.move(timedelta(days=30))
    assert _week(book) == before
    assert [t.text for t in before.overdue] == ["送材料"]
    assert before.as_of == NEXT
    assert _week(book, NEXT).overdue == ()
    assert [t.text for t in _week(book, NEXT).finished] == ["送材料"]


def test_tier_changes_proposed_or_decided(book: Workspace) -> None:
    """A change of the week, a waiting proposal; not the first tier, nor what was superseded or long ago."""
    client = book.do(put_client, "华能电力").result
    book.do(put_tier, client, Tier.A, TODAY, by="system")
    book.do(put_tier, client, Tier.B, TODAY, Tier.A)
    book.do(put_tier, client, Tier.C, TODAY, Tier.B, ReviewState.PENDING)
    book.do(put_tier, client, Tier.D, TODAY, Tier.C, ReviewState.SUPERSEDED)
    book.do(put_tier, client, Tier.D, TODAY - timedelta(days=8), Tier.C)
    moves = _week(book).tiers
    assert [(m.from_tier, m.to_tier, m.state, m.by) for m in moves] == [
        (Tier.A, Tier.B, ReviewState.ACCEPTED, "王磊"),
        (Tier.B, Tier.C, ReviewState.PENDING, ""),
    ]
    assert (moves[0].score0_e6, moves[0].score_e6) == (81_400_000, 66_200_000)


def test_warnings_opened_raised_and_closed(book: Workspace, clock: FixedClock) -> None:
    """New ones, older ones that became graver, and closed ones with how they turned out; red ones first."""
    client = book.do(put_client, "华能电力").result
    book.do(put_signal, client, Severity.YELLOW, TODAY, rule="EW09")
    old = TODAY - timedelta(days=20)
    red = book.do(put_signal, client, Severity.RED, old, raised_on=TODAY).result
    book.do(put_signal, client, Severity.ORANGE, old, rule="EW08")
    book.do(
        put_signal, client, Severity.ORANGE, old, rule="EW07", state=SignalState.RESOLVED, closed_on=TODAY
    )
    week = _week(book)
    assert [(w.severity, w.is_new) for w in week.raised] == [(Severity.RED, False), (Severity.YELLOW, True)]
    assert [(w.outcome, w.by) for w in week.closed] == [("mitigated", "王磊")]
    assert week.red_unplanned == 1
    assert _week(book, TODAY - timedelta(days=20)).raised[0].severity is Severity.ORANGE
    clock.move(timedelta(days=7))
    book.do(services.plan_signals, [red], SignalPlan("collect", NEXT))
    assert _week(book).red_unplanned == 1
    assert _week(book, NEXT).red_unplanned == 0


def test_coverage_counts_a_clients_seen_within_their_interval(book: Workspace) -> None:
    """Thirty days ago is covered, thirty-one is not, never seen is not; other tiers do not count."""
    for name, days in (("甲", 30), ("乙", 31), ("丙", None)):
        client = book.do(put_client, name).result
        book.do(put_tier, client, Tier.A, TODAY - timedelta(days=90))
        if days is not None:
            book.do(services.log_visit, VisitDraft(client, "谈", TODAY - timedelta(days=days)))
    other = book.do(put_client, "丁").result
    book.do(put_tier, other, Tier.B, TODAY - timedelta(days=90))
    cover = _week(book).coverage
    assert (cover.seen, cover.total) == (1, 3)


def test_only_clients_that_were_mine_in_the_week(book: Workspace) -> None:
    """A colleague's client is left out; one that was handed over later stays in the weeks before."""
    book.do(put_signal, book.do(put_client, "别人", mine=False).result, Severity.RED, TODAY)
    gone = book.do(put_client, "移交", until=TODAY - timedelta(days=1)).result
    book.do(put_signal, gone, Severity.RED, TODAY)
    book.do(put_signal, gone, Severity.RED, TODAY - timedelta(days=5), rule="EW02")
    assert _week(book).raised == ()
    assert [w.client for w in _week(book, TODAY - timedelta(days=7)).raised] == ["移交"]


def test_a_handful_of_statements_and_figures_that_match(book: Workspace) -> None:
    """The summary of real facts passes its own check; the number of statements does not grow with the book."""

    def counted(reader: object) -> tuple[WeekFacts, int]:
        return week_facts(reader, MONDAY), len(reader.statements)  # type: ignore[arg-type, attr-defined]

    for number in range(3):
        client: Key = book.do(put_client, f"客户{number}").result
        book.do(services.log_visit, VisitDraft(client, "谈", TODAY, next_on=NEXT, next_step="送材料"))
    facts, statements = book.ask(counted)
    assert statements <= 8
    assert facts.manager == "王磊"
    summary = summarise(facts, 10)
    assert totals_match(facts, summary.counts)
    assert (summary.counts.visits, summary.counts.clients, summary.counts.next_week) == (3, 3, 6)


def test_the_week_reads_no_whole_book(book: Workspace) -> None:
    """Visits, warnings and coverage begin with the rows of the week or an index, whatever the length of the book."""
    book.do(put_client, "甲")

    def plans(reader: Reader) -> list[str]:
        asked = (week_sql.VISITS, week_sql.RAISED, week_sql.CLOSED, week_sql.STANDING)
        values = _Span(reader, MONDAY).values
        return [row[3] for sql in asked for row in reader.records(f"EXPLAIN QUERY PLAN {sql}", **values)]

    found = book.ask(plans)
    assert not [step for step in found if step in ("SCAN c", "SCAN v", "SCAN s", "SCAN t", "SCAN tierchange")]
    assert not [step for step in found if "SEARCH t " in step and "ix_tierchange_state" in step]
    assert any("ix_visit_day" in step for step in found) and any("ix_signal_closed" in step for step in found)
