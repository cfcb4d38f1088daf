"""Whose verdict stands: a look at many clients on arrays, and when each is due again."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np

from relmgr.columnar.arrays import Ints
from relmgr.columnar.layout import CHUNK
from relmgr.columnar.results import read_some, write_some
from relmgr.columnar.screen import Screened, screen_chunk, screen_rows
from relmgr.columnar.verdicts import understands
from relmgr.domain.alarms import alarms
from relmgr.domain.rules import Rulebook

MOST = 0.3
"""Share of a chunk's clients above which the chunk is read: a row costs several times its part of a chunk."""


def standing_by(connection: Any, rules: Rulebook, day: date, numbers: Sequence[int]) -> dict[int, int]:
    """Return, for those of these clients whose verdict stands, the ordinal of the day each is due again."""
    if not understands(rules):
        return {}
    asked = np.array(sorted(numbers), np.int64)
    found: dict[int, int] = {}
    rings = alarms(rules)
    for seen in _look(connection, rules, day, asked):
        calm = ~seen.alone & np.isin(seen.numbers, asked)
        due = seen.due(rules, rings, day)
        found |= dict(zip(seen.numbers[calm].tolist(), due[calm].tolist(), strict=True))
    _note(connection, np.array(sorted(found), np.int64), day)
    return found


def _look(connection: Any, rules: Rulebook, day: date, asked: Ints) -> Iterator[Screened]:
    """Look at clients by their chunk where many of it are asked for, else by their rows."""
    for chunk in np.unique(asked // CHUNK).tolist():
        inside = asked[asked // CHUNK == chunk]
        bounds = (chunk * CHUNK, (chunk + 1) * CHUNK)
        held = connection.execute(
            "SELECT count(*) FROM columnrow WHERE no >= ? AND no < ?", bounds
        ).fetchone()[0]
        if len(inside) < held * MOST:
            yield from screen_rows(connection, inside, rules, day)
        else:
            yield from screen_chunk(connection, chunk, rules, day)


def _note(connection: Any, numbers: Ints, day: date) -> None:
    """Keep that the verdict of these clients was found to stand on a day."""
    if len(numbers):
        records = read_some(connection, numbers)
        records["judged"] = day.toordinal()
        write_some(connection, numbers, records)
