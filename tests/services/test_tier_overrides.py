"""The life of an override in a real book: set, approved, shown, renewed, ended, run out, undone."""

from datetime import date, timedelta
from typing import Any

import pytest

from relmgr import services
from relmgr.clock import FixedClock
from relmgr.db.tables import AccountManager, Assignment, Client, RatingEvent, TierChange
from relmgr.db.work import UnitOfWork
from relmgr.domain.periods import last_full_month, month_text
from relmgr.domain.tier_overrides import OverrideState, TierOverrideDraft
from relmgr.domain.values import Key, Tier, Unit
from relmgr.errors import Invalid, Refused
from relmgr.queries.clients import client_rows
from relmgr.queries.reminders import reminder_list
from relmgr.queries.tier_changes import review_queue
from relmgr.queries.tier_overrides import all_overrides, open_overrides, override_rate
from relmgr.queries.tier_standing import TierStanding, tier_standing
from relmgr.rulebook.loader import load
from relmgr.workspace import Workspace
from tests.services.test_evaluation import add_metric

RULES = load()
CLIENT = Key("c" * 32)
WHY = "战略客户，集团授信已获批"


def add(uow: UnitOfWork, raroc: int | None = 160_000) -> None:
    """Write a client of mine that scores B, or one that has no score."""
    uow.add(Client(id=CLIENT, name="华南电力工程有限公司", short_name="华南电力"))
    uow.flush()
    uow.add(Assignment(client_id=CLIENT, manager_id=uow.manager_id, from_on=uow.today))
    if raroc is not None:
        client = uow.get(Client, CLIENT)
        client.satisfaction, client.satisfaction_on, client.esg_score = 7, uow.today, 70
        uow.add(RatingEvent(client_id=CLIENT, kind="grade", value="BBB", effective_on=uow.today))
        add_metric(uow, "raroc", month_text(last_full_month(uow.today)), raroc, Unit.E6)


def set_class(uow: UnitOfWork, value: str) -> None:
    uow.add(RatingEvent(client_id=CLIENT, kind="class", value=value, effective_on=uow.today))


def be(uow: UnitOfWork, role: str) -> None:
    uow.get(AccountManager, uow.manager_id).role = role


def pretend_author(uow: UnitOfWork, name: str) -> None:
    uow.run("UPDATE tieroverride SET author = :name", name=name)


def give_away(uow: UnitOfWork) -> None:
    other = uow.add(AccountManager(name="李雷"))
    uow.flush()
    uow.run("UPDATE assignment SET manager_id = :other", other=other.id)


def propose(uow: UnitOfWork) -> None:
    uow.add(TierChange(client_id=CLIENT, from_tier="B", to_tier="C", proposed_on=uow.today, period="2026-11"))


def judge(book: Workspace) -> None:
    book.do(services.evaluate_book, RULES)


def standing(book: Workspace) -> TierStanding:
    found = book.ask(tier_standing, CLIENT)
    assert found is not None
    return found


def draft(tier: Tier = Tier.A, reason: str = WHY, days: int = 90) -> TierOverrideDraft:
    return TierOverrideDraft(CLIENT, tier, "relationship", reason, days)


def override(book: Workspace, *given: Any, needs_approval: bool = False, **named: Any) -> Key:
    return book.do(
        services.override_tier, RULES, draft(*given, **named), needs_approval=needs_approval
    ).result


def story(book: Workspace) -> list[tuple[Any, ...]]:
    return book.ask(
        lambda reader: reader.records(
            "SELECT from_tier, to_tier, reason_code, decided_by FROM tierchange"
            " WHERE NOT deleted AND state = 'accepted' ORDER BY decided_on, decided_at, id"
        )
    )


@pytest.fixture
def rated(book: Workspace) -> Workspace:
    """Return a book with one client that the model rates B."""
    book.do(add)
    judge(book)
    assert standing(book).tier is Tier.B
    return book


def test_set_shown_and_taken_back(rated: Workspace) -> None:
    override(rated)
    found = standing(rated)
    assert found.said.en == "A (override; model B, expires 2027-02-21)"
    (row,) = rated.ask(client_rows, [CLIENT])
    assert row.tier is Tier.A
    assert story(rated)[-1] == ("B", "A", "override", "王磊")
    rated.do(services.undo_last)
    assert standing(rated).said.en == "B"
    assert rated.ask(all_overrides) == []
    rated.do(services.redo_last)
    assert standing(rated).tier is Tier.A


def test_it_runs_out_by_itself_with_a_task_and_a_reminder(rated: Workspace, clock: FixedClock) -> None:
    override(rated, days=5)
    clock.move(timedelta(days=5))
    judge(rated)
    assert standing(rated).tier is Tier.A
    clock.move(timedelta(days=1))
    judge(rated)
    assert standing(rated).said.en == "B"
    assert story(rated)[-1][:3] == ("A", "B", "override_ended")
    (ended,) = rated.ask(all_overrides)
    assert (ended.state, ended.end_reason) == (OverrideState.ENDED, "expired")
    tasks = rated.ask(lambda reader: reader.column("SELECT text FROM followup WHERE NOT deleted"))
    assert len(tasks) == 1
    assert "2026-11-28" in tasks[0]
    assert any(tasks[0] in reminder.text_zh for reminder in rated.ask(reminder_list))
    judge(rated)
    assert rated.ask(lambda reader: reader.value("SELECT count(*) FROM followup")) == 1
    report = rated.ask(override_rate)
    assert (report.active, report.scored, report.expired, report.confirmed) == (0, 1, 1, 0)


