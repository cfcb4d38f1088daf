"""Follow-ups: what was promised or set as a task, until it is done."""

from datetime import date

from relmgr.db.tables import Client, FollowUp
from relmgr.db.work import UnitOfWork
from relmgr.domain.drafts import FollowUpDraft
from relmgr.domain.values import FollowUpState, Key
from relmgr.words import Words

ADDED = Words("新增待办：{text}", "add task: {text}")
DONE = Words("完成待办：{text}", "finish task: {text}")
MOVED = Words("推迟待办：{text} 至 {on}", "postpone task: {text} to {on}")
CANCELLED = Words("取消待办：{text}", "cancel task: {text}")


def add_follow_up(uow: UnitOfWork, draft: FollowUpDraft) -> Key:
    """Write a task for a client and return its key."""
    uow.get(Client, draft.client_id)
    row = uow.add(FollowUp(client_id=draft.client_id, text=draft.text.strip(), due_on=draft.due_on))
    uow.label(_about(ADDED, row))
    return Key(row.id)


def finish_follow_up(uow: UnitOfWork, key: Key, result: str = "") -> None:
    """Mark a follow-up as done, with what came of it."""
    row = uow.get(FollowUp, key)
    row.state, row.done_at, row.result = FollowUpState.DONE, uow.now, result
    uow.label(_about(DONE, row))


def move_follow_up(uow: UnitOfWork, key: Key, due_on: date) -> None:
    """Give a follow-up another due day."""
    row = uow.get(FollowUp, key)
    row.due_on = due_on
    uow.label(_about(MOVED, row, on=due_on))


def cancel_follow_up(uow: UnitOfWork, key: Key) -> None:
    """Give a follow-up up; the row stays."""
    row = uow.get(FollowUp, key)
    row.state = FollowUpState.CANCELLED
    uow.label(_about(CANCELLED, row))


def _about(words: Words, row: FollowUp, **values: object) -> Words:
    return words.fill(text=row.text[:60], **values)
