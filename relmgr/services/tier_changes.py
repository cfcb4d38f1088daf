"""What a person decides about proposed tier changes: accept, postpone or reject with a reason."""

from collections.abc import Sequence
from datetime import date

from relmgr.db.tables import Client, TierChange
from relmgr.db.work import UnitOfWork
from relmgr.domain.drafts import NO_REASON, required
from relmgr.domain.values import Key, ReviewState
from relmgr.errors import Invalid, Refused
from relmgr.words import Words

DECIDED = Words("这项分层变更已经处理过了。", "This tier change has been decided already.")
NOT_LATER = Words("暂缓到的日期要晚于今天。", "Postpone to a day after today.")
LABELS = {
    ReviewState.ACCEPTED: Words("同意分层：{what}", "accept tier change: {what}"),
    ReviewState.POSTPONED: Words("暂缓分层：{what}", "postpone tier change: {what}"),
    ReviewState.REJECTED: Words("不同意分层：{what}", "reject tier change: {what}"),
}
MANY = Words("{n} 项", "{n} changes")


def accept_tier_changes(uow: UnitOfWork, keys: Sequence[Key], reason: str = "") -> int:
    """Make proposed tiers effective from today; returns how many."""
    return _decide(uow, keys, ReviewState.ACCEPTED, "", reason)


def reject_tier_changes(uow: UnitOfWork, keys: Sequence[Key], reason_code: str, reason: str = "") -> int:
    """Keep the present tiers; a reason, from the list or in words, is required."""
    required("reason", reason_code or reason, NO_REASON)
    return _decide(uow, keys, ReviewState.REJECTED, reason_code, reason)


def postpone_tier_changes(uow: UnitOfWork, keys: Sequence[Key], until: date, reason: str = "") -> int:
    """Bring the proposals back on a later day."""
    if until <= uow.today:
        raise Invalid("until", NOT_LATER)
    changes = _decide(uow, keys, ReviewState.POSTPONED, "", reason)
    for key in keys:
        uow.get(TierChange, key).postponed_until = until
    return changes


def _decide(uow: UnitOfWork, keys: Sequence[Key], state: ReviewState, code: str, reason: str) -> int:
    rows = [uow.get(TierChange, key) for key in keys]
    for row in rows:
        if row.state not in (ReviewState.PENDING, ReviewState.POSTPONED):
            raise Refused(DECIDED)
        row.state, row.reason_code, row.reason = state, code, reason.strip()
        row.decided_on, row.decided_at, row.decided_by = uow.today, uow.now, uow.actor
    if rows:
        uow.label(_about(uow, LABELS[state], rows))
    return len(rows)


def _about(uow: UnitOfWork, words: Words, rows: Sequence[TierChange]) -> Words:
    if len(rows) > 1:
        many = MANY.fill(n=len(rows))
        return Words(words.zh.format(what=many.zh), words.en.format(what=many.en))
    client = uow.get(Client, rows[0].client_id)
    return words.fill(
        what=f"{client.short_name or client.name} {rows[0].from_tier or '-'} > {rows[0].to_tier}"
    )
