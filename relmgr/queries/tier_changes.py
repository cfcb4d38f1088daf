"""The tier review queue: proposed changes with the reasons that sum to them, and what was decided."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from relmgr.db.reader import Reader
from relmgr.domain.tiers import rises
from relmgr.domain.values import Key, Level, ReviewState, Tier
from relmgr.queries.assigned import assigned


@dataclass(frozen=True, slots=True)
class TierChangeRow:
    """One proposed or decided change; scores in millionths of a point, `reasons` as JSON text."""

    id: Key
    client_id: Key
    client: str
    level: Level
    exposure_minor: int | None
    currency: str | None
    from_tier: Tier | None
    to_tier: Tier | None
    score0_e6: int | None
    score_e6: int | None
    period: str
    model_version: str
    proposed_on: date
    state: ReviewState
    postponed_until: date | None
    decided_on: date | None
    decided_by: str
    reason_code: str
    reason: str
    reasons: str

    @property
    def terms(self) -> list[dict[str, Any]]:
        """Return the terms of the change, largest first, as the engine stored them."""
        found: list[dict[str, Any]] = json.loads(self.reasons)
        return found

    @property
    def is_up(self) -> bool:
        """Tell whether the client moves to a better tier."""
        return rises(self.from_tier, self.to_tier)


CHANGES = f"""
SELECT t.id, t.client_id, coalesce(nullif(c.short_name, ''), c.name) AS client, k.level, k.exposure_minor,
       k.currency, t.from_tier, nullif(t.to_tier, '') AS to_tier, t.score0_e6, t.score_e6, t.period,
       t.model_version, t.proposed_on, t.state, t.postponed_until, t.decided_on, t.decided_by, t.reason_code,
       t.reason, t.reasons
FROM tierchange t CROSS JOIN client c ON c.id = t.client_id CROSS JOIN clientcache k ON k.client_id = c.id
WHERE NOT t.deleted AND NOT c.deleted AND {assigned("c.id")}
"""
WAITING = "(t.state = 'pending' OR (t.state = 'postponed' AND t.postponed_until <= :today))"


def review_queue(reader: Reader) -> list[TierChangeRow]:
    """Return what waits for a decision today, largest exposure first."""
    return reader.rows(
        TierChangeRow,
        f"{CHANGES} AND {WAITING} ORDER BY k.exposure_minor DESC NULLS LAST, t.proposed_on, t.id",
        me=reader.manager_id,
        today=reader.today,
    )


def decided_changes(reader: Reader, since: date) -> list[TierChangeRow]:
    """Return what a person has accepted, rejected or postponed since a day, newest first."""
    return reader.rows(
        TierChangeRow,
        f"{CHANGES} AND t.decided_on >= :since AND t.decided_by <> 'system'"
        " AND +t.state IN ('accepted', 'rejected', 'postponed') AND NOT (t.state = 'postponed'"
        " AND t.postponed_until <= :today) ORDER BY t.decided_at DESC, t.id DESC",
        me=reader.manager_id,
        today=reader.today,
        since=since,
    )


def tier_changes(reader: Reader) -> list[TierChangeRow]:
    """Return every tier change of the book, newest first."""
    return reader.rows(
        TierChangeRow,
        f"{CHANGES} ORDER BY coalesce(t.decided_on, t.proposed_on) DESC, t.id DESC",
        me=reader.manager_id,
        today=reader.today,
    )


def pending_change(reader: Reader, client_id: Key) -> TierChangeRow | None:
    """Return the change that waits for a decision for one client, postponed or not."""
    return reader.one(
        TierChangeRow,
        f"{CHANGES} AND t.client_id = :client AND t.state IN ('pending', 'postponed') ORDER BY t.id DESC",
        me=reader.manager_id,
        today=reader.today,
        client=client_id,
    )
