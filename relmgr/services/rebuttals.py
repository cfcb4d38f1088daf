"""Rebutted presumptions: recorded with reason, evidence, author and expiry; withdrawn, never deleted."""

from relmgr.db.tables import Client, Rebuttal
from relmgr.db.work import UnitOfWork
from relmgr.domain.outside_drafts import REBUTTAL_WORDS, RebuttalDraft, RebuttalKind
from relmgr.domain.values import Key
from relmgr.words import Words

REBUTTED = Words("{client}：{what_zh}，至 {until}", "{client}: {what_en}, until {until}")
WITHDRAWN = Words("{client}：撤回「{what_zh}」", '{client}: withdraw "{what_en}"')


def record_rebuttal(uow: UnitOfWork, draft: RebuttalDraft) -> Key:
    """Write down a rebuttal and return its key; it counts through `draft.expires_on`."""
    client = uow.get(Client, draft.client_id)
    rebuttal = uow.add(
        Rebuttal(
            client_id=client.id,
            facility_id=draft.facility_id,
            kind=draft.kind.value,
            reason=draft.reason,
            evidence=draft.evidence,
            author=uow.actor,
            from_on=draft.from_on,
            expires_on=draft.expires_on,
        )
    )
    what = REBUTTAL_WORDS[draft.kind]
    name = client.short_name or client.name
    uow.label(REBUTTED.fill(client=name, what_zh=what.zh, what_en=what.en, until=draft.expires_on))
    return Key(rebuttal.id)


def withdraw_rebuttal(uow: UnitOfWork, key: Key) -> None:
    """End a rebuttal today: from today on the presumption stands again."""
    rebuttal = uow.get(Rebuttal, key)
    rebuttal.withdrawn_on = uow.today
    uow.add(rebuttal)
    client, what = uow.get(Client, rebuttal.client_id), REBUTTAL_WORDS[RebuttalKind(rebuttal.kind)]
    uow.label(WITHDRAWN.fill(client=client.short_name or client.name, what_zh=what.zh, what_en=what.en))
