"""Counting the client book without reading it: triggers keep how many list rows are alike in what orders divide by."""

from collections.abc import Iterable
from typing import Final

SOURCE: Final = ("mine", "currency", "tier", "level", "exposure_minor", "last_contact_on", "next_visit_at")
KIND: Final = (
    "coalesce({row}.currency, ''), coalesce({row}.tier, ''), {row}.level, {row}.exposure_minor IS NOT NULL,"
    " {row}.last_contact_on IS NOT NULL, {row}.next_visit_at IS NOT NULL"
)
COLUMNS: Final = "currency, tier, level, owed, seen, planned"
FILL: Final = (
    f"INSERT INTO clienttally ({COLUMNS}, clients)"
    f" SELECT {KIND.format(row='k')}, count(*) FROM clientcache k WHERE k.mine = 1 GROUP BY 1, 2, 3, 4, 5, 6"
)
"""Counts a book whose rows were there before the triggers."""


def _count(row: str, step: int) -> str:
    return (
        f"INSERT INTO clienttally ({COLUMNS}, clients) SELECT {KIND.format(row=row)}, {step} WHERE {row}.mine = 1"
        f" ON CONFLICT ({COLUMNS}) DO UPDATE SET clients = clients + {step};"
    )


def tally_triggers() -> Iterable[str]:
    """Return the statements that drop and make the triggers."""
    for op in ("insert", "update", "delete"):
        yield f"DROP TRIGGER IF EXISTS tally_{op}"
    yield f"CREATE TRIGGER tally_insert AFTER INSERT ON clientcache BEGIN {_count('NEW', 1)} END"
    yield f"CREATE TRIGGER tally_delete AFTER DELETE ON clientcache BEGIN {_count('OLD', -1)} END"
    differs = f"(OLD.mine, {KIND.format(row='OLD')}) IS NOT (NEW.mine, {KIND.format(row='NEW')})"
    yield (
        f"CREATE TRIGGER tally_update AFTER UPDATE OF {', '.join(SOURCE)} ON clientcache WHEN {differs} BEGIN"
        f" {_count('OLD', -1)} {_count('NEW', 1)} END"
    )
