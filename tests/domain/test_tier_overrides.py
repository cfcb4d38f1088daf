"""Laws of overrides: never above a cap, never past their last day, a new reason for each term."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.review import (
    Decision,
    Month,
    MoveKind,
    Standing,
    TierMove,
    after_override,
    decide,
    under_override,
)
from relmgr.domain.tier_overrides import (
    MANY,
    PastOverride,
    TierOverrideDraft,
    is_confirmed,
    needs_other_words,
    override_report,
)
from relmgr.domain.tier_words import tier_said
from relmgr.domain.tiers import MachineState, Override, rank, worse
from relmgr.domain.values import Key, Tier
from relmgr.errors import Invalid

A, B, C, D = Tier
DAY = date(2026, 11, 23)
CLIENT = Key("c" * 32)
MAYBE = st.none() | st.sampled_from(Tier)


def month(model: Tier | None, day: date = DAY) -> Month:
    return Month(day, f"{day:%Y-%m}", MachineState(model), model, 90)


def overridden(tier: Tier | None, target: Tier, until: date, *, capped: bool = False) -> Standing:
    return Standing(tier, capped, override=Override(target, DAY - timedelta(30), until))


def after(standing: Standing, decision: Decision) -> Tier | None:
    """Return the published tier after a decision; a proposal changes nothing yet."""
    move = decision.move
    return standing.tier if move is None or move.waits else move.to_tier


@given(MAYBE, st.sampled_from(Tier), MAYBE, st.sampled_from(Tier), st.integers(-40, 40), st.booleans())
def test_an_override_is_never_above_the_cap_and_never_outlives_its_day(
    published: Tier | None, target: Tier, model: Tier | None, cap: Tier, days: int, capped: bool
) -> None:
    until = DAY + timedelta(days)
    standing = overridden(published, target, until, capped=capped)
    decision = decide(standing, month(model), cap)
    now = after(standing, decision)
    assert decision.move is None or not decision.move.waits
    if days >= 0:
        assert not decision.expired
        assert now is worse(target, cap)
    else:
        assert decision.expired
        assert now is (None if model is None else worse(model, cap))
    if now is not None:
        assert rank(now) >= rank(cap)


DAYS = st.lists(
    st.tuples(
        MAYBE,
        st.sampled_from(Tier),
        st.none() | st.tuples(st.sampled_from(Tier), st.integers(1, 180)) | st.just("end"),
        st.integers(1, 60),
    ),
    min_size=1,
    max_size=20,
)


@given(DAYS)
def test_a_life_with_overrides_keeps_the_laws(days: list[Any]) -> None:
    """Whatever people, model and caps do: never above the cap, never past its day, capped tiers rise again."""
    standing, today = Standing(), DAY
    for model, cap, deed, later in days:
        today += timedelta(later)
        if isinstance(deed, tuple) and standing.override is None:
            made = Override(deed[0], today, today + timedelta(deed[1]))
            standing = moved(
                replace(standing, override=made), under_override(replace(standing, override=made), cap)
            )
        elif deed == "end" and standing.override is not None:
            standing = replace(moved(standing, after_override(standing, model, cap)), override=None)
        override = standing.override
        decision = decide(standing, month(model, today), cap)
        standing = moved(standing, decision.move)
        if decision.expired:
            assert override is not None
            assert today > override.expires
            standing = replace(standing, override=None)
        if standing.tier is not None:
            assert rank(standing.tier) >= rank(cap)
        if standing.override is not None:
            assert today <= standing.override.expires
            assert standing.tier is worse(standing.override.tier, cap)
        if standing.capped and model is not None and standing.override is None:
            assert rank(standing.tier or D) <= rank(worse(model, cap)), "a lifted cap gives the tier back"


def moved(standing: Standing, move: TierMove | None) -> Standing:
    """Return the standing after a move that acts at once; what is proposed is never accepted here."""
    if move is None or move.waits:
        return standing
    return replace(standing, tier=move.to_tier, capped=move.kind is MoveKind.CAP)


def test_the_story_names_what_moved_the_tier() -> None:
    until, past = DAY, DAY - timedelta(1)
    assert decide(overridden(B, A, until), month(B), A).move == TierMove(MoveKind.OVERRIDE, B, A)
    assert decide(overridden(A, A, until), month(B), A) == Decision()
    assert decide(overridden(A, A, until), month(B), C).move == TierMove(MoveKind.CAP, A, C)
    assert decide(overridden(C, A, until, capped=True), month(B), A).move == TierMove(MoveKind.OVERRIDE, C, A)
    ended = decide(overridden(A, A, past), month(B), A)
    assert ended == Decision(TierMove(MoveKind.OVERRIDE_ENDED, A, B), expired=True)
    assert decide(overridden(A, A, past), month(None), A).move == TierMove(MoveKind.OVERRIDE_ENDED, A, None)
    assert decide(overridden(None, A, past), month(None), A) == Decision(expired=True)


def test_a_tier_that_a_cap_holds_at_the_end_rises_when_the_cap_lifts() -> None:
    held = decide(overridden(C, C, DAY - timedelta(1)), month(A), C).move
    assert held == TierMove(MoveKind.CAP, C, C)
    assert decide(Standing(C, capped=True), month(A), A).move == TierMove(MoveKind.CAP_LIFTED, C, A)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("reason_code", {"reason_code": "because"}),
        ("reason", {"reason": "too short"}),
        ("reason", {"reason": "         x         "}),
        ("days", {"days": 0}),
        ("days", {"days": 181}),
    ],
)
def test_a_draft_names_what_is_wrong(field: str, values: dict[str, object]) -> None:
    given: dict[str, object] = {"reason_code": "data", "reason": "年报未录入，已核对原件", "days": 180}
    with pytest.raises(Invalid) as caught:
        TierOverrideDraft(CLIENT, A, **(given | values))  # type: ignore[arg-type]
    assert caught.value.field == field


def test_the_term_is_counted_from_the_day() -> None:
    draft = TierOverrideDraft(CLIENT, B, "data", "the accounts are older than they look")
    assert draft.expires(date(2025, 11, 3)) == date(2026, 2, 1)


def test_punctuation_makes_no_new_reason() -> None:
    with pytest.raises(Invalid):
        needs_other_words(" Strategic: client, of the Group!", "other", "strategic client of the group")
    needs_other_words("战略客户，集团授信已获批", "战略客户，等集团批复")


def test_the_report_counts_ways_and_what_the_model_did() -> None:
    past = [PastOverride(A, B, A), PastOverride(A, B, B), PastOverride(C, B, D), PastOverride(A, None, None)]
    assert [is_confirmed(one) for one in past] == [True, False, True, False]
    report = override_report([(A, B), (C, B), (B, None)], 20, past)
    assert (report.active, report.up, report.down, report.expired, report.confirmed) == (3, 1, 1, 4, 2)
    assert report.rate == pytest.approx(0.15)
    assert report.is_many is (MANY < 0.15)
    assert report.outcome == 0.5
    empty = override_report([], 0, [])
    assert (empty.rate, empty.outcome, empty.is_many) == (None, None, False)


def test_the_model_tier_is_always_said() -> None:
    assert tier_said(A, B, date(2026, 3, 1)).en == "A (override; model B, expires 2026-03-01)"
    assert tier_said(A, None, date(2026, 3, 1)).en == "A (override; model -, expires 2026-03-01)"
    assert tier_said(C, A, None, C).en == "C (capped; model A)"
    assert tier_said(B, A, None, A).en == "B (model A)"
    assert tier_said(B, B, None, A).en == "B"
    assert tier_said(None, None).en == "-"
