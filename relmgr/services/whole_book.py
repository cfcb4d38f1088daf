"""A look at many clients on arrays before they are judged one by one: those whose verdict stands are left alone.

Only large runs come here, and only where numpy is installed; without it everybody is judged one by one, with
the same verdicts.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from relmgr.db.reader import listed
from relmgr.db.work import UnitOfWork
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import Key
from relmgr.words import Words

LABEL = Words("更新整簿列数据", "bring the columns of the book up to date")
JUDGED = """
SELECT c.no, c.client_id, d.judged_on FROM columnclient c JOIN clientdue d ON d.client_id = c.client_id
JOIN columnrow r ON r.no = c.no
WHERE c.client_id IN (SELECT value FROM json_each(:keys)) AND d.due_on > d.judged_on ORDER BY c.no
"""
"""Those of some clients that have been judged, and whose data have not changed since."""

STANDS = """
UPDATE clientdue SET due_on = ?, judged_on = ?, rules_version = ?
WHERE client_id = (SELECT client_id FROM columnclient WHERE no = ?)
"""


def make_columns(uow: UnitOfWork, rules: Rulebook, country: str) -> int:
    """Bring some rows or a chunk of columns up to date with the book; returns 0 when nothing was left to do.

    `country` names the calendar of working days.
    """
    from relmgr.columnar.refresh import refresh  # noqa: PLC0415 - numpy is optional and slow to load
    from relmgr.columnar.screen import settle_chunks  # noqa: PLC0415 - as above

    uow.label(LABEL, undoable=False)
    connection = _connection(uow)
    return refresh(connection, uow.read, rules, country) or settle_chunks(connection, most=1)


def stand_by(uow: UnitOfWork, rules: Rulebook, clients: Sequence[Key]) -> frozenset[Key]:
    """Return those of these clients whose verdict stands today, and note when each is due again.

    The columns must be up to date (`make_columns`). Whoever is not returned has to be judged one by one; after
    verdicts of a later day that is everybody.
    """
    from relmgr.columnar.settle import ordinal, settle  # noqa: PLC0415 - numpy is optional and slow to load
    from relmgr.columnar.standing_by import standing_by  # noqa: PLC0415 - as above

    latest = uow.read.value("SELECT max(as_of) FROM evaluation WHERE NOT deleted")
    if latest is not None and latest > uow.today.isoformat():
        return frozenset()
    connection = _connection(uow)
    found = uow.read.records(JUDGED, keys=listed(clients))
    judged = [(number, Key(key), ordinal(on)) for number, key, on in found]
    settle(connection, uow.read, rules, judged)
    due = standing_by(connection, rules, uow.today, [number for number, _, _ in judged])
    today = uow.today.isoformat()
    rows = ((date.fromordinal(on).isoformat(), today, rules.version, number) for number, on in due.items())
    connection.executemany(STANDS, rows)
    keys = {number: key for number, key, _ in judged}
    uow.judged.update(keys[number] for number in due)
    uow.label(LABEL, undoable=False)
    return frozenset(keys[number] for number in due)


def _connection(uow: UnitOfWork) -> Any:
    """Return the connection of the running transaction, for statements with many rows."""
    uow.flush()
    return uow.session.connection().connection.driver_connection
