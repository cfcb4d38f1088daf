"""What the last evaluation said of each client, packed: a later one compares with it instead of with rows."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from relmgr.columnar.arrays import Bools, Floats, Ints
from relmgr.columnar.block import Machines, Standings
from relmgr.columnar.layout import CHUNK
from relmgr.columnar.verdicts import Verdicts
from relmgr.db.reader import listed

PART: Final = 32
"""Clients in one stored part: small, so that a few changed clients read and rewrite little."""

MILLION: Final = 1_000_000
UNSCORED: Final = -1
CLOSE: Final = 1e-12
MACHINE: Final = [("tier", "i1"), ("age", "<i2"), ("up", "i1"), ("down", "i1")]
RECORD: Final = np.dtype(
    [
        ("calm", "u1"),
        ("period", "<i4"),
        ("score", "<i4"),
        ("coverage", "<i4"),
        ("rules", "<i4"),
        ("marks", "<i4"),
        ("inputs", "<f8"),
        ("judged", "<i4"),
        ("standing", "i1"),
        ("capped", "u1"),
        ("before", MACHINE),
        ("after", MACHINE),
    ]
)
"""One client: is nothing open about it, the month and figures (millionths) of its evaluation, tier and machine.

`marks` stand for card, cap, class floor and stage, `inputs` for the raw values of the KPIs; `judged` is the
ordinal day of the last verdict. `before` is the machine as it stood when the month began: judging the month again
starts from there.
"""

Records = NDArray[np.void]


def nothing_yet(size: int) -> Records:
    """Return records of clients that were never judged; such a client is not calm."""
    return np.zeros(size, RECORD)


def read_chunk(connection: Any, chunk: int) -> Records:
    """Return the records of a chunk."""
    found = nothing_yet(CHUNK)
    first = chunk * CHUNK // PART
    rows = connection.execute(
        "SELECT part_no, data FROM columnresult WHERE part_no >= ? AND part_no < ?",
        (first, first + CHUNK // PART),
    )
    for part, data in rows:
        place = (part - first) * PART
        found[place : place + PART] = np.frombuffer(data, RECORD)
    return found


def write_chunk(connection: Any, chunk: int, records: Records) -> None:
    """Store the records of a chunk."""
    first = chunk * CHUNK // PART
    parts = [(first + n, records[n * PART : (n + 1) * PART].tobytes()) for n in range(CHUNK // PART)]
    connection.executemany("INSERT OR REPLACE INTO columnresult (part_no, data) VALUES (?, ?)", parts)


def read_some(connection: Any, numbers: Ints) -> Records:
    """Return the records of some clients, given in ascending order of number."""
    stored, parts = _parts(connection, np.unique(numbers // PART))
    found = nothing_yet(len(numbers))
    if len(stored):
        places = np.minimum(np.searchsorted(stored, numbers // PART), len(stored) - 1)
        there = stored[places] == numbers // PART
        found[there] = parts[places[there], numbers[there] % PART]
    return found


def write_some(connection: Any, numbers: Ints, records: Records) -> None:
    """Store the records of some clients, given in ascending order of number."""
    wanted = np.unique(numbers // PART)
    stored, before = _parts(connection, wanted)
    parts = nothing_yet(len(wanted) * PART).reshape(-1, PART)
    parts[np.searchsorted(wanted, stored)] = before
    parts[np.searchsorted(wanted, numbers // PART), numbers % PART] = records
    rows = [(part, data.tobytes()) for part, data in zip(wanted.tolist(), parts, strict=True)]
    connection.executemany("INSERT OR REPLACE INTO columnresult (part_no, data) VALUES (?, ?)", rows)


def _parts(connection: Any, wanted: Ints) -> tuple[Ints, Records]:
    """Return the numbers of those of these parts that are stored, in order, and their records, one part a line."""
    rows = connection.execute(
        "SELECT part_no, data FROM columnresult WHERE part_no IN (SELECT value FROM json_each(?)) ORDER BY part_no",
        (listed(wanted.tolist()),),
    ).fetchall()
    records = np.frombuffer(b"".join(data for _, data in rows), RECORD).reshape(-1, PART)
    return np.array([part for part, _ in rows], np.int64), records


def machines_before(records: Records, period: int) -> Machines:
    """Return the machines as they stood when a month began."""
    same = records["period"] == period
    before, after = records["before"], records["after"]
    parts = (np.where(same, before[name], after[name]) for name in ("tier", "age", "up", "down"))
    tier, age, up, down = parts
    return Machines(tier.astype(np.int8), age.astype(np.int64), up.astype(np.int64), down.astype(np.int64))


def standings_of(records: Records) -> Standings:
    """Return the published tiers."""
    return Standings(records["standing"].astype(np.int8), records["capped"].astype(np.bool_))


def result_of(verdicts: Verdicts, records: Records, period: int) -> Records:
    """Return the records after an evaluation of clients whose published tier stays."""
    found = records.copy()
    before = machines_before(records, period)
    found["period"] = period
    found["score"] = in_millionths(verdicts.scores.value)
    found["coverage"] = in_millionths(verdicts.scores.coverage)
    found["rules"] = in_millionths(verdicts.rule_coverage)
    found["marks"] = verdicts.marks
    found["inputs"] = verdicts.scores.inputs
    for name in ("tier", "age", "up", "down"):
        found["before"][name] = getattr(before, name)
        found["after"][name] = getattr(verdicts.machines, name)
    return found


def in_millionths(values: Floats) -> Ints:
    """Return numbers in millionths, rounded half to even; what is missing becomes `UNSCORED`."""
    return np.where(np.isnan(values), UNSCORED, np.rint(np.nan_to_num(values) * MILLION)).astype(np.int64)


def changed(found: Records, records: Records) -> Bools:
    """Tell whose evaluation of the month differs from the one on record."""
    differs: Bools = found["period"] != records["period"]
    for name in ("score", "coverage", "rules", "marks"):
        differs = differs | (found[name] != records[name])
    differs = differs | ~np.isclose(found["inputs"], records["inputs"], rtol=CLOSE, atol=CLOSE)
    for name in ("tier", "age", "up", "down"):
        differs = differs | (found["after"][name] != records["after"][name])
    return differs
