"""What the settings screen says about the book: versions and sizes."""

from dataclasses import dataclass
from datetime import datetime

from relmgr.db.reader import Reader


@dataclass(frozen=True, slots=True)
class About:
    """Schema revision, the rulebook that judged last (None before the first evaluation), and how much there is."""

    schema: str
    rules: str | None
    rules_at: datetime | None
    clients: int
    visits: int


def about(reader: Reader) -> About:
    """Return versions and sizes of the book."""
    found = reader.one(
        About,
        """
        SELECT (SELECT version_num FROM alembic_version) AS schema,
               (SELECT version FROM ruleset ORDER BY loaded_at DESC LIMIT 1) AS rules,
               (SELECT max(loaded_at) FROM ruleset) AS rules_at,
               (SELECT count(*) FROM client WHERE NOT deleted) AS clients,
               (SELECT count(*) FROM visit WHERE NOT deleted) AS visits
        """,
    )
    assert found is not None
    return found