def test_a_cap_bounds_it_at_once_and_later(rated: Workspace, clock: FixedClock) -> None:
    rated.do(set_class, "special_mention")
    override(rated)
    assert standing(rated).tier is Tier.C
    judge(rated)
    assert standing(rated).tier is Tier.C
    clock.move(timedelta(days=1))
    rated.do(set_class, "normal")
    judge(rated)
    assert standing(rated).tier is Tier.A
    clock.move(timedelta(days=1))
    rated.do(set_class, "substandard")
    judge(rated)
    assert standing(rated).tier is Tier.D
    clock.move(timedelta(days=100))
    rated.do(set_class, "normal")
    judge(rated)
    found = standing(rated)
    assert (found.model_tier, found.cap_tier) == (Tier.B, Tier.C), "the red warning is not cleared yet"
    assert found.tier is Tier.C


def test_a_waiting_proposal_is_withdrawn_and_none_is_made(rated: Workspace, clock: FixedClock) -> None:
    rated.do(propose)
    assert len(rated.ask(review_queue)) == 1
    override(rated)
    assert rated.ask(review_queue) == []
    for _ in range(2):
        clock.move(timedelta(days=31))
        judge(rated)
    assert rated.ask(review_queue) == []


def test_a_renewal_needs_a_new_reason(rated: Workspace, clock: FixedClock) -> None:
    key = override(rated, days=30)
    clock.move(timedelta(days=20))
    with pytest.raises(Refused):
        override(rated)
    with pytest.raises(Invalid) as caught:
        rated.do(services.renew_override, RULES, key, draft(reason=f"  {WHY}! "))
    assert caught.value.field == "reason"
    with pytest.raises(Refused):
        rated.do(services.renew_override, RULES, key, draft(Tier.C, "换了目标层级，不是续期"))
    new = rated.do(services.renew_override, RULES, key, draft(reason="新项目已开工，下季入账")).result
    rows = {row.id: row for row in rated.ask(all_overrides)}
    assert (rows[key].state, rows[key].end_reason) == (OverrideState.ENDED, "renewed")
    assert rows[new].renews_id == key
    assert rows[new].expires_on == clock.today() + timedelta(days=90)
    assert story(rated)[-1][2] == "override"
    assert len(story(rated)) == 2
    with pytest.raises(Refused):
        rated.do(services.renew_override, RULES, key, draft(reason="再换一个不同的理由试试"))


def test_an_old_reason_is_no_new_one_after_the_end_either(rated: Workspace, clock: FixedClock) -> None:
    override(rated, days=3)
    clock.move(timedelta(days=10))
    with pytest.raises(Invalid):
        override(rated)
    override(rated, reason="另一项新情况：母公司增资")
    assert len(rated.ask(open_overrides)) == 1


def test_ended_by_a_person(rated: Workspace) -> None:
    key = override(rated, Tier.D, "审慎起见先降到最低层级")
    assert standing(rated).tier is Tier.D
    with pytest.raises(Invalid):
        rated.do(services.end_override, RULES, key, " ")
    rated.do(services.end_override, RULES, key, "情况已澄清")
    assert standing(rated).said.en == "B"
    assert story(rated)[-1] == ("D", "B", "override_ended", "王磊")
    with pytest.raises(Refused):
        rated.do(services.end_override, RULES, key, "再来一次")


def test_a_lead_approves_what_another_asked_for(rated: Workspace) -> None:
    key = override(rated, needs_approval=True)
    assert standing(rated).tier is Tier.B
    assert standing(rated).override_state is OverrideState.ASKED
    with pytest.raises(Refused, match="lead"):
        rated.do(services.approve_override, RULES, key)
    rated.do(be, "lead")
    with pytest.raises(Refused, match="Another lead"):
        rated.do(services.approve_override, RULES, key)
    rated.do(pretend_author, "李雷")
    rated.do(services.approve_override, RULES, key)
    assert standing(rated).tier is Tier.A
    with pytest.raises(Refused):
        rated.do(services.refuse_override, key, "来晚了")
    rated.do(services.undo_last)
    assert standing(rated).tier is Tier.B
    rated.do(services.refuse_override, key, "证据不足")
    assert rated.ask(open_overrides) == []
    override(rated)


def test_what_was_asked_for_too_long_ago_cannot_be_approved(rated: Workspace, clock: FixedClock) -> None:
    key = override(rated, days=5, needs_approval=True)
    rated.do(be, "lead")
    rated.do(pretend_author, "李雷")
    clock.move(timedelta(days=6))
    with pytest.raises(Refused):
        rated.do(services.approve_override, RULES, key)


def test_an_unrated_client_is_unrated_again_at_the_end(book: Workspace, clock: FixedClock) -> None:
    book.do(add, None)
    judge(book)
    override(book, Tier.B, days=3)
    assert standing(book).said.en == "B (override; model -, expires 2026-11-26)"
    judge(book)
    clock.move(timedelta(days=4))
    judge(book)
    assert standing(book).tier is None
    assert book.ask(client_rows, [CLIENT])[0].tier is None
    assert story(book)[-1][:3] == ("B", "", "override_ended")


def test_the_rate_counts_what_is_in_force(rated: Workspace) -> None:
    override(rated)
    report = rated.ask(override_rate)
    assert (report.active, report.up, report.down, report.scored, report.rate) == (1, 1, 0, 1, 1.0)
    assert report.is_many
    assert date(2027, 2, 21) == rated.ask(open_overrides)[0].expires_on


def test_a_lead_sees_what_others_ask_for(rated: Workspace) -> None:
    """A manager sees the overrides of the own clients; who approves them sees those of the whole book."""
    override(rated, needs_approval=True)
    rated.do(give_away)
    assert len(rated.ask(open_overrides)) == 0
    rated.do(be, "lead")
    assert len(rated.ask(open_overrides)) == 1
