"""The post-loan file of one client: class and stage, rebuttals, events, projects, covenants, debts and ties."""

from dataclasses import dataclass
from datetime import date

from relmgr.db.reader import Reader
from relmgr.domain.values import Key
from relmgr.queries.connected import ConnectedGroup, connected_clients


@dataclass(frozen=True, slots=True)
class Standing:
    """The recorded class, and beside it the floor and stage that the latest evaluation found; '' is unknown."""

    asset_class: str
    classed_on: date | None
    class_floor: str
    stage: int | None
    as_of: date | None


@dataclass(frozen=True, slots=True)
class RebuttalRow:
    """One rebuttal; `is_active` tells whether it counts today."""

    id: Key
    kind: str
    facility: str
    reason: str
    evidence: str
    author: str
    from_on: date
    expires_on: date
    withdrawn_on: date | None
    is_active: bool


@dataclass(frozen=True, slots=True)
class EventRow:
    """One outside event; amounts in minor units of `currency`."""

    id: Key
    kind: str
    occurred_on: date
    known_on: date
    ended_on: date | None
    facility: str
    text: str
    source: str
    amount_minor: int | None
    currency: str


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project with its latest progress; shares in millionths, amounts in minor units of `currency`."""

    id: Key
    name: str
    currency: str
    budget_minor: int | None
    forecast_cost_minor: int | None
    baseline_on: date | None
    forecast_on: date | None
    long_stop_on: date | None
    stopped_on: date | None
    completed_on: date | None
    ep_category: str
    physical_e6: int | None
    drawn_e6: int | None
    progress_on: date | None


@dataclass(frozen=True, slots=True)
class CovenantRow:
    """One covenant with its latest test; thresholds and value in millionths."""

    id: Key
    title: str
    facility: str
    operator: str
    default_e6: int | None
    lockup_e6: int | None
    value_e6: int | None
    period_end: date | None
    status: str
    cure_until: date | None
    waived_until: date | None


@dataclass(frozen=True, slots=True)
class DebtRow:
    """Debt at one bank in the newest bureau report; amounts in minor units of `currency`."""

    bank: str
    own_bank: bool
    as_of: date
    currency: str
    debt_minor: int | None
    dpd: int | None


@dataclass(frozen=True, slots=True)
class HeardRow:
    """A need or a complaint that waits for an answer."""

    id: Key
    kind: str
    text: str
    department: str
    heard_on: date


@dataclass(frozen=True, slots=True)
class PostLoanFile:
    """Everything of the post-loan file that a page shows."""

    standing: Standing
    rebuttals: tuple[RebuttalRow, ...]
    events: tuple[EventRow, ...]
    projects: tuple[ProjectRow, ...]
    covenants: tuple[CovenantRow, ...]
    debts: tuple[DebtRow, ...]
    heard: tuple[HeardRow, ...]
    connected: ConnectedGroup


_FACILITY = (
    "coalesce((SELECT coalesce(nullif(f.code, ''), f.name) FROM facility f WHERE f.id = t.facility_id), '')"
)
STANDING = """
SELECT coalesce(k.asset_class, '') AS asset_class,
       (SELECT max(r.effective_on) FROM ratingevent r WHERE r.client_id = k.client_id AND r.kind = 'class'
        AND NOT r.deleted AND r.value = k.asset_class AND r.effective_on <= :today) AS classed_on,
       coalesce(e.class_floor, '') AS class_floor, e.stage, e.as_of
FROM clientcache k LEFT JOIN evaluation e ON e.id = (
  SELECT id FROM evaluation n WHERE n.client_id = k.client_id AND NOT n.deleted ORDER BY n.as_of DESC LIMIT 1)
WHERE k.client_id = :key
"""
REBUTTALS = f"""
SELECT t.id, t.kind, {_FACILITY} AS facility, t.reason, t.evidence, t.author, t.from_on, t.expires_on,
       t.withdrawn_on, t.from_on <= :today AND t.expires_on >= :today
       AND (t.withdrawn_on IS NULL OR t.withdrawn_on > :today) AS is_active
FROM rebuttal t WHERE t.client_id = :key AND NOT t.deleted ORDER BY is_active DESC, t.expires_on DESC, t.id
"""
EVENTS = f"""
SELECT t.id, t.kind, t.occurred_on, t.known_on, t.ended_on, {_FACILITY} AS facility, t.text, t.source,
       t.amount_minor, t.currency
FROM externalevent t WHERE t.client_id = :key AND NOT t.deleted
ORDER BY t.ended_on IS NOT NULL, t.occurred_on DESC, t.id
"""
PROJECTS = """
SELECT t.id, t.name, t.currency, t.budget_minor, t.forecast_cost_minor, t.baseline_on, t.forecast_on,
       t.long_stop_on, t.stopped_on, t.completed_on, t.ep_category, p.physical_e6, p.drawn_e6,
       p.as_of AS progress_on
FROM project t LEFT JOIN projectprogress p ON p.id = (
  SELECT id FROM projectprogress n WHERE n.project_id = t.id AND NOT n.deleted AND n.as_of <= :today
  ORDER BY n.as_of DESC LIMIT 1)
WHERE t.client_id = :key AND NOT t.deleted ORDER BY t.name
"""
COVENANTS = f"""
SELECT t.id, coalesce(nullif(t.title, ''), t.code) AS title, {_FACILITY} AS facility, t.operator, t.default_e6,
       t.lockup_e6, c.value_e6, c.period_end, coalesce(c.status, '') AS status, c.cure_until, c.waived_until
FROM covenant t LEFT JOIN covenanttest c ON c.id = (
  SELECT id FROM covenanttest n WHERE n.covenant_id = t.id AND NOT n.deleted AND n.period_end <= :today
  ORDER BY n.period_end DESC LIMIT 1)
WHERE t.client_id = :key AND NOT t.deleted AND (t.ended_on IS NULL OR t.ended_on > :today) ORDER BY title, t.id
"""
DEBTS = """
SELECT bank, own_bank, as_of, currency, debt_minor, dpd FROM bureaudebt t
WHERE t.client_id = :key AND NOT t.deleted AND t.as_of = (
  SELECT max(n.as_of) FROM bureaudebt n WHERE n.client_id = :key AND NOT n.deleted AND n.as_of <= :today)
ORDER BY debt_minor DESC, bank
"""

HEARD = """
SELECT id, kind, text, department, heard_on FROM feedback t
WHERE t.client_id = :key AND NOT t.deleted AND t.state <> 'done' AND t.kind <> 'praise' ORDER BY heard_on, id
"""


def post_loan_file(reader: Reader, key: Key) -> PostLoanFile:
    """Return the post-loan file of a client as it stands today."""
    at = {"key": key, "today": reader.today}
    standing = reader.one(Standing, STANDING, **at) or Standing("", None, "", None, None)
    return PostLoanFile(
        standing,
        tuple(reader.rows(RebuttalRow, REBUTTALS, **at)),
        tuple(reader.rows(EventRow, EVENTS, **at)),
        tuple(reader.rows(ProjectRow, PROJECTS, **at)),
        tuple(reader.rows(CovenantRow, COVENANTS, **at)),
        tuple(reader.rows(DebtRow, DEBTS, **at)),
        tuple(reader.rows(HeardRow, HEARD, key=key)),
        connected_clients(reader, key),
    )
