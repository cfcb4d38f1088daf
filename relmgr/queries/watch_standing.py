"""What the evaluation and the use cases of the watch list must know of clients: stays, exits and snapshots."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from relmgr.db.reader import Reader, listed
from relmgr.domain.values import Key, Severity
from relmgr.domain.watch_list import WatchState
from relmgr.words import Words

OF_THESE = "client_id IN (SELECT value FROM json_each(:keys))"


@dataclass(frozen=True, slots=True)
class Stay:
    """The stay of a client that is on the list now, as far as an evaluation may change it."""

    client_id: Key
    id: Key
    version: int
    state: WatchState
    review_days: int
    next_review_on: date
    clean_reviews: int


@dataclass(slots=True)
class WatchStanding:
    """Who is on the list, and when clients left it, by client."""

    stays: dict[Key, Stay] = field(default_factory=dict)
    exits: dict[Key, list[date]] = field(default_factory=dict)


def watch_standing(reader: Reader, clients: Sequence[Key] | None) -> WatchStanding:
    """Return the stays and exits of these clients (None: of all)."""
    keys = None if clients is None else listed(clients)
    these = "1" if keys is None else OF_THESE
    found = WatchStanding()
    for stay in reader.rows(
        Stay,
        "SELECT client_id, id, version, state, review_days, next_review_on, clean_reviews FROM watchitem"
        f" WHERE state <> 'off' AND NOT deleted AND {these}",
        keys=keys,
    ):
        found.stays[stay.client_id] = stay
    for client, on in reader.records(
        f"SELECT client_id, exited_on FROM watchitem WHERE +state = 'off' AND NOT deleted AND {these}",
        keys=keys,
    ):
        found.exits.setdefault(Key(client), []).append(date.fromisoformat(on))
    return found


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A client as it comes on the list: who looks after it, what it owes and what secures that.

    Amounts in minor units of `currency`; None where they are unknown or in several currencies.
    """

    client_id: Key
    owner: str
    currency: str | None
    exposure_minor: int | None
    security_minor: int | None


SNAPSHOTS = """
SELECT k.client_id,
  coalesce((SELECT m.name FROM assignment a JOIN accountmanager m ON m.id = a.manager_id
    WHERE a.client_id = k.client_id AND NOT a.deleted AND a.from_on <= :today
      AND (a.to_on IS NULL OR a.to_on >= :today)
    ORDER BY a.role <> 'owner', a.from_on LIMIT 1), '') AS owner,
  k.currency, k.exposure_minor,
  (SELECT CASE WHEN count(*) FILTER (WHERE s.value_minor IS NULL OR s.currency <> k.currency) = 0
     THEN sum(s.value_minor) END
   FROM collateral s WHERE s.client_id = k.client_id AND NOT s.deleted
     AND (s.released_on IS NULL OR s.released_on > :today)) AS security_minor
FROM clientcache k WHERE k.client_id IN (SELECT value FROM json_each(:keys))
"""


def snapshots(reader: Reader, clients: Sequence[Key]) -> dict[Key, Snapshot]:
    """Return what stands of these clients today; the list row of before this action is what is read."""
    found = reader.rows(Snapshot, SNAPSHOTS, keys=listed(clients), today=reader.today)
    return {one.client_id: one for one in found}


@dataclass(frozen=True, slots=True)
class Trigger:
    """An open risk warning that keeps a client on the list."""

    rule_id: str
    severity: Severity
    title_zh: str
    title_en: str

    @property
    def title(self) -> Words:
        """Return what happened, in both languages."""
        return Words(self.title_zh, self.title_en)


def open_triggers(reader: Reader, client: Key) -> list[Trigger]:
    """Return the open red and orange risk warnings of a client, the gravest first."""
    return reader.rows(
        Trigger,
        """
        SELECT rule_id, severity, coalesce(json_extract(evidence, '$.title.zh'), rule_id) AS title_zh,
               coalesce(json_extract(evidence, '$.title.en'), rule_id) AS title_en
        FROM signal WHERE client_id = :client AND NOT deleted AND +state IN ('open', 'acked', 'planned')
          AND scope = 'risk' AND severity IN ('red', 'orange') ORDER BY severity = 'orange', rule_id, id
        """,
        client=client,
    )
