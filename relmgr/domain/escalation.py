"""When a warning that nobody answers goes to the manager's list, in working days."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from relmgr.domain.values import Severity, SignalState


class Unanswered(StrEnum):
    """What is missing when a warning goes to the manager's list."""

    NOT_SEEN = "not_seen"
    NO_PLAN = "no_plan"


@dataclass(frozen=True, slots=True)
class EscalationLimits:
    """Working days by severity; a severity that is absent never goes to the manager's list.

    `seen_within` is how long a warning may wait to be acknowledged, `plan_within` how long for its plan: the
    action plan of an orange one, the contingency plan of a red one. Source: domain reference 10.
    """

    seen_within: Mapping[Severity, int]
    plan_within: Mapping[Severity, int]

    def within(self, severity: Severity, missing: Unanswered) -> int | None:
        """Return after how many working days a warning goes to the manager, None for never.

        A missing plan is late after `plan_within`; it goes to the manager no earlier than the warning itself
        would have, so that acknowledging is never the quicker way to be reported.
        """
        seen = self.seen_within.get(severity)
        if missing is Unanswered.NOT_SEEN or seen is None:
            return seen
        plan = self.plan_within.get(severity)
        return None if plan is None else max(seen, plan)


def missing_answer(state: SignalState) -> Unanswered | None:
    """Return what an open warning still waits for; None once it is planned or closed."""
    if state is SignalState.OPEN:
        return Unanswered.NOT_SEEN
    return Unanswered.NO_PLAN if state is SignalState.ACKED else None
