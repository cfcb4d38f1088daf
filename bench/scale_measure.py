"""Measure one generated book in a process of its own, so that its memory is its own; prints one line of JSON."""

import json
import resource
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench.scale_book import DAY
from bench.scale_phases import Phases, cpu
from relmgr.columnar import chunks, monthly_facts, row_blocks, screen, verdicts
from relmgr.columnar.layout import CHUNK, CODES
from relmgr.columnar.results import read_chunk, result_of, write_chunk
from relmgr.db.book import BookFile, Home
from relmgr.db.vault import Vault
from relmgr.domain.alarms import alarms
from relmgr.domain.periods import month_on
from relmgr.rulebook.loader import load

FLOOR = f"SELECT sum({CODES[0]}) FROM metricrow"
GROUPED = f"SELECT no, sum({CODES[0]}), max({CODES[1]}) FROM metricrow WHERE no <= ? GROUP BY no"
SAMPLE = 20_000


WATCHED = (
    (chunks.ChunkReader, "_column", "read, decrypt, unpack"),
    (screen, "read_chunk", "read, decrypt, unpack"),
    (screen, "read_some", "read, decrypt, unpack"),
    (monthly_facts.MonthlyFacts, "of", "facts from figures"),
    (chunks, "on_day", "facts that run with the calendar"),
    (row_blocks, "on_day", "facts that run with the calendar"),
    (verdicts, "find", "rules"),
    (verdicts, "coverage_of", "rules"),
    (verdicts, "score_by_card", "score and tiers"),
    (verdicts, "step", "score and tiers"),
    (verdicts, "_decisions", "score and tiers"),
    (screen, "result_of", "compare with the last run"),
    (screen, "changed", "compare with the last run"),
    (screen, "can_tell", "compare with the last run"),
)


def full(connection: Any, rules: Any) -> int:
    """Look at everybody; returns how many clients were looked at."""
    return sum(len(one.numbers) for one in screen.screen_chunks(connection, rules, DAY))


def store(connection: Any, rules: Any) -> float:
    """Evaluate everybody and keep the results; returns the CPU seconds of keeping them alone.

    That includes when everybody is due again.
    """
    seconds, period, rings = 0.0, month_on(DAY), alarms(rules)
    connection.execute("BEGIN")
    for one in screen.screen_chunks(connection, rules, DAY):
        start = time.process_time()
        chunk = int(one.numbers[0]) // CHUNK
        records = result_of(one.verdicts, read_chunk(connection, chunk), period)
        records["calm"] = ~one.verdicts.hits
        one.due(rules, rings, DAY)
        write_chunk(connection, chunk, records)
        seconds += time.process_time() - start
    return seconds + cpu(lambda: connection.execute("COMMIT"))


def look(connection: Any, numbers: Any, rules: Any) -> None:
    """Judge some clients from their rows."""
    for _ in screen.screen_rows(connection, numbers, rules, DAY):
        pass


def changed(connection: Any, rules: Any, clients: int, count: int, rounds: int) -> float:
    """Return the median CPU microseconds of a changed client, judged from its row, among `count` of them."""
    rng, times = np.random.default_rng(count), []
    for _ in range(rounds):
        numbers = np.sort(rng.choice(np.arange(1, clients + 1), min(count, clients), replace=False))
        times.append(cpu(partial(look, connection, numbers, rules)) / len(numbers))
    return sorted(times)[len(times) // 2] * 1e6


def main(folder: str, clients: int, rounds: int, only: str = "") -> None:
    """Measure the book in a folder and print what was found."""
    home = Home(Path(folder))
    book = BookFile(home, Vault(home.folder / "relmgr.keys").open(None))
    connection, rules = book.connect(), load()
    found: dict[str, Any] = {"clients": clients}
    if only == "memory":
        full(connection, rules)
        found["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(found))
        return
    found["store"] = store(connection, rules)
    floors, runs = [], []
    for _ in range(rounds):
        floors.append(cpu(lambda: connection.execute(FLOOR).fetchone()))
        runs.append(cpu(lambda: full(connection, rules)))
    found["floor"], found["full"] = floors, runs
    sample = min(SAMPLE, clients)
    grouped = cpu(lambda: connection.execute(GROUPED, (sample,)).fetchall())
    found["grouped"] = grouped * clients / sample
    found["changed"] = {
        count: changed(connection, rules, clients, count, rounds) for count in (10_000, 1_000, 100)
    }
    one_percent = np.sort(
        np.random.default_rng(1).choice(np.arange(1, clients + 1), clients // 100, replace=False)
    )
    found["one_percent"] = cpu(partial(look, connection, one_percent, rules))
    phases = Phases()
    for owner, name, phase in WATCHED:
        phases.watch(owner, name, phase)
    with phases.phase("everything else"):
        full(connection, rules)
    found["phases"] = phases.seconds
    print(json.dumps(found))


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
