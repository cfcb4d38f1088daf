"""Conditions have three answers, literal signs, and slack for floating point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr.domain.conditions import Condition, Limit, Operator, all_met, any_met, is_met
from relmgr.domain.facts import NA, Fact, FactValue

ANSWERS = st.lists(st.sampled_from([True, False, None]))


def met(operator: str, value: FactValue, limit: Limit) -> bool | None:
    return is_met(Condition("x", Operator(operator), limit), {"x": Fact(value, None)}, {})


@pytest.mark.parametrize(
    ("operator", "below", "at", "above"),
    [
        ("<", True, False, False),
        ("<=", True, True, False),
        (">", False, False, True),
        (">=", False, True, True),
        ("==", False, True, False),
        ("!=", True, False, True),
    ],
)
def test_signs_are_literal(operator: str, below: bool, at: bool, above: bool) -> None:
    assert [met(operator, value, 0.3) for value in (0.2, 0.1 + 0.2, 0.4)] == [below, at, above]


def test_codes_and_flags() -> None:
    assert met("==", "certificate", "certificate")
    assert not met("==", "accounts", "certificate")
    assert met("in", "a", ("a", "b"))
    assert met("==", True, True)
    assert not met("==", False, True)


def test_missing_is_unknown_unless_the_rule_can_do_without() -> None:
    assert is_met(Condition("x", Operator.MORE, 1), {}, {}) is None
    assert is_met(Condition("x", Operator.MORE, 1, lenient=True), {}, {}) is False
    assert is_met(Condition("x", Operator.MORE, than_fact="y"), {"x": Fact(1, None)}, {}) is None


def test_what_does_not_apply_is_not_met_and_not_missing() -> None:
    assert is_met(Condition("x", Operator.LESS, 1), {"x": Fact(NA, None)}, {}) is False


def test_the_subject_comes_before_its_client() -> None:
    over = Condition("ltv", Operator.MORE, than_fact="limit")
    own, client = {"ltv": Fact(0.8, None)}, {"ltv": Fact(0.1, None), "limit": Fact(0.7, None)}
    assert is_met(over, own, client) is True
    assert is_met(over, {}, client) is False


@given(ANSWERS)
def test_and_or_are_duals(answers: list[bool | None]) -> None:
    turned = [None if answer is None else not answer for answer in answers]
    found = any_met(turned)
    assert all_met(answers) == (None if found is None else not found)


@given(ANSWERS, st.data())
def test_learning_more_never_changes_a_known_answer(answers: list[bool | None], data: st.DataObject) -> None:
    learned = [data.draw(st.booleans()) if answer is None else answer for answer in answers]
    for combine in (all_met, any_met):
        before = combine(answers)
        assert before is None or combine(learned) is before
