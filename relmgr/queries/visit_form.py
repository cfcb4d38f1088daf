"""What the visit form starts with: the client, and who was met there."""

from dataclasses import dataclass

from relmgr.db.reader import Reader
from relmgr.domain.values import Key, Level, Tier
from relmgr.queries.client_page import client_contacts


@dataclass(frozen=True, slots=True)
class VisitClient:
    """The client of a visit."""

    id: Key
    name: str
    tier: Tier | None
    level: Level


@dataclass(frozen=True, slots=True)
class VisitStart:
    """A client with the names of its people, the last met first."""

    client: VisitClient
    people: tuple[str, ...]


def visit_start(reader: Reader, client: Key) -> VisitStart | None:
    """Return what the form starts with, or None when the client is gone."""
    found = reader.one(
        VisitClient,
        """
        SELECT c.id, c.name, k.tier, coalesce(k.level, 'unknown') AS level
        FROM client c LEFT JOIN clientcache k ON k.client_id = c.id WHERE c.id = :id
        """,
        id=client,
    )
    if found is None:
        return None
    people = sorted(
        client_contacts(reader, client), key=lambda p: -(p.last_met_on or reader.today.min).toordinal()
    )
    return VisitStart(found, tuple(person.name for person in people))
