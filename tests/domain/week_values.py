"""Weeks made of arbitrary facts, and one fixed week that the golden reports show."""

from datetime import date, time, timedelta

from hypothesis import strategies as st

from relmgr.domain.values import (
    FeedbackKind,
    FollowUpKind,
    FollowUpState,
    Key,
    ReviewState,
    Severity,
    SignalState,
    Tier,
    VisitKind,
)
from relmgr.domain.week_facts import (
    ClosedWarning,
    Coverage,
    DoneVisit,
    HeardNeed,
    PlannedVisit,
    RaisedWarning,
    TierMove,
    WeekFacts,
    WeekTask,
)
from relmgr.domain.week_id import WeekId

WEEK = WeekId(2026, 48)
MONDAY = WEEK.monday
DAYS = st.dates(MONDAY - timedelta(days=40), MONDAY + timedelta(days=40))
TEXT = st.text(max_size=30) | st.sampled_from(
    ["[/x] | 招商", "=cmd|' /C calc'!A0", "<b>&", "a\nb", "\x1b[2J"]
)
SCORES = st.integers(0, 100_000_000)
KEYS = st.sampled_from([Key(letter * 32) for letter in "abc"])


def _some(row: type, **given: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    fields = {"client_id": KEYS, "client": TEXT} | given
    return st.lists(st.builds(row, **fields), max_size=2).map(tuple)


WEEKS: st.SearchStrategy[WeekFacts] = st.builds(
    WeekFacts,
    week=st.just(WEEK),
    manager=TEXT,
    as_of=DAYS,
    done=_some(DoneVisit, on=DAYS, met=TEXT, summary=TEXT, id=KEYS),
    missed=_some(PlannedVisit, on=DAYS, topic=TEXT, id=KEYS),
    coming=_some(PlannedVisit, on=DAYS, topic=TEXT, id=KEYS),
    needs=_some(HeardNeed, on=DAYS, text=TEXT, department=TEXT),
    tiers=_some(
        TierMove,
        proposed_on=DAYS,
        by=TEXT,
        reason=TEXT,
        reason_code=TEXT,
        score0_e6=st.none() | SCORES,
        score_e6=SCORES,
    ),
    raised=_some(RaisedWarning, on=DAYS, title_zh=TEXT, title_en=TEXT, measure=TEXT),
    closed=_some(ClosedWarning, on=DAYS, title_zh=TEXT, title_en=TEXT, by=TEXT),
    overdue=_some(WeekTask, text=TEXT, made_on=DAYS, due_on=DAYS),
    finished=_some(WeekTask, text=TEXT, made_on=DAYS, done_on=DAYS),
    promised=_some(WeekTask, text=TEXT, made_on=DAYS),
    next_visits=_some(PlannedVisit, on=DAYS, topic=TEXT, id=KEYS),
    next_tasks=_some(WeekTask, text=TEXT, made_on=DAYS, due_on=DAYS),
    coverage=st.builds(Coverage, seen=st.integers(0, 5), total=st.integers(5, 9)),
    red_unplanned=st.integers(0, 3),
)
"""Any week, hostile texts included."""

A, B = Key("a" * 32), Key("b" * 32)
HOSTILE = "[/x] | 招商 <b>"
GOLDEN = WeekFacts(
    week=WEEK,
    manager="王磊",
    as_of=date(2026, 11, 26),
    done=(
        DoneVisit(
            Key("1" * 32),
            A,
            "华能电力",
            Tier.A,
            date(2026, 11, 23),
            VisitKind.VISIT,
            "王建国、李敏",
            "谈妥续授信条件，等三季报后报批。",
        ),
        DoneVisit(Key("2" * 32), B, HOSTILE, Tier.B, date(2026, 11, 24), VisitKind.CALL, "", ""),
    ),
    missed=(
        PlannedVisit(
            Key("3" * 32),
            A,
            "华能电力",
            Tier.A,
            date(2026, 11, 25),
            time(14, 30),
            VisitKind.VIDEO,
            "放款进度",
        ),
    ),
    needs=(
        HeardNeed(
            A, "华能电力", date(2026, 11, 23), FeedbackKind.NEED, "5 亿绿色债承销", "投资银行部", "open"
        ),
    ),
    tiers=(
        TierMove(
            B,
            HOSTILE,
            Tier.A,
            Tier.B,
            81_400_000,
            66_250_000,
            date(2026, 11, 23),
            date(2026, 11, 24),
            ReviewState.REJECTED,
            "王磊",
            "",
            "one_off",
        ),
    ),
    raised=(
        RaisedWarning(
            B,
            HOSTILE,
            date(2026, 11, 24),
            True,
            Severity.RED,
            "利息逾期 3 天",
            "interest 3 days overdue",
            SignalState.PLANNED,
            date(2026, 11, 25),
            "collect",
            date(2026, 11, 26),
        ),
    ),
    closed=(
        ClosedWarning(
            A,
            "华能电力",
            date(2026, 11, 23),
            Severity.ORANGE,
            "评级下调",
            "rating cut",
            SignalState.RESOLVED,
            "mitigated",
            "王磊",
        ),
    ),
    overdue=(
        WeekTask(
            A,
            "华能电力",
            FollowUpKind.PROMISE_BANK,
            "报送审批材料",
            FollowUpState.OPEN,
            date(2026, 11, 10),
            date(2026, 11, 20),
            None,
            "",
        ),
    ),
    finished=(
        WeekTask(
            A,
            "华能电力",
            FollowUpKind.TASK,
            "取回函",
            FollowUpState.DONE,
            date(2026, 11, 10),
            date(2026, 11, 24),
            date(2026, 11, 23),
            "已归档",
        ),
    ),
    promised=(
        WeekTask(
            B,
            HOSTILE,
            FollowUpKind.PROMISE_CLIENT,
            "=1+1 补三季报",
            FollowUpState.OPEN,
            date(2026, 11, 24),
            date(2026, 11, 30),
            None,
            "",
        ),
    ),
    next_visits=(
        PlannedVisit(
            Key("4" * 32), A, "华能电力", Tier.A, date(2026, 12, 1), time(10), VisitKind.VISIT, "报批材料"
        ),
    ),
    next_tasks=(
        WeekTask(
            B,
            HOSTILE,
            FollowUpKind.PROMISE_CLIENT,
            "=1+1 补三季报",
            FollowUpState.OPEN,
            date(2026, 11, 24),
            date(2026, 11, 30),
            None,
            "",
        ),
    ),
    coverage=Coverage(8, 12),
    red_unplanned=1,
)
