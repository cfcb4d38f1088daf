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
from relmgr.columnar.block import Block
from relmgr.columnar.chunks import ChunkReader, kept_texts, rebuild
from relmgr.columnar.due import due_days
from relmgr.columnar.figures import known_from
from relmgr.columnar.layout import CHUNK
from relmgr.columnar.monthly_facts import DEPOSITS, LOANS, YEAR, months_kept
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
from relmgr.domain.alarms import Alarms
from relmgr.domain.periods import last_full_month, month_on
from relmgr.domain.rules import Rulebook

SOME: Final = 8_192
"""Rows judged together when clients are judged by their rows."""

SHARE_FRESH: Final = 0.05
"""Share of a book whose rows may differ from their chunks before the chunks are made anew."""

FRESH: Final = "SELECT no FROM columnrow WHERE NOT in_chunk AND no >= ? AND no < ? ORDER BY no"
ROWS: Final = """
SELECT no, until_on, last_month, figures, contacts, facts, counts, subjects FROM columnrow
WHERE no IN (SELECT value FROM json_each(?)) AND until_on >= ? AND NOT alone ORDER BY no
"""


@dataclass(frozen=True, slots=True)
class Screened:
    """Some clients after a look on arrays: their numbers, and which of them have to be judged alone.

    `places` are theirs in the block, whose rows stand until the days `until`.
    """

    numbers: Ints
    alone: Bools
    verdicts: Verdicts
    block: Block
    until: Ints
    places: Ints

    def due(self, rules: Rulebook, alarms: Alarms, day: date) -> Ints:
        """Return the ordinal of the day on which each is due again if its verdict stands."""
        return due_days(self.block, self.verdicts, self.until, rules, alarms, day)[self.places]


def screen_chunks(connection: Any, rules: Rulebook, day: date) -> Iterator[Screened]:
    """Look at everybody, chunk by chunk."""
    newest = connection.execute("SELECT max(no) FROM columnrow").fetchone()[0]
    for chunk in range(0 if newest is None else newest // CHUNK + 1):
        yield from screen_chunk(connection, chunk, rules, day)


def screen_chunk(connection: Any, chunk: int, rules: Rulebook, day: date) -> Iterator[Screened]:
    """Look at one chunk, then at the rows of those who differ from it."""
    first = chunk * CHUNK
    changed_rows = connection.execute(FRESH, (first, first + CHUNK)).fetchall()
    fresh = np.array([number for (number,) in changed_rows], np.int64)
    reader = ChunkReader(connection, chunk, day)
    until = reader.until()
    here = until >= day.toordinal()
    here[fresh - first] = False
    if here.any():
        yield _screen_chunk(connection, reader, first, np.flatnonzero(here), until, rules, day)
    yield from screen_rows(connection, fresh, rules, day)


def _screen_chunk(
    connection: Any, reader: ChunkReader, first: int, places: Ints, until: Ints, rules: Rulebook, day: date
) -> Screened:
    records, period = read_chunk(connection, first // CHUNK), month_on(day)
    machines, standings = machines_before(records, period), standings_of(records)
    block = reader.block(named_facts(rules), months_kept(rules.warnings), machines, standings)
    verdicts = judge_block(block, rules, day, kept_texts(connection))
    alone = _alone(verdicts, records, period) | window_moved(block, rules, day)
    return Screened(places + first, alone[places], verdicts, block, until, places)


def screen_rows(connection: Any, numbers: Ints, rules: Rulebook, day: date) -> Iterator[Screened]:
    """Look at some clients by their rows; those whose row does not stand are left out."""
    for start in range(0, len(numbers), SOME):
        keys = listed(numbers[start : start + SOME].tolist())
        rows = connection.execute(ROWS, (keys, day.isoformat())).fetchall()
        if rows:
            yield _screen_rows(connection, rows, rules, day)


def _screen_rows(connection: Any, rows: Sequence[tuple[Any, ...]], rules: Rulebook, day: date) -> Screened:
    numbers = np.array([row[0] for row in rows], np.int64)
    until = np.array([date.fromisoformat(row[1]).toordinal() for row in rows], np.int64)
    records, period = read_some(connection, numbers), month_on(day)
    machines, standings = machines_before(records, period), standings_of(records)
    stored = [StoredRow(*row[2:]) for row in rows]
    block = block_of(stored, day, months_kept(rules.warnings), machines, standings)
    verdicts = judge_block(block, rules, day, kept_texts(connection))
    alone = _alone(verdicts, records, period) | window_moved(block, rules, day)
    return Screened(numbers, alone, verdicts, block, until, np.arange(len(numbers)))


def _alone(verdicts: Verdicts, records: Any, period: int) -> Bools:
    differs = changed(result_of(verdicts, records, period), records)
    alone: Bools = (records["calm"] == 0) | verdicts.hits | verdicts.moves | verdicts.doubtful | differs
    return alone | unsure_scores(verdicts.scores)


def window_moved(block: Block, rules: Rulebook, day: date) -> Bools:
    """Tell, on the last day of a month, about whom a figure may have left the months that are looked at.

    The evaluation of the month says of a KPI whether it is missing or too old, and on that one day the window
    moves within a month. Clients without a figure now or a year ago are judged alone then.
    """
    moved = np.zeros(block.size, np.bool_)
    if last_full_month(day) != month_on(day):
        return moved
    for code in (DEPOSITS, LOANS):
        some = known_from(block.figures, code, 1, months_kept(rules.warnings))
        moved |= some & (np.isnan(block.figures.at(code, 0)) | np.isnan(block.figures.at(code, YEAR)))
    return moved


def settle_chunks(connection: Any, most: int) -> int:
    """Make some chunks anew when too many rows differ from theirs; returns how many were made."""
    total, fresh = connection.execute(
        "SELECT count(*), count(*) FILTER (WHERE NOT in_chunk) FROM columnrow"
    ).fetchone()
    if fresh <= total * SHARE_FRESH:
        return 0
    touched = connection.execute(
        "SELECT DISTINCT no / ? FROM columnrow WHERE NOT in_chunk LIMIT ?", (CHUNK, most)
    )
    chunks = [chunk for (chunk,) in touched.fetchall()]
    rebuild(connection, chunks)
    return len(chunks)
