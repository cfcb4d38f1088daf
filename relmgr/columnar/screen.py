"""Who has to be judged alone: everybody is judged on arrays first, and only those who differ come back.

A client comes back when columns cannot hold it, when something is open about it (a warning, a proposal, an
override), when a rule fires, when its tier would move, when its evaluation of the month differs from the one on
record, or when its verdict hangs on the last bit of a logarithm.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np

from relmgr.columnar.arrays import Bools, Ints
from relmgr.columnar.chunks import ChunkReader, rebuild
from relmgr.columnar.layout import CHUNK, CLIENT_FACTS, SUBJECT_FACTS
from relmgr.columnar.monthly_facts import months_kept
from relmgr.columnar.results import (
    changed,
    machines_before,
    read_chunk,
    read_some,
    result_of,
    standings_of,
)
from relmgr.columnar.row_blocks import StoredRow, block_of
from relmgr.columnar.verdicts import Verdicts, judge_block, named_facts, unsure_scores
from relmgr.db.reader import listed
from relmgr.domain.periods import month_on
from relmgr.domain.rules import Rulebook

SOME: Final = 8_192
"""Rows judged together when clients are judged by their rows."""

SHARE_FRESH: Final = 0.05
"""Share of a book whose rows may differ from their chunks before the chunks are made anew."""

ROWS: Final = """
SELECT no, last_month, figures, contacts, facts, counts, subjects FROM columnrow
WHERE no IN (SELECT value FROM json_each(?)) AND until_on >= ? AND NOT alone ORDER BY no
"""


@dataclass(frozen=True, slots=True)
class Screened:
    """Some clients after a look on arrays: their numbers, and which of them have to be judged alone."""

    numbers: Ints
    alone: Bools
    verdicts: Verdicts


def screen_chunks(connection: Any, rules: Rulebook, day: date) -> Iterator[Screened]:
    """Look at everybody, chunk by chunk, those last whose rows differ from their chunks."""
    wanted = named_facts(rules)
    stored = [
        name for name in wanted if name in CLIENT_FACTS or any(name in s for s in SUBJECT_FACTS.values())
    ]
    newest = connection.execute("SELECT max(no) FROM columnrow").fetchone()[0]
    fresh = np.array(
        [no for (no,) in connection.execute("SELECT no FROM columnrow WHERE NOT in_chunk")], np.int64
    )
    for chunk in range(0 if newest is None else newest // CHUNK + 1):
        first = chunk * CHUNK
        reader = ChunkReader(connection, chunk, day)
        here = reader.standing()
        inside = fresh[(fresh >= first) & (fresh < first + CHUNK)] - first
        here[inside] = False
        if here.any():
            yield _screen_chunk(connection, reader, chunk, here, stored, rules, day)
    yield from screen_rows(connection, fresh, rules, day)


def _screen_chunk(
    connection: Any,
    reader: ChunkReader,
    chunk: int,
    here: Bools,
    stored: Sequence[str],
    rules: Rulebook,
    day: date,
) -> Screened:
    records = read_chunk(connection, chunk)
    period = month_on(day)
    machines, standings = machines_before(records, period), standings_of(records)
    block = reader.block(stored, months_kept(rules.warnings), machines, standings)
    verdicts = judge_block(block, rules, day)
    alone = _alone(verdicts, records, period)
    return Screened(np.flatnonzero(here) + chunk * CHUNK, alone[here], verdicts)


def screen_rows(connection: Any, numbers: Ints, rules: Rulebook, day: date) -> Iterator[Screened]:
    """Look at some clients by their rows; those whose row does not stand are left out."""
    for start in range(0, len(numbers), SOME):
        keys = listed(numbers[start : start + SOME].tolist())
        rows = connection.execute(ROWS, (keys, day.isoformat())).fetchall()
        if rows:
            found = np.array([row[0] for row in rows], np.int64)
            yield _screen_rows(connection, found, [StoredRow(*row[1:]) for row in rows], rules, day)


def _screen_rows(
    connection: Any, numbers: Ints, rows: Sequence[StoredRow], rules: Rulebook, day: date
) -> Screened:
    records, period = read_some(connection, numbers), month_on(day)
    machines, standings = machines_before(records, period), standings_of(records)
    verdicts = judge_block(block_of(rows, day, months_kept(rules.warnings), machines, standings), rules, day)
    return Screened(numbers, _alone(verdicts, records, period), verdicts)


def _alone(verdicts: Verdicts, records: Any, period: int) -> Bools:
    differs = changed(result_of(verdicts, records, period), records)
    alone: Bools = (records["calm"] == 0) | verdicts.hits | verdicts.moves | verdicts.doubtful | differs
    return alone | unsure_scores(verdicts.scores)


def settle_chunks(connection: Any) -> int:
    """Make chunks anew when too many rows differ from theirs; returns how many chunks were made."""
    total, fresh = connection.execute(
        "SELECT count(*), count(*) FILTER (WHERE NOT in_chunk) FROM columnrow"
    ).fetchone()
    if fresh <= total * SHARE_FRESH:
        return 0
    touched = connection.execute("SELECT DISTINCT no / ? FROM columnrow WHERE NOT in_chunk", (CHUNK,))
    chunks = [chunk for (chunk,) in touched.fetchall()]
    rebuild(connection, chunks)
    return len(chunks)
