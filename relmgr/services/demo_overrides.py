"""The overrides that the fictitious manager of a demo book sets, with the ordinary use case."""

from typing import Final

from relmgr.db.work import UnitOfWork
from relmgr.domain.rules import Rulebook
from relmgr.domain.tier_overrides import TierOverrideDraft
from relmgr.domain.values import Key, Tier
from relmgr.services.tier_overrides import override_tier

FITS: Final = """
SELECT c.id FROM client c JOIN evaluation e ON e.client_id = c.id AND NOT e.deleted
WHERE NOT c.deleted AND NOT c.is_project AND e.model_tier = 'B' AND e.cap_tier = 'A'
  AND (SELECT t.to_tier FROM tierchange t WHERE t.client_id = c.id AND t.state = 'accepted' AND NOT t.deleted
       ORDER BY t.decided_on DESC, t.decided_at DESC LIMIT 1) = 'B'
  AND e.as_of = (SELECT max(as_of) FROM evaluation l WHERE l.client_id = c.id)
  AND NOT EXISTS (SELECT 1 FROM tieroverride o WHERE o.client_id = c.id)
  AND NOT EXISTS (SELECT 1 FROM tierchange t WHERE t.client_id = c.id AND t.state IN ('pending', 'postponed'))
ORDER BY c.code LIMIT 1
"""
"""A client that the model and the list call B, that no cap holds and nobody has to decide about."""

REASON: Final = "母公司增资已到位，模型下季才能反映"


def override_demo_tier(uow: UnitOfWork, rules: Rulebook, days: int) -> None:
    """Lift one client to A for so many days, if there is one that fits."""
    key = uow.read.value(FITS)
    if key is not None:
        override_tier(uow, rules, TierOverrideDraft(Key(key), Tier.A, "new_facts", REASON, days))
