"""Reminders: derived from what is planned and due; put off, done or given up by a person."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from relmgr.db.reader import Reader, listed
from relmgr.db.stored import instant, read_instant
from relmgr.db.tables import Client, FollowUp, Reminder
from relmgr.db.work import UnitOfWork
from relmgr.domain.reminders import Occurrence, morning, occurrence_key
from relmgr.domain.values import FollowUpState, Key, ReminderKind, ReminderState
from relmgr.errors import Refused
from relmgr.queries.assigned import ASSIGNED
from relmgr.words import Words

LEAD_DAYS = {
    "visit": (0,),
    "follow_up": (0,),
    "maturity": (90, 30),
    "review": (0,),
    "plan": (0,),
    "override": (7,),
    "watch_review": (0,),
    "watch_answer": (0,),
    "watch_plan": (0,),
}
"""How many days before each kind of date a person is reminded; product default, not confirmed by a bank."""

AHEAD_ONLY = frozenset({"maturity", "override"})
"""Kinds of dates that are announced in time or not at all."""

VISIT_NOTICE = timedelta(hours=1)
"""How long before a visit with a time of day a person is reminded; product default."""

VISIT_DUE = Words("{client}：{on} {topic}", "{client}: {on} {topic}")
RUNS_OUT = Words(
    "{client}：改层 {tier} 将于 {on} 到期，续期要有新的理由",
    "{client}: the override to {tier} ends on {on}; a renewal needs a new reason",
)
VISIT_TOPIC = Words("拜访", "visit")
MATURES = Words("{client}：{facility} 将于 {on} 到期", "{client}: {facility} matures on {on}")
REVIEW = Words("{client}：分层建议 {old} > {new} 待复核", "{client}: tier change {old} > {new} to review")
PLANNED = Words("{client}：预警处置到期 {note}", "{client}: planned warning measure due {note}")
WATCH_REVIEW = Words("{client}：关注名单检查", "{client}: review of the watch list is due")
WATCH_ANSWER = Words(
    "{client}：关注名单的负责人与计划待补", "{client}: owner and plan for the watch list are missing"
)
WATCH_PLAN = Words("{client}：关注名单计划到期 {plan}", "{client}: plan for the watch list is due: {plan}")
TASK = Words("{client}：{text}", "{client}: {text}")
POSTPONED = Words("推迟提醒至 {on}：{text}", "postpone reminder to {on}: {text}")
DONE = Words("完成提醒：{text}", "finish reminder: {text}")
CANCELLED = Words("取消提醒：{text}", "cancel reminder: {text}")
ADDED = Words("新增提醒：{text}", "add reminder: {text}")
CLOSED = Words("这条提醒已经处理过了。", "This reminder has been dealt with already.")

DUE_SOURCES = """
SELECT 'visit' AS source, v.id, v.client_id, coalesce(nullif(c.short_name, ''), c.name) AS client,
       v.planned_at AS at, NOT v.all_day AS is_timed, v.topic AS text, '' AS old, '' AS new
FROM visit v JOIN client c ON c.id = v.client_id
WHERE v.state = 'planned' AND NOT v.deleted AND NOT c.deleted
  AND v.client_id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT 'follow_up', f.id, f.client_id, coalesce(nullif(c.short_name, ''), c.name), f.due_on, false, f.text, '', ''
FROM followup f JOIN client c ON c.id = f.client_id
WHERE f.state = 'open' AND f.due_on IS NOT NULL AND NOT f.deleted AND NOT c.deleted
  AND f.client_id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT 'maturity', f.id, f.client_id, coalesce(nullif(c.short_name, ''), c.name), f.maturity_on, false,
       coalesce(nullif(f.name, ''), f.code), '', ''
FROM facility f JOIN client c ON c.id = f.client_id
WHERE f.maturity_on >= :today AND f.closed_on IS NULL AND NOT f.deleted AND NOT c.deleted
  AND coalesce(f.drawn_minor, 1) > 0 AND f.client_id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT 'review', t.id, t.client_id, coalesce(nullif(c.short_name, ''), c.name),
       coalesce(t.postponed_until, t.proposed_on), false, '', coalesce(t.from_tier, '-'), t.to_tier
FROM tierchange t JOIN client c ON c.id = t.client_id
WHERE t.state IN ('pending', 'postponed') AND NOT t.deleted AND NOT c.deleted
  AND t.client_id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT 'plan', s.id, s.client_id, coalesce(nullif(c.short_name, ''), c.name),
       s.plan_due_on, false, s.plan_note, '', ''
