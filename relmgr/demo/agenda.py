"""The manager's desk on the day of the demo: this week, the next one, what was not logged, what is due."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from relmgr.demo.contacts import put_done_visit, put_task, put_visit
from relmgr.demo.phrases import TOPICS
from relmgr.demo.scene import Role, Scene, workday
from relmgr.domain.reminders import occurrence_key
from relmgr.domain.values import ReminderKind, VisitKind, VisitState


@dataclass(frozen=True, slots=True)
class Appointment:
    """A visit so many working days from today; without an hour it is planned for the day."""

    client: int
    days: int
    hour: int | None = None
    minute: int = 0
    minutes: int | None = None
    kind: VisitKind = VisitKind.VISIT
    place: str = ""


PLANNED: Final = (
    Appointment(14, 0, 10, 0, 60, place="客户总部 17 层"),
    Appointment(18, 0, 14, 0, 30, VisitKind.CALL),
    Appointment(23, 0, 16, 30, 60, VisitKind.HOSTED, "本行 5 号会议室"),
    Appointment(15, 1, 9, 30, 90, place="客户园区"),
    Appointment(6, 1),
    Appointment(0, 2, 15, 0, 60, place="客户总部"),
    Appointment(30, 2, 15, 30, 45, VisitKind.VIDEO),
    Appointment(20, 3, 10, 0, 120, VisitKind.INSPECTION, "海上升压站项目部"),
    Appointment(12, 4, 14, 0, 60),
    Appointment(19, 5, 10, 0, 60),
    Appointment(32, 6),
    Appointment(22, 7, 9, 0, 90, VisitKind.INSPECTION, "项目收费站"),
    Appointment(27, 8, 14, 30, 30, VisitKind.CALL),
)
"""Two of them overlap, so that the clash shows."""

UNLOGGED: Final = (Appointment(36, -1, 15, 0, 60), Appointment(13, -3, 10, 30, 60), Appointment(9, -4))
MISSED: Final = (Appointment(35, -6, 9, 30, 60),)
TODAY_DONE: Final = 1
"""The client with whom a call was logged today, so that this week is never empty."""

TASKS: Final = (
    (10, -2, "补充抵押物评估报告"),
    (7, -5, "催收逾期还款计划"),
    (2, 0, "送审批材料"),
    (15, 0, "授信到期前启动续作"),
    (34, 3, "发送结算方案"),
    (5, 6, "测算新利率报价"),
    (33, 12, "约董事长见面"),
)
"""Client, days from today, text."""

REMINDERS: Final = (
    (None, -1, 16, "交上月走访小结"),
    (24, 0, 17, "send term sheet v2"),
    (3, 2, 9, "带上新版报价单"),
)
"""Client, days from today, hour, text: the manager's own reminders."""


def put_desk(scene: Scene, roles: list[Role], people: dict[int, list[str]]) -> None:
    """Write what lies on the desk today for the clients of the cast that are in the book."""
    by_number = {role.number: role for role in roles}
    for state, plans in (
        (VisitState.PLANNED, PLANNED),
        (VisitState.PLANNED, UNLOGGED),
        (VisitState.MISSED, MISSED),
    ):
        for plan in plans:
            if role := by_number.get(plan.client):
                _put_appointment(scene, role, plan, state, people[plan.client])
    if role := by_number.get(TODAY_DONE):
        put_done_visit(scene, role, people[TODAY_DONE], scene.today, heard=True)
    for client, days, text in TASKS:
        if role := by_number.get(client):
            put_task(scene, role, text, scene.today + timedelta(days=days))
    for number, days, hour, text in REMINDERS:
        _put_reminder(scene, None if number is None else by_number.get(number), days, hour, text)


def _day(today: date, working_days: int) -> date:
    day, step = today, 1 if working_days > 0 else -1
    for _ in range(abs(working_days)):
        day = workday(day + timedelta(days=step), step)
    return day


def _put_appointment(
    scene: Scene, role: Role, plan: Appointment, state: VisitState, people: list[str]
) -> None:
    visit = put_visit(
        scene,
        role,
        day=_day(scene.today, plan.days),
        hour=9 if plan.hour is None else plan.hour,
        minute=plan.minute,
        kind=plan.kind,
        state=state,
        minutes=plan.minutes,
        all_day=plan.hour is None,
        place=plan.place,
        topic=role.random.choice(TOPICS),
    )
    for name in people[:1]:
        scene.put("visitparticipant", client_id=role.key, visit_id=visit, name=name, side="client")


def _put_reminder(scene: Scene, role: Role | None, days: int, hour: int, text: str) -> None:
    due = scene.at(scene.today + timedelta(days=days), hour)
    zh = f"{role.who.short}：{text}" if role else text
    en = f"{role.who.short}: {text}" if role else text
    key = scene.keys.next()
    scene.rows["reminder"].append(
        {
            "id": key,
            "occurrence_key": occurrence_key("manual", key, due.isoformat(), 0),
            "client_id": role.key if role else None,
            "kind": ReminderKind.MANUAL,
            "due_at": due,
            "text_zh": zh,
            "text_en": en,
        }
    )
