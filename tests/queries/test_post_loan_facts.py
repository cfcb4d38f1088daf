"""Every warning rule fires from stored rows, and nothing that was learned later is seen on an earlier day."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from relmgr.db.tables import (
    AccountMonth,
    BureauDebt,
    Client,
    Collateral,
    Covenant,
    CovenantTest,
    Document,
    ExternalEvent,
    Facility,
    Feedback,
    GroupEdge,
    GuarantorEdge,
    Metric,
    Project,
    ProjectProgress,
    RatingEvent,
    Rebuttal,
    Visit,
    WatchedAccount,
)
from relmgr.db.work import UnitOfWork
from relmgr.domain.evaluation import Verdict, judge
from relmgr.domain.facts import Facts, Subject, SubjectKind
from relmgr.domain.findings import Outcome
from relmgr.domain.values import (
    AssetClass,
    FacilityKind,
    FeedbackKind,
    Key,
    Severity,
    Unit,
    VisitKind,
    VisitState,
)
from relmgr.queries.facts import book_facts
from relmgr.rulebook.loader import load
from relmgr.workspace import Workspace

RULES = load()
DAY = date(2026, 11, 23)
ONE, TWO = (Key(letter * 32) for letter in "ab")
OWN: dict[str, Any] = {"client_id": ONE}
LOAN = Key("f" * 32)


def ago(days: int) -> date:
    return DAY - timedelta(days)


def book_of(*rows: Callable[[], list[Any]]) -> Callable[[UnitOfWork], None]:
    """Return a use case that makes two clients, a loan of the first, and what is wrong with it."""

    def fill(uow: UnitOfWork) -> None:
        uow.add(Client(id=ONE, name="甲", esg_listed=False))
        uow.add(Client(id=TWO, name="乙"))
        uow.flush()
        for make in rows:
            for row in make():
                uow.add(row)
                uow.flush()

    return fill


def loan(**changes: Any) -> list[Any]:
    values: dict[str, Any] = {
        "kind": FacilityKind.TERM,
        "code": "F-1",
        "drawn_minor": 100,
        "arrears_on": DAY,
    } | changes
    return [Facility(id=LOAN, client_id=ONE, **values)]


def event(kind: str, **changes: Any) -> list[Any]:
    return [ExternalEvent(kind=kind, occurred_on=ago(9), known_on=ago(8), **OWN, **changes)]


def figures(code: str, **values: int) -> list[Any]:
    return [
        Metric(
            code=code,
            period=period[1:],
            value=value,
            unit=Unit.MINOR,
            currency="CNY",
            known_at=datetime(2026, 11, 1, tzinfo=UTC),
            **OWN,
        )
        for period, value in values.items()
    ]


def months(code: str, values: list[int]) -> list[Any]:
    first = 2026 * 12 + 9 - len(values) + 1
    named = {f"m{m // 12}-{m % 12 + 1:02d}": value for m, value in enumerate(values, first)}
    return figures(code, **named)


def covenant(ratio: str, tests: list[dict[str, Any]], **changes: Any) -> list[Any]:
    key = Key("c" * 32)
    levels: dict[str, Any] = {"default_e6": 1_050_000, "lockup_e6": 1_150_000} | changes
    rows: list[Any] = [Covenant(id=key, title="约束", ratio=ratio, **OWN, **levels)]
    for place, test in enumerate(tests):
        end = ago(90 * (len(tests) - place))
        values: dict[str, Any] = {"covenant_id": key, "period_end": end, "status": "pass", **OWN, **test}
        rows.append(CovenantTest(**values))
    return rows


def account(purpose: str, last: dict[str, Any], **changes: Any) -> list[Any]:
    key = Key("d" * 32)
    return [
        WatchedAccount(id=key, purpose=purpose, name="户", **OWN, **changes),
        *(AccountMonth(account_id=key, period=period, **OWN, **last) for period in ("2026-09", "2026-10")),
    ]


def project(progress: dict[str, Any] | None = None, **changes: Any) -> list[Any]:
    key = Key("e" * 32)
    rows: list[Any] = [Project(id=key, name="电厂", as_of=ago(20), **OWN, **changes)]
    if progress:
        rows.append(ProjectProgress(project_id=key, as_of=ago(20), **OWN, **progress))
    return rows


def debts(*shares: tuple[int, int, int]) -> list[Any]:
    return [
        BureauDebt(as_of=ago(age), bank=f"行{place}", debt_minor=debt, dpd=dpd, guarantees_minor=500, **OWN)
        for place, (age, debt, dpd) in enumerate(shares)
    ]


def security(**changes: Any) -> list[Any]:
    return [Collateral(description="厂房", valued_on=ago(90), insured_until=ago(-200), **OWN, **changes)]


def deal(**changes: Any) -> list[Any]:
    return [RatingEvent(**({"effective_on": ago(50)} | OWN | changes))]


def tied(**changes: Any) -> list[Any]:
    return [
        GroupEdge(parent_id=TWO, parent_name="乙", **OWN),
        RatingEvent(client_id=TWO, kind="class", value="loss", effective_on=ago(5)),
    ]


def guaranteed() -> list[Any]:
    return [
        GuarantorEdge(guarantor_id=TWO, guarantor_name="乙", **OWN),
        RatingEvent(client_id=TWO, kind="class", value="loss", effective_on=ago(5)),
    ]


def seen(days: int) -> list[Any]:
    visit: dict[str, Any] = {"kind": VisitKind.CALL, "state": VisitState.DONE, "effective": True}
    return [Visit(occurred_on=ago(days), **OWN, **visit)]


CASES: list[tuple[str, str, Callable[[], list[Any]]]] = [
    ("DQ01", "yellow", lambda: loan(arrears_on=None)),
    ("CF01", "yellow", lambda: loan(overdue_since=ago(100)) + deal(kind="class", value="normal")),
    ("EW01", "yellow", lambda: loan(overdue_since=ago(3))),
    ("EW02", "orange", lambda: loan(overdue_since=ago(31))),
    ("EW03", "red", lambda: loan() + deal(kind="class", value="substandard", facility_id=LOAN)),
    ("EW04", "red", lambda: loan(overdue_since=ago(271))),
    ("EW05", "red", lambda: debts((5, 79, 0), (5, 21, 91))),
    ("EW06", "red", lambda: loan() + deal(kind="class", value="loss", facility_id=LOAN)),
    ("EW06g", "yellow", tied),
    ("EW07", "orange", lambda: loan(overdue_since=ago(3), principal_overdue_since=ago(3))),
    ("EW07", "orange", lambda: loan(overdue_since=ago(61), interest_overdue_since=ago(61))),
    ("EW08", "red", lambda: loan(overdue_since=ago(3), restructured_on=ago(90))),
    ("EW08", "orange", lambda: loan(restructured_on=ago(90), second_repayment_on=ago(9), exit_asked_on=ago(1))),
    ("EW09", "yellow", lambda: deal(kind="grade", value="A", effective_on=ago(400)) + deal(kind="grade", value="BBB+")),
    ("EW10", "orange", lambda: covenant("dscr", [{"value_e6": 1_100_000}])),
    ("EW10", "red", lambda: covenant("dscr", [{"value_e6": 1_000_000}], default_e6=None, lockup_e6=None)),
    ("EW11", "yellow", lambda: covenant("llcr", [{"value_e6": v * 100_000} for v in (16, 15, 14, 13)])),
    ("EW12", "orange", lambda: [Document(kind="certificate", due_on=ago(20), **OWN)]),
    ("EW12", "red", lambda: covenant("icr", [{"status": "due", "due_on": ago(40)}])),
    ("EW13", "red", lambda: covenant("icr", [{"status": "breach"}])),
    ("EW13", "orange", lambda: covenant("icr", [{"status": "breach", "cure_until": DAY}])),
    ("EW13", "orange", lambda: covenant("icr", [{"status": "breach", "waived_until": DAY, "waiver_asked_on": ago(9)}])),
    ("EW13", "red", lambda: event("cross_default")),
    ("EW14", "orange", lambda: account("reserve", {"closing_minor": 70}, required_minor=100)),
    ("EW15", "yellow", lambda: project(baseline_on=ago(10), forecast_on=ago(-30))),
    ("EW15", "red", lambda: project(stopped_on=ago(1))),
    ("EW16", "orange", lambda: project(budget_minor=100, forecast_cost_minor=112, overrun_loan_minor=0)),
    ("EW16", "red", lambda: project(overrun_loan_minor=8, overrun_equity_minor=2, capital_ratio_e6=300_000)),
    ("EW17", "orange", lambda: project({"physical_e6": 500_000, "drawn_e6": 620_000})),
    ("EW17", "yellow", lambda: account("drawdown", {}, idle_since=ago(61))),
    ("EW18", "orange", lambda: account("income", {"inflow_minor": 70, "income_minor": 100})),
    ("EW18", "orange", lambda: account("settlement", {"average_minor": 7}, minimum_minor=9)),
    ("EW19", "red", lambda: event("misuse_confirmed")),
    ("EW20", "orange", lambda: months("avg_deposits", [100] * 12 + [55, 50, 50])),
    ("EW20", "orange", lambda: months("inflow", [100] * 12 + [45, 45, 45])),
    ("EW21", "yellow", lambda: figures("revenue", y2024=100, y2025=80)),
    ("EW21", "orange", lambda: event("contract_lost")),
    ("EW22", "orange", lambda: figures("pbt", y2024=-1, y2025=-1)),
    ("EW23", "red", lambda: figures("equity", y2025=4) + figures("assets", y2025=100)),
    (
        "EW23",
        "orange",
        lambda: [
            row
            for code, value in {
                "assets": 100, "liabilities": 60, "equity": 40, "working_capital": -20,
                "retained_earnings": 1, "ebit": 1,
            }.items()
            for row in figures(code, y2025=value)
        ],
    ),
    ("EW24", "yellow", lambda: months("line_drawn", [95] * 3) + months("line_limit", [100] * 3)),
    ("EW24", "yellow", lambda: figures("inventory", y2024=10, y2025=14) + figures("revenue", y2024=99, y2025=99)),
    ("EW25", "yellow", lambda: debts((200, 100, 0), (5, 140, 0))),
    ("EW25", "orange", lambda: debts((5, 100, 0)) + figures("equity", y2025=400)),
    ("EW26", "red", lambda: event("freeze")),
    ("EW27", "orange", lambda: event("equity_change", share_e6=250_000)),
    ("EW27", "orange", lambda: event("manager_left")),
    ("EW28", "red", lambda: security(status="seized", status_on=ago(1))),
    ("EW28", "red", guaranteed),
    ("EW28", "yellow", lambda: loan() + security(value_minor=110, ltv_limit_e6=700_000)),
    ("EW28", "red", lambda: event("dispute")),
    ("EW29", "orange", lambda: seen(300)),
    ("EW29b", "orange", lambda: event("refused_data") + event("refused_visit")),
    ("EW29b", "orange", lambda: [ExternalEvent(kind="unreachable", occurred_on=ago(20), known_on=ago(20), **OWN)]),
    ("EW30a", "yellow", lambda: figures("contribution", q2026Q2=100, q2026Q3=70)),
    ("EW30a", "yellow", lambda: [Feedback(kind=FeedbackKind.COMPLAINT, text="慢", heard_on=ago(11), **OWN)]),
    ("EW30a", "yellow", lambda: loan(maturity_on=ago(-90))),
    ("EW30b", "orange", lambda: event("env_penalty")),
]  # fmt: skip


def verdict_on(book: Workspace, day: date = DAY) -> Verdict:
    [found] = book.ask(book_facts, RULES, [ONE], day)
    return judge(found, RULES)


def severity_of(verdict: Verdict, rule: str) -> Severity | None:
    hits = [f for f in verdict.findings if f.rule.id == rule and f.outcome is Outcome.HIT]
    return max((f.step.severity for f in hits if f.step), key=lambda severity: severity.rank, default=None)


@pytest.mark.parametrize(
    ("rule", "severity", "rows"), CASES, ids=[f"{c[0]}-{n}" for n, c in enumerate(CASES)]
)
def test_every_rule_fires_from_rows(
    book: Workspace, rule: str, severity: str, rows: Callable[[], list[Any]]
) -> None:
    book.do(book_of(rows))
    [alone] = book.ask(book_facts, RULES, [ONE])
    assert severity_of(judge(alone, RULES), rule) is Severity(severity)
    everybody = {facts.client_id: facts for facts in book.ask(book_facts, RULES)}
    assert everybody[ONE] == alone


def test_every_rule_has_a_case() -> None:
    assert {case[0] for case in CASES} == {rule.id for rule in RULES.warnings.rules}
    assert all(step.enabled for rule in RULES.warnings.rules for step in rule.steps)


def subject(facts: Facts, kind: SubjectKind) -> Subject:
    return next(found for found in facts.subjects if found.kind is kind)


@pytest.mark.parametrize(
    "rows",
    [
        lambda: [ExternalEvent(kind="freeze", occurred_on=ago(9), known_on=ago(-3), **OWN)],
        lambda: event("freeze", ended_on=ago(-3)),
        lambda: covenant("icr", [{"status": "breach", "tested_on": ago(-3)}]),
        lambda: project(stopped_on=ago(-3)),
        lambda: [*tied(), RatingEvent(client_id=TWO, kind="class", value="normal", effective_on=ago(-3))],
        lambda: [Rebuttal(kind="technical", reason="系统", from_on=ago(-3), expires_on=ago(-9), **OWN)],
        lambda: [BureauDebt(as_of=ago(-3), bank="行", debt_minor=1, dpd=100, **OWN)],
        lambda: loan(closed_on=ago(-3)),
        lambda: [GroupEdge(parent_id=TWO, parent_name="乙", from_on=ago(-3), **OWN)],
    ],
)  # fmt: skip
def test_what_counts_later_wakes_the_client_then(book: Workspace, rows: Callable[[], list[Any]]) -> None:
    book.do(book_of(rows))
    [today] = book.ask(book_facts, RULES, [ONE])
    [eve] = book.ask(book_facts, RULES, [ONE], ago(-2))
    assert today.wakes_on == eve.wakes_on == ago(-3)
    assert severity_of(judge(today, RULES), "EW26") == severity_of(judge(eve, RULES), "EW26")


def test_a_technical_reason_holds_for_seven_days_only(book: Workspace) -> None:
    rebuttal = Rebuttal(
        kind="technical", facility_id=LOAN, reason="系统", from_on=ago(3), expires_on=ago(-4), **OWN
    )
    late: dict[str, Any] = {"overdue_since": ago(3), "principal_overdue_since": ago(3)}
    book.do(book_of(lambda: loan(**late), lambda: [rebuttal]))
    today = verdict_on(book)
    assert severity_of(today, "EW07") is None
    assert today.floor is AssetClass.NORMAL
    assert verdict_on(book, ago(-5)).floor is AssetClass.SPECIAL_MENTION
    assert severity_of(verdict_on(book, ago(-5)), "EW07") is Severity.ORANGE


def test_rebuttals_hold_back_a_stage_but_never_the_class(book: Workspace) -> None:
    rebuttal = Rebuttal(kind="stage_3", reason="已还款在途", from_on=ago(1), expires_on=ago(-9), **OWN)
    book.do(book_of(lambda: loan(overdue_since=ago(95)), lambda: [rebuttal]))
    today = verdict_on(book)
    assert (today.stage, today.floor) == (2, AssetClass.SUBSTANDARD)
    assert verdict_on(book, ago(-10)).stage == 3


def two_loans(share: int, currency: str = "CNY", enhanced: bool = False) -> Callable[[], list[Any]]:
    def rows() -> list[Any]:
        other = Key("9" * 32)
        values: dict[str, Any] = {"kind": FacilityKind.TERM, "arrears_on": DAY, "client_id": ONE}
        return [
            Facility(id=LOAN, code="F-1", drawn_minor=100 - share, credit_enhanced=enhanced, **values),
            Facility(id=other, code="F-2", drawn_minor=share, currency=currency, **values),
            RatingEvent(kind="class", value="normal", effective_on=ago(9), facility_id=LOAN, **OWN),
            RatingEvent(kind="class", value="substandard", effective_on=ago(9), facility_id=other, **OWN),
        ]

    return rows


@pytest.mark.parametrize(
    ("rows", "share", "floor"),
    [
        (two_loans(10), 0.10, "normal"),
        (two_loans(11), 0.11, "substandard"),
        (two_loans(11, enhanced=True), 0.11, "normal"),
        (two_loans(11, "USD"), None, "normal"),
    ],
)
def test_non_performing_claims_spread_over_a_tenth_only(
    book: Workspace, rows: Callable[[], list[Any]], share: float | None, floor: str
) -> None:
    book.do(book_of(rows))
    facts = verdict_on(book).facts
    assert facts.number("own_npl_share") == share
    first = next(found for found in facts.subjects if found.id == LOAN)
    assert first.facts["facility_floor"].value == floor


@pytest.mark.parametrize(
    ("kind", "floor"),
    [
        ("liquidation", "loss"), ("evasion", "doubtful"), ("misuse_confirmed", "special_mention"),
        ("misuse_suspected", "normal"), ("refinanced", "special_mention"), ("credit_impaired", "substandard"),
        ("external_downgrade", "substandard"),
    ],
)  # fmt: skip
def test_events_lower_the_class(book: Workspace, kind: str, floor: str) -> None:
    book.do(book_of(loan, lambda: event(kind)))
    assert verdict_on(book).floor is AssetClass(floor)


def test_an_event_that_is_over_as_it_happens_fades_after_a_year(book: Workspace) -> None:
    book.do(book_of(lambda: event("contract_lost"), lambda: event("freeze")))
    later = verdict_on(book, ago(8) + timedelta(366))
    assert severity_of(later, "EW21") is None
    assert severity_of(later, "EW26") is Severity.RED


def test_an_observation_ends_with_the_year_and_the_second_repayment(book: Workspace) -> None:
    dates = {"restructured_on": ago(350), "second_repayment_on": ago(100)}
    book.do(book_of(lambda: loan(restructured_times=2, **dates)))
    assert verdict_on(book).floor is AssetClass.SUBSTANDARD
    over = verdict_on(book, ago(-16))
    assert over.floor is AssetClass.NORMAL
    found = [f for f in over.findings if f.rule.id == "EW08"]
    assert [f.outcome for f in found] == [Outcome.NOT_APPLICABLE]
