"""The manager's own contact interval of a client, set with a reason and an end, and given up again."""

from relmgr.db.tables import Client
from relmgr.db.work import UnitOfWork
from relmgr.domain.cadence_drafts import CadenceDraft, check_term
from relmgr.domain.values import Key
from relmgr.errors import Refused
from relmgr.words import Words

SET = Words("自定走访间隔：{client} {days} 天至 {until}", "own interval: {client} {days} days until {until}")
CLEARED = Words("取消自定间隔：{client}", "clear own interval: {client}")
NONE_SET = Words("这家客户没有自定间隔。", "This client has no interval of its own.")


def set_cadence(uow: UnitOfWork, draft: CadenceDraft) -> None:
    """Let an interval replace that of the tier for a time; risk, phase and segment still apply."""
    check_term(draft, uow.today)
    client = uow.get(Client, draft.client_id)
    client.cadence_days, client.cadence_until = draft.days, draft.until
    client.cadence_reason = draft.reason.strip()
    uow.label(SET.fill(client=client.short_name or client.name, days=draft.days, until=draft.until))


def clear_cadence(uow: UnitOfWork, key: Key) -> None:
    """Give a client's own interval up before its end."""
    client = uow.get(Client, key)
    if client.cadence_days is None:
        raise Refused(NONE_SET)
    client.cadence_days, client.cadence_until, client.cadence_reason = None, None, ""
    uow.label(CLEARED.fill(client=client.short_name or client.name))
