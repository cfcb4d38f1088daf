"""When judged clients are due again, as rows: derived with the verdict and in its transaction."""

from collections.abc import Iterable
from datetime import date

from relmgr.db.reader import listed
from relmgr.db.work import UnitOfWork

NEXT = """
INSERT INTO clientdue (client_id, due_on, judged_on, rules_version) VALUES (?, ?, ?, ?)
ON CONFLICT (client_id) DO UPDATE SET
  due_on = excluded.due_on, judged_on = excluded.judged_on, rules_version = excluded.rules_version
"""
BEHIND = """
INSERT INTO columnstale (client_id) SELECT client_id FROM columnclient c
WHERE client_id IN (SELECT value FROM json_each(:keys)) AND client_id NOT IN (SELECT client_id FROM columnstale)
  AND EXISTS (SELECT 1 FROM columncell x WHERE x.no = c.no AND x.code <> '')
"""
"""Columns that did not take part in a verdict on new figures: they are made anew when they are next needed."""


def write_due(uow: UnitOfWork, rules_version: str, due: Iterable[tuple[str, date]]) -> None:
    """Note that these clients were judged today and when each is due again."""
    today = uow.today.isoformat()
    rows = [(client, on.isoformat(), today, rules_version) for client, on in due]
    if rows:
        uow.flush()
        uow.session.connection().exec_driver_sql(NEXT, rows)
        if uow.read.value("SELECT EXISTS (SELECT 1 FROM columncell)"):
            uow.run(BEHIND, keys=listed([row[0] for row in rows]))
    uow.judged.update(row[0] for row in rows)
