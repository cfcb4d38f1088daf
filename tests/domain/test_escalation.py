"""What an unanswered warning waits for before the manager hears of it."""

import pytest

from relmgr.domain.escalation import EscalationLimits, Unanswered, missing_answer
from relmgr.domain.values import Severity, SignalState

LIMITS = EscalationLimits({Severity.RED: 1, Severity.ORANGE: 5}, {Severity.RED: 5, Severity.ORANGE: 3})


@pytest.mark.parametrize(
    ("severity", "missing", "days"),
    [
        (Severity.RED, Unanswered.NOT_SEEN, 1),
        (Severity.ORANGE, Unanswered.NOT_SEEN, 5),
        (Severity.RED, Unanswered.NO_PLAN, 5),
        (Severity.ORANGE, Unanswered.NO_PLAN, 5),
        (Severity.YELLOW, Unanswered.NOT_SEEN, None),
        (Severity.YELLOW, Unanswered.NO_PLAN, None),
    ],
)
def test_the_days_of_each(severity: Severity, missing: Unanswered, days: int | None) -> None:
    assert LIMITS.within(severity, missing) == days


def test_only_a_plan_or_a_close_is_an_answer() -> None:
    assert missing_answer(SignalState.OPEN) is Unanswered.NOT_SEEN
    assert missing_answer(SignalState.ACKED) is Unanswered.NO_PLAN
    others = (
        SignalState.PLANNED,
        SignalState.RESOLVED,
        SignalState.DISMISSED,
        SignalState.CLEARED,
    )
    assert {missing_answer(state) for state in others} == {None}
