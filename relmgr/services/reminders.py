"""Reminders: derived from what is planned and due, told exactly once, put off or done by a person."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import col, select

from relmgr.db.reader import Reader, listed
from relmgr.db.stored import instant
from relmgr.db.tables import Client, FollowUp, Reminder
from relmgr.db.work import UnitOfWork
from relmgr.domain.reminders import Occurrence, morning, occurrence_key
from relmgr.domain.values import FollowUpState, Key, ReminderKind, ReminderState
from relmgr.errors import Refused
from relmgr.words import Words

LEAD_DAYS = {"visit": (1,), "follow_up": (0,), "maturity": (90, 30), "review": (0,), "plan": (0,)}
"""How many days before each kind of date a person is reminded; product default, not confirmed by a bank."""

VISIT_DUE = Words("{client}：{on} {topic}", "{client}: {on} {topic}")
VISIT_TOPIC = Words("拜访", "visit")
MATURES = Words("{client}：{facility} 将于 {on} 到期", "{client}: {facility} matures on {on}")
REVIEW = Words("{client}：分层建议 {old} > {new} 待复核", "{client}: tier change {old} > {new} to review")
PLANNED = Words("{client}：预警处置到期 {note}", "{client}: planned warning measure due {note}")
TASK = Words("{client}：{text}", "{client}: {text}")
POSTPONED = Words("推迟提醒至 {on}：{text}", "postpone reminder to {on}: {text}")
DONE = Words("完成提醒：{text}", "finish reminder: {text}")
CANCELLED = Words("取消提醒：{text}", "cancel reminder: {text}")
ADDED = Words("新增提醒：{text}", "add reminder: {text}")
CLOSED = Words("这条提醒已经处理过了。", "This reminder has been dealt with already.")

DUE_SOURCES = """
SELECT 'visit' AS source, v.id, v.client_id, coalesce(nullif(c.short_name, ''), c.name) AS client,
       v.planned_at AS at, v.topic AS text, '' AS old, '' AS new
FROM visit v JOIN client c ON c.id = v.client_id
WHERE v.state = 'planned' AND NOT v.deleted AND NOT c.deleted
  AND v.client_id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT 'follow_up', f.id, f.client_id, coalesce(nullif(c.short_name, ''), c.name), f.due_on, f.text, '', ''
FROM followup f JOIN client c ON c.id = f.client_id
WHERE f.state = 'open' AND f.due_on IS NOT NULL AND NOT f.deleted AND NOT c.deleted
  AND f.client_id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT 'maturity', f.id, f.client_id, coalesce(nullif(c.short_name, ''), c.name), f.maturity_on,
       coalesce(nullif(f.name, ''), f.code), '', ''
FROM facility f JOIN client c ON c.id = f.client_id
WHERE f.maturity_on >= :today AND f.closed_on IS NULL AND NOT f.deleted AND NOT c.deleted
  AND coalesce(f.drawn_minor, 1) > 0 AND f.client_id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT 'review', t.id, t.client_id, coalesce(nullif(c.short_name, ''), c.name),
       coalesce(t.postponed_until, t.proposed_on), '', coalesce(t.from_tier, '-'), t.to_tier
FROM tierchange t JOIN client c ON c.id = t.client_id
WHERE t.state IN ('pending', 'postponed') AND NOT t.deleted AND NOT c.deleted
  AND t.client_id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT 'plan', s.id, s.client_id, coalesce(nullif(c.short_name, ''), c.name),
       s.plan_due_on, s.plan_note, '', ''
FROM signal s JOIN client c ON c.id = s.client_id
WHERE s.state = 'planned' AND s.plan_due_on IS NOT NULL AND NOT s.deleted AND NOT c.deleted
  AND s.client_id IN (SELECT value FROM json_each(:ids))
