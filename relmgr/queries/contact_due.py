"""When clients are to be seen again: the interval that applies to each, and the contact it runs from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from relmgr.db.reader import Reader, listed
from relmgr.domain.cadence import Cadence, CadenceMatrix, cadence
from relmgr.domain.contact_due import ContactDue, contact_due
from relmgr.domain.strategies import Served, shortest_interval
from relmgr.domain.values import AssetClass, Key, Level, Tier
from relmgr.queries.segments import OWN_DAYS, client_served, strategy_intervals

STANDING = """
SELECT k.last_contact_on, c.cadence_until, c.cadence_reason
FROM client c JOIN clientcache k ON k.client_id = c.id WHERE c.id = :key
"""
DRIVERS = f"""
SELECT k.client_id, k.tier, k.asset_class, k.level, CASE WHEN c.is_project THEN c.phase ELSE '' END, {OWN_DAYS},
       k.last_contact_on
FROM json_each(:keys) this CROSS JOIN clientcache k ON k.client_id = this.value
CROSS JOIN client c ON c.id = k.client_id
WHERE c.state <> 'lost'
"""


@dataclass(frozen=True, slots=True)
class ContactStanding:
    """Every interval that applies to one client, the shortest of them, and when it is to be seen by that."""

    served: Served
    drivers: tuple[Cadence, ...]
    interval: Cadence
    due: ContactDue
    own_until: date | None
    own_reason: str


def contact_standing(reader: Reader, key: Key, matrix: CadenceMatrix) -> ContactStanding:
    """Return how often a client is to be seen, why, and how that stands today."""
    served = client_served(reader, key)
    ((last, until, reason),) = reader.records(STANDING, key=key)
    drivers, interval = served.drivers(matrix), served.interval(matrix)
    due = contact_due(_day(last), interval.days, reader.today, matrix)
    return ContactStanding(served, drivers, interval, due, _day(until), reason)


def contacts_due(
    reader: Reader, keys: Sequence[Key], matrix: CadenceMatrix
) -> Mapping[Key, tuple[Cadence, ContactDue]]:
    """Return interval and due day by client, for those that are not lost: one statement and one a segment."""
    intervals = strategy_intervals(reader, keys).intervals
    found = {}
    for key, tier, asset_class, level, phase, own, last in reader.records(
        DRIVERS, keys=listed(keys), today=reader.today
    ):
        by_segment = shortest_interval(intervals.get(key, ()), tier, level, asset_class)
        interval = cadence(
            matrix,
            Tier(tier) if tier else None,
            AssetClass(asset_class) if asset_class else None,
            Level(level),
            phase,
            own,
            by_segment,
        )
        found[Key(key)] = (interval, contact_due(_day(last), interval.days, reader.today, matrix))
    return found


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
