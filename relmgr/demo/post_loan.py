"""The post-loan file of a demo client: projects and covenants, watched accounts, bureau debts, events, guarantees.

It throws dice of its own, so that the rest of the story stays the same with and without it.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Final

from relmgr.demo.scene import Role, Scene, rounded
from relmgr.domain.event_kinds import EventKind
from relmgr.domain.periods import add_months, last_full_month, month_end, month_text
from relmgr.domain.values import AssetClass, Key

BANKS: Final = ("甲银行（演示）", "乙银行（演示）")
REPORTS: Final = (200, 18)
"""Days ago of the two bureau reports on file."""

DSCR: Final = ("dscr", "偿债备付率", 1_150_000, 1_050_000)
TESTS: Final = 3
MONTHS: Final = 4
MILLION: Final = 1_000_000


def put_file(scene: Scene, role: Role) -> None:
    """Write the post-loan file of one client."""
    dice = Random(f"{scene.seed}/{role.number}/file")  # noqa: S311  an invented story, not a secret
    _put_debts(scene, role, dice)
    _put_events(scene, role, dice)
    if role.who.plot.phase:
        _put_project(scene, role, dice)


def _put_debts(scene: Scene, role: Role, dice: Random) -> None:
    plot = role.who.plot
    share = dice.uniform(0.2, 0.7)
    for days in REPORTS:
        growth = 1.0 if days == REPORTS[0] else dice.uniform(0.92, 1.12)
        late = plot.overdue - days if plot.overdue else 0
        for bank, part in ((BANKS[0], share), (BANKS[1], share / 2), ("本行", 1.0)):
            scene.put(
                "bureaudebt",
                client_id=role.key,
                as_of=scene.ago(days),
                bank=bank,
                own_bank=bank == "本行",
                currency=plot.currency,
                debt_minor=rounded(plot.scale * part * (growth if bank != "本行" else 1)),
                guarantees_minor=rounded(plot.scale * part * 0.05),
                dpd=max(0, late) if bank == "本行" else 0,
            )


def _put_events(scene: Scene, role: Role, dice: Random) -> None:
    plot = role.who.plot
    if plot.asset_class is AssetClass.SUBSTANDARD:
        _put_event(scene, role, EventKind.ENFORCEMENT, 35, "被列为被执行人，标的约为余额的一成")
    elif plot.asset_class is AssetClass.SPECIAL_MENTION and dice.random() < 1 / 2:
        _put_event(scene, role, EventKind.SUIT, 48, "供应商起诉货款")
    elif role.number % 13 == 7:
        _put_event(scene, role, EventKind.PLANNED_KEY_CHANGE, 20, "财务总监年内退休，已物色接任者")


def _put_event(scene: Scene, role: Role, kind: EventKind, days: int, text: str) -> None:
    plot = role.who.plot
    scene.put(
        "externalevent",
        client_id=role.key,
        kind=kind.value,
        occurred_on=scene.ago(days),
        known_on=scene.ago(days - 3),
        text=text,
        source="公开信息",
        amount_minor=None if kind is EventKind.PLANNED_KEY_CHANGE else rounded(plot.scale * 0.1),
        currency=plot.currency,
        confirmed_by="",
    )


def _put_project(scene: Scene, role: Role, dice: Random) -> None:
    plot = role.who.plot
    building = plot.phase == "construction"
    budget, tight = plot.scale * 1.9, plot.certificate_late > 0
    baseline = scene.today + timedelta(days=dice.randrange(180, 420)) if building else scene.ago(500)
    project = scene.put(
        "project",
        client_id=role.key,
        name=f"{role.who.short}项目",
        sector=role.who.industry,
        currency=plot.currency,
        budget_minor=rounded(budget),
        forecast_cost_minor=rounded(budget * (1.06 if tight else 1.01)),
        overrun_equity_minor=rounded(budget * (0.06 if tight else 0.01)),
        overrun_loan_minor=0,
        capital_ratio_e6=250_000,
        as_of=scene.ago(12),
        baseline_on=baseline,
        forecast_on=baseline + timedelta(days=45 if tight else 10) if building else baseline,
        long_stop_on=baseline + timedelta(days=270),
        completed_on=None if building else baseline,
        ep_category="B",
        ep_assessed_on=scene.ago(900),
    )
    if building:
        _put_progress(scene, role, project, 0.14 if tight else 0.05)
    facility = next(row["id"] for row in scene.rows["facility"] if row["client_id"] == role.key)
    _put_covenant(scene, role, facility, dice, tested=not building)
    _put_accounts(scene, role, project, dice)


def _put_progress(scene: Scene, role: Role, project: Key, ahead: float) -> None:
    for age, physical in ((60, 0.41), (30, 0.47), (12, 0.52)):
        scene.put(
            "projectprogress",
            client_id=role.key,
            project_id=project,
            as_of=scene.ago(age),
            physical_e6=round(physical * MILLION),
            drawn_e6=round((physical + ahead) * MILLION),
            source="监理月报",
        )


def _put_covenant(scene: Scene, role: Role, facility: Key, dice: Random, *, tested: bool) -> None:
    ratio, title, lockup, default = DSCR
    covenant = scene.put(
        "covenant",
        client_id=role.key,
        facility_id=facility,
        code=f"DEMO-C{role.number + 1:04d}",
        title=title,
        kind="financial",
        ratio=ratio,
        operator=">=",
        lockup_e6=lockup,
        default_e6=default,
        frequency_months=6,
        cure_days=30,
        clause="第十二条",
    )
    if not tested:
        return
    weak = role.who.plot.growth < 0.05
    for age in range(TESTS - 1, -1, -1):
        end = _half_year(scene.today, age)
        value = (1.14 if weak and not age else 1.31) + dice.uniform(-0.02, 0.03)
        scene.put(
            "covenanttest",
            client_id=role.key,
            covenant_id=covenant,
            period_end=end,
            due_on=end + timedelta(days=60),
            tested_on=end + timedelta(days=50),
            value_e6=round(value * MILLION),
            status="pass",
        )


def _half_year(day: date, age: int) -> date:
    """Return the end of the last half-year whose test is known, or of one `age` half-years before it."""
    known = add_months(day, -2)
    end = date(known.year, 6, 30) if known.month > 6 else date(known.year - 1, 12, 31)
    return month_end((end.year * 12 + end.month - 1) - 6 * age)


def _put_accounts(scene: Scene, role: Role, project: Key, dice: Random) -> None:
    plot = role.who.plot
    required = plot.scale * 0.04
    for purpose in ("reserve", "income"):
        account = scene.put(
            "watchedaccount",
            client_id=role.key,
            project_id=project,
            code=f"DEMO-A{role.number + 1:04d}-{purpose}",
            purpose=purpose,
            name={"reserve": "偿债准备金户", "income": "项目收入归集户"}[purpose],
            currency=plot.currency,
            required_minor=rounded(required) if purpose == "reserve" else None,
            income_share_e6=800_000 if purpose == "income" else None,
        )
        last = last_full_month(scene.ago(5))
        for age in range(MONTHS - 1, -1, -1):
            income = plot.scale * 0.015 * dice.uniform(0.9, 1.1)
            scene.put(
                "accountmonth",
                client_id=role.key,
                account_id=account,
                period=month_text(last - age),
                average_minor=rounded(required * 0.5),
                closing_minor=rounded(required * dice.uniform(1.0, 1.1)),
                inflow_minor=rounded(income * 0.92),
                income_minor=rounded(income),
            )


def put_ties(scene: Scene, roles: Sequence[Role]) -> None:
    """Tie the companies of a group to its first one, which guarantees for the others."""
    first: dict[str, Role] = {}
    for role in roles:
        group = role.who.group
        if not group:
            continue
        head = first.setdefault(group, role)
        if head is role:
            continue
        scene.put(
            "groupedge",
            client_id=role.key,
            parent_id=head.key,
            parent_name=head.who.name,
            relation="parent",
            share_e6=600_000,
            source="工商登记",
        )
        scene.put(
            "guarantoredge",
            client_id=role.key,
            guarantor_id=head.key,
            guarantor_name=head.who.name,
            kind="full",
            amount_minor=rounded(role.who.plot.scale),
            currency=role.who.plot.currency,
        )
