"""Who is to be judged again because something was written: the client itself, and who is tied to it.

A client without a row is due. One whose data changed is owed a verdict since the last one: `due_on` is then no
later than `judged_on`, which tells it from one whose date came due.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from relmgr.db.reader import listed
from relmgr.db.ties import REACHED

WITHOUT_BEARING: Final = frozenset({"reminder", "signalevent"})
"""Tables about a client that no verdict reads."""

OWED = "min(coalesce(clientdue.judged_on, excluded.due_on), excluded.due_on)"
MARK = f"""
INSERT INTO clientdue (client_id, due_on, rules_version)
{REACHED} SELECT id, :day, '' FROM client WHERE id IN reached
ON CONFLICT (client_id) DO UPDATE SET due_on = {OWED}
"""


def mark_due(connection: Any, clients: Sequence[str], today: date) -> None:
    """Make these clients and all that hang together with them due, inside the running transaction."""
    if clients:
        connection.execute(MARK, {"keys": listed(clients), "day": today.isoformat()})


def mark_everybody_due(connection: Any, today: date) -> None:
    """Make every client due: what was written bears on more clients than it names."""
    day = today.isoformat()
    connection.execute("UPDATE clientdue SET due_on = min(coalesce(judged_on, :day), :day)", {"day": day})
