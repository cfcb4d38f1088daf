"""Events heard of a client from outside: recorded when they are known, settled when they are over."""

from datetime import date

from relmgr.db.tables import Client, ExternalEvent
from relmgr.db.work import UnitOfWork
from relmgr.domain.event_kinds import EVENT_WORDS, EventKind
from relmgr.domain.outside_drafts import BEFORE, EventDraft
from relmgr.domain.values import Key
from relmgr.errors import Invalid
from relmgr.words import Words

RECORDED = Words("记录事件：{client} {what_zh}", "record event: {client} {what_en}")
SETTLED = Words("事件已了结：{client} {what_zh}", "event settled: {client} {what_en}")


def record_event(uow: UnitOfWork, draft: EventDraft) -> Key:
    """Write down an event, known from today on, and return its key."""
    client = uow.get(Client, draft.client_id)
    event = uow.add(
        ExternalEvent(
            client_id=client.id,
            kind=draft.kind.value,
            facility_id=draft.facility_id,
            occurred_on=draft.occurred_on,
            known_on=uow.today,
            text=draft.text,
            source=draft.source,
            amount_minor=draft.amount_minor,
            currency=draft.currency,
            confirmed_by=uow.actor,
        )
    )
    _label(uow, RECORDED, client, draft.kind)
    return Key(event.id)


def settle_event(uow: UnitOfWork, key: Key, on: date) -> None:
    """Say on which day an event was over; raises Invalid when that lies before it."""
    event = uow.get(ExternalEvent, key)
    if on < event.occurred_on:
        raise Invalid("ended_on", BEFORE.fill(ended=on, on=event.occurred_on))
    event.ended_on = on
    uow.add(event)
    _label(uow, SETTLED, uow.get(Client, event.client_id), EventKind(event.kind))


def _label(uow: UnitOfWork, words: Words, client: Client, kind: EventKind) -> None:
    what = EVENT_WORDS[kind]
    uow.label(words.fill(client=client.short_name or client.name, what_zh=what.zh, what_en=what.en))
