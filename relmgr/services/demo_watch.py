"""What the fictitious manager of a demo book does about watched clients, with the ordinary use cases."""

from datetime import timedelta
from typing import Final

from relmgr.db.work import UnitOfWork
from relmgr.domain.values import Key
from relmgr.domain.watch_list import (
    PlanStatus,
    ReviewDraft,
    WatchPlan,
    WatchPolicy,
    WatchProposal,
    WatchState,
)
from relmgr.queries.watch_standing import open_triggers, watch_standing
from relmgr.services.watch_list import approve_exit, plan_watch, review_watch

PLAN_DAYS: Final = timedelta(days=60)
PLAN: Final = "追加抵押，按月对账，季度内压降敞口"
TROUBLED, CALM = "触发预警仍在，继续按计划压降", "触发预警已解除，经营恢复正常"
LEAD: Final = "周敏"
"""Who approves the exits that the fictitious manager proposes."""


def look_after_watched(uow: UnitOfWork, policy: WatchPolicy, *, is_late: bool) -> None:
    """Plan and review every watched client, and let those leave whose exit was proposed; when late, all but one."""
    stays = sorted(watch_standing(uow.read, None).stays.values(), key=lambda stay: stay.next_review_on)
    for stay in stays[1:] if is_late else stays:
        if stay.state is WatchState.EXIT_PROPOSED:
            approve_exit(uow, stay.id, LEAD, policy)
            continue
        owner = uow.actor
        plan_watch(uow, stay.id, WatchPlan(owner, PLAN, uow.today + PLAN_DAYS))
        _review(uow, stay.client_id, stay.id, stay.clean_reviews, policy)


def _review(uow: UnitOfWork, client: Key, item: Key, clean_reviews: int, policy: WatchPolicy) -> None:
    clean = not open_triggers(uow.read, client)
    leaves = clean and clean_reviews + 1 >= policy.clean_reviews
    review = ReviewDraft(
        finding=CALM if clean else TROUBLED,
        clean=clean,
        plan_status=PlanStatus.DONE if leaves else PlanStatus.ON_TRACK,
        proposal=WatchProposal.EXIT if leaves else WatchProposal.KEEP,
    )
    review_watch(uow, item, review, policy)
