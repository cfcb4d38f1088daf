"""The watch list from entry to exit: by itself or by hand, planned, reviewed, proposed, refused, approved."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from relmgr import services
from relmgr.clock import FixedClock
from relmgr.db.tables import Assignment, Client, Collateral, Facility, WatchItem
from relmgr.db.work import UnitOfWork
from relmgr.domain.values import AssetClass, FacilityKind, Key
from relmgr.domain.watch_list import (
    PlanStatus,
    ReviewDraft,
    WatchCause,
    WatchPlan,
    WatchProposal,
    WatchState,
)
from relmgr.errors import Invalid, Refused
from relmgr.queries.reminders import reminder_list
from relmgr.queries.signals import warning_queue
from relmgr.queries.watch_list import WatchRow, watch_list, watch_of, watch_report, watch_reviews
from relmgr.rulebook.loader import load
from relmgr.workspace import Workspace

RULES = load()
POLICY = RULES.warnings.watch_list
CLIENT, FACILITY = Key("c" * 32), "f" * 32
CLEAN = ReviewDraft("已还清，经营正常", clean=True, asset_class=AssetClass.NORMAL, stage=1)


def add_debtor(uow: UnitOfWork, overdue_days: int | None = 95) -> None:
    """Write a client of mine with a secured facility, overdue for so many days."""
    overdue = None if overdue_days is None else uow.today - timedelta(overdue_days)
    uow.add(Client(id=CLIENT, name="宏远新材料有限公司", short_name="宏远新材"))
    uow.flush()
    uow.add(Assignment(client_id=CLIENT, manager_id=uow.manager_id, from_on=uow.today - timedelta(99)))
    uow.add(
        Facility(
            id=FACILITY, client_id=CLIENT, code="F-1", kind=FacilityKind.TERM, limit_minor=10_000_000_00,
            drawn_minor=8_000_000_00, maturity_on=date(2029, 6, 30), arrears_on=uow.today,
            overdue_since=overdue,
        )
    )  # fmt: skip
    uow.add(
        Collateral(
            client_id=CLIENT, kind="厂房", value_minor=12_000_000_00, valued_on=uow.today,
            insured_until=uow.today + timedelta(400),
        )
    )  # fmt: skip


def report_arrears(uow: UnitOfWork, overdue_days: int | None) -> None:
    """Report the arrears of today."""
    facility = uow.get(Facility, FACILITY)
    facility.arrears_on = uow.today
    facility.overdue_since = None if overdue_days is None else uow.today - timedelta(overdue_days)


def evaluate(book: Workspace) -> None:
    book.do(services.evaluate_book, RULES)


@pytest.fixture
def debtor(book: Workspace) -> Workspace:
    """Return a book whose only client is 95 days overdue and was judged."""
    book.do(add_debtor)
    evaluate(book)
    return book


def stay(book: Workspace) -> WatchRow:
    row = book.ask(watch_of, CLIENT)
    assert row is not None
    return row


def review(book: Workspace, draft: ReviewDraft = CLEAN) -> None:
    book.do(services.review_watch, stay(book).id, draft, POLICY)


def clear(book: Workspace, clock: FixedClock) -> None:
    """Let the arrears be paid and every warning clear by itself."""
    for _ in range(3):
        clock.move(timedelta(days=1))
        book.do(report_arrears, None)
        evaluate(book)


def test_an_open_red_enters_by_itself_with_what_stands_that_day(debtor: Workspace) -> None:
    row, today = stay(debtor), debtor.clock.today()
    assert (row.cause, row.state, row.entered_on) == (WatchCause.RED, WatchState.ON, today)
    assert (row.owner, row.plan) == ("王磊", "")
    assert (row.currency, row.exposure_minor, row.security_minor) == ("CNY", 8_000_000_00, 12_000_000_00)
    assert (row.review_days, row.next_review_on) == (15, today + timedelta(15))
    assert row.answer_by_on == today + timedelta(3)
    assert "EW03" in row.text
    assert debtor.ask(lambda r: r.value("SELECT on_watch FROM clientcache")) == 1


def test_a_second_run_enters_nobody_twice(debtor: Workspace, clock: FixedClock) -> None:
    before = debtor.ask(lambda r: r.value("SELECT count(*) FROM audit_entry"))
    evaluate(debtor)
    assert debtor.ask(lambda r: r.value("SELECT count(*) FROM audit_entry")) == before
    clock.move(timedelta(days=1))
    evaluate(debtor)
    assert len(debtor.ask(watch_list, "all")) == 1


def test_two_oranges_enter_and_one_does_not(book: Workspace) -> None:
    book.do(add_debtor, 35)
    evaluate(book)
    oranges = {w.rule_id for w in book.ask(warning_queue) if w.severity == "orange"}
    row = book.ask(watch_of, CLIENT)
    assert (row is not None) == (len(oranges) > 1)


def test_by_hand_needs_a_reason_and_happens_once(book: Workspace) -> None:
    book.do(add_debtor, None)
    with pytest.raises(Invalid):
        book.do(services.enter_watch, CLIENT, " ", POLICY)
    book.do(services.enter_watch, CLIENT, "行业风险上升", POLICY)
    row = stay(book)
    assert (row.cause, row.text, row.review_days) == (WatchCause.MANUAL, "行业风险上升", 30)
    with pytest.raises(Refused):
        book.do(services.enter_watch, CLIENT, "再来一次", POLICY)
    book.do(services.undo_last)
    assert book.ask(watch_of, CLIENT) is None


def test_a_plan_answers_and_its_absence_is_a_matter_for_the_manager(
    debtor: Workspace, clock: FixedClock
) -> None:
    clock.move(timedelta(days=4))
    today = clock.today()
    assert stay(debtor).is_answer_late(today)
    assert debtor.ask(watch_report).unanswered == 1
    plan = WatchPlan("李敏", "追加抵押，按月还款", today + timedelta(20))
    debtor.do(services.plan_watch, stay(debtor).id, plan)
    row = stay(debtor)
    assert (row.owner, row.plan_due_on, row.is_unanswered) == ("李敏", today + timedelta(20), False)
    debtor.do(services.undo_last)
    assert stay(debtor).is_unanswered
    with pytest.raises(Invalid):
        debtor.do(services.plan_watch, row.id, WatchPlan("李敏", "约谈", today - timedelta(1)))


def test_a_review_is_kept_and_sets_the_next(debtor: Workspace, clock: FixedClock) -> None:
    clock.move(timedelta(days=16))
    assert stay(debtor).is_review_late(clock.today())
    assert debtor.ask(watch_report).overdue_reviews == 1
    draft = ReviewDraft(
        "停产两周，正在复工", clean=False, asset_class=AssetClass.SUBSTANDARD, stage=3,
        plan_status=PlanStatus.LATE, proposal=WatchProposal.DOWNGRADE,
    )  # fmt: skip
    review(debtor, draft)
    assert stay(debtor).next_review_on == clock.today() + timedelta(15)
    (kept,) = debtor.ask(watch_reviews, stay(debtor).id)
    assert (kept.finding, kept.stage, kept.proposal) == ("停产两周，正在复工", 3, WatchProposal.DOWNGRADE)
    assert (kept.plan_status, kept.by, kept.clean) == (PlanStatus.LATE, "王磊", False)


def test_nothing_is_clean_while_a_trigger_is_open(debtor: Workspace) -> None:
    with pytest.raises(Invalid) as caught:
        review(debtor)
    assert caught.value.field == "clean"
    assert debtor.ask(watch_reviews, stay(debtor).id) == []


def test_the_exit_needs_two_clean_reviews_and_a_second_person(debtor: Workspace, clock: FixedClock) -> None:
    item = stay(debtor).id
    with pytest.raises(Refused):
        debtor.do(services.propose_exit, item, "已还款", POLICY)
    clear(debtor, clock)
    review(debtor)
    with pytest.raises(Refused):
        debtor.do(services.propose_exit, item, "已还款", POLICY)
    with pytest.raises(Refused):
        debtor.do(services.approve_exit, item, "李敏", POLICY)
    review(debtor)
    debtor.do(services.propose_exit, item, "已还款", POLICY)
    assert stay(debtor).state is WatchState.EXIT_PROPOSED
    with pytest.raises(Invalid) as caught:
        debtor.do(services.approve_exit, item, "王 磊", POLICY)
    assert caught.value.field == "approver"
    debtor.do(services.approve_exit, item, "李敏", POLICY)
    assert debtor.ask(watch_of, CLIENT) is None
    (left,) = debtor.ask(watch_list, "off")
    assert (left.exit_by, left.exit_approved_by, left.exited_on) == ("王磊", "李敏", clock.today())
    assert len(debtor.ask(watch_reviews, item)) == 2
    assert debtor.ask(lambda r: r.value("SELECT on_watch FROM clientcache")) == 0
    with pytest.raises(Refused):
        debtor.do(services.review_watch, item, CLEAN, POLICY)


def leave(book: Workspace, clock: FixedClock) -> None:
    """Let the client leave the list as it should."""
    item = stay(book).id
    clear(book, clock)
    review(book)
    review(book, ReviewDraft("连续正常", clean=True, proposal=WatchProposal.EXIT))
    book.do(services.approve_exit, item, "李敏", POLICY)


def test_a_review_may_propose_the_exit_and_it_may_be_refused(debtor: Workspace, clock: FixedClock) -> None:
    clear(debtor, clock)
    review(debtor)
    review(debtor, ReviewDraft("连续正常", clean=True, proposal=WatchProposal.EXIT))
    item = stay(debtor).id
    assert stay(debtor).state is WatchState.EXIT_PROPOSED
    with pytest.raises(Invalid):
        debtor.do(services.refuse_exit, item, "李敏", " ")
    debtor.do(services.refuse_exit, item, "李敏", "再观察一个季度")
    row = stay(debtor)
    assert (row.state, row.refusal, row.clean_reviews) == (WatchState.ON, "李敏: 再观察一个季度", 0)
    with pytest.raises(Refused):
        debtor.do(services.propose_exit, item, "已还款", POLICY)


def test_a_new_trigger_sends_a_proposed_exit_back(debtor: Workspace, clock: FixedClock) -> None:
    clear(debtor, clock)
    review(debtor)
    review(debtor, ReviewDraft("连续正常", clean=True, proposal=WatchProposal.EXIT))
    clock.move(timedelta(days=1))
    debtor.do(report_arrears, 35)
    evaluate(debtor)
    row = stay(debtor)
    assert (row.state, row.clean_reviews) == (WatchState.ON, 0)
    assert "EW02" in row.refusal


def test_back_within_a_year_is_marked_and_the_first_stay_is_kept(
    debtor: Workspace, clock: FixedClock
) -> None:
    leave(debtor, clock)
    evaluate(debtor)
    assert debtor.ask(watch_of, CLIENT) is None
    clock.move(timedelta(days=100))
    debtor.do(report_arrears, 95)
    evaluate(debtor)
    assert stay(debtor).is_reentry
    assert [row.is_reentry for row in debtor.ask(watch_list, "all")] == [True, False]


@pytest.mark.parametrize(
    "change",
    [
        lambda uow, item: services.plan_watch(uow, item, WatchPlan("李敏", "约谈", uow.today)),
        lambda uow, item: services.review_watch(uow, item, ReviewDraft("一般", clean=False), POLICY),
    ],
)
def test_undo_leaves_the_stay_as_it_was(
    debtor: Workspace, clock: FixedClock, change: Callable[[UnitOfWork, Key], Any]
) -> None:
    clock.move(timedelta(days=1))
    before = stay(debtor)
    debtor.do(change, before.id)
    assert stay(debtor) != before
    debtor.do(services.undo_last)
    assert stay(debtor) == before


def test_the_report_counts_what_the_manager_asks_for(debtor: Workspace, clock: FixedClock) -> None:
    clock.move(timedelta(days=10))
    report = debtor.ask(watch_report)
    assert (report.count, report.entries, report.exits, report.average_age) == (1, 1, 0, 10.0)
    assert [(e.currency, e.minor) for e in report.exposure] == [("CNY", 8_000_000_00)]
    assert report.unknown_exposure == 0


def test_reviews_and_missing_plans_are_reminded_of(debtor: Workspace) -> None:
    texts = " ".join(row.text_zh for row in debtor.ask(reminder_list, None))
    assert "关注名单检查" in texts
    assert "负责人与计划" in texts
    debtor.do(
        services.plan_watch, stay(debtor).id, WatchPlan("李敏", "约谈", debtor.clock.today() + timedelta(9))
    )
    texts = " ".join(row.text_zh for row in debtor.ask(reminder_list, None))
    assert "负责人与计划" not in texts
    assert "约谈" in texts


def test_the_database_refuses_an_exit_approved_by_its_author(debtor: Workspace) -> None:
    def cheat(uow: UnitOfWork) -> None:
        item = uow.get(WatchItem, stay(debtor).id)
        item.exit_by = item.exit_approved_by = "王磊"
        uow.flush()

    with pytest.raises(Exception, match="second_person"):
        debtor.do(cheat)
