"""Rows of clients made anew from the book: those that were written to, whose rows have run out, or who are new."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from relmgr.columnar.cells import settled
from relmgr.columnar.chunks import keep_texts
from relmgr.columnar.client_rows import Cells, ClientRow, row_of
from relmgr.columnar.layout import CODES, HISTORY, dated_facts, made_with
from relmgr.columnar.settle import forget
from relmgr.db.reader import Reader, listed
from relmgr.db.stored import instant
from relmgr.domain.measures import facts_of, stale_after
from relmgr.domain.periods import last_full_month, month_of, month_text
from relmgr.domain.records import Figure
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import Key
from relmgr.queries.facts import client_records

BATCH: Final = 2_000
"""Clients made anew at a time, so that memory stays flat."""

NUMBER: Final = """
INSERT INTO columnclient (client_id) SELECT value FROM json_each(?)
WHERE value NOT IN (SELECT client_id FROM columnclient) ORDER BY value
"""
TO_MAKE: Final = """
SELECT c.no, c.client_id FROM columnstale s JOIN columnclient c ON c.client_id = s.client_id
UNION ALL
SELECT r.no, c.client_id FROM columnrow r CROSS JOIN columnclient c ON c.no = r.no WHERE r.until_on < ?
UNION ALL
SELECT no, client_id FROM columnclient WHERE no > (SELECT coalesce(max(no), 0) FROM columnrow)
LIMIT ?
"""
CELLS: Final = """
SELECT client_id, code, period, value, currency FROM metric
WHERE NOT deleted AND client_id IN (SELECT value FROM json_each(:keys)) AND known_at < :known
  AND code IN (SELECT value FROM json_each(:codes)) AND period >= :first AND period <= :last AND length(period) = 7
ORDER BY revision
"""
IN_CHUNK: Final = "last_month, until_on, alone, contacts, figures, facts, counts, subjects, origins"
"""What a chunk holds of a row: while none of it differs, the chunk stands."""

PUT: Final = f"""
INSERT INTO columnrow (no, {IN_CHUNK}, apart_until, currencies, in_chunk)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
ON CONFLICT (no) DO UPDATE SET
  in_chunk = in_chunk AND ({IN_CHUNK}) IS ({", ".join(f"excluded.{name}" for name in IN_CHUNK.split(", "))}),
  {", ".join(f"{name} = excluded.{name}" for name in (*IN_CHUNK.split(", "), "apart_until", "currencies"))}
"""
GONE: Final = "DELETE FROM columnrow WHERE no IN (SELECT value FROM json_each(?))"
TOUCHED: Final = """
SELECT c.no FROM columnclient c JOIN columnstale s ON s.client_id = c.client_id
WHERE c.client_id IN (SELECT value FROM json_each(?))
"""
ORIGINS: Final = "SELECT no, origins FROM columnrow WHERE no IN (SELECT value FROM json_each(?))"
MARK: Final = "columns"
"""The setting that keeps the mark of the columns."""

DONE: Final = "DELETE FROM columnstale WHERE client_id IN (SELECT value FROM json_each(?))"


def refresh(connection: Any, reader: Reader, rules: Rulebook, country: str, most: int = BATCH) -> int:
    """Make at most so many rows anew as of the reader's day; returns 0 when nothing was left to be done.

    `country` names the calendar of working days. `connection` writes within the transaction that `reader`
    reads in. Columns of another layout, or made with other rules or by another program, are dropped first.
    """
    mark = made_with(rules)
    if connection.execute("SELECT value FROM setting WHERE key = ?", (MARK,)).fetchone() != (mark,):
        for table in ("columnrow", "columnchunk", "columnresult", "columnstale", "columncell"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (MARK, mark))
    pending = connection.execute(TO_MAKE, (reader.today.isoformat(), most)).fetchall()
    if pending:
        _make(connection, reader, rules, country, pending)
    return len(pending)


def give_numbers(connection: Any, clients: Iterable[Key]) -> None:
    """Give clients that have none yet a number each; their rows are made before the next look."""
    connection.execute(NUMBER, (listed(clients),))


def _make(
    connection: Any, reader: Reader, rules: Rulebook, country: str, clients: Sequence[tuple[int, str]]
) -> None:
    numbers = {client: number for number, client in clients}
    keys = listed(numbers)
    touched = {number for (number,) in connection.execute(TOUCHED, (keys,))}
    forget(connection, touched)
    before = dict(connection.execute(ORIGINS, (listed(numbers.values()),)).fetchall())
    made = [
        (numbers[client], row)
        for client, row in rows_of(reader, rules, country, [Key(key) for key in numbers])
    ]
    connection.executemany(PUT, [_stored(number, row) for number, row in made])
    in_full = [n for n, row in made if n in touched or before.get(n) != row.origins]
    settled(connection, list(numbers.values()), in_full, ())
    keep_texts(connection, {row.text for _, row in made if row.text})
    lost = set(numbers.values()) - {number for number, _ in made}
    if lost:
        connection.execute(GONE, (listed(sorted(lost)),))
    connection.execute(DONE, (keys,))


def _stored(number: int, row: ClientRow) -> tuple[object, ...]:
    apart = row.apart_until.isoformat() if row.apart_until and not row.alone else None
    plain = (row.contacts, row.figures, row.facts, row.counts, row.subjects, row.origins)
    return number, row.last, row.until.isoformat(), int(row.alone), *plain, apart, row.currencies


def rows_of(
    reader: Reader, rules: Rulebook, country: str, clients: Sequence[Key]
) -> Iterator[tuple[str, ClientRow]]:
    """Yield the rows of clients as of the reader's day; one that is not judged any more has none."""
    day, limits, needed = reader.today, stale_after(rules.warnings), rules.warnings.fact_limits.needed
    figures, dated = monthly_figures(reader, clients, day), dated_facts(rules.scorecard.cards)
    for client, record in client_records(reader, rules, clients, day, country).items():
        known = facts_of(record, day, rules, limits)
        yield client, row_of(known, record, figures.get(client, {}), needed, dated)


def monthly_figures(reader: Reader, clients: Sequence[Key], day: date) -> dict[str, Cells]:
    """Return the monthly figures known on a day, newest revision, by client."""
    last = last_full_month(day)
    known = datetime.combine(day + timedelta(days=1), time(), reader.zone)
    found: dict[str, Cells] = {}
    for client, code, period, value, currency in reader.records(
        CELLS,
        keys=listed(clients),
        codes=listed(CODES),
        known=instant(known),
        first=month_text(last - HISTORY + 1),
        last=month_text(last),
    ):
        if period[4] == "-":
            found.setdefault(client, {})[code, month_of(period)] = Figure(value, currency)
    return found
