"""When judged clients are due again, as rows: derived with the verdict and in its transaction."""

from collections.abc import Iterable
from datetime import date

from relmgr.db.work import UnitOfWork

NEXT = """
INSERT INTO clientdue (client_id, due_on, judged_on, rules_version) VALUES (?, ?, ?, ?)
ON CONFLICT (client_id) DO UPDATE SET
  due_on = excluded.due_on, judged_on = excluded.judged_on, rules_version = excluded.rules_version
"""


def write_due(uow: UnitOfWork, rules_version: str, due: Iterable[tuple[str, date]]) -> None:
    """Note that these clients were judged today and when each is due again."""
    today = uow.today.isoformat()
    rows = [(client, on.isoformat(), today, rules_version) for client, on in due]
    if rows:
        uow.flush()
        uow.session.connection().exec_driver_sql(NEXT, rows)
    uow.judged.update(row[0] for row in rows)
