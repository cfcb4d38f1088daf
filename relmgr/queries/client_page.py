"""The client page: one question per pane."""

from dataclasses import dataclass
from datetime import date, datetime

from relmgr.db.reader import Reader
from relmgr.domain.values import (
    ClientState,
    FacilityKind,
    FollowUpState,
    Key,
    Level,
    ReviewState,
    Severity,
    SignalState,
    Tier,
    Unit,
    VisitKind,
    VisitState,
)
from relmgr.queries.signals import ANSWER_BY


@dataclass(frozen=True, slots=True)
class ClientProfile:
    """Who the client is and where it stands; amounts in minor units of `currency`."""

    id: Key
    name: str
    short_name: str
    code: str
    uscc: str
    industry: str
    region: str
    city: str
    country: str
    group_name: str
    size: str
    since_on: date | None
    state: ClientState
    is_project: bool
    phase: str
    esg_score: int | None
    satisfaction: int | None
    notes: str
    extra: str
    tier: Tier | None
    tier_since_on: date | None
    level: Level
    grade: str | None
    asset_class: str | None
    exposure_minor: int | None
    limit_minor: int | None
    currency: str | None
    facilities: int
    last_contact_on: date | None
    next_visit_at: datetime | None
    manager: str | None


def client_profile(reader: Reader, key: Key) -> ClientProfile | None:
    """Return the head of the client page; `extra` is JSON text of imported values without a column."""
    return reader.one(
        ClientProfile,
        """
        SELECT c.id, c.name, c.short_name, c.code, c.uscc, c.industry, c.region, c.city, c.country, c.group_name,
               c.size, c.since_on, c.state, c.is_project, c.phase, c.esg_score, c.satisfaction, c.notes, c.extra,
               k.tier, k.tier_since_on, k.level, k.grade, k.asset_class, k.exposure_minor, k.limit_minor,
               k.currency, k.facilities, k.last_contact_on, k.next_visit_at,
               (SELECT m.name FROM assignment a JOIN accountmanager m ON m.id = a.manager_id
                WHERE a.client_id = c.id AND NOT a.deleted AND a.from_on <= :today
                  AND (a.to_on IS NULL OR a.to_on >= :today) ORDER BY a.from_on DESC LIMIT 1) AS manager
        FROM client c JOIN clientcache k ON k.client_id = c.id WHERE c.id = :key AND NOT c.deleted
        """,
        key=key,
        today=reader.today,
    )


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A person at the client and when that person was last met."""

    id: Key
    name: str
    title: str
    role: str
    phone: str
    email: str
    is_key: bool
    last_met_on: date | None


def client_contacts(reader: Reader, key: Key) -> list[ContactRow]:
    """Return the people at a client, key people first."""
    return reader.rows(
        ContactRow,
        """
        SELECT p.id, p.name, p.title, p.role, p.phone, p.email, p.is_key,
               (SELECT max(v.occurred_on) FROM visitparticipant q JOIN visit v ON v.id = q.visit_id
                WHERE q.client_id = p.client_id AND (q.contact_id = p.id OR q.contact_id IS NULL AND q.name = p.name)
                  AND v.state = 'done' AND NOT q.deleted AND NOT v.deleted) AS last_met_on
        FROM contact p WHERE p.client_id = :key AND NOT p.deleted AND p.left_on IS NULL
        ORDER BY p.is_key DESC, p.created_at, p.name
        """,
        key=key,
    )


@dataclass(frozen=True, slots=True)
class FacilityRow:
    """A facility of the client; amounts in minor units of its own currency."""

    id: Key
    code: str
    name: str
    kind: FacilityKind
    currency: str
    limit_minor: int | None
    drawn_minor: int | None
    rate_e6: int | None
    maturity_on: date | None
    status: str
    arrears_on: date | None
    overdue_since: date | None


def client_facilities(reader: Reader, key: Key) -> list[FacilityRow]:
    """Return the facilities of a client, largest first."""
    return reader.rows(
        FacilityRow,
        """
        SELECT id, code, name, kind, currency, limit_minor, drawn_minor, rate_e6, maturity_on, status,
               arrears_on, overdue_since
        FROM facility WHERE client_id = :key AND NOT deleted ORDER BY drawn_minor DESC NULLS LAST, code
        """,
        key=key,
    )


@dataclass(frozen=True, slots=True)
class MetricRow:
    """The newest revision of one figure of one period."""

    code: str
    period: str
    value: int
    unit: Unit
    currency: str


def client_metrics(reader: Reader, key: Key) -> list[MetricRow]:
    """Return every figure of a client, newest period first."""
    return reader.rows(
        MetricRow,
        """
        SELECT code, period, value, unit, currency FROM metric m
        WHERE client_id = :key AND NOT deleted AND revision = (
          SELECT max(revision) FROM metric n
          WHERE n.client_id = m.client_id AND n.code = m.code AND n.period = m.period AND NOT n.deleted)
        ORDER BY code, period DESC
        """,
        key=key,
    )


@dataclass(frozen=True, slots=True)
class TierStep:
    """One change of tier in the client's history."""

    id: Key
    from_tier: Tier | None
    to_tier: Tier | None
    proposed_on: date
    decided_on: date | None
    state: ReviewState
    score_e6: int | None
    reason: str
    decided_by: str
    reason_code: str = ""


