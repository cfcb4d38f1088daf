"""A small book in which every page has something to show, with names that would break a careless screen."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from relmgr import services
from relmgr.db.tables import Assignment, Client, Contact, Facility, FollowUp, Metric, Signal, TierChange
from relmgr.db.work import UnitOfWork
from relmgr.domain.drafts import VisitDraft, VisitPlan
from relmgr.domain.values import ContactRole, FacilityKind, Key, ReviewState, Severity, Unit, VisitKind
from relmgr.workspace import Workspace

TODAY = date(2026, 11, 23)
HOSTILE = "[/x] 招商 [bold]"


@dataclass(frozen=True)
class PageBook:
    """The keys a test needs."""

    wind: Key
    hostile: Key
    bare: Key
    late_visit: Key
    visit: Key
    call: Key


def fill(book: Workspace) -> PageBook:
    """Write three clients with their visits and return the keys."""
    wind, hostile, bare = book.do(_clients).result
    book.do(services.log_visit, VisitDraft(wind, "谈续授信，等三季报", date(2026, 11, 17), met=("王建国",)))
    late = book.do(
        services.plan_visit, VisitPlan(hostile, TODAY - timedelta(days=3), time(9), topic="押品")
    ).result
    visit = book.do(
        services.plan_visit, VisitPlan(wind, TODAY, time(10), topic="续授信谈判", minutes=60)
    ).result
    call = book.do(
        services.plan_visit, VisitPlan(hostile, TODAY, time(10, 30), VisitKind.CALL, "放款")
    ).result
    return PageBook(wind, hostile, bare, late, visit, call)


def _clients(uow: UnitOfWork) -> tuple[Key, Key, Key]:
    keys = []
    for number, name in enumerate(("青禾风电有限公司", HOSTILE, "无资料客户")):
        client = uow.add(Client(name=name, code=f"C-{number}", group_name="青禾集团" if not number else ""))
        uow.flush()
        uow.add(Assignment(client_id=client.id, manager_id=uow.manager_id, from_on=TODAY))
        keys.append(Key(client.id))
        if number < 2:
            _filled(uow, client)
    wind = uow.get(Client, keys[0])
    wind.extra, wind.notes = {"[red]区县": "朝阳 {x}"}, "第一行\n[b]第二行"
    return keys[0], keys[1], keys[2]


def _filled(uow: UnitOfWork, client: Client) -> None:
    one = client.id
    uow.add(
        Contact(
            client_id=one,
            name="王建国",
            title="财务总监",
            role=ContactRole.DECISION,
            phone="13800002211",
            is_key=True,
        )
    )
    uow.add(Contact(client_id=one, name="李敏", title="资金部", role=ContactRole.OPERATIONS))
    for code, limit, drawn, currency in (
        ("F1", 600_000_000_000, 482_000_000_000, "CNY"),
        ("F2", 400_000_000_000, 301_100_000_000, "CNY"),
        ("F3", 10_000_000_000, None, "USD"),
    ):
        uow.add(
            Facility(client_id=one, code=code, name=f"贷款 {code}", kind=FacilityKind.TERM, currency=currency,
                     limit_minor=limit, drawn_minor=drawn, maturity_on=date(2027, 1, 15))
        )  # fmt: skip
    for period, value in (("2026-10", 1_240_000_000_00), ("2025-10", 1_150_000_000_00)):
        uow.add(Metric(client_id=one, code="avg_deposits", period=period, value=value, unit=Unit.MINOR,
                       currency="CNY", known_at=uow.now))  # fmt: skip
    uow.add(TierChange(client_id=one, from_tier="B", to_tier="A", proposed_on=date(2026, 8, 1), period="2026-07",
                       decided_on=date(2026, 8, 1), state=ReviewState.ACCEPTED, score_e6=82_000_000))  # fmt: skip
    uow.add(TierChange(client_id=one, from_tier="A", to_tier="B", proposed_on=TODAY, period="2026-10",
                       score_e6=71_000_000, score0_e6=82_000_000))  # fmt: skip
    for rule, severity, due, zh, en in (
        ("EW05", Severity.RED, TODAY + timedelta(days=1), "外部评级下调", "rating cut"),
        ("EW09", Severity.ORANGE, TODAY - timedelta(days=2), "质押率 82%", "pledge ratio 82%"),
    ):
        title = {"zh": zh, "en": en}
        uow.add(Signal(client_id=one, rule_id=rule, severity=severity, first_seen_on=TODAY, last_seen_on=TODAY,
                       due_on=due, evidence={"title": title}))  # fmt: skip
    uow.add(FollowUp(client_id=one, text="送审批材料", due_on=TODAY + timedelta(days=4)))
