"""Overrides of tiers: those in force or asked for, all there ever were, and what came of them."""

from dataclasses import dataclass
from datetime import date

from relmgr.db.reader import Reader
from relmgr.domain.tier_overrides import (
    EXPIRED,
    Direction,
    OverrideReport,
    OverrideState,
    PastOverride,
    direction,
    override_report,
)
from relmgr.domain.values import Key, Tier
from relmgr.queries.assigned import assigned

SEEN = f"""
({assigned("c.id")} OR EXISTS (SELECT 1 FROM accountmanager m WHERE m.id = :me AND m.role = 'lead'))
"""
"""Overrides a person sees: those of the own clients, and a lead, who approves them, all of the book."""

OVERRIDES = f"""
SELECT o.id, o.client_id, coalesce(nullif(c.short_name, ''), c.name) AS client, k.exposure_minor, k.currency, k.tier,
       k.model_tier AS model_now, k.score_e6, o.target_tier, o.model_tier, o.reason_code, o.reason, o.author, o.from_on,
       o.expires_on, o.state, o.decided_by, o.ended_on, o.end_reason, o.renews_id
FROM tieroverride o CROSS JOIN client c ON c.id = o.client_id CROSS JOIN clientcache k ON k.client_id = c.id
WHERE NOT o.deleted AND NOT c.deleted AND {SEEN}
"""
ACTIVE = """
SELECT o.target_tier, o.model_tier FROM tieroverride o JOIN client c ON c.id = o.client_id
WHERE NOT o.deleted AND NOT c.deleted AND o.state = 'active' AND o.from_on <= :today AND o.expires_on >= :today
"""
EXPIRED_ONES = """
SELECT o.target_tier AS target, o.model_tier AS model,
  (SELECT e.model_tier FROM evaluation e WHERE e.client_id = o.client_id AND NOT e.deleted
     AND e.as_of <= max(o.ended_on, o.expires_on) ORDER BY e.period DESC, e.as_of DESC LIMIT 1) AS model_at_end
FROM tieroverride o WHERE NOT o.deleted AND o.state = 'ended' AND o.end_reason = :expired
"""
SCORED = "SELECT count(*) FROM clientcache WHERE score_e6 IS NOT NULL"


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """One override; `model_tier` is what the model said when it was made, `model_now` what it says now.

    `end_reason` is 'expired', 'renewed' or what a person wrote.
    """

    id: Key
    client_id: Key
    client: str
    exposure_minor: int | None
    currency: str | None
    tier: Tier | None
    model_now: Tier | None
    score_e6: int | None
    target_tier: Tier
    model_tier: Tier | None
    reason_code: str
    reason: str
    author: str
    from_on: date
    expires_on: date
    state: OverrideState
    decided_by: str
    ended_on: date | None
    end_reason: str
    renews_id: Key | None

    @property
    def is_open(self) -> bool:
        """Tell whether it is in force or waits for a lead."""
        return self.state in (OverrideState.ACTIVE, OverrideState.ASKED)

    @property
    def direction(self) -> Direction:
        """Return where it moves the client, seen from what the model says now."""
        return direction(self.target_tier, self.model_now)


def open_overrides(reader: Reader) -> list[OverrideRow]:
    """Return the overrides in force or asked for, those that end first at the top."""
    return reader.rows(
        OverrideRow,
        f"{OVERRIDES} AND o.state IN ('active', 'asked') ORDER BY o.state = 'active', o.expires_on, o.id",
        me=reader.manager_id,
        today=reader.today,
    )


def all_overrides(reader: Reader) -> list[OverrideRow]:
    """Return every override, newest first."""
    return reader.rows(
        OverrideRow,
        f"{OVERRIDES} ORDER BY o.from_on DESC, o.id DESC",
        me=reader.manager_id,
        today=reader.today,
    )


def client_overrides(reader: Reader, client_id: Key) -> list[OverrideRow]:
    """Return the overrides of one client, newest first."""
    return reader.rows(
        OverrideRow,
        f"{OVERRIDES} AND o.client_id = :client ORDER BY o.from_on DESC, o.id DESC",
        me=reader.manager_id,
        today=reader.today,
        client=client_id,
    )


def override_rate(reader: Reader) -> OverrideReport:
    """Return how often the whole book is overridden and how often the model followed by the last day."""
    active = [
        (Tier(target), None if model is None else Tier(model))
        for target, model in reader.records(ACTIVE, today=reader.today)
    ]
    past = reader.rows(PastOverride, EXPIRED_ONES, expired=EXPIRED)
    return override_report(active, reader.value(SCORED) or 0, past)
