"""Class floors and stages: strict day limits, worst reason wins, unknown stays unknown."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.classification import ClassEvidence, class_floor, class_rank, ifrs_stage, too_good
from relmgr.domain.values import AssetClass
from relmgr.rulebook.loader import load

LIMITS = load().warnings.classes
FLAGS = (
    "restructured",
    "re_restructured",
    "evasion",
    "misuse",
    "refinanced",
    "npl_elsewhere",
    "credit_impaired",
)


@pytest.mark.parametrize(
    ("dpd", "floor"),
    [
        (0, "normal"), (1, "special_mention"), (90, "special_mention"), (91, "substandard"),
        (270, "substandard"), (271, "doubtful"), (360, "doubtful"), (361, "loss"),
    ],
)  # fmt: skip
def test_day_limits_are_strict(dpd: int, floor: str) -> None:
    assert class_floor(ClassEvidence(dpd=dpd), LIMITS) == AssetClass(floor)


@pytest.mark.parametrize(("dpd", "stage"), [(0, 1), (30, 1), (31, 2), (90, 2), (91, 3)])
def test_stage_limits_are_strict(dpd: int, stage: int) -> None:
    assert ifrs_stage(dpd, LIMITS) == stage


def test_shares_are_strict() -> None:
    assert class_floor(ClassEvidence(dpd=0, cross_bank_share=0.20), LIMITS) is AssetClass.NORMAL
    assert class_floor(ClassEvidence(dpd=0, own_npl_share=0.10), LIMITS) is AssetClass.NORMAL
    assert class_floor(ClassEvidence(dpd=0, own_npl_share=0.101), LIMITS) is AssetClass.SUBSTANDARD


def test_the_technical_exemption_ends_after_its_days() -> None:
    assert class_floor(ClassEvidence(dpd=7, technical=True), LIMITS) is AssetClass.NORMAL
    assert class_floor(ClassEvidence(dpd=8, technical=True), LIMITS) is AssetClass.SPECIAL_MENTION


def test_unknown_arrears_with_a_known_event_have_a_floor() -> None:
    assert class_floor(ClassEvidence(), LIMITS) is None
    assert class_floor(ClassEvidence(misuse=True), LIMITS) is AssetClass.SPECIAL_MENTION


def test_restructured_again_is_substandard_and_not_doubtful() -> None:
    """The rule "overdue again is at least doubtful" belongs to the superseded guideline of 2007."""
    evidence = ClassEvidence(dpd=40, restructured=True, re_restructured=True)
    assert class_floor(evidence, LIMITS) is AssetClass.SUBSTANDARD


@given(st.none() | st.integers(0, 500), st.sets(st.sampled_from(FLAGS)), st.sampled_from(FLAGS))
def test_more_bad_news_never_improves_the_floor(dpd: int | None, flags: set[str], more: str) -> None:
    def floor(known: set[str]) -> AssetClass | None:
        evidence: dict[str, Any] = dict.fromkeys(known, True)
        return class_floor(ClassEvidence(dpd=dpd, **evidence), LIMITS)

    before, after = floor(flags), floor({*flags, more})
    if before is not None:
        assert after is not None
        assert class_rank(after) >= class_rank(before)


def test_a_recorded_class_may_be_worse_than_the_floor_but_not_better() -> None:
    assert too_good(AssetClass.NORMAL, AssetClass.SUBSTANDARD)
    assert not too_good(AssetClass.LOSS, AssetClass.SUBSTANDARD)
    assert not too_good(None, AssetClass.LOSS)
    assert not too_good(AssetClass.NORMAL, None)


def test_rebutting_day_ninety_leaves_day_thirty() -> None:
    assert ifrs_stage(95, LIMITS, rebut_90=True) == 2
    assert ifrs_stage(95, LIMITS, rebut_90=True, rebut_30=True) == 1
    assert ifrs_stage(None, LIMITS) is None
    assert ifrs_stage(None, LIMITS, sicr=True) == 2
