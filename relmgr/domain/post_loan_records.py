"""What is recorded after a loan was made: covenants, projects, watched accounts, events, debts, decisions.

Amounts are minor units, ratios and shares decimals; None is unknown. Only what is known on the day is in here.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple


class CovenantTestRecord(NamedTuple):
    """One test of a covenant; `status` as stored: 'due', 'pass', 'breach', 'waived' or 'na'."""

    id: str
    period_end: date
    due_on: date | None
    tested_on: date | None
    value: float | None
    status: str
    cure_until: date | None = None
    waiver_asked_on: date | None = None
    waived_until: date | None = None
    cross_default: bool = False


class CovenantRecord(NamedTuple):
    """One covenant with its tests in order of their periods; `ratio` is 'dscr', 'llcr', 'plcr' or another code."""

    id: str
    label: str
    ratio: str
    at_least: bool
    default: float | None
    lockup: float | None
    cure_days: int
    tests: tuple[CovenantTestRecord, ...]


class ProgressRecord(NamedTuple):
    """Physical progress and share drawn of a project on a day."""

    as_of: date
    physical: float | None
    drawn: float | None


class ProjectRecord(NamedTuple):
    """One financed project with its latest progress."""

    id: str
    label: str
    budget: int | None = None
    forecast_cost: int | None = None
    overrun_loan: int | None = None
    overrun_equity: int | None = None
    capital_ratio: float | None = None
    as_of: date | None = None
    baseline_on: date | None = None
    forecast_on: date | None = None
    long_stop_on: date | None = None
    stopped_on: date | None = None
    completed_on: date | None = None
    ep_category: str = ""
    ep_assessed_on: date | None = None
    progress: ProgressRecord | None = None


class MonthRecord(NamedTuple):
    """One month of a watched account."""

    average: int | None
    closing: int | None
    inflow: int | None
    income: int | None


class AccountRecord(NamedTuple):
    """An account with an agreed duty, and its months by period."""

    id: str
    label: str
    purpose: str
    required: int | None
    minimum: int | None
    income_share: float | None
    idle_since: date | None
    months: Mapping[str, MonthRecord]


class EventRecord(NamedTuple):
    """Something that happened outside and has not ended; `kind` is a code of `EventKind`."""

    id: str
    kind: str
    facility_id: str | None
    collateral_id: str | None
    occurred_on: date
    known_on: date
    text: str = ""
    share: float | None = None


class DebtRecord(NamedTuple):
    """The client's debt at one bank as a bureau reported it."""

    as_of: date
    bank: str
    own_bank: bool
    currency: str
    debt: int | None
    guarantees: int | None
    dpd: int | None
    asset_class: str = ""


class RebuttalRecord(NamedTuple):
    """A rebuttal in force, of a facility or (None) of all; `until` is its last day."""

    kind: str
    facility_id: str | None
    until: date


class TicketRecord(NamedTuple):
    """What a client said that still waits for an answer; `kind` is 'need', 'complaint' or 'praise'."""

    kind: str
    heard_on: date


class TiesRecord(NamedTuple):
    """What is known of connected clients and guarantors in the book; None is unknown, False is none of them."""

    members: int
    group_npl: bool | None
    guarantors: int
    guarantor_npl: bool | None
