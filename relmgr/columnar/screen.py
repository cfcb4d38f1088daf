"""Who has to be judged alone: everybody is judged on arrays first, and few come back.

A client comes back when columns cannot hold it, when something is open about it (a warning, a proposal, an
override), when a rule fires, when its tier would move, or when its verdict hangs on the last bit of a logarithm. When
only its evaluation of the month differs from the one on record, that is told from arrays (`evaluations`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np

from relmgr.columnar.arrays import Bools, Ints
from relmgr.columnar.block import Block
from relmgr.columnar.cells import Cells, ChangedRow, put
from relmgr.columnar.chunks import ChunkReader, kept_texts, rebuild
from relmgr.columnar.due import due_days
from relmgr.columnar.evaluations import can_tell
from relmgr.columnar.figures import known_from
from relmgr.columnar.layout import CHUNK, dated_facts
from relmgr.columnar.monthly_facts import DEPOSITS, LOANS, YEAR, months_kept
from relmgr.columnar.results import (
    Records,
    changed,
    machines_before,
    read_chunk,
    read_some,
    result_of,
    standings_of,
)
from relmgr.columnar.row_blocks import StoredRow, block_of, ordinals, side_by_side
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
SELECT no, until_on, apart_until, currencies, last_month, figures, contacts, facts, counts, subjects, origins
FROM columnrow WHERE no IN (SELECT value FROM json_each(?)) AND until_on >= ? AND NOT alone ORDER BY no
"""
NOBODY: Final = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Screened:
    """Some clients after a look on arrays: their numbers, and which of them have to be judged alone.

    `places` are theirs in the block, whose rows stand until the days `until`. `told` are the places whose evaluation
    can be told from arrays, though it differs from the one on record; `records` are those of the block after this
    look, and `changed_rows` the rows that new figures were put into.
    """

    numbers: Ints
    alone: Bools
    verdicts: Verdicts
    block: Block
    until: Ints
    places: Ints
    told: Ints
    records: Records
    changed_rows: tuple[ChangedRow, ...] = ()

    def due(self, rules: Rulebook, alarms: Alarms, day: date) -> Ints:
        """Return the ordinal of the day on which each is due again if its verdict stands or is told."""
        return due_days(self.block, self.verdicts, self.until, rules, alarms, day)[self.places]


def screen_chunks(connection: Any, rules: Rulebook, day: date) -> Iterator[Screened]:
    """Look at everybody, chunk by chunk."""
    newest = connection.execute("SELECT max(no) FROM columnrow").fetchone()[0]
    for chunk in range(0 if newest is None else newest // CHUNK + 1):
        yield from screen_chunk(connection, chunk, rules, day)


def screen_chunk(
    connection: Any, chunk: int, rules: Rulebook, day: date, cells: Cells | None = None
) -> Iterator[Screened]:
    """Look at one chunk, then at the rows of those who differ from it or have new figures."""
    first = chunk * CHUNK
    changed_rows = connection.execute(FRESH, (first, first + CHUNK)).fetchall()
    touched = NOBODY if cells is None else cells.touched[cells.touched // CHUNK == chunk]
    fresh = np.union1d(np.array([number for (number,) in changed_rows], np.int64), touched)
    reader = ChunkReader(connection, chunk, day)
    until = reader.until()
    here = until >= day.toordinal()
    here[fresh - first] = False
    if here.any():
        yield _screen_chunk(connection, reader, first, np.flatnonzero(here), until, rules, day)
    yield from screen_rows(connection, fresh, rules, day, cells)


def _screen_chunk(
    connection: Any, reader: ChunkReader, first: int, places: Ints, until: Ints, rules: Rulebook, day: date
) -> Screened:
    records = read_chunk(connection, first // CHUNK)
    machines, standings = machines_before(records, month_on(day)), standings_of(records)
    dated = dated_facts(rules.scorecard.cards)
    block = reader.block(named_facts(rules), months_kept(rules.warnings), machines, standings, dated)
    return _seen(connection, block, records, (places + first, until, places), rules, day)


def screen_rows(
    connection: Any, numbers: Ints, rules: Rulebook, day: date, cells: Cells | None = None
) -> Iterator[Screened]:
    """Look at some clients by their rows; those whose row does not stand, or refuses new figures, are left out."""
    for start in range(0, len(numbers), SOME):
        keys = listed(numbers[start : start + SOME].tolist())
        rows = connection.execute(ROWS, (keys, day.isoformat())).fetchall()
        if rows:
            yield from _screen_rows(connection, rows, cells, rules, day)


def _screen_rows(
    connection: Any, found: Sequence[tuple[Any, ...]], cells: Cells | None, rules: Rulebook, day: date
) -> Iterator[Screened]:
    numbers = np.array([row[0] for row in found], np.int64)
    until = ordinals([row[1] for row in found])
    rows = side_by_side([StoredRow(*row[4:]) for row in found])
    changed_rows: tuple[ChangedRow, ...] = ()
    if cells is not None and len(cells.numbers):
        apart = ordinals([row[2] for row in found])
        after = put(rows, numbers, apart, [row[3] for row in found], cells, day, rules.warnings)
        until = np.where(after.took, after.until, until)
        changed_rows = tuple(after.rows(numbers, rows))
        rows, numbers, until = rows.only(~after.refused), numbers[~after.refused], until[~after.refused]
    if not len(rows):
        return
    records, touched = read_some(connection, numbers), NOBODY if cells is None else cells.touched
    machines, standings = machines_before(records, month_on(day)), standings_of(records)
    dated = dated_facts(rules.scorecard.cards)
    block = block_of(rows, day, months_kept(rules.warnings), machines, standings, dated)
    places = np.arange(len(numbers))
    yield _seen(connection, block, records, (numbers, until, places), rules, day, touched, changed_rows)


def _seen(
    connection: Any,
    block: Block,
    records: Records,
    who: tuple[Ints, Ints, Ints],
    rules: Rulebook,
    day: date,
    touched: Ints = NOBODY,
    changed_rows: tuple[ChangedRow, ...] = (),
) -> Screened:
    """Judge a block and say of whom the verdict stands, can be told from arrays, or has to be made alone."""
    numbers, until, places = who
    verdicts = judge_block(block, rules, day, kept_texts(connection))
    after = result_of(verdicts, records, month_on(day))
    settled = (records["calm"] != 0) & ~(verdicts.hits | verdicts.moves | verdicts.doubtful)
    settled &= ~(unsure_scores(verdicts.scores) | window_moved(block, rules, day))
    differs = changed(after, records)[places] | np.isin(numbers, touched)
    told = places[differs & settled[places]]
    told = told[can_tell(block, verdicts, told, rules, day)]
    alone = ~settled[places] | (differs & ~np.isin(places, told))
    return Screened(numbers, alone, verdicts, block, until, places, told, after, changed_rows)


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
    newest = connection.execute("SELECT max(no) FROM columnrow").fetchone()[0] or 0
    fresh = connection.execute("SELECT count(*) FROM columnrow WHERE NOT in_chunk").fetchone()[0]
    if fresh <= newest * SHARE_FRESH:
        return 0
    touched = connection.execute(
        "SELECT DISTINCT no / ? FROM columnrow WHERE NOT in_chunk LIMIT ?", (CHUNK, most)
    )
    chunks = [chunk for (chunk,) in touched.fetchall()]
    rebuild(connection, chunks)
    return len(chunks)
