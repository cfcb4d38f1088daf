"""Warnings that nobody answers go to the manager's list, by working days; once each, whenever it runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from relmgr.db.columns import new_key
from relmgr.db.tables import Signal, SignalEvent
from relmgr.db.work import UnitOfWork
from relmgr.domain.escalation import EscalationLimits, Unanswered, missing_answer
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import Key, Severity, SignalState
from relmgr.services.row_batch import Row, RowBatch
from relmgr.services.workdays import overdue_since
from relmgr.words import Words

LABEL = Words("上报未处置预警 {n} 条", "report {n} unanswered warnings")
SYSTEM = "system"

WAITING = """
SELECT s.id, s.client_id, s.version, s.severity, s.state, coalesce(
  (SELECT max(e.on_day) FROM signalevent e WHERE e.signal_id = s.id AND NOT e.deleted
     AND e.kind IN ('opened', 'raised', 'recurred')), s.first_seen_on) AS since
FROM signal s JOIN client c ON c.id = s.client_id
WHERE s.state IN ('open', 'acked') AND s.escalated_on IS NULL AND s.first_seen_on <= :latest
  AND coalesce(s.snoozed_until <= :today, true) AND NOT s.deleted AND NOT c.deleted
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A warning without an answer, and the day since which it has waited for one."""

    id: Key
    client_id: Key
    version: int
    severity: Severity
    state: SignalState
    since: date


def escalate_signals(uow: UnitOfWork, rules: Rulebook, country: str = "CN") -> int:
    """Put warnings that waited too long on the manager's list and return how many; a second run adds none.

    The days count from the last time the warning was news. One that is set aside waits until it is back.
    """
    limits = _cut_off(rules.warnings.escalation, uow.today, country)
    batch, found = RowBatch(), list(_overdue(uow, limits))
    for signal, missing in found:
        batch.update(Signal, signal.id, signal.version, {"escalated_on": uow.today})
        event: Row = {"id": new_key(), "client_id": signal.client_id, "signal_id": signal.id, "by": SYSTEM}
        event |= {"at": uow.now, "on_day": uow.today, "kind": "escalated", "note": missing.value}
        batch.insert(SignalEvent, event | {"severity": signal.severity.value})
    batch.write(uow)
    uow.judged.update(signal.client_id for signal, _ in found)  # no verdict depends on who was told
    uow.label(LABEL.fill(n=len(found)), undoable=False)
    return len(found)


def _cut_off(limits: EscalationLimits, today: date, country: str) -> dict[tuple[Severity, Unanswered], date]:
    """Return the latest day since which a warning has waited too long, by severity and missing answer."""
    days = {(severity, what): limits.within(severity, what) for severity in Severity for what in Unanswered}
    return {key: overdue_since(today, within, country) for key, within in days.items() if within is not None}


def _overdue(
    uow: UnitOfWork, limits: dict[tuple[Severity, Unanswered], date]
) -> Iterator[tuple[Waiting, Unanswered]]:
    if not limits:
        return
    latest = max(limits.values())
    for signal in uow.read.rows(Waiting, WAITING, today=uow.today, latest=latest):
        missing = missing_answer(signal.state)
        limit = None if missing is None else limits.get((signal.severity, missing))
        if missing is not None and limit is not None and signal.since <= limit:
            yield signal, missing
