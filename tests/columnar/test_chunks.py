"""Chunks, rows and clients judged alone say the same; a chunk that has fallen behind is not asked."""

import sqlite3
from collections.abc import Sequence
from datetime import timedelta
from random import Random

import numpy as np

from relmgr.columnar.chunks import keep_texts, rebuild
from relmgr.columnar.client_rows import cells_of, row_of
from relmgr.columnar.results import PART, nothing_yet, read_chunk, read_some, write_some
from relmgr.columnar.screen import Screened, screen_chunks, screen_rows, settle_chunks
from relmgr.domain.measures import facts_of, stale_after
from relmgr.domain.records import ClientRecord
from tests.columnar.test_agreement import DATED, DAY, INTERVALS, NEEDED, RULES, is_plain, made_up

TABLES = """
CREATE TABLE columnrow (no INTEGER PRIMARY KEY, last_month, until_on, alone, in_chunk, contacts, figures, facts,
  counts, subjects, apart_until, currencies, origins);
CREATE TABLE columnchunk (chunk_no, name, month, data, PRIMARY KEY (chunk_no, name, month));
CREATE TABLE columnresult (part_no INTEGER PRIMARY KEY, data);
"""
ROW = "INSERT OR REPLACE INTO columnrow VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)"


def put(connection: sqlite3.Connection, number: int, record: ClientRecord) -> None:
    facts = facts_of(record, DAY, RULES, stale_after(RULES.warnings))
    row = row_of(facts, record, cells_of(record), NEEDED, DATED)
    plain = (row.contacts, row.figures, row.facts, row.counts, row.subjects)
    apart = row.apart_until.isoformat() if row.apart_until and not row.alone else None
    told = (*plain, apart, row.currencies, row.origins)
    connection.execute(ROW, (number, row.last, row.until.isoformat(), int(row.alone), *told))


def filled(clients: int = 60) -> sqlite3.Connection:
    """Return a database with the columns of made-up clients, some of which columns cannot hold."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES)
    chance = Random(7)
    for number in range(1, clients + 1):
        put(connection, number, made_up(chance, number))
    keep_texts(connection, INTERVALS)
    rebuild(connection, [0])
    return connection


def by_number(seen: Sequence[Screened]) -> dict[int, tuple[object, ...]]:
    """Return what was said of each client."""
    found: dict[int, tuple[object, ...]] = {}
    for one in seen:
        said = one.verdicts
        for number, place, alone in zip(one.numbers.tolist(), one.places.tolist(), one.alone, strict=True):
            score = said.scores.value[place]
            figures = (None if np.isnan(score) else round(float(score), 9), int(said.points[place]))
            marks = (
                int(said.level[place]),
                int(said.machines.tier[place]),
                int(said.marks[place]),
                bool(alone),
            )
            found[number] = (*figures, round(float(said.rule_coverage[place]), 9), *marks)
    return found


def test_a_chunk_says_what_its_rows_say() -> None:
    connection = filled()
    chunks = by_number(list(screen_chunks(connection, RULES, DAY)))
    rows = by_number(list(screen_rows(connection, np.arange(1, 61), RULES, DAY)))
    assert chunks == rows
    chance = Random(7)
    plain = {number for number in range(1, 61) if is_plain(made_up(chance, number), RULES)}
    assert chunks.keys() == plain


def test_a_changed_row_is_read_instead_of_its_chunk() -> None:
    connection = filled()
    other = made_up(Random(99), 5)
    other.esg_score = 1
    put(connection, 5, other)
    seen = by_number(list(screen_chunks(connection, RULES, DAY)))
    assert seen == by_number(list(screen_rows(connection, np.arange(1, 61), RULES, DAY)))
    assert settle_chunks(connection, 9) == 0
    for number in (6, 7, 8):
        put(connection, number, made_up(Random(number), number))
    assert settle_chunks(connection, 9) == 1
    assert connection.execute("SELECT count(*) FROM columnrow WHERE NOT in_chunk").fetchone() == (0,)


def test_nobody_is_looked_at_after_its_row_has_run_out() -> None:
    connection = filled()
    later = DAY + timedelta(days=400)
    assert not list(screen_chunks(connection, RULES, later))
    assert not list(screen_rows(connection, np.arange(1, 61), RULES, later))


def test_records_come_back_to_their_clients() -> None:
    connection = filled(1)
    numbers = np.array([3, PART - 1, PART, 5 * PART + 9])
    records = nothing_yet(len(numbers))
    records["score"] = [1, 2, 3, 4]
    write_some(connection, numbers, records)
    assert read_some(connection, numbers)["score"].tolist() == [1, 2, 3, 4]
    assert read_chunk(connection, 0)["score"][numbers].tolist() == [1, 2, 3, 4]
    assert read_some(connection, np.array([4]))["score"].tolist() == [0]
