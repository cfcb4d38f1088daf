"""Overriding a tier: asked for, approved by a lead where the settings say so, renewed with a new reason, ended."""

from relmgr.db.tables import AccountManager, Client, TierOverride
from relmgr.db.work import UnitOfWork
from relmgr.domain.drafts import NO_REASON, required
from relmgr.domain.rules import Rulebook
from relmgr.domain.tier_overrides import (
    EXPIRED,
    RENEWED,
    OverrideState,
    TierOverrideDraft,
    needs_other_words,
)
from relmgr.domain.values import Key
from relmgr.errors import Refused
from relmgr.services.tier_publishing import TierPublishing
from relmgr.words import Words

LEAD = "lead"
SET = Words("改层：{client} {tier} 至 {on}", "override tier: {client} {tier} until {on}")
ASKED = Words("申请改层：{client} {tier} 至 {on}", "ask for a tier override: {client} {tier} until {on}")
RENEW = Words("改层续期：{client} {tier} 至 {on}", "renew tier override: {client} {tier} until {on}")
APPROVED = Words("批准改层：{client} {tier} 至 {on}", "approve tier override: {client} {tier} until {on}")
REFUSED = Words("退回改层：{client} {tier}", "refuse tier override: {client} {tier}")
ENDED = Words("结束改层：{client} {tier}", "end tier override: {client} {tier}")
ONE_ALREADY = Words(
    "这家客户已有改层（{tier}，至 {on}）：请续期或先结束。",
    "This client has an override already ({tier}, until {on}): renew it, or end it first.",
)
NOT_ASKED = Words("这项改层不在等待批准。", "This override does not wait for approval.")
NOT_ACTIVE = Words("这项改层已经结束；可以重新改层。", "This override has ended; set a new one.")
LEADS_ONLY = Words("只有团队负责人能批准改层。", "Only a team lead can approve an override.")
NOT_ONES_OWN = Words(
    "自己申请的改层须由另一位负责人批准。", "Another lead has to approve an override of your own."
)
TOO_LATE = Words("申请的期限已过，请重新申请。", "The term that was asked for has passed; ask anew.")
RENEWS_ANOTHER = Words(
    "续期须保持原来的目标层级。", "A renewal keeps the tier; end the override to set another one."
)


def override_tier(
    uow: UnitOfWork, rules: Rulebook, draft: TierOverrideDraft, *, needs_approval: bool = False
) -> Key:
    """Set a client's tier for a time, or ask a lead to; returns the key of the override.

    Raises Refused where there is one already, Invalid where the reason was given for the same tier before.
    """
    client = uow.get(Client, draft.client_id)
    _close_the_expired(uow, client)
    _only_one(uow, client)
    _needs_a_new_reason(uow, draft)
    row = _new(uow, rules, draft, needs_approval=needs_approval)
    if not needs_approval:
        _activate(uow, rules, row)
    _label(uow, ASKED if needs_approval else SET, row)
    return Key(row.id)


def approve_override(uow: UnitOfWork, rules: Rulebook, key: Key) -> None:
    """Put an override that was asked for into force from today; only a lead who did not ask for it."""
    row = _asked(uow, key)
    if row.author == uow.actor:
        raise Refused(NOT_ONES_OWN)
    if row.expires_on < uow.today:
        raise Refused(TOO_LATE)
    row.from_on = uow.today
    row.decided_by, row.decided_at = uow.actor, uow.now
    _activate(uow, rules, row)
    _label(uow, APPROVED, row)


def refuse_override(uow: UnitOfWork, key: Key, reason: str) -> None:
    """Send an override that was asked for back with a reason; only a lead."""
    required("reason", reason, NO_REASON)
    row = _asked(uow, key)
    row.state, row.decided_by, row.decided_at = OverrideState.REFUSED, uow.actor, uow.now
    row.ended_on, row.end_reason = uow.today, reason.strip()
    _label(uow, REFUSED, row)


def end_override(uow: UnitOfWork, rules: Rulebook, key: Key, reason: str) -> None:
    """End an override before its day, or withdraw one that was asked for; the model's tier returns at once."""
    required("reason", reason, NO_REASON)
    row = uow.get(TierOverride, key)
    was = row.state
    if was not in (OverrideState.ACTIVE, OverrideState.ASKED):
        raise Refused(NOT_ACTIVE)
    _close(uow, row, reason.strip())
    if was == OverrideState.ACTIVE:
        TierPublishing(uow, rules).give_back(row, reason.strip())
    _label(uow, ENDED, row)


