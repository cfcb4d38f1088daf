"""What a demo client owes, how it is rated, what secures it and what it must deliver."""

from datetime import date, timedelta
from typing import Final

from relmgr.demo.scene import Role, Scene, rounded
from relmgr.domain.periods import add_months, last_full_month, month_end
from relmgr.domain.values import AssetClass, FacilityKind, Key

REPORTED: Final = 1
"""Arrears are reported with a delay of a day."""

SECOND_SHARE: Final = 0.35
NAMES: Final = {
    FacilityKind.TERM: "固定资产贷款",
    FacilityKind.REVOLVER: "流动资金循环贷款",
    FacilityKind.PROJECT: "项目融资银团贷款",
    FacilityKind.GUARANTEE: "履约保函额度",
    FacilityKind.LC: "国内信用证额度",
}
INSURABLE: Final = (("房地产", "厂房及土地使用权"), ("设备", "生产线设备"))
RIGHTS: Final = (("应收账款", "应收账款质押"), ("收费权", "项目收费权质押"))
SOON: Final = 30
"""Days: an insurance that ends sooner is part of the plot."""

CERTIFICATE_DUE: Final = timedelta(days=30)
QUARTERS: Final = 8
FIRST_GRADE: Final = 720
"""Days ago of the first grade and class on file."""

YEARLY: Final = 240
"""Days ago of the last yearly confirmation of an unchanged grade."""


def put_credit(scene: Scene, role: Role) -> None:
    """Write facilities, grades, classes, collateral and documents of one client."""
    main = _put_facilities(scene, role)
    _put_grades(scene, role)
    _put_collateral(scene, role, main)
    _put_documents(scene, role, main)


def _put_facilities(scene: Scene, role: Role) -> Key:
    plot, random = role.who.plot, role.random
    ahead = plot.ahead or random.randrange(210, 1400)
    kind = FacilityKind.PROJECT if plot.phase else random.choice((FacilityKind.REVOLVER, FacilityKind.TERM))
    main = _put_facility(scene, role, 1, kind, plot.scale, scene.today + timedelta(days=ahead))
    others = (FacilityKind.GUARANTEE, FacilityKind.LC, FacilityKind.REVOLVER)
    for number in range(2, 2 + random.choice((0, 1, 1, 2))):
        later = scene.today + timedelta(days=random.randrange(200, 900))
        _put_facility(scene, role, number, others[number % 3], plot.scale * SECOND_SHARE, later)
    return main


def _put_facility(
    scene: Scene, role: Role, number: int, kind: FacilityKind, drawn: float, maturity: date
) -> Key:
    plot, random = role.who.plot, role.random
    minor = rounded(drawn)
    limit = rounded(drawn * random.uniform(1.15, 1.8))
    late = plot.overdue if number == 1 else 0
    signed = scene.ago(random.randrange(400, 900))
    return scene.put(
        "facility",
        client_id=role.key,
        code=f"DEMO-{role.number + 1:05d}-{number:02d}",
        name=NAMES[kind],
        kind=kind,
        currency=plot.currency,
        limit_minor=limit,
        drawn_minor=minor,
        original_minor=limit,
        undisbursed_minor=limit - minor,
        disbursed_minor=minor,
        as_of=scene.ago(REPORTED),
        rate_e6=random.randrange(2_850, 4_900) * 10,
        signed_on=signed,
        maturity_on=maturity,
        status="active",
        arrears_on=scene.ago(REPORTED),
        overdue_since=scene.ago(late) if late else None,
        principal_overdue_since=scene.ago(late) if late else None,
        interest_overdue_since=scene.ago(late) if late else None,
    )


def _put_grades(scene: Scene, role: Role) -> None:
    plot = role.who.plot
    _put_rating(scene, role, "grade", plot.grade, FIRST_GRADE, "年度评级")
    if not any(days > YEARLY for days, _ in plot.falls):
        _put_rating(scene, role, "grade", plot.grade, YEARLY, "年度评级，维持")
    for days, grade in plot.falls:
        _put_rating(scene, role, "grade", grade, days, "经营下滑，下调评级")
    _put_rating(scene, role, "class", AssetClass.NORMAL, FIRST_GRADE, "")
    if plot.asset_class is not AssetClass.NORMAL:
        steps = [(AssetClass.SPECIAL_MENTION, plot.overdue)]
        if plot.asset_class is AssetClass.SUBSTANDARD:
            steps.append((AssetClass.SUBSTANDARD, max(1, plot.overdue - 91)))
        for asset_class, days in steps:
            _put_rating(scene, role, "class", asset_class, days, "发生逾期，下调分类")


def _put_rating(scene: Scene, role: Role, kind: str, value: str, days: int, reason: str) -> None:
    scene.put(
        "ratingevent",
        client_id=role.key,
        kind=kind,
        value=str(value),
        effective_on=scene.ago(days),
        reason=reason,
    )


def _put_collateral(scene: Scene, role: Role, facility: Key) -> None:
    plot, random = role.who.plot, role.random
    insured = plot.insured < SOON or random.random() < 1 / 2
    kind, description = random.choice(INSURABLE if insured else RIGHTS)
    scene.put(
        "collateral",
        client_id=role.key,
        kind=kind,
        description=f"{role.who.short}{description}",
        facility_id=facility,
        value_minor=rounded(plot.scale * random.uniform(1.3, 2)),
        currency=plot.currency,
        valued_on=add_months(scene.today, -plot.valued),
        insured_until=scene.today + timedelta(days=plot.insured) if insured else None,
        needs_insurance=insured,
    )


def _put_documents(scene: Scene, role: Role, facility: Key) -> None:
    if not scene.months:
        return
    plot = role.who.plot
    if plot.phase or plot.certificate_late:
        _put_certificates(scene, role, facility)
    due = date(scene.today.year, 4, 30)
    if due > scene.today:
        due = date(scene.today.year - 1, 4, 30)
    for age in (1, 0):
        on = due.replace(year=due.year - age)
        _put_document(
            scene, role, None, "accounts", f"{on.year - 1} 年度财务报表", on, on - timedelta(days=10)
        )
    if plot.accounts_late:
        late = scene.ago(plot.accounts_late)
        _put_document(scene, role, None, "accounts", "最近一季财务报表", late, None)


def _put_certificates(scene: Scene, role: Role, facility: Key) -> None:
    plot, random = role.who.plot, role.random
    last = last_full_month(scene.today)
    ends = [month_end(month) for month in range(last - QUARTERS * 3 + 1, last + 1) if month % 3 == 2]
    for end in ends:
        due = end + CERTIFICATE_DUE
        received: date | None = due - timedelta(days=random.randrange(-9, 12))
        if due > scene.today:
            received = None
        elif received is not None and received > scene.today:
            received = scene.today
        title = f"{end.year} 年第 {end.month // 3} 季度约定财务指标合规证明"
        _put_document(scene, role, facility, "certificate", title, due, received)
    if plot.certificate_late:
        late = scene.ago(plot.certificate_late)
        _put_document(scene, role, facility, "certificate", "提款条件补充合规证明", late, None)


def _put_document(
    scene: Scene, role: Role, facility: Key | None, kind: str, title: str, due: date, received: date | None
) -> None:
    scene.put(
        "document",
        client_id=role.key,
        kind=kind,
        title=title,
        facility_id=facility,
        due_on=due,
        received_on=received,
    )