def client_tiers(reader: Reader, key: Key) -> list[TierStep]:
    """Return proposed and decided changes of tier, newest first."""
    return reader.rows(
        TierStep,
        """
        SELECT id, from_tier, nullif(to_tier, '') AS to_tier, proposed_on, decided_on, state, score_e6,
               reason, decided_by, reason_code
        FROM tierchange WHERE client_id = :key AND NOT deleted
        ORDER BY coalesce(decided_on, proposed_on) DESC, created_at DESC
        """,
        key=key,
    )


@dataclass(frozen=True, slots=True)
class ScorePoint:
    """The score of one month, in millionths of a point, and the tier the model gave."""

    period: str
    score_e6: int | None
    model_tier: Tier | None


def client_scores(reader: Reader, key: Key) -> list[ScorePoint]:
    """Return the monthly scores of a client, oldest first."""
    return reader.rows(
        ScorePoint,
        "SELECT period, score_e6, model_tier FROM evaluation WHERE client_id = :key AND NOT deleted ORDER BY period",
        key=key,
    )


@dataclass(frozen=True, slots=True)
class ClientVisit:
    """A visit in the client's history."""

    id: Key
    kind: VisitKind
    state: VisitState
    planned_at: datetime | None
    occurred_on: date | None
    topic: str
    summary: str
    met: str | None


def client_visits(reader: Reader, key: Key) -> list[ClientVisit]:
    """Return planned and past visits, newest first; `met` lists the names on the client's side."""
    return reader.rows(
        ClientVisit,
        """
        SELECT id, kind, state, planned_at, occurred_on, topic, summary,
               (SELECT group_concat(name, '、') FROM visitparticipant q WHERE q.visit_id = v.id AND NOT q.deleted)
                 AS met
        FROM visit v WHERE client_id = :key AND NOT deleted
        ORDER BY coalesce(occurred_on, planned_at) DESC, id DESC
        """,
        key=key,
    )


@dataclass(frozen=True, slots=True)
class ClientFollowUp:
    """A task or promise about the client."""

    id: Key
    text: str
    due_on: date | None
    state: FollowUpState
    kind: str


def client_follow_ups(reader: Reader, key: Key) -> list[ClientFollowUp]:
    """Return open follow-ups by due day, then the others, newest first."""
    return reader.rows(
        ClientFollowUp,
        """
        SELECT id, text, due_on, state, kind FROM followup WHERE client_id = :key AND NOT deleted
        ORDER BY state <> 'open', CASE state WHEN 'open' THEN due_on END, due_on DESC
        """,
        key=key,
    )


@dataclass(frozen=True, slots=True)
class ClientSignal:
    """A warning of the client, open or closed; `due_on` is the day by which its next answer is due."""

    id: Key
    rule_id: str
    severity: Severity
    state: SignalState
    title_zh: str
    title_en: str
    first_seen_on: date
    due_on: date | None


def client_signals(reader: Reader, key: Key) -> list[ClientSignal]:
    """Return warnings of a client, open and severe ones first."""
    return reader.rows(
        ClientSignal,
        f"""
        SELECT id, rule_id, severity, state, coalesce(json_extract(evidence, '$.title.zh'), rule_id) AS title_zh,
               coalesce(json_extract(evidence, '$.title.en'), rule_id) AS title_en, first_seen_on,
               coalesce({ANSWER_BY}, s.due_on) AS due_on
        FROM signal s WHERE client_id = :key AND NOT deleted
        ORDER BY state NOT IN ('open', 'acked', 'planned'),
                 CASE severity WHEN 'red' THEN 0 WHEN 'orange' THEN 1 ELSE 2 END, first_seen_on DESC
        """,
        key=key,
    )


@dataclass(frozen=True, slots=True)
class ClientPreview:
    """What stands beside the list: who to call, the last word, what is open."""

    profile: ClientProfile
    contacts: tuple[ContactRow, ...]
    last_visits: tuple[ClientVisit, ...]
    signals: tuple[ClientSignal, ...]
    follow_ups: tuple[ClientFollowUp, ...]


def client_preview(reader: Reader, key: Key) -> ClientPreview | None:
    """Return one client as the preview shows it, or None when it is gone."""
    profile = client_profile(reader, key)
    if profile is None:
        return None
    done = [v for v in client_visits(reader, key) if v.state == VisitState.DONE]
    return ClientPreview(
        profile,
        tuple(client_contacts(reader, key)),
        tuple(done[:3]),
        tuple(s for s in client_signals(reader, key) if s.state.is_open),
        tuple(f for f in client_follow_ups(reader, key) if f.state == FollowUpState.OPEN),
    )