"""
KINDS = {
    "visit": ReminderKind.VISIT,
    "follow_up": ReminderKind.FOLLOW_UP,
    "maturity": ReminderKind.MATURITY,
    "review": ReminderKind.REVIEW,
    "plan": ReminderKind.WARNING,
}


@dataclass(frozen=True, slots=True)
class _Due:
    source: str
    id: str
    client_id: str
    client: str
    at: str
    text: str
    old: str
    new: str


def derive_reminders(uow: UnitOfWork, client_ids: Sequence[str]) -> None:
    """Make the reminders of these clients agree with what is planned and due.

    A reminder that is due no more and was not told yet goes away; one that was told stays as history.
    Derived rows are not audited: they follow from rows that are.
    """
    if not client_ids:
        return
    wanted = {o.key: o for o in _occurrences(uow.read, client_ids)}
    there = uow.read.records(
        "SELECT occurrence_key, id, fired_at, state FROM reminder"
        " WHERE kind <> 'manual' AND client_id IN (SELECT value FROM json_each(:ids))",
        ids=listed(client_ids),
    )
    known = {key for key, *_ in there}
    with uow.unaudited():
        uow.insert(Reminder, [_row(o) for key, o in wanted.items() if key not in known])
        obsolete = [(key, row, fired, state) for key, row, fired, state in there if key not in wanted]
        uow.run(
            "DELETE FROM reminder WHERE id IN (SELECT value FROM json_each(:ids))",
            ids=listed(row for _, row, fired, _ in obsolete if fired is None and not _has_fired(uow, row)),
        )
        uow.run(
            "UPDATE reminder SET state = 'cancelled' WHERE state = 'open'"
            " AND id IN (SELECT value FROM json_each(:ids))",
            ids=listed(row for _, row, _, state in obsolete if state == "open"),
        )


def _has_fired(uow: UnitOfWork, reminder_id: str) -> bool:
    return uow.read.value("SELECT 1 FROM inbox WHERE reminder_id = :id LIMIT 1", id=reminder_id) is not None


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
    for due in reader.rows(_Due, DUE_SOURCES, ids=listed(client_ids), today=reader.today):
        at = datetime.fromisoformat(due.at + "+00:00") if due.source == "visit" else None
        on = at.astimezone(reader.zone).date() if at else date.fromisoformat(due.at)
        leads = [lead for lead in LEAD_DAYS[due.source] if on - timedelta(days=lead) >= reader.today]
        overdue = [min(LEAD_DAYS[due.source])] if due.source != "maturity" else []
        for lead in leads or overdue:
            yield Occurrence(
                key=occurrence_key(due.source, due.id, due.at, lead),
                client_id=due.client_id,
                kind=KINDS[due.source],
                subject_id=due.id,
                due_at=morning(on - timedelta(days=lead), reader.zone),
                words=_words(due, on),
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
    if due.source == "plan":
        return PLANNED.fill(client=due.client, note=due.text)
    return TASK.fill(client=due.client, text=due.text)


def add_reminder(uow: UnitOfWork, client_id: Key | None, text: str, due_at: datetime) -> Key:
    """Write a reminder of a person's own and return its key."""
    name = uow.get(Client, client_id).name if client_id else ""
    shown = f"{name}：{text}" if name else text
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
    row.state = ReminderState.CANCELLED
    uow.label(_about(CANCELLED, row))


@dataclass(frozen=True, slots=True)
class Fired:
    """A reminder that has just been claimed by this process, to be told now."""

    reminder_id: str
    fire_no: int
    kind: ReminderKind
    client_id: str | None
    due_at: datetime
    words: Words


def fire_due_reminders(uow: UnitOfWork, who: str, limit: int = 50) -> list[Fired]:
    """Claim due reminders for `who` and put each into the inbox; whoever commits first has them."""
    rows = uow.session.exec(
        select(Reminder)
        .where(
            col(Reminder.fired_at).is_(None),
            col(Reminder.due_at) <= uow.now,
            col(Reminder.state) == ReminderState.OPEN,
        )
        .order_by(col(Reminder.due_at))
        .limit(limit)
    ).all()
    claimed = [
        Fired(r.id, r.fire_no, r.kind, r.client_id, r.due_at, Words(r.text_zh, r.text_en)) for r in rows
    ]
    with uow.unaudited():
        for fired in claimed:
            uow.run(
                "INSERT INTO inbox (reminder_id, fire_no, created_at, by) VALUES (:id, :no, :now, :who)",
                id=fired.reminder_id,
                no=fired.fire_no,
                now=uow.now,
                who=who,
            )
            uow.run(
                "UPDATE reminder SET fired_at = :now, fired_by = :who WHERE id = :id",
                id=fired.reminder_id,
                now=uow.now,
                who=who,
            )
    return claimed


def _open(uow: UnitOfWork, key: Key) -> Reminder:
    row = uow.get(Reminder, key)
    if row.state != ReminderState.OPEN:
        raise Refused(CLOSED)
    return row


def _about(words: Words, row: Reminder, **values: object) -> Words:
    return Words(
        words.zh.format(text=row.text_zh[:60], **values), words.en.format(text=row.text_en[:60], **values)
    )
