"""Two years of contact with a demo client: visits in one sentence, what was heard, what was to be done."""

from datetime import date, timedelta
from typing import Any, Final

from relmgr.demo.people import handover_day
from relmgr.demo.phrases import CANCELLED, ENGLISH, NEEDS, SITE, SUMMARIES, TASKS, TOPICS
from relmgr.demo.scene import Role, Scene, workday
from relmgr.domain.values import FollowUpKind, FollowUpState, Key, VisitKind, VisitState

KINDS: Final = (
    VisitKind.VISIT,
    VisitKind.VISIT,
    VisitKind.CALL,
    VisitKind.CALL,
    VisitKind.VIDEO,
    VisitKind.HOSTED,
)
JITTER: Final = 0.1
"""How far the time between two contacts strays from its mean, as a share."""

HEARD: Final = 0.12
TASKED: Final = 0.3
DROPPED: Final = 0.04
DAYS_TO_DO: Final = 10
DAYS_TO_ANSWER: Final = 10
"""What a client said longer ago than this was answered."""

DEFAULT_SEEN: Final = 20


def put_past_visits(scene: Scene, role: Role, people: list[str]) -> None:
    """Write the visits of the past, newest first, back to the beginning of the history."""
    plot, random = role.who.plot, role.random
    first = scene.ago(scene.months * 30)
    day = workday(scene.ago(plot.seen if plot.seen is not None else DEFAULT_SEEN), -1)
    while day > first:
        put_done_visit(scene, role, people, day)
        if random.random() < DROPPED:
            _put_cancelled(scene, role, day - timedelta(days=9))
        gap = round(plot.every * random.uniform(1 - JITTER, 1 + JITTER))
        day = workday(day - timedelta(days=gap), -1)


def put_done_visit(scene: Scene, role: Role, people: list[str], day: date, *, heard: bool = False) -> Key:
    """Write one contact that took place, with who was met and what followed."""
    random, site = role.random, bool(role.who.plot.phase)
    met = people[: random.choice((1, 1, 2))]
    kind = random.choice((VisitKind.INSPECTION, VisitKind.VISIT)) if site else random.choice(KINDS)
    visit = put_visit(
        scene,
        role,
        day=day,
        kind=kind,
        state=VisitState.DONE,
        occurred_on=day,
        summary=_summary(role, day, met),
        effective=True,
        manager_id=_manager(scene, role, day),
        topic=random.choice(TOPICS),
    )
    for name in met:
        scene.put("visitparticipant", client_id=role.key, visit_id=visit, name=name, side="client")
    if heard or random.random() < HEARD:
        _put_feedback(scene, role, visit, day)
    if random.random() < TASKED:
        _put_done_task(scene, role, visit, day)
    return visit


def put_visit(scene: Scene, role: Role, *, day: date, hour: int = 9, minute: int = 0, **values: Any) -> Key:
    """Write one visit row; the day stands in the plan even when no time of day is known."""
    row: dict[str, Any] = {
        "planned_at": scene.at(day, hour, minute),
        "occurred_on": None,
        "minutes": None,
        "all_day": True,
        "place": "",
        "summary": "",
        "effective": False,
        "manager_id": scene.manager_id,
        "reason": "",
    }
    return scene.put("visit", client_id=role.key, **(row | values))


def _summary(role: Role, day: date, met: list[str]) -> str:
    texts = SITE if role.who.plot.phase else SUMMARIES
    if role.who.country != "CN":
        texts = ENGLISH
    amount = role.random.randrange(3, 40) * 100
    return role.random.choice(texts).format(who=met[0] if met else "", month=day.month, amount=amount)


def _manager(scene: Scene, role: Role, day: date) -> str:
    before = role.who.plot.handed_over and day < handover_day(scene.today)
    return scene.former_id if before and scene.former_id else scene.manager_id


def _put_cancelled(scene: Scene, role: Role, day: date) -> None:
    topic = role.random.choice(TOPICS)
    put_visit(
        scene,
        role,
        day=workday(day, -1),
        kind=VisitKind.VISIT,
        state=VisitState.CANCELLED,
        topic=topic,
        reason=CANCELLED,
    )


def _put_feedback(scene: Scene, role: Role, visit: Key, day: date) -> None:
    kind, text, department = role.random.choice(NEEDS)
    scene.put(
        "feedback",
        client_id=role.key,
        kind=kind,
        text=text,
        department=department,
        heard_on=day,
        state="open" if day > scene.today - timedelta(days=DAYS_TO_ANSWER) else "done",
        visit_id=visit,
    )


def _put_done_task(scene: Scene, role: Role, visit: Key, day: date) -> None:
    """Write a task that came of a visit and was done in time; a recent one may still be open."""
    due = day + timedelta(days=DAYS_TO_DO)
    put_task(scene, role, role.random.choice(TASKS), due, visit=visit, done=due < scene.today)


def put_task(
    scene: Scene, role: Role, text: str, due: date, *, visit: Key | None = None, done: bool = False
) -> None:
    """Write a follow-up that is open, or was done the day before it was due."""
    scene.put(
        "followup",
        client_id=role.key,
        kind=FollowUpKind.TASK,
        text=text,
        due_on=due,
        state=FollowUpState.DONE if done else FollowUpState.OPEN,
        done_at=scene.at(due - timedelta(days=1), 16) if done else None,
        result="已完成" if done else "",
        visit_id=visit,
    )
