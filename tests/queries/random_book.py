"""A book in which anything may happen, one edit at a time: for laws about what was known when."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from hypothesis import strategies as st

from relmgr.bootstrap import open_workspace
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.db.tables import Client, Collateral, Document, Facility, Metric, RatingEvent, Visit
from relmgr.db.work import UnitOfWork
from relmgr.domain.periods import last_full_month, month_text
from relmgr.domain.values import ClientState, FacilityKind, Unit, VisitKind, VisitState
from relmgr.rulebook.loader import load
from relmgr.settings import Settings
from relmgr.workspace import Workspace

RULES = load()
START = date(2025, 1, 15)
CLIENTS = tuple(letter * 32 for letter in "ab")


def first_rows(uow: UnitOfWork) -> None:
    for key in CLIENTS:
        uow.add(Client(id=key, name=f"公司{key[0]}", code=key[0]))
    uow.flush()
    for key in CLIENTS:
        uow.add(Facility(id=key, client_id=key, kind=FacilityKind.OTHER, drawn_minor=100, limit_minor=100))
        uow.add(Collateral(id=key, client_id=key, kind="房产", insured_until=START + timedelta(200)))
    for month in range(last_full_month(START) - 15, last_full_month(START) + 1):
        for key in CLIENTS:
            add_deposits(uow, key, month, 1_000)


def add_deposits(uow: UnitOfWork, client: str, month: int, value: int, revision: int = 0) -> None:
    uow.add(
        Metric(
            client_id=client,
            code="avg_deposits",
            period=month_text(month),
            value=value,
            revision=revision,
            unit=Unit.MINOR,
            currency="CNY",
            known_at=uow.now,
        )
    )


def edit_metrics(uow: UnitOfWork, client: str, kind: str, size: int) -> None:
    """Write the figures that are missing, or a correction of one that is there."""
    last = last_full_month(uow.today)
    months = range(last - 2, last + 1) if kind == "deposits" else [last - size]
    for month in months:
        revision = uow.read.value(
            "SELECT max(revision) FROM metric WHERE client_id = :c AND period = :p",
            c=client,
            p=month_text(month),
        )
        if kind == "deposits" and revision is None:
            add_deposits(uow, client, month, size * 50)
        elif kind == "revise" and revision is not None:
            add_deposits(uow, client, month, 1, revision + 1)


def edit(uow: UnitOfWork, client: str, kind: str, size: int) -> None:
    """Write one thing that may make a rule speak."""
    day = uow.today
    if kind in ("deposits", "revise"):
        edit_metrics(uow, client, kind, size)
    elif kind == "arrears":
        facility = uow.get(Facility, client)
        facility.arrears_on = day
        facility.overdue_since = day - timedelta(size * 10) if size % 3 else None
    elif kind == "class":
        value = ("normal", "special_mention", "substandard")[size % 3]
        uow.add(RatingEvent(client_id=client, kind="class", value=value, effective_on=day - timedelta(size)))
    elif kind == "document":
        uow.add(Document(client_id=client, kind="certificate", due_on=day - timedelta(size)))
    elif kind == "insured":
        uow.get(Collateral, client).insured_until = day + timedelta(size * 10 - 60)
    elif kind == "visit":
        uow.add(
            Visit(
                client_id=client, kind=VisitKind.CALL, state=VisitState.DONE, effective=True, occurred_on=day
            )
        )
    else:
        uow.get(Client, client).state = ClientState.LOST if size % 2 else ClientState.ACTIVE


KINDS = (
    "deposits",
    "deposits",
    "revise",
    "arrears",
    "arrears",
    "class",
    "document",
    "insured",
    "visit",
    "state",
)
EDITS = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from(CLIENTS), st.sampled_from(KINDS), st.integers(1, 12)),
    min_size=2,
    max_size=10,
)


@contextmanager
def opened(template: Path, folder: Path) -> Iterator[Workspace]:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    workspace = open_workspace(Home(folder), lambda: None, Settings(), FixedClock(START, Settings().zone))
    try:
        yield workspace
    finally:
        workspace.close()


def on(workspace: Workspace, day: date) -> Workspace:
    workspace.clock = FixedClock(day, workspace.settings.zone)
    return workspace
