"""A look at many clients on arrays before they are judged one by one: most need not be.

Only large runs come here, and only where numpy is installed; without it everybody is judged one by one, with
the same verdicts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from relmgr.db.reader import listed
from relmgr.db.stored import instant
from relmgr.db.work import UnitOfWork
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import Key
from relmgr.services.rules_kept import keep_rules
from relmgr.services.told_rows import write_told
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.columnar.standing_by import Looked

LABEL = Words("更新整簿列数据", "bring the columns of the book up to date")
LOOK = Words("整簿评估客户 {day}", "evaluate clients of the whole book {day}")
JUDGED = """
SELECT c.no, c.client_id, d.judged_on FROM json_each(:keys) k
CROSS JOIN columnclient c ON c.client_id = k.value CROSS JOIN clientdue d ON d.client_id = c.client_id
WHERE d.judged_on IS NOT NULL AND c.client_id NOT IN (SELECT client_id FROM columnstale) ORDER BY c.no
"""
"""Those of some clients that have been judged, and whose columns are up to date."""

STANDS = "UPDATE clientdue SET due_on = ?, judged_on = ?, rules_version = ? WHERE client_id = ?"
PAGES = "PRAGMA cache_size = -65536"
"""Memory for pages in KiB: what is read to be judged is written a moment later. The connection keeps it, because to
give it back before the end of the transaction would write changed pages twice."""


@dataclass(frozen=True, slots=True)
class Spared:
    """Clients that need not be judged alone: those whose verdict stands, and those whose evaluation was told.

    `scored` and `unknown` count among the told as a run counts them, `written` the rows stored.
    """

    stood: frozenset[Key]
    told: frozenset[Key]
    scored: int = 0
    unknown: int = 0
    written: int = 0


NOBODY = Spared(frozenset(), frozenset())


def make_columns(uow: UnitOfWork, rules: Rulebook, country: str) -> int:
    """Bring some rows or a chunk of columns up to date with the book; returns 0 when nothing was left to do.

    `country` names the calendar of working days.
    """
    from relmgr.columnar.refresh import refresh  # noqa: PLC0415 - numpy is optional and slow to load
    from relmgr.columnar.screen import settle_chunks  # noqa: PLC0415 - as above

    uow.label(LABEL, undoable=False)
    connection = _connection(uow)
    return refresh(connection, uow.read, rules, country) or settle_chunks(connection, most=1)


def stand_by(uow: UnitOfWork, rules: Rulebook, clients: Sequence[Key]) -> Spared:
    """Return which of these clients need not be judged alone today; stores their evaluations and due days.

    The columns must be up to date (`make_columns`); who is new to them takes part from the next look on. Whoever
    is not returned has to be judged one by one; after verdicts of a later day that is everybody.
    """
    from relmgr.columnar.cells import pending  # noqa: PLC0415 - numpy is optional and slow to load
    from relmgr.columnar.refresh import give_numbers  # noqa: PLC0415 - as above
    from relmgr.columnar.settle import settle  # noqa: PLC0415 - as above
    from relmgr.columnar.standing_by import look  # noqa: PLC0415 - as above

    uow.label(LOOK.fill(day=uow.today), undoable=False)
    latest = uow.read.value("SELECT max(as_of) FROM evaluation WHERE deleted = 0")
    if latest is not None and latest > uow.today.isoformat():
        return NOBODY
    connection = _connection(uow)
    found = NOBODY
    connection.execute(PAGES)
    judged = _judged(uow, clients)
    keys = {number: key for number, key, _ in judged}
    give_numbers(connection, sorted({*clients} - {*keys.values()}))
    settle(connection, uow.read, rules, judged)
    cells = pending(connection, keys, _end_of_day(uow))
    for part in look(connection, rules, uow.today, list(keys), cells):
        found = _joined(found, _store(uow, connection, rules, part, keys))
    if found.written:
        keep_rules(uow, rules)
    return found


def _judged(uow: UnitOfWork, clients: Sequence[Key]) -> list[tuple[int, Key, int]]:
    """Return number, key and ordinal day of the last verdict of those of these clients that columns tell about."""
    found = uow.read.records(JUDGED, keys=listed(clients))
    days = {on: date.fromisoformat(on).toordinal() for on in {on for _, _, on in found}}
    return [(number, Key(key), days[on]) for number, key, on in found]


def _store(uow: UnitOfWork, connection: Any, rules: Rulebook, part: "Looked", keys: dict[int, Key]) -> Spared:
    """Store what a part of a look found: told evaluations, and when everybody who is spared is due again."""
    from relmgr.columnar.evaluations import evaluated, unknown_looks  # noqa: PLC0415 - numpy is optional

    block, verdicts = part.screened.block, part.screened.verdicts
    told = [keys[number] for number in part.told.tolist()]
    made = evaluated(block, verdicts, part.places, told, rules, uow.today)
    written = write_told(uow, connection, rules.scorecard.version, made)
    spared = [keys[number] for number in part.numbers.tolist()]
    _note_due(uow, connection, rules.version, spared, part.due.tolist())
    uow.judged.update(spared)
    scores = verdicts.scores.value[part.places]
    return Spared(
        stood=frozenset(spared) - {*told},
        told=frozenset(told),
        scored=int((scores == scores).sum()),
        unknown=unknown_looks(verdicts, part.places, block.size),
        written=written,
    )


def _note_due(
    uow: UnitOfWork, connection: Any, rules_version: str, clients: Sequence[Key], due: Sequence[int]
) -> None:
    """Note that these clients were judged today and on which ordinal day each is due again."""
    today, days = uow.today.isoformat(), {on: date.fromordinal(on).isoformat() for on in {*due}}
    rows = [(days[on], today, rules_version, key) for key, on in zip(clients, due, strict=True)]
    connection.executemany(STANDS, rows)


def _joined(one: Spared, other: Spared) -> Spared:
    return Spared(
        one.stood | other.stood,
        one.told | other.told,
        one.scored + other.scored,
        one.unknown + other.unknown,
        one.written + other.written,
    )


def _end_of_day(uow: UnitOfWork) -> str:
    return instant(datetime.combine(uow.today + timedelta(days=1), time(), uow.zone))


def _connection(uow: UnitOfWork) -> Any:
    """Return the connection of the running transaction, for statements with many rows."""
    uow.flush()
    return uow.session.connection().connection.driver_connection
