"""Visits: planned, moved, cancelled, and logged in one sentence."""

from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import col, select

from relmgr.db.tables import Client, Contact, Feedback, FollowUp, Visit, VisitParticipant
from relmgr.db.work import UnitOfWork
from relmgr.domain.drafts import START_OF_DAY, VisitDraft, VisitPlan
from relmgr.domain.values import Key, VisitState
from relmgr.errors import Invalid, Refused
from relmgr.words import Words

DEFAULT_STEP_DAYS = 7
"""When a next step is due if no next date was given."""

LOGGED = Words("记录拜访：{client}", "log visit: {client}")
PLANNED = Words("安排拜访：{client} {on}", "plan visit: {client} {on}")
MOVED = Words("改期：{client} {old} > {new}", "move visit: {client} {old} > {new}")
CANCELLED = Words("取消拜访：{client}", "cancel visit: {client}")
NOT_YET = Words(
    "{on} 还没到（今天 {today}）：未来的拜访请用安排。",
    "{on} has not come yet (today is {today}): plan a visit of the future instead.",
)
NOT_PLANNED = Words(
    "这次拜访不是待办状态，不能再改。", "This visit is no longer planned and cannot be changed."
)


def log_visit(uow: UnitOfWork, draft: VisitDraft) -> Key:
    """Record a contact that took place, with its next date, next step and need; returns the visit's key.

    A planned visit of the same client and day is fulfilled by it. The contact clock of the client restarts.
    """
    if draft.on > uow.today:
        raise Invalid("on", NOT_YET.fill(on=draft.on, today=uow.today))
    client = uow.get(Client, draft.client_id)
    visit = _planned_for(uow, draft) or uow.add(Visit(client_id=client.id, all_day=True))
    visit.kind, visit.state = draft.kind, VisitState.DONE
    visit.occurred_on, visit.summary, visit.effective = draft.on, draft.summary.strip(), True
    visit.manager_id = uow.manager_id
    uow.flush()
    add_participants(uow, visit, draft.met)
    if draft.next_on:
        uow.add(_visit(uow, VisitPlan(draft.client_id, draft.next_on, topic=draft.next_step)))
    if draft.next_step.strip():
        due = draft.next_on or draft.on + timedelta(days=DEFAULT_STEP_DAYS)
        uow.add(FollowUp(client_id=client.id, text=draft.next_step.strip(), due_on=due, visit_id=visit.id))
    if draft.need.strip():
        uow.add(
            Feedback(
                client_id=client.id,
                text=draft.need.strip(),
                department=draft.department,
                heard_on=draft.on,
                visit_id=visit.id,
            )
        )
    uow.label(LOGGED.fill(client=client.short_name or client.name))
    return Key(visit.id)


def plan_visit(uow: UnitOfWork, plan: VisitPlan) -> Key:
    """Schedule a contact and return its key."""
    client = uow.get(Client, plan.client_id)
    visit = uow.add(_visit(uow, plan))
    uow.flush()
    add_participants(uow, visit, plan.met)
    uow.label(PLANNED.fill(client=client.short_name or client.name, on=plan.on))
    return Key(visit.id)


def move_visit(uow: UnitOfWork, visit_id: Key, on: date, at: time | None = None) -> None:
    """Give a planned visit another day; without `at` it keeps its time of day."""
    visit = _still_planned(uow, visit_id)
    before = visit.planned_at or uow.now
    local = before.astimezone(uow.zone)
    visit.all_day = visit.all_day and at is None
    visit.planned_at = datetime.combine(on, at or local.time(), uow.zone).astimezone(UTC)
    client = uow.get(Client, visit.client_id)
    uow.label(MOVED.fill(client=client.short_name or client.name, old=local.date(), new=on))


def cancel_visit(uow: UnitOfWork, visit_id: Key, reason: str = "") -> None:
    """Cancel a planned visit; the row and its reason stay."""
    visit = _still_planned(uow, visit_id)
    visit.state, visit.reason = VisitState.CANCELLED, reason
    client = uow.get(Client, visit.client_id)
    uow.label(CANCELLED.fill(client=client.short_name or client.name))


def add_participants(uow: UnitOfWork, visit: Visit, names: tuple[str, ...]) -> None:
    """Write who took part on the client's side; a name of a contact is linked to it."""
    known = uow.session.exec(
        select(Contact).where(col(Contact.client_id) == visit.client_id, col(Contact.deleted).is_(False))
    ).all()
    by_name = {contact.name: contact.id for contact in known}
    written = uow.session.exec(
        select(VisitParticipant).where(
            col(VisitParticipant.visit_id) == visit.id, col(VisitParticipant.deleted).is_(False)
        )
    ).all()
    there = {participant.name for participant in written}
    for name in dict.fromkeys(name.strip() for name in names):
        if name and name not in there:
            uow.add(
                VisitParticipant(
                    client_id=visit.client_id, visit_id=visit.id, contact_id=by_name.get(name), name=name
                )
            )


def _visit(uow: UnitOfWork, plan: VisitPlan) -> Visit:
    local = datetime.combine(plan.on, plan.at or START_OF_DAY, uow.zone)
    return Visit(
        client_id=plan.client_id,
        kind=plan.kind,
        planned_at=local.astimezone(UTC),
        all_day=plan.at is None,
        topic=plan.topic,
        place=plan.place,
        minutes=plan.minutes,
        manager_id=uow.manager_id,
    )


def _planned_for(uow: UnitOfWork, draft: VisitDraft) -> Visit | None:
    if draft.visit_id:
        return _still_planned(uow, draft.visit_id)
    start = datetime.combine(draft.on, time(), uow.zone)
    found = select(Visit).where(
        col(Visit.client_id) == draft.client_id,
        col(Visit.state) == VisitState.PLANNED,
        col(Visit.deleted).is_(False),
        col(Visit.planned_at) >= start.astimezone(UTC),
        col(Visit.planned_at) < (start + timedelta(days=1)).astimezone(UTC),
    )
    return uow.session.exec(found.order_by(col(Visit.planned_at))).first()


def _still_planned(uow: UnitOfWork, visit_id: Key) -> Visit:
    visit = uow.get(Visit, visit_id)
    if visit.state != VisitState.PLANNED:
        raise Refused(NOT_PLANNED)
    return visit
