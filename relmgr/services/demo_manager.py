"""What the fictitious manager of a demo book does after each evaluation, with the ordinary use cases."""

from datetime import datetime, time, timedelta
from typing import Final, NamedTuple

from relmgr.db.work import UnitOfWork
from relmgr.domain.drafts import SignalPlan
from relmgr.domain.signals import Scope
from relmgr.domain.values import Key, Severity
from relmgr.domain.watch_list import WatchPolicy
from relmgr.services.demo_watch import look_after_watched
from relmgr.services.signals import acknowledge_signals, dismiss_signals, plan_signals, resolve_signals
from relmgr.services.tier_changes import accept_tier_changes, reject_tier_changes

PLAN_DAYS: Final = timedelta(days=21)
PATIENCE: Final = timedelta(days=45)
"""Warnings that were seen for longer than this are settled."""

WAITING: Final = 3
"""Tier changes that are left for the visitor; one more than that is decided today."""

PLAN_NOTE: Final = "约财务总监当面确认"
RESOLVED: Final = "已当面核实并落实措施"
DISMISSED: Final = "数据口径差异，已核对"
REJECTED: Final = "一次性收益，下季再看"

SIGNALS: Final = """
SELECT s.id, s.severity, s.scope, s.first_seen_on FROM signal s JOIN client c ON c.id = s.client_id
WHERE s.state IN ({states}) AND NOT s.deleted ORDER BY s.first_seen_on, c.code, s.rule_id, s.subject
"""
PENDING: Final = """
SELECT t.id FROM tierchange t JOIN client c ON c.id = t.client_id
WHERE t.state = 'pending' AND NOT t.deleted ORDER BY t.proposed_on, c.code
"""
TELL: Final = """
INSERT INTO inbox (reminder_id, fire_no, created_at, by, shown_at, ack_at)
SELECT id, fire_no, due_at, :by, due_at, due_at FROM reminder WHERE fired_at IS NULL AND due_at < :before
"""
TOLD: Final = """
UPDATE reminder SET fired_at = due_at, fired_by = :by WHERE fired_at IS NULL AND due_at < :before
"""


def answer_demo_verdicts(uow: UnitOfWork, policy: WatchPolicy, *, is_late: bool) -> None:
    """Do what a manager does after an evaluation; a late one leaves tiers and half of the rest to a visitor."""
    look_after_watched(uow, policy, is_late=is_late)
    _settle_old_warnings(uow)
    _answer_new_warnings(uow, is_late=is_late)
    pending = [] if is_late else _pending(uow)
    if len(pending) > 1:
        reject_tier_changes(uow, pending[-1:], "one_off", REJECTED)
        pending = pending[:-1]
    accept_tier_changes(uow, pending)


def begin_demo_day(uow: UnitOfWork) -> None:
    """Do the first things of the day, so that today has something done in it too."""
    old = _signals(uow, "acked", "planned")
    resolve_signals(uow, [found.key for found in old[:1]], "mitigated", RESOLVED)
    pending = _pending(uow)
    accept_tier_changes(uow, pending[: len(pending) > WAITING])


def _settle_old_warnings(uow: UnitOfWork) -> None:
    """Resolve what was seen long ago; the oldest that is no risk turns out to be a false alarm."""
    before = (uow.today - PATIENCE).isoformat()
    old = [found for found in _signals(uow, "acked", "planned") if found.since <= before]
    false = [found.key for found in old if found.scope == Scope.SERVICE][:1]
    dismiss_signals(uow, false, DISMISSED)
    resolve_signals(uow, [f.key for f in old if f.key not in false], "mitigated", RESOLVED)


def _answer_new_warnings(uow: UnitOfWork, *, is_late: bool) -> None:
    """Plan measures against grave warnings and acknowledge slight ones; half of them when it is late."""
    new = _signals(uow, "open")
    grave = [found.key for found in new if found.severity != Severity.YELLOW]
    slight = [found.key for found in new if found.severity == Severity.YELLOW]
    if is_late:
        grave, slight = grave[: len(grave) // 2], slight[: len(slight) // 2]
    plan_signals(uow, grave, SignalPlan("collect", uow.today + PLAN_DAYS, PLAN_NOTE))
    acknowledge_signals(uow, slight)


def _pending(uow: UnitOfWork) -> list[Key]:
    return [Key(key) for (key,) in uow.read.records(PENDING)]


class _Found(NamedTuple):
    key: Key
    severity: str
    scope: str
    since: str


def _signals(uow: UnitOfWork, *states: str) -> list[_Found]:
    wanted = ", ".join(f"'{state}'" for state in states)
    return [_Found(*record) for record in uow.read.records(SIGNALS.format(states=wanted))]


def tell_past_demo_reminders(uow: UnitOfWork) -> None:
    """Put the reminders of days before today into the inbox as told and seen, as a real book would have."""
    midnight = datetime.combine(uow.today, time(), uow.zone)
    uow.run(TELL, before=midnight, by=uow.actor)
    uow.run(TOLD, before=midnight, by=uow.actor)
