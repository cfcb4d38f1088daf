"""What is recorded of one client as far as facts are made of it; only rows known on the day are in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from relmgr.domain.post_loan_records import (
    AccountRecord,
    CovenantRecord,
    DebtRecord,
    EventRecord,
    ProjectRecord,
    RebuttalRecord,
    TicketRecord,
    TiesRecord,
)
from relmgr.domain.values import Key


class FacilityRecord(NamedTuple):
    """One facility; amounts in minor units, None is unknown."""

    id: str
    label: str
    drawn: int | None
    limit: int | None
    undisbursed: int | None
    maturity_on: date | None
    arrears_on: date | None
    overdue_since: date | None
    kind: str = ""
    currency: str = ""
    principal_overdue_since: date | None = None
    interest_overdue_since: date | None = None
    restructured_on: date | None = None
    restructured_times: int | None = None
    first_repayment_on: date | None = None
    second_repayment_on: date | None = None
    exit_asked_on: date | None = None
    enhanced: bool = False


class DocumentRecord(NamedTuple):
    """One thing to be delivered by a day; `kind` is 'certificate' or 'accounts'."""

    id: str
    label: str
    kind: str
    due_on: date
    received_on: date | None


class CollateralRecord(NamedTuple):
    """One collateral with the dates that are watched; `status` is '', 'ok', 'seized' or 'disputed'."""

    id: str
    label: str
    valued_on: date | None
    insured_until: date | None
    needs_insurance: bool
    facility_id: str | None = None
    value: int | None = None
    currency: str = ""
    ltv_limit: float | None = None
    status: str = ""


class Dated(NamedTuple):
    """A grade or class from a day on."""

    on: date
    value: str


class Figure(NamedTuple):
    """One metric of one period: integer in minor units, millionths or a count; `currency` '' has none."""

    value: int
    currency: str


@dataclass(slots=True)
class ClientRecord:
    """Everything facts are made of; lists are in order of time, metrics by code and period."""

    client_id: Key
    satisfaction: int | None = None
    satisfaction_on: date | None = None
    esg_score: int | None = None
    phase: str = ""
    own_days: int | None = None
    is_project: bool = False
    segment_intervals: str = ""
    facilities: list[FacilityRecord] = field(default_factory=list)
    documents: list[DocumentRecord] = field(default_factory=list)
    collaterals: list[CollateralRecord] = field(default_factory=list)
    grades: list[Dated] = field(default_factory=list)
    classes: list[Dated] = field(default_factory=list)
    external_grades: list[Dated] = field(default_factory=list)
    facility_classes: dict[str, str] = field(default_factory=dict)
    """The latest class of each facility that was classified by itself."""
    esg_on: date | None = None
    esg_listed: bool | None = None
    projects: list[ProjectRecord] = field(default_factory=list)
    covenants: list[CovenantRecord] = field(default_factory=list)
    accounts: list[AccountRecord] = field(default_factory=list)
    events: list[EventRecord] = field(default_factory=list)
    debts: list[DebtRecord] = field(default_factory=list)
    rebuttals: list[RebuttalRecord] = field(default_factory=list)
    tickets: list[TicketRecord] = field(default_factory=list)
    ties: TiesRecord | None = None
    unreachable_days: int | None = None
    """Working days since the client could last be reached; None while it can."""
    contacts: list[date] = field(default_factory=list)
    """The last effective contact of each month that had one."""
    metrics: dict[str, dict[str, Figure]] = field(default_factory=dict)
    next_known_on: date | None = None
    """The first later day on which something recorded already begins to count, or ends."""

    def wakes(self, on: date) -> None:
        """Note that something recorded begins to count, or ends, on a later day."""
        if self.next_known_on is None or on < self.next_known_on:
            self.next_known_on = on

    def metric(self, code: str) -> Mapping[str, Figure]:
        """Return a metric by period, empty when nothing was recorded."""
        return self.metrics.get(code, {})
