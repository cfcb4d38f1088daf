"""How clients moved between tiers from one day to another, from the tier changes and evaluations that are stored."""

from datetime import date
from enum import StrEnum

from relmgr.db.reader import Reader
from relmgr.domain.migration import Migration, migration

LEFT = """
c.state = 'lost' AND coalesce((SELECT max(e.as_of) FROM evaluation e WHERE e.client_id = c.id AND NOT e.deleted), '')
  < :{day}
"""
"""A client that is lost has left after its last evaluation: the day itself is not recorded."""

PUBLISHED = """
(SELECT nullif(t.to_tier, '') FROM tierchange t WHERE t.client_id = c.id AND +t.state = 'accepted' AND NOT t.deleted
   AND t.decided_on <= :{day} ORDER BY t.decided_on DESC, t.decided_at DESC, t.id DESC LIMIT 1)
"""
MODEL = """
(SELECT e.model_tier FROM evaluation e WHERE e.client_id = c.id AND NOT e.deleted AND e.as_of <= :{day}
   ORDER BY e.period DESC, e.as_of DESC LIMIT 1)
"""
PAIRS = """
SELECT CASE WHEN {left_before} THEN 'X' ELSE coalesce({before}, '-') END AS one,
       CASE WHEN {left_after} THEN 'X' ELSE coalesce({after}, '-') END AS other, count(*)
FROM client c WHERE NOT c.deleted GROUP BY one, other
"""


class TierKind(StrEnum):
    """Which tier is followed: the published one, or that of the model without caps and overrides."""

    PUBLISHED = "published"
    MODEL = "model"


def tier_migration(reader: Reader, first: date, last: date, kind: TierKind = TierKind.PUBLISHED) -> Migration:
    """Return the matrix between two days; a client that was not rated on one of them is left out.

    The model's tier of a day is that of the latest evaluation until then.
    """
    tier = PUBLISHED if kind is TierKind.PUBLISHED else MODEL
    sql = PAIRS.format(
        left_before=LEFT.format(day="first"),
        before=tier.format(day="first"),
        left_after=LEFT.format(day="last"),
        after=tier.format(day="last"),
    )
    return migration({(one, other): n for one, other, n in reader.records(sql, first=first, last=last)})
