"""A book with something in every queue, for the screens that show one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from relmgr.db.tables import (
    Assignment,
    Client,
    Evaluation,
    Facility,
    FollowUp,
    Signal,
    SignalEvent,
    TierChange,
)
from relmgr.db.work import UnitOfWork
from relmgr.domain.values import FacilityKind, Key, Severity, SignalState
from relmgr.services.reminders import add_reminder

TODAY = date(2026, 11, 23)
HOSTILE = (
    "[/x] 招商",
    "[bold]A",
    "A[1]B",
    "[$error]x",
    "长" * 500,
    "\u202eRTL\u202c",
    "👨\u200d👩\u200d👧 家",
)


@dataclass(frozen=True)
class Case:
    """One client with one warning."""

    name: str
    short: str
    title_zh: str
    title_en: str
    severity: Severity
    due: int
    state: SignalState = SignalState.OPEN
    exposure: int = 1_000_000_000_00


CASES = (
    Case("中交投资有限公司", "中交投资", "利息逾期 3 天", "interest 3d overdue", Severity.RED, -1),
    Case("华能电力股份有限公司", "华能电力", "评级下调 AA+>AA", "rating AA+ > AA", Severity.RED, 1),
    Case(
        "通威股份有限公司",
        "通威股份",
        "质押率 82%",
        "pledge ratio 82%",
        Severity.ORANGE,
        0,
        SignalState.PLANNED,
    ),
    Case("海螺水泥股份", "海螺水泥", "财报迟交", "financials late", Severity.YELLOW, 9),
    Case(
        "徐工机械集团",
        "徐工机械",
        "存款下降 31%",
        "deposits fell 31%",
        Severity.YELLOW,
        12,
        SignalState.ACKED,
    ),
    Case(
        "隆基绿能科技", "隆基绿能", "高管变动", "executive change", Severity.ORANGE, 3, SignalState.RESOLVED
    ),
)


def add_client(uow: UnitOfWork, case: Case) -> Key:
    """Write a client of the signed-in manager with one facility."""
    client = uow.add(Client(name=case.name, short_name=case.short))
    uow.flush()
    uow.add(Assignment(client_id=client.id, manager_id=uow.manager_id, from_on=uow.today))
    uow.add(
        Facility(
            client_id=client.id, code="F1", kind=FacilityKind.TERM, currency="CNY",
            limit_minor=case.exposure * 2, drawn_minor=case.exposure,
        )
    )  # fmt: skip
    return Key(client.id)


def add_signal(uow: UnitOfWork, client_id: Key, case: Case, evidence: dict[str, Any] | None = None) -> Key:
    """Write a warning and how it came about."""
    closed = not case.state.is_open
    signal = uow.add(
        Signal(
            client_id=client_id, rule_id="EW01", severity=case.severity, state=case.state, points=70,
            first_seen_on=uow.today - timedelta(days=3), last_seen_on=uow.today,
            due_on=uow.today + timedelta(days=case.due),
            evidence={"title": {"zh": case.title_zh, "en": case.title_en}, **(evidence or {})},
            plan_measure="collateral" if case.state is SignalState.PLANNED else "",
            plan_due_on=uow.today + timedelta(days=4) if case.state is SignalState.PLANNED else None,
            closed_on=uow.today if closed else None, outcome="true" if closed else "",
        )
    )  # fmt: skip
    uow.flush()
    uow.add(
        SignalEvent(
            client_id=client_id, signal_id=signal.id, at=uow.now, on_day=uow.today - timedelta(days=3),
            kind="opened", severity=case.severity.value, by="system",
        )
    )  # fmt: skip
    return Key(signal.id)


def add_cases(uow: UnitOfWork, cases: Sequence[Case] = CASES) -> list[Key]:
    """Write clients with a warning each; returns the keys of the warnings."""
    return [add_signal(uow, add_client(uow, case), case) for case in cases]


CHANGES = (
    (
        Case("三峡新能源股份", "三峡新能源", "", "", Severity.YELLOW, 0, exposure=9_000_000_000_00),
        "B",
        "A",
        78.2,
        82.4,
    ),
    (
        Case("中远海运物流", "中远海运物流", "", "", Severity.YELLOW, 0, exposure=5_000_000_000_00),
        "B",
        "C",
        66.0,
        58.1,
    ),
    (
        Case("江南水务股份", "江南水务", "", "", Severity.YELLOW, 0, exposure=2_000_000_000_00),
        "C",
        "D",
        52.0,
        41.7,
    ),
)


def _lines(total: float, known: dict[str, float], as_of: date) -> list[dict[str, Any]]:
    """Return score lines as the evaluation stores them; one KPI is missing."""
    facts = {"contribution": "raroc", "credit": "default_rate", "activity": "active_months", "growth": "growth",
             "satisfaction": "satisfaction", "esg": "esg_score"}  # fmt: skip
    return [
        {
            "kpi": kpi, "raw": known.get(kpi), "points": total if kpi in known else None,
            "weight": 0.2 if kpi in known else 0.0, "share_e6": round(total * 200_000) if kpi in known else None,
            "fact": fact, "as_of": as_of.isoformat() if kpi in known else None,
            "state": "known" if kpi in known else "missing",
        }
        for kpi, fact in facts.items()
    ]  # fmt: skip


KPIS = {"contribution": "综合贡献", "activity": "往来活跃", "growth": "业务增长", "satisfaction": "客户满意"}
BEFORE = {"contribution": 0.112, "credit": 0.004, "activity": 9.0, "growth": 0.05, "satisfaction": 8.0}
AFTER = {"contribution": 0.141, "credit": 0.004, "activity": 12.0, "growth": 0.08, "satisfaction": 7.0}


def add_change(uow: UnitOfWork, case: Case, old: str, new: str, score0: float, score1: float) -> Key:
    """Write a client with a proposed tier change and the two evaluations behind it."""
    client_id = add_client(uow, case)
    both = (("2026-08", score0, BEFORE, date(2026, 8, 31)), ("2026-11", score1, AFTER, uow.today))
    for period, score, known, day in both:
        uow.add(
            Evaluation(
                client_id=client_id, period=period, as_of=day, model_version="2026.1",
                score_e6=round(score * 1_000_000), coverage_e6=900_000, rule_coverage_e6=900_000,
                model_tier=new, lines=_lines(score, known, day),
            )
        )  # fmt: skip
    total = round(score1 * 1_000_000) - round(score0 * 1_000_000)
    parts = [total - total // 4 * 3, total // 4, total // 4, total // 4]
    kinds = (
        ("contribution", "value"),
        ("activity", "value"),
        ("growth", "value"),
        ("satisfaction", "coverage"),
    )
    change = uow.add(
        TierChange(
            client_id=client_id, from_tier=old, to_tier=new, proposed_on=uow.today, period="2026-11",
            model_version="2026.1", score0_e6=round(score0 * 1_000_000), score_e6=round(score1 * 1_000_000),
            reasons=[
                {"kpi": kpi, "title": {"zh": KPIS[kpi], "en": kpi}, "kind": kind,
                 "points_e6": part, "raw0": BEFORE[kpi], "raw1": AFTER[kpi]}
                for (kpi, kind), part in zip(kinds, parts, strict=True)
            ],
        )
    )  # fmt: skip
    return Key(change.id)


def add_changes(uow: UnitOfWork) -> list[Key]:
    """Write three proposed tier changes, the largest exposure first."""
    return [add_change(uow, *change) for change in CHANGES]


def add_reminders(uow: UnitOfWork) -> list[Key]:
    """Write reminders that are late, due today, this week and later."""
    one = add_client(uow, Case("宁德时代新能源", "宁德时代", "", "", Severity.YELLOW, 0))
    two = add_client(uow, Case("国家管网集团", "国家管网", "", "", Severity.YELLOW, 0))
    uow.add(FollowUp(client_id=one, text="补充抵押物评估报告", due_on=uow.today - timedelta(days=2)))
    uow.add(FollowUp(client_id=two, text="送审批材料", due_on=uow.today + timedelta(days=4)))
    at = datetime(2026, 11, 23, 17, 0, tzinfo=uow.zone).astimezone(UTC)
    keys = [add_reminder(uow, two, "送 term sheet v2", at)]
    keys.append(add_reminder(uow, None, "交周报", at + timedelta(days=30)))
    return keys


def many_warnings(n: int) -> list[Case]:
    """Return so many open warnings of as many clients."""
    return [
        Case(
            f"客户{i:02}有限公司", f"客户{i:02}", f"事项 {i:02}", f"event {i:02}",
            Severity.RED if i < 3 else Severity.YELLOW, i,
        )
        for i in range(n)
    ]  # fmt: skip


def hostile_warnings() -> list[Case]:
    """Return warnings of clients whose names try to break the screen."""
    return [Case(name, name[:100], name[:90], name[:90], Severity.ORANGE, 1) for name in HOSTILE]
