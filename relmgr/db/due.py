"""Who is to be judged again because something was written: the client itself, and who is tied to it.

A client without a row is due. One whose data changed is owed a verdict since the last one: `due_on` is then no
later than `judged_on`, which tells it from one whose date came due.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from relmgr.db.reader import listed
from relmgr.db.ties import REACHED

WITHOUT_BEARING: Final = frozenset(
    {"checkanswer", "importantdate", "reminder", "signalevent", "ticketevent", "visitlink", "visitseries"}
)
"""Tables about a client that no verdict reads."""

WITH_CELLS: Final = frozenset({"metric"})
"""Tables whose triggers say themselves which columns of a client are behind, and that no client tied to it reads."""

OWED = "min(coalesce(clientdue.judged_on, excluded.due_on), excluded.due_on)"
MARK = f"""
INSERT INTO clientdue (client_id, due_on, rules_version)
{REACHED} SELECT id, :day, '' FROM client WHERE id IN reached
ON CONFLICT (client_id) DO UPDATE SET due_on = {OWED}
"""
STALE = f"""
INSERT INTO columnstale (client_id)
{REACHED} SELECT c.client_id FROM reached JOIN columnclient c ON c.client_id = reached.id
WHERE c.client_id NOT IN (SELECT client_id FROM columnstale)
"""
ALL_STALE = """
INSERT INTO columnstale (client_id)
SELECT client_id FROM columnclient WHERE client_id NOT IN (SELECT client_id FROM columnstale)
"""


def mark_due(connection: Any, clients: Sequence[str], today: date) -> None:
    """Make these clients and all that hang together with them due, inside the running transaction."""
    if clients:
        connection.execute(MARK, {"keys": listed(clients), "day": today.isoformat()})


def mark_columns(connection: Any, clients: Sequence[str]) -> None:
    """Note that the columns of these clients and all that hang together with them have to be made anew."""
    if clients and connection.execute("SELECT EXISTS (SELECT 1 FROM columnclient)").fetchone()[0]:
        connection.execute(STALE, {"keys": listed(clients)})


def mark_everybody_due(connection: Any, today: date) -> None:
    """Make every client due, with its columns: what was written bears on more clients than it names."""
    day = today.isoformat()
    connection.execute(ALL_STALE)
    connection.execute("UPDATE clientdue SET due_on = min(coalesce(judged_on, :day), :day)", {"day": day})
