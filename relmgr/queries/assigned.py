"""The book as a condition: which clients the signed-in manager looks after today."""

from dataclasses import dataclass
from typing import Final

from relmgr.db.reader import Reader

ASSIGNED = """IN (
  SELECT a.client_id FROM assignment a WHERE a.manager_id = :me AND NOT a.deleted
    AND a.from_on <= :today AND (a.to_on IS NULL OR a.to_on >= :today))"""
"""To stand behind a client key; takes the parameters `me` and `today`."""


def assigned(client: str) -> str:
    """Return the same as a condition on one client key: for questions that come upon a few clients.

    The plus keeps SQLite from reading all of a manager's clients to tell about each.
    """
    return f"""EXISTS (
  SELECT 1 FROM assignment a WHERE a.client_id = {client} AND +a.manager_id = :me AND NOT a.deleted
    AND a.from_on <= :today AND (a.to_on IS NULL OR a.to_on >= :today))"""


TODAY_TELLS: Final = f"(k.mine = 1 OR {assigned('k.client_id')})"
"""For the few rows that are mine only for a time."""

STANDING: Final = """
SELECT :me = (SELECT id FROM accountmanager WHERE is_me LIMIT 1)
    AND :today >= coalesce((SELECT mine_from FROM clientcache WHERE mine = 1 ORDER BY mine_from DESC LIMIT 1), ''),
  EXISTS (SELECT 1 FROM clientcache WHERE mine = 2)
"""


@dataclass(frozen=True, slots=True)
class Mine:
    """How list rows `k` of my clients are told; `walked`: the indexes and the tally of the list rows hold.

    They do not for another manager than the one signed in, nor as of a day before a client came to me: then the
    assignments are asked. `timed`: some clients are mine only for a time.
    """

    condition: str
    walked: bool
    timed: bool


def whose(reader: Reader) -> Mine:
    """Return how my clients of today are told."""
    ((stands, timed),) = reader.records(STANDING, me=reader.manager_id, today=reader.today)
    if not stands:
        return Mine(f"k.client_id {ASSIGNED}", walked=False, timed=True)
    return Mine(f"k.mine > 0 AND {TODAY_TELLS}" if timed else "k.mine > 0", walked=True, timed=bool(timed))
