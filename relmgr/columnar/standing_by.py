"""Of whom the verdict stands or can be told from arrays: a look at many clients, and when each is due again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np

from relmgr.columnar.arrays import Bools, Ints
from relmgr.columnar.cells import CHANGED, Cells, settled
from relmgr.columnar.layout import CHUNK
from relmgr.columnar.results import write_some
from relmgr.columnar.screen import NOBODY, Screened, screen_chunk, screen_rows
from relmgr.columnar.settle import forget
from relmgr.columnar.verdicts import understands
from relmgr.domain.alarms import alarms
from relmgr.domain.rules import Rulebook

MOST: Final = 0.3
"""Share of a chunk's clients above which the chunk is read: a row costs several times its part of a chunk."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A part of a look: the numbers of those who need not be judged alone, and when each is due again.

    `told` are the numbers of those among them whose evaluation is told, `places` theirs in what was screened.
    """

    screened: Screened
    numbers: Ints
    due: Ints
    told: Ints
    places: Ints


def look(
    connection: Any, rules: Rulebook, day: date, numbers: Sequence[int], cells: Cells
) -> Iterator[Looked]:
    """Look at clients whose records are up to date, part by part, and keep what was found for the next look.

    `cells` are the new figures of these clients: they are put into their rows.
    """
    if not understands(rules):
        return
    asked = np.array(sorted(numbers), np.int64)
    rings, calm, alone = alarms(rules), NOBODY, NOBODY
    for seen in _screened(connection, rules, day, asked, cells):
        here = np.isin(seen.numbers, asked)
        spared, told = here & ~seen.alone, here & np.isin(seen.places, seen.told)
        due = seen.due(rules, rings, day)
        yield Looked(seen, seen.numbers[spared], due[spared], seen.numbers[told], seen.places[told])
        _keep(connection, seen, spared, here & seen.alone, day)
        calm, alone = np.union1d(calm, seen.numbers[spared]), np.union1d(alone, seen.numbers[seen.alone])
    touched = cells.touched
    refused = np.setdiff1d(touched, np.union1d(calm, alone))
    settled(connection, touched.tolist(), np.intersect1d(touched, alone).tolist(), refused.tolist())


def _screened(connection: Any, rules: Rulebook, day: date, asked: Ints, cells: Cells) -> Iterator[Screened]:
    """Look at clients by their chunk where many of it are asked for, else by their rows."""
    newest = connection.execute("SELECT max(no) FROM columnrow").fetchone()[0] or 0
    chunks, counts = np.unique(asked // CHUNK, return_counts=True)
    many = chunks[counts >= np.minimum(newest + 1 - chunks * CHUNK, CHUNK) * MOST]
    yield from screen_rows(connection, asked[~np.isin(asked // CHUNK, many)], rules, day, cells)
    for chunk in many.tolist():
        yield from screen_chunk(connection, chunk, rules, day, cells)


def _keep(connection: Any, seen: Screened, spared: Bools, alone: Bools, day: date) -> None:
    """Keep what was said of those who are spared, and the rows that took new figures.

    Who was spared before on the same day and is to be judged alone now is read from the book the next time:
    the day of the verdict alone would not tell.
    """
    records = seen.records[seen.places]
    again = alone & (records["judged"] == day.toordinal())
    forget(connection, seen.numbers[again].tolist())
    records["judged"] = day.toordinal()
    if spared.any():
        write_some(connection, seen.numbers[spared], records[spared])
    connection.executemany(CHANGED, seen.changed_rows)
