"""Who is to be judged again because something was written: the client itself, and who is tied to it.

A client without a row is due. One whose data changed is owed a verdict since the last one: `due_on` is then no
later than `judged_on`, which tells it from one whose date came due.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from relmgr.db.reader import listed

WITHOUT_BEARING: Final = frozenset({"reminder", "signalevent"})
"""Tables about a client that no verdict reads."""

OWED = "min(coalesce(clientdue.judged_on, excluded.due_on), excluded.due_on)"
TIED = """
WITH touched AS (SELECT value AS id FROM json_each(:ids)),
parents AS (SELECT parent_id AS id FROM groupedge WHERE client_id IN touched AND parent_id IS NOT NULL
            UNION SELECT id FROM touched)
SELECT id FROM parents
UNION SELECT client_id FROM groupedge WHERE parent_id IN parents
UNION SELECT client_id FROM guarantoredge WHERE guarantor_id IN touched
UNION SELECT guarantor_id FROM guarantoredge WHERE client_id IN touched AND guarantor_id IS NOT NULL
"""
MARK = f"""
INSERT INTO clientdue (client_id, due_on, rules_version)
SELECT id, :day, '' FROM client WHERE id IN ({TIED})
ON CONFLICT (client_id) DO UPDATE SET due_on = {OWED}
"""


def mark_due(connection: Any, clients: Sequence[str], today: date) -> None:
    """Make these clients and those tied to them by group or guarantee due, inside the running transaction."""
    if clients:
        connection.execute(MARK, {"ids": listed(clients), "day": today.isoformat()})


def mark_everybody_due(connection: Any, today: date) -> None:
    """Make every client due: what was written bears on more clients than it names."""
    day = today.isoformat()
    connection.execute("UPDATE clientdue SET due_on = min(coalesce(judged_on, :day), :day)", {"day": day})