def renew_override(
    uow: UnitOfWork, rules: Rulebook, key: Key, draft: TierOverrideDraft, *, needs_approval: bool = False
) -> Key:
    """Continue an override in force for another term with a new reason; returns the key of the new one."""
    old = uow.get(TierOverride, key)
    if old.state != OverrideState.ACTIVE or old.expires_on < uow.today:
        raise Refused(NOT_ACTIVE)
    if (old.client_id, old.target_tier) != (draft.client_id, draft.tier.value):
        raise Refused(RENEWS_ANOTHER)
    _only_one(uow, uow.get(Client, old.client_id), apart_from=old.id)
    _needs_a_new_reason(uow, draft)
    row = _new(uow, rules, draft, needs_approval=needs_approval, renews=old.id)
    if not needs_approval:
        _activate(uow, rules, row)
    _label(uow, ASKED if needs_approval else RENEW, row)
    return Key(row.id)


def _new(
    uow: UnitOfWork,
    rules: Rulebook,
    draft: TierOverrideDraft,
    *,
    needs_approval: bool,
    renews: str | None = None,
) -> TierOverride:
    standing = TierPublishing(uow, rules).standing(draft.client_id)
    return uow.add(
        TierOverride(
            client_id=draft.client_id,
            target_tier=draft.tier.value,
            model_tier=standing.model_tier.value if standing.model_tier else None,
            reason_code=draft.reason_code,
            reason=draft.reason.strip(),
            author=uow.actor,
            from_on=uow.today,
            expires_on=draft.expires(uow.today),
            state=OverrideState.ASKED if needs_approval else OverrideState.ACTIVE,
            renews_id=renews,
        )
    )


def _activate(uow: UnitOfWork, rules: Rulebook, row: TierOverride) -> None:
    """Put an override into force; it takes the place of the one it renews."""
    row.state = OverrideState.ACTIVE
    if row.renews_id is not None:
        old = uow.get(TierOverride, row.renews_id)
        if old.state == OverrideState.ACTIVE:
            _close(uow, old, RENEWED)
    TierPublishing(uow, rules).follow(row)


def _close(uow: UnitOfWork, row: TierOverride, reason: str) -> None:
    row.state, row.ended_on, row.end_reason = OverrideState.ENDED, uow.today, reason


def _close_the_expired(uow: UnitOfWork, client: Client) -> None:
    """Close an override that ran out and that no evaluation has closed yet."""
    for row in _open(uow, client.id):
        if row.state == OverrideState.ACTIVE and row.expires_on < uow.today:
            _close(uow, row, EXPIRED)


def _only_one(uow: UnitOfWork, client: Client, apart_from: str = "") -> None:
    for row in _open(uow, client.id):
        if row.id != apart_from:
            raise Refused(ONE_ALREADY.fill(tier=row.target_tier, on=row.expires_on))


def _open(uow: UnitOfWork, client_id: str) -> list[TierOverride]:
    keys = uow.read.column(
        "SELECT id FROM tieroverride WHERE client_id = :client AND state IN ('active', 'asked') AND NOT deleted",
        client=client_id,
    )
    return [uow.get(TierOverride, key) for key in keys]


def _needs_a_new_reason(uow: UnitOfWork, draft: TierOverrideDraft) -> None:
    earlier = uow.read.column(
        "SELECT reason FROM tieroverride WHERE client_id = :client AND target_tier = :tier AND NOT deleted"
        " AND state <> 'refused'",
        client=draft.client_id,
        tier=draft.tier,
    )
    needs_other_words(draft.reason, *earlier)


def _asked(uow: UnitOfWork, key: Key) -> TierOverride:
    if uow.get(AccountManager, uow.manager_id).role != LEAD:
        raise Refused(LEADS_ONLY)
    row = uow.get(TierOverride, key)
    if row.state != OverrideState.ASKED:
        raise Refused(NOT_ASKED)
    return row


def _label(uow: UnitOfWork, words: Words, row: TierOverride) -> None:
    client = uow.get(Client, row.client_id)
    uow.label(words.fill(client=client.short_name or client.name, tier=row.target_tier, on=row.expires_on))
