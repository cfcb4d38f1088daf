"""What a person does about a warning: acknowledge, plan, snooze, resolve, dismiss; one or many at once."""

from collections.abc import Sequence

from relmgr.db.tables import Client, Signal, SignalEvent
from relmgr.db.work import UnitOfWork
from relmgr.domain.drafts import NO_REASON, SignalPlan, required
from relmgr.domain.snooze import Snooze, SnoozeLimits, check_snooze
from relmgr.domain.values import Key, SignalState
from relmgr.errors import Refused
from relmgr.words import Words

CLOSED = Words("这条预警已经关闭。", "This warning is closed already.")
LABELS = {
    "acked": Words("确认预警：{what}", "acknowledge warning: {what}"),
    "planned": Words("计划处置：{what}", "plan warning: {what}"),
    "snoozed": Words("搁置预警：{what}", "snooze warning: {what}"),
    "resolved": Words("办结预警：{what}", "resolve warning: {what}"),
    "dismissed": Words("误报：{what}", "dismiss warning: {what}"),
}
MANY = Words("{n} 条", "{n} warnings")


def acknowledge_signals(uow: UnitOfWork, keys: Sequence[Key]) -> int:
    """Note that somebody has seen these warnings; returns how many changed."""
    changed = []
    for signal in _open(uow, keys):
        if signal.state == SignalState.OPEN:
            _seen(uow, signal, SignalState.ACKED)
            changed.append(_note(uow, signal, "acked", ""))
    _label(uow, "acked", changed)
    return len(changed)


def plan_signals(uow: UnitOfWork, keys: Sequence[Key], plan: SignalPlan) -> int:
    """Write how these warnings will be handled and by when; each becomes a reminder of its due day.

    A plan ends a snooze and begins the count of snoozes in a row again.
    """
    changed = []
    for signal in _open(uow, keys):
        _seen(uow, signal, SignalState.PLANNED)
        signal.snoozed_until, signal.snooze_reason, signal.snoozes = None, "", 0
        signal.plan_measure, signal.plan_due_on, signal.plan_note = plan.measure, plan.due_on, plan.note
        changed.append(_note(uow, signal, "planned", f"{plan.measure} {plan.due_on} {plan.note}".strip()))
    _label(uow, "planned", changed)
    return len(changed)


def snooze_signals(uow: UnitOfWork, keys: Sequence[Key], snooze: Snooze, limits: SnoozeLimits) -> int:
    """Set these warnings aside until a day on which they are back by themselves; returns how many.

    They count as seen, and keep their points: the client's level does not change. Nothing is written unless
    every one of them may be snoozed so long; raises Invalid or Refused.
    """
    signals = _open(uow, keys)
    for signal in signals:
        check_snooze(snooze, signal.severity, signal.snoozes, uow.today, limits)
    for signal in signals:
        if signal.state == SignalState.OPEN:
            _seen(uow, signal, SignalState.ACKED)
        signal.snoozed_until, signal.snooze_reason = snooze.until, snooze.reason
        signal.snoozes += 1
        _note(uow, signal, "snoozed", f"{snooze.until} {snooze.reason}")
    _label(uow, "snoozed", signals)
    return len(signals)


def _seen(uow: UnitOfWork, signal: Signal, state: SignalState) -> None:
    """Give a warning an answer; it leaves the manager's list, where a plan that stays away brings it again."""
    signal.state, signal.acked_at, signal.escalated_on = state, signal.acked_at or uow.now, None


def resolve_signals(uow: UnitOfWork, keys: Sequence[Key], outcome: str, note: str = "") -> int:
    """Close warnings as dealt with; `outcome` is 'true' (it was real) or 'mitigated'."""
    return _close(uow, keys, SignalState.RESOLVED, outcome, note)


def dismiss_signals(uow: UnitOfWork, keys: Sequence[Key], reason: str) -> int:
    """Close warnings as false alarms; the reason is required."""
    required("reason", reason, NO_REASON)
    return _close(uow, keys, SignalState.DISMISSED, "false", reason)


def _close(uow: UnitOfWork, keys: Sequence[Key], state: SignalState, outcome: str, note: str) -> int:
    changed = []
    for signal in _open(uow, keys):
        signal.state, signal.outcome = state, outcome
        signal.closed_on, signal.closed_by = uow.today, uow.actor
        changed.append(_note(uow, signal, state.value, note))
    _label(uow, state.value, changed)
    return len(changed)


def _open(uow: UnitOfWork, keys: Sequence[Key]) -> list[Signal]:
    found = [uow.get(Signal, key) for key in keys]
    still = [signal for signal in found if signal.state.is_open]
    if found and not still:
        raise Refused(CLOSED)
    return still


def _note(uow: UnitOfWork, signal: Signal, kind: str, note: str) -> Signal:
    uow.add(
        SignalEvent(
            client_id=signal.client_id,
            signal_id=signal.id,
            at=uow.now,
            on_day=uow.today,
            kind=kind,
            severity=signal.severity.value,
            note=note,
            by=uow.actor,
        )
    )
    return signal


def _label(uow: UnitOfWork, kind: str, changed: Sequence[Signal]) -> None:
    if not changed:
        return
    words = LABELS[kind]
    if len(changed) > 1:
        many = MANY.fill(n=len(changed))
        uow.label(Words(words.zh.format(what=many.zh), words.en.format(what=many.en)))
        return
    client = uow.get(Client, changed[0].client_id)
    uow.label(words.fill(what=f"{client.short_name or client.name} {changed[0].rule_id}"))