FROM signal s JOIN client c ON c.id = s.client_id
WHERE s.state = 'planned' AND s.plan_due_on IS NOT NULL AND NOT s.deleted AND NOT c.deleted
  AND s.client_id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT what.value ->> 0, w.id, w.client_id, coalesce(nullif(c.short_name, ''), c.name), what.value ->> 1, false,
       w.plan, '', ''
FROM watchitem w JOIN client c ON c.id = w.client_id, json_each(json_array(
  json_array('watch_review', w.next_review_on),
  json_array('watch_answer', CASE WHEN w.owner = '' OR w.plan = '' THEN w.answer_by_on END),
  json_array('watch_plan', w.plan_due_on))) AS what
WHERE w.state <> 'off' AND what.value ->> 1 IS NOT NULL AND NOT w.deleted AND NOT c.deleted
  AND w.client_id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT 'override', o.id, o.client_id, coalesce(nullif(c.short_name, ''), c.name),
       o.expires_on, false, '', '', o.target_tier
FROM tieroverride o JOIN client c ON c.id = o.client_id
WHERE o.state = 'active' AND NOT o.deleted AND NOT c.deleted
  AND o.client_id IN (SELECT value FROM json_each(:ids))
"""
WATCHED = {"watch_review": WATCH_REVIEW, "watch_answer": WATCH_ANSWER, "watch_plan": WATCH_PLAN}
KINDS = {
    "visit": ReminderKind.VISIT,
    "follow_up": ReminderKind.FOLLOW_UP,
    "maturity": ReminderKind.MATURITY,
    "review": ReminderKind.REVIEW,
    "plan": ReminderKind.WARNING,
    "override": ReminderKind.REVIEW,
    "watch_review": ReminderKind.WARNING,
    "watch_answer": ReminderKind.WARNING,
    "watch_plan": ReminderKind.WARNING,
}


@dataclass(frozen=True, slots=True)
class _Due:
    source: str
    id: str
    client_id: str
    client: str
    at: str
    is_timed: bool
    text: str
    old: str
    new: str


KNOWN = """
SELECT r.occurrence_key AS key, r.id, r.state,
       r.text_zh, r.text_en, EXISTS (SELECT 1 FROM inbox i WHERE i.reminder_id = r.id) AS is_told,
       r.state = 'cancelled' AND r.done_at IS NULL AS is_withdrawn
FROM reminder r WHERE r.kind <> 'manual' AND r.client_id IN (SELECT value FROM json_each(:ids))
  AND r.occurrence_key NOT LIKE 'notice:%'
