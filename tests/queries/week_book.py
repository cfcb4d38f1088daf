"""A small book for questions: clients of mine and of somebody else, written directly."""

from datetime import UTC, date, datetime, timedelta

from relmgr.db.tables import AccountManager, Assignment, Client, Facility, Signal, SignalEvent, TierChange
from relmgr.db.work import UnitOfWork
from relmgr.domain.values import FacilityKind, Key, ReviewState, Severity, SignalState, Tier

TODAY = date(2026, 11, 23)
MONDAY = TODAY


def put_client(uow: UnitOfWork, name: str, *, mine: bool = True, until: date | None = None) -> Key:
    """Write a client that is assigned to me (until a day) or to a colleague."""
    client = uow.add(Client(name=name, short_name=name))
    uow.flush()
    manager = uow.manager_id
    if not mine:
        manager = uow.add(AccountManager(name="李静")).id
        uow.flush()
    uow.add(
        Assignment(client_id=client.id, manager_id=manager, from_on=TODAY - timedelta(days=900), to_on=until)
    )
    return Key(client.id)


def put_tier(
    uow: UnitOfWork,
    client: Key,
    new: Tier,
    on: date,
    old: Tier | None = None,
    state: ReviewState = ReviewState.ACCEPTED,
    by: str = "王磊",
) -> None:
    """Write a decided or waiting tier change."""
    decided = None if state is ReviewState.PENDING else on
    uow.add(
        TierChange(
            client_id=client,
            from_tier=old,
            to_tier=new,
            proposed_on=on,
            period="2026-10",
            score0_e6=81_400_000,
            score_e6=66_200_000,
            state=state,
            decided_on=decided,
            decided_at=datetime.combine(on, datetime.min.time(), UTC) if decided else None,
            decided_by=by if decided else "",
        )
    )


def put_signal(
    uow: UnitOfWork,
    client: Key,
    severity: Severity,
    seen_on: date,
    *,
    rule: str = "EW01",
    state: SignalState = SignalState.OPEN,
    closed_on: date | None = None,
    raised_on: date | None = None,
    due_on: date | None = None,
) -> Key:
    """Write a warning episode with its opening event, and that of a rise in severity."""
    signal = uow.add(
        Signal(
            client_id=client,
            rule_id=rule,
            severity=severity,
            state=state,
            first_seen_on=seen_on,
            last_seen_on=seen_on,
            closed_on=closed_on,
            outcome="mitigated" if closed_on else "",
            closed_by="王磊" if closed_on else "",
            due_on=due_on,
            evidence={"title": {"zh": "利息逾期", "en": "interest overdue"}},
        )
    )
    uow.flush()
    events = [("opened", seen_on, Severity.ORANGE if raised_on else severity)]
    if raised_on:
        events.append(("raised", raised_on, severity))
    for kind, on, then in events:
        uow.add(
            SignalEvent(
                client_id=client,
                signal_id=signal.id,
                at=datetime.combine(on, datetime.min.time(), UTC),
                on_day=on,
                kind=kind,
                severity=then.value,
            )
        )
    return Key(signal.id)


def put_loan(uow: UnitOfWork, client: Key, drawn: int | None, currency: str) -> None:
    """Write a loan; `drawn` in minor units, None when nobody reported it."""
    uow.add(Facility(client_id=client, kind=FacilityKind.TERM, drawn_minor=drawn, currency=currency))
