"""What follows from a model tier: first tiers and caps at once, everything else is the manager's to decide."""

from datetime import date, timedelta

import pytest

from relmgr.domain.review import Decision, Month, MoveKind, Proposal, Standing, TierMove, decide
from relmgr.domain.tiers import MachineState
from relmgr.domain.values import ReviewState, Tier

A, B, C, D = Tier
DAY = date(2026, 11, 23)


def month(model: Tier | None, before: Tier | None = None, day: date = DAY) -> Month:
    return Month(day, f"{day:%Y-%m}", MachineState(before or model), model, 90)


def proposal(to: Tier, state: ReviewState, on: date = DAY, until: date | None = None) -> Proposal:
    return Proposal("p", to, state, f"{on:%Y-%m}", on, until)


def move(kind: MoveKind, old: Tier | None, new: Tier) -> TierMove:
    return TierMove(kind, old, new)


@pytest.mark.parametrize(
    ("standing", "model", "cap", "expected"),
    [
        (Standing(), None, A, Decision()),
        (Standing(), None, D, Decision()),
        (Standing(), B, A, Decision(move(MoveKind.FIRST, None, B))),
        (Standing(), B, C, Decision(move(MoveKind.FIRST, None, C))),
        (Standing(B), B, A, Decision()),
        (Standing(B), A, A, Decision(move(MoveKind.PROPOSED, B, A))),
        (Standing(B), A, C, Decision(move(MoveKind.CAP, B, C))),
        (Standing(B), A, B, Decision()),
        (Standing(C, capped=True), A, C, Decision()),
        (Standing(C, capped=True), A, A, Decision(move(MoveKind.CAP_LIFTED, C, A))),
        (Standing(D, capped=True), A, C, Decision(move(MoveKind.CAP, D, C))),
        (Standing(C, capped=True), D, C, Decision(move(MoveKind.PROPOSED, C, D))),
        (Standing(B), None, A, Decision()),
        (Standing(B), None, D, Decision(move(MoveKind.CAP, B, D))),
    ],
)
def test_moves(standing: Standing, model: Tier | None, cap: Tier, expected: Decision) -> None:
    assert decide(standing, month(model), cap) == expected


def test_a_waiting_proposal_is_kept_replaced_or_withdrawn() -> None:
    waiting = Standing(B, proposal=proposal(A, ReviewState.PENDING))
    assert decide(waiting, month(A), A) == Decision()
    assert decide(waiting, month(C), A) == Decision(move(MoveKind.PROPOSED, B, C), withdraw=True)
    assert decide(waiting, month(B), A) == Decision(withdraw=True)
    assert decide(waiting, month(A), D) == Decision(move(MoveKind.CAP, B, D), withdraw=True)


def test_a_postponed_proposal_wakes_on_its_day() -> None:
    until = DAY + timedelta(30)
    waiting = Standing(B, proposal=proposal(A, ReviewState.POSTPONED, until=until))
    assert decide(waiting, month(A, day=until - timedelta(1)), A) == Decision()
    assert decide(waiting, month(A, day=until), A) == Decision(wake=True)


def test_a_rejection_holds_ninety_days_or_until_the_model_has_been_elsewhere() -> None:
    rejected = Standing(B, proposal=proposal(A, ReviewState.REJECTED))
    again = Decision(move(MoveKind.PROPOSED, B, A))
    assert decide(rejected, month(A, before=B), A) == Decision()
    assert decide(rejected, month(A, before=A, day=DAY + timedelta(89)), A) == Decision()
    assert decide(rejected, month(A, before=A, day=DAY + timedelta(90)), A) == again
    assert decide(rejected, month(A, before=B, day=DAY + timedelta(60)), A) == again
    assert decide(rejected, month(C, before=A, day=DAY + timedelta(30)), A).move == move(
        MoveKind.PROPOSED, B, C
    )