"""


@dataclass(frozen=True, slots=True)
class _Known:
    """A derived reminder that is there; withdrawn ones were taken back here and not by a person."""

    key: str
    id: str
    state: ReminderState
    text_zh: str
    text_en: str
    is_told: bool
    is_withdrawn: bool


def derive_reminders(uow: UnitOfWork, client_ids: Sequence[str]) -> None:
    """Make the reminders of these clients agree with what is planned and due.

    A reminder that is due no more and was not told yet goes away; one that was told is withdrawn, and comes
    back when what it is about does (undo). A lead that passed is kept where it exists and not made anew.
    Derived rows are not audited: they follow from rows that are.
    """
    if not client_ids:
        return
    wanted = {o.key: o for o in _occurrences(uow.read, client_ids)}
    there = uow.read.rows(_Known, KNOWN, ids=listed(client_ids))
    known = {row.key for row in there}
    obsolete = [row for row in there if row.key not in wanted and row.state == ReminderState.OPEN]
    with uow.unaudited():
        uow.insert(Reminder, [_row(o) for key, o in wanted.items() if key not in known and o.is_fresh])
        _run(uow, "DELETE FROM reminder", (row for row in obsolete if not row.is_told))
        _run(uow, "UPDATE reminder SET state = 'cancelled'", (row for row in obsolete if row.is_told))
        back = (row for row in there if row.key in wanted and row.is_withdrawn)
        _run(uow, "UPDATE reminder SET state = 'open'", back)
        for row in there:
            if row.key in wanted and (row.text_zh, row.text_en) != (words := wanted[row.key].words):
                uow.run(
                    "UPDATE reminder SET text_zh = :zh, text_en = :en WHERE id = :id",
                    **words._asdict(),
                    id=row.id,
                )


def _run(uow: UnitOfWork, statement: str, rows: Iterable[_Known]) -> None:
    ids = listed(row.id for row in rows)
    if ids != "[]":
        uow.run(f"{statement} WHERE id IN (SELECT value FROM json_each(:ids))", ids=ids)


def _row(occurrence: Occurrence) -> dict[str, object]:
    return {
        "occurrence_key": occurrence.key,
        "client_id": occurrence.client_id,
        "kind": occurrence.kind,
        "subject_id": occurrence.subject_id,
        "due_at": occurrence.due_at,
        "text_zh": occurrence.words.zh,
        "text_en": occurrence.words.en,
    }


def _occurrences(reader: Reader, client_ids: Iterable[str]) -> Iterator[Occurrence]:
    """Yield what is due about those of the clients that the signed-in manager looks after."""
    mine = reader.column(
        f"SELECT value FROM json_each(:ids) WHERE value {ASSIGNED}",
        ids=listed(client_ids),
        me=reader.manager_id,
        today=reader.today,
    )
    for due in reader.rows(_Due, DUE_SOURCES, ids=listed(mine), today=reader.today):
        at = read_instant(due.at) if due.source == "visit" else None
        on = at.astimezone(reader.zone).date() if at else date.fromisoformat(due.at)
        leads = LEAD_DAYS[due.source]
        fresh = [lead for lead in leads if on - timedelta(days=lead) >= reader.today]
        if not fresh and due.source not in AHEAD_ONLY:
            fresh = [min(leads)]
        for lead in leads:
            yield Occurrence(
                key=occurrence_key(due.source, due.id, due.at, lead),
                client_id=due.client_id,
                kind=KINDS[due.source],
                subject_id=due.id,
                due_at=at - VISIT_NOTICE
                if at and due.is_timed
                else morning(on - timedelta(days=lead), reader.zone),
                words=_words(due, on),
                is_fresh=lead in fresh,
            )


def _words(due: _Due, on: date) -> Words:
    if due.source == "visit":
        zh, en = due.text or VISIT_TOPIC.zh, due.text or VISIT_TOPIC.en
        return Words(
            VISIT_DUE.zh.format(client=due.client, on=on, topic=zh),
            VISIT_DUE.en.format(client=due.client, on=on, topic=en),
        )
    if due.source == "maturity":
        return MATURES.fill(client=due.client, facility=due.text, on=on)
    if due.source == "review":
        return REVIEW.fill(client=due.client, old=due.old, new=due.new)
    if due.source == "override":
        return RUNS_OUT.fill(client=due.client, tier=due.new, on=on)
    if due.source == "plan":
        return PLANNED.fill(client=due.client, note=due.text)
    if due.source in WATCHED:
        return WATCHED[due.source].fill(client=due.client, plan=due.text)
    return TASK.fill(client=due.client, text=due.text)


def add_reminder(uow: UnitOfWork, client_id: Key | None, text: str, due_at: datetime) -> Key:
    """Write a reminder of a person's own and return its key."""
    client = uow.get(Client, client_id) if client_id else None
    shown = f"{client.short_name or client.name}：{text}" if client else text
    row = Reminder(
        occurrence_key="",
        client_id=client_id,
        kind=ReminderKind.MANUAL,
        due_at=due_at,
        text_zh=shown,
        text_en=shown,
    )
    row.occurrence_key = occurrence_key("manual", row.id, instant(due_at), 0)
    uow.add(row)
    uow.label(ADDED.fill(text=text[:60]))
    return Key(row.id)


def postpone_reminder(uow: UnitOfWork, key: Key, until: datetime) -> None:
    """Tell a reminder again at `until`; it counts as not told until then."""
    row = _open(uow, key)
    row.due_at, row.fired_at, row.fire_no = until, None, row.fire_no + 1
    uow.label(_about(POSTPONED, row, on=until.astimezone(uow.zone).date()))


def finish_reminder(uow: UnitOfWork, key: Key) -> None:
    """Mark a reminder as done; the follow-up it stands for is done with it."""
    row = _open(uow, key)
    row.state, row.done_at = ReminderState.DONE, uow.now
    if row.kind == ReminderKind.FOLLOW_UP:
        task = uow.get(FollowUp, row.subject_id)
        task.state, task.done_at = FollowUpState.DONE, uow.now
    uow.label(_about(DONE, row))


def cancel_reminder(uow: UnitOfWork, key: Key) -> None:
    """Give a reminder up without doing it."""
    row = _open(uow, key)
    row.state, row.done_at = ReminderState.CANCELLED, uow.now
    uow.label(_about(CANCELLED, row))


def _open(uow: UnitOfWork, key: Key) -> Reminder:
    row = uow.get(Reminder, key)
    if row.state != ReminderState.OPEN:
        raise Refused(CLOSED)
    return row


def _about(words: Words, row: Reminder, **values: object) -> Words:
    return Words(
        words.zh.format(text=row.text_zh[:60], **values), words.en.format(text=row.text_en[:60], **values)
    )
