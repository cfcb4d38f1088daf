"""What warnings.toml says of the people who answer is read and checked with file, line and key."""

from pathlib import Path

import pytest

from relmgr.domain.values import Severity
from relmgr.errors import RulebookError
from relmgr.rulebook.loader import DATA, load


def test_the_defaults_are_those_of_the_domain_reference() -> None:
    rules = load().warnings
    assert rules.snooze.days == {Severity.RED: 7, Severity.ORANGE: 30, Severity.YELLOW: 30}
    assert (rules.snooze.in_a_row, rules.notices_a_day) == (2, 10)
    assert rules.escalation.seen_within == {Severity.RED: 1, Severity.ORANGE: 5}
    policy = rules.watch_list
    assert (policy.review_days, policy.review_days_red, policy.clean_reviews) == (30, 15, 2)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("in_a_row = 2", "in_a_row = 0", "in_a_row"),
        ("a_day = 10", "a_day = -1", "a_day"),
        ("plan_red = 5", 'plan_red = "5"', "plan_red"),
        ("review_days_red = 15", "review_days_red = 31", "review_days_red"),
        ("clean_reviews = 2", "clean_review = 2", "clean_reviews"),
    ],
)
def test_a_wrong_value_is_told_with_its_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    text = (DATA / "warnings.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "warnings.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RulebookError, match=key):
        load(tmp_path)
