"""Where the tier of one client stands: published, model, cap, card, and the override in force or asked for."""

from dataclasses import dataclass
from datetime import date

from relmgr.db.reader import Reader
from relmgr.domain.scorecards import CORPORATE
from relmgr.domain.tier_overrides import OverrideState
from relmgr.domain.tier_words import tier_said
from relmgr.domain.values import AssetClass, Key, Level, Tier
from relmgr.words import Words

STANDING = """
SELECT c.id AS client_id, nullif(t.to_tier, '') AS tier, t.decided_on AS tier_since_on, k.asset_class,
       coalesce(k.level, 'unknown') AS level, e.model_tier, e.cap_tier, e.score_e6, e.card, e.model_version,
       e.as_of AS judged_on, o.id AS override_id, o.state AS override_state, o.target_tier,
       o.reason AS override_reason, o.author AS override_author, o.expires_on
FROM client c LEFT JOIN clientcache k ON k.client_id = c.id
LEFT JOIN tierchange t ON t.id = (
  SELECT id FROM tierchange p WHERE p.client_id = c.id AND +p.state = 'accepted' AND NOT p.deleted
  ORDER BY p.decided_on DESC, p.decided_at DESC, p.id DESC LIMIT 1)
LEFT JOIN evaluation e ON e.id = (
  SELECT id FROM evaluation p WHERE p.client_id = c.id AND NOT p.deleted
  ORDER BY p.period DESC, p.as_of DESC LIMIT 1)
LEFT JOIN tieroverride o ON o.id = (
  SELECT id FROM tieroverride p WHERE p.client_id = c.id AND NOT p.deleted AND +p.state IN ('active', 'asked')
  ORDER BY p.state = 'asked', p.id DESC LIMIT 1)
WHERE c.id = :client AND NOT c.deleted
"""


@dataclass(frozen=True, slots=True)
class TierStanding:
    """The tier of one client with everything that decides it; None is unknown, a tier of None unrated.

    `cap_tier` and `model_tier` are of the latest evaluation; the override is the active one, else one that
    waits for a lead.
    """

    client_id: Key
    tier: Tier | None
    tier_since_on: date | None
    asset_class: AssetClass | None
    level: Level
    model_tier: Tier | None
    cap_tier: Tier | None
    score_e6: int | None
    card: str | None
    model_version: str | None
    judged_on: date | None
    override_id: Key | None
    override_state: OverrideState | None
    target_tier: Tier | None
    override_reason: str | None
    override_author: str | None
    expires_on: date | None

    @property
    def card_name(self) -> str:
        """Return the name of the scorecard; scores of an older version were all made with the corporate one."""
        return self.card or CORPORATE

    @property
    def is_overridden(self) -> bool:
        """Tell whether a person's tier is in force."""
        return self.override_state is OverrideState.ACTIVE

    @property
    def said(self) -> Words:
        """Return `A (override; model B, expires 2026-03-01)`."""
        until = self.expires_on if self.is_overridden else None
        return tier_said(self.tier, self.model_tier, until, self.cap_tier)


def tier_standing(reader: Reader, client_id: Key) -> TierStanding | None:
    """Return where the tier of a client stands, or None when there is no such client."""
    return reader.one(TierStanding, STANDING, client=client_id)
