"""The same answer to several reminders at once, as one action that undo takes back whole."""

from collections.abc import Sequence
from datetime import datetime

from relmgr.db.work import UnitOfWork
from relmgr.domain.values import Key
from relmgr.services.reminders import cancel_reminder, finish_reminder, postpone_reminder
from relmgr.words import Words

POSTPONED = Words("推迟 {n} 条提醒", "postpone {n} reminders")
DONE = Words("完成 {n} 条提醒", "finish {n} reminders")
CANCELLED = Words("取消 {n} 条提醒", "cancel {n} reminders")


def postpone_reminders(uow: UnitOfWork, keys: Sequence[Key], until: datetime) -> int:
    """Tell these reminders again at `until`; returns how many."""
    for key in keys:
        postpone_reminder(uow, key, until)
    return _label(uow, POSTPONED, keys)


def finish_reminders(uow: UnitOfWork, keys: Sequence[Key]) -> int:
    """Mark these reminders, and the follow-ups they stand for, as done; returns how many."""
    for key in keys:
        finish_reminder(uow, key)
    return _label(uow, DONE, keys)


def cancel_reminders(uow: UnitOfWork, keys: Sequence[Key]) -> int:
    """Give these reminders up; returns how many."""
    for key in keys:
        cancel_reminder(uow, key)
    return _label(uow, CANCELLED, keys)


def _label(uow: UnitOfWork, words: Words, keys: Sequence[Key]) -> int:
    if len(keys) > 1:
        uow.label(words.fill(n=len(keys)))
    return len(keys)
