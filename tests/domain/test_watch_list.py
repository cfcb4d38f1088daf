"""Who comes on the watch list, and what must be true before anybody leaves it."""

from datetime import date, timedelta

import pytest

from relmgr.domain.values import Severity
from relmgr.domain.watch_list import (
    ReviewDraft,
    WatchCause,
    WatchedEpisode,
    WatchPlan,
    WatchPolicy,
    check_exit,
    check_plan,
    check_second_person,
    clean_in_a_row,
    is_reentry,
    watch_entry,
)
from relmgr.errors import Invalid, Refused

POLICY = WatchPolicy(2, 90, 30, 15, 3, 2, 365)
DAY = date(2026, 11, 23)


def episode(rule: str, severity: Severity, days_ago: int = 0, *, is_open: bool = True) -> WatchedEpisode:
    return WatchedEpisode(rule, severity, DAY - timedelta(days_ago), is_open)


def test_an_open_red_enters_and_is_reviewed_more_often() -> None:
    found = watch_entry([episode("EW10", Severity.RED, 400)], DAY, POLICY)
    assert (found.cause, found.review_days) == (WatchCause.RED, 15)
    closed = watch_entry([episode("EW10", Severity.RED, 4, is_open=False)], DAY, POLICY)
    assert (closed.cause, closed.review_days) == (None, 30)


@pytest.mark.parametrize(("days", "enters"), [(0, True), (90, True), (91, False)])
def test_two_oranges_of_different_rules_within_the_window(days: int, enters: bool) -> None:
    found = watch_entry(
        [episode("EW09", Severity.ORANGE, days, is_open=False), episode("EW12", Severity.ORANGE)], DAY, POLICY
    )
    assert (found.cause is WatchCause.TWO_ORANGE) == enters


def test_two_oranges_of_one_rule_do_not_enter() -> None:
    same = [episode("EW09", Severity.ORANGE, 1), episode("EW09", Severity.ORANGE, 2)]
    assert watch_entry(same, DAY, POLICY).cause is None
    assert watch_entry(same, DAY, POLICY, manual=True).cause is WatchCause.MANUAL


def test_an_exit_needs_cleared_triggers_and_clean_reviews() -> None:
    with pytest.raises(Refused, match="EW10"):
        check_exit(["EW10"], 2, POLICY)
    with pytest.raises(Refused):
        check_exit([], 1, POLICY)
    check_exit([], 2, POLICY)


def test_clean_reviews_count_in_a_row() -> None:
    runs = [0]
    for clean in (True, False, True, True):
        runs.append(clean_in_a_row(runs[-1], clean=clean))
    assert runs == [0, 1, 0, 1, 2]


@pytest.mark.parametrize("approver", ["王磊", " 王 磊 ", ""])
def test_nobody_approves_their_own_exit(approver: str) -> None:
    with pytest.raises(Invalid) as caught:
        check_second_person("王磊", approver)
    assert caught.value.field == "approver"
    check_second_person("王磊", "李敏")


def test_a_client_that_comes_back_within_a_year_is_marked() -> None:
    assert is_reentry([DAY - timedelta(365)], DAY, POLICY)
    assert not is_reentry([DAY - timedelta(366)], DAY, POLICY)
    assert not is_reentry([], DAY, POLICY)


def test_drafts_name_the_field_that_is_wrong() -> None:
    for field, values in (("owner", (" ", "plan")), ("plan", ("王磊", " "))):
        with pytest.raises(Invalid) as caught:
            WatchPlan(*values, DAY)
        assert caught.value.field == field
    with pytest.raises(Invalid):
        check_plan(WatchPlan("王磊", "约谈", DAY - timedelta(1)), DAY)
    with pytest.raises(Invalid):
        ReviewDraft(" ", True)
    with pytest.raises(Invalid):
        ReviewDraft("已还款", True, stage=4)
