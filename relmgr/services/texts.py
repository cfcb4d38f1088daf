"""Texts written anew: of a visit, a task, a reminder of one's own, and the notes of a client.

A text that stays as it was writes nothing: the answer is False, and there is nothing to undo.
"""

from relmgr.db.tables import Client, FollowUp, Reminder, Visit
from relmgr.db.work import UnitOfWork
from relmgr.domain.drafts import NO_SUMMARY, NO_TEXT
from relmgr.domain.texts import DERIVED, TextKind, tidied, without_client
from relmgr.domain.values import Key, ReminderKind, ReminderState, VisitState
from relmgr.errors import Invalid, Refused
from relmgr.words import Words

SUMMARY = Words("改写要点：{client}", "rewrite summary: {client}")
TOPIC = Words("改写主题：{client}", "rewrite topic: {client}")
TASK = Words("改写待办：{text}", "rewrite task: {text}")
REMINDER = Words("改写提醒：{text}", "rewrite reminder: {text}")
NOTES = Words("改写笔记：{client}", "rewrite notes: {client}")
CANCELLED = Words("这次拜访已取消，文字不再改。", "This visit was cancelled; its text stays as it is.")
CLOSED = Words("这条提醒已经处理过了。", "This reminder has been dealt with already.")


def rewrite_visit(uow: UnitOfWork, key: Key, text: str) -> bool:
    """Give a visit that took place another summary, a coming one another topic; raises Invalid or Refused."""
    visit = uow.get(Visit, key)
    if visit.state == VisitState.CANCELLED:
        raise Refused(CANCELLED)
    if visit.state == VisitState.DONE:
        kept = tidied(TextKind.SUMMARY, text)
        if not kept:
            raise Invalid("summary", NO_SUMMARY)
        same, visit.summary, label = kept == visit.summary, kept, SUMMARY
    else:
        kept = tidied(TextKind.TOPIC, text)
        same, visit.topic, label = kept == visit.topic, kept, TOPIC
    return _written(uow, label.fill(client=_name(uow.get(Client, visit.client_id))), same=same)


def rewrite_follow_up(uow: UnitOfWork, key: Key, text: str) -> bool:
    """Give a task another text, its own day and state; raises Invalid for an empty one."""
    row = uow.get(FollowUp, key)
    kept = _needed(TextKind.TASK, text)
    same, row.text = kept == row.text, kept
    return _written(uow, TASK.fill(text=kept[:60]), same=same)


def rewrite_reminder(uow: UnitOfWork, key: Key, text: str) -> bool:
    """Give a reminder that a person wrote another text, behind the same client's name; raises Invalid or Refused."""
    row = uow.get(Reminder, key)
    if row.kind != ReminderKind.MANUAL:
        raise Refused(DERIVED)
    if row.state != ReminderState.OPEN:
        raise Refused(CLOSED)
    kept = _needed(TextKind.REMINDER, text)
    client = _name(uow.get(Client, row.client_id)) if row.client_id else ""
    lead, before = without_client(row.text_zh, client)
    row.text_zh = row.text_en = lead + kept
    return _written(uow, REMINDER.fill(text=kept[:60]), same=kept == before)


def write_notes(uow: UnitOfWork, key: Key, text: str) -> bool:
    """Give a client other notes, which may be empty; raises Invalid for what is too long."""
    client = uow.get(Client, key)
    kept = tidied(TextKind.NOTES, text)
    same, client.notes = kept == client.notes, kept
    return _written(uow, NOTES.fill(client=_name(client)), same=same)


def _needed(kind: TextKind, text: str) -> str:
    if not (kept := tidied(kind, text)):
        raise Invalid("text", NO_TEXT)
    return kept


def _written(uow: UnitOfWork, words: Words, *, same: bool) -> bool:
    if not same:
        uow.label(words)
    return not same


def _name(client: Client) -> str:
    return client.short_name or client.name
