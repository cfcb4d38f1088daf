"""What people do about a watched client: enter it by hand, plan, review, and let it leave the list in two steps."""

from datetime import timedelta

from relmgr.db.tables import Client, WatchItem, WatchReview
from relmgr.db.work import UnitOfWork
from relmgr.domain.drafts import NO_REASON, required
from relmgr.domain.values import Key, Severity
from relmgr.domain.watch_list import (
    IS_OFF,
    NOT_PROPOSED,
    ReviewDraft,
    WatchCause,
    WatchPlan,
    WatchPolicy,
    WatchProposal,
    WatchState,
    check_exit,
    check_plan,
    check_refusal,
    check_second_person,
    clean_in_a_row,
    is_reentry,
)
from relmgr.errors import Invalid, Refused
from relmgr.queries.watch_standing import Trigger, open_triggers, snapshots, watch_standing
from relmgr.services.watch_rows import new_stay, stay_dates
from relmgr.words import Words

ON_ALREADY = Words("该客户已在关注名单上。", "This client is on the watch list already.")
NOT_CLEAN = Words(
    "还有 {n} 条红、橙预警未解除（{rules}），不能记为正常检查。",
    "{n} red or orange warnings are still open ({rules}); the review cannot be clean.",
)
LABELS = {
    "enter": Words("列入关注名单：{client}", "put on the watch list: {client}"),
    "plan": Words("关注名单计划：{client}", "plan for watched client: {client}"),
    "review": Words("关注名单检查：{client}", "review watched client: {client}"),
    "propose": Words("提出退出关注：{client}", "propose exit from the watch list: {client}"),
    "approve": Words("批准退出关注：{client}", "approve exit from the watch list: {client}"),
    "refuse": Words("退回关注退出：{client}", "refuse exit from the watch list: {client}"),
}


def enter_watch(
    uow: UnitOfWork, client_id: Key, reason: str, policy: WatchPolicy, country: str = "CN"
) -> Key:
    """Put a client on the watch list by hand and return the key of its stay; the reason is required."""
    required("reason", reason, NO_REASON)
    uow.get(Client, client_id)
    standing = watch_standing(uow.read, [client_id])
    if client_id in standing.stays:
        raise Refused(ON_ALREADY)
    red = any(one.severity is Severity.RED for one in open_triggers(uow.read, client_id))
    days = policy.review_days_red if red else policy.review_days
    now = snapshots(uow.read, [client_id]).get(client_id)
    values = new_stay(client_id, WatchCause.MANUAL, days, now)
    values |= stay_dates(uow.today, days, policy, country) | {"text": reason}
    again = is_reentry(standing.exits.get(client_id, ()), uow.today, policy)
    item = uow.add(WatchItem(**values, is_reentry=again))
    _label(uow, "enter", item)
    return Key(item.id)


def plan_watch(uow: UnitOfWork, item_id: Key, plan: WatchPlan) -> None:
    """Write who is responsible for a watched client, what will be done, and by when."""
    item = _watched(uow, item_id)
    check_plan(plan, uow.today)
    item.owner, item.plan, item.plan_due_on = plan.owner, plan.plan, plan.due_on
    _label(uow, "plan", item)


def review_watch(uow: UnitOfWork, item_id: Key, review: ReviewDraft, policy: WatchPolicy) -> Key:
    """Record a review and set the next one; one that proposes an exit proposes it at once.

    Nothing is written of a review that calls clean what is not, or proposes an exit that is not allowed yet.
    """
    item = _watched(uow, item_id)
    triggers = open_triggers(uow.read, Key(item.client_id))
    if review.clean and triggers:
        raise Invalid("clean", NOT_CLEAN.fill(n=len(triggers), rules=_rules(triggers)))
    row = uow.add(
        WatchReview(
            client_id=item.client_id,
            item_id=item.id,
            reviewed_on=uow.today,
            finding=review.finding,
            asset_class=review.asset_class.value if review.asset_class else "",
            stage=review.stage,
            plan_status=review.plan_status.value,
            proposal=review.proposal.value,
            clean=review.clean,
            by=uow.actor,
        )
    )
    red = any(one.severity is Severity.RED for one in triggers)
    item.clean_reviews = clean_in_a_row(item.clean_reviews, clean=review.clean)
    item.review_days = policy.review_days_red if red else policy.review_days
    item.next_review_on = uow.today + timedelta(days=item.review_days)
    if not review.clean and item.state == WatchState.EXIT_PROPOSED:
        item.state, item.refusal = WatchState.ON.value, review.finding
    if review.proposal is WatchProposal.EXIT:
        _propose(uow, item, review.finding, policy)
    _label(uow, "review", item)
    return Key(row.id)


def propose_exit(uow: UnitOfWork, item_id: Key, reason: str, policy: WatchPolicy) -> None:
    """Propose that a client leaves the list; raises Refused while triggers are open or reviews too few."""
    item = _watched(uow, item_id)
    required("reason", reason, NO_REASON)
    _propose(uow, item, reason, policy)
    _label(uow, "propose", item)


def approve_exit(uow: UnitOfWork, item_id: Key, approver: str, policy: WatchPolicy) -> None:
    """Let a client leave the list in the name of a second person, who is not the one that proposed it.

    A book of one person takes the other's name on trust; only a shared hub can prove who somebody is.
    """
    item = _proposed(uow, item_id)
    check_second_person(item.exit_by, approver)
    check_exit(
        [one.rule_id for one in open_triggers(uow.read, Key(item.client_id))], item.clean_reviews, policy
    )
    item.state, item.exit_approved_by, item.exited_on = WatchState.OFF.value, approver.strip(), uow.today
    _label(uow, "approve", item)


def refuse_exit(uow: UnitOfWork, item_id: Key, approver: str, reason: str) -> None:
    """Send a proposed exit back with a reason; the client stays on the list and is reviewed on."""
    item = _proposed(uow, item_id)
    check_second_person(item.exit_by, approver)
    check_refusal(reason)
    item.state, item.refusal = WatchState.ON.value, f"{approver.strip()}: {reason.strip()}"
    item.clean_reviews = 0
    _label(uow, "refuse", item)


def _propose(uow: UnitOfWork, item: WatchItem, reason: str, policy: WatchPolicy) -> None:
    triggers = [one.rule_id for one in open_triggers(uow.read, Key(item.client_id))]
    check_exit(triggers, item.clean_reviews, policy)
    item.state, item.exit_by, item.exit_asked_on = WatchState.EXIT_PROPOSED.value, uow.actor, uow.today
    item.exit_reason, item.refusal = reason, ""


def _watched(uow: UnitOfWork, item_id: Key) -> WatchItem:
    item = uow.get(WatchItem, item_id)
    if item.state == WatchState.OFF:
        raise Refused(IS_OFF)
    return item


def _proposed(uow: UnitOfWork, item_id: Key) -> WatchItem:
    item = _watched(uow, item_id)
    if item.state != WatchState.EXIT_PROPOSED:
        raise Refused(NOT_PROPOSED)
    return item


def _rules(triggers: list[Trigger]) -> str:
    return ", ".join(one.rule_id for one in triggers)


def _label(uow: UnitOfWork, what: str, item: WatchItem) -> None:
    client = uow.get(Client, item.client_id)
    uow.label(LABELS[what].fill(client=client.short_name or client.name))
