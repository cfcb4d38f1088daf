"""Measure a day of the product on a generated book: new figures of some clients, and the run that evaluates them.

The generated book has columns only; here it is given what the product reads and writes of clients: their rows,
when each is due, and last month's evaluations. Who gets new figures is drawn among those with nothing open.
Prints one line of JSON.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from sqlmodel import Session

from bench.scale_book import DAY
from bench.scale_phases import Phases, cpu
from relmgr.bootstrap import open_workspace
from relmgr.clock import FixedClock
from relmgr.columnar import refresh, screen, standing_by
from relmgr.columnar.layout import CHUNK, made_with
from relmgr.columnar.results import read_chunk, result_of, write_chunk
from relmgr.db.book import Home
from relmgr.db.reader import Reader, listed
from relmgr.db.tables import Client, ClientDue, Evaluation, Metric
from relmgr.db.work import UnitOfWork
from relmgr.domain.natural_keys import natural_key
from relmgr.domain.periods import last_full_month, month_on, month_text
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import Key
from relmgr.jobs import evaluating
from relmgr.jobs.evaluating import Evaluating
from relmgr.jobs.looking import looks
from relmgr.services import evaluation, told_rows, whole_book
from relmgr.settings import Settings
from relmgr.workspace import Workspace

MANY = 20_000
SAMPLE = 8_192
WRITTEN = ("avg_deposits", "avg_loans")
LEVELS = f"""
SELECT no, {", ".join(WRITTEN)} FROM metricrow
WHERE month = :month AND no IN (SELECT value FROM json_each(:numbers)) ORDER BY no
"""
FIND, EVALUATE, STORE = "finding who is due", "evaluating", "storing"
TELL, ALONE, NOTE = "telling scores and lines", "judging alone", "noting the run"
WATCHED = (
    (evaluating, "clients_to_judge", FIND),
    (whole_book, "_judged", FIND),
    (told_rows, "evaluation_values", TELL),
    (whole_book, "write_told", STORE),
    (whole_book, "_note_due", STORE),
    (standing_by, "_keep", STORE),
    (standing_by, "settled", STORE),
    (Session, "commit", STORE),
    (evaluation, "judge_and_write", ALONE),
    (Evaluating, "finish", NOTE),
    (UnitOfWork, "refresh_touched", STORE),
    (UnitOfWork, "touched", STORE),
)


def parts(clients: int) -> Iterator[range]:
    """Yield the numbers of all clients in parts."""
    for first in range(1, clients + 1, MANY):
        yield range(first, min(first + MANY, clients + 1))


def key_of(number: int) -> Key:
    """Return the key of a client."""
    return Key(f"{number:032x}")


def fill(uow: UnitOfWork, rules: Rulebook, numbers: Sequence[int]) -> None:
    """Give clients their rows, the day they are due, and the evaluation of the month."""
    model, period, before = rules.scorecard.version, month_text(month_on(DAY)), DAY - timedelta(1)
    lines = [{"kpi": kpi.name, "raw": 0.5, "points": 50.0, "weight": 0.2, "share_e6": 10_000_000,
              "title": {"zh": kpi.title.zh, "en": kpi.title.en}, "fact": kpi.fact, "as_of": "2026-10-31",
              "state": "known"} for kpi in rules.scorecard.cards["corporate"].kpis]  # fmt: skip
    with uow.unaudited():
        keys = [key_of(number) for number in numbers]
        uow.insert(Client, [{"id": key, "name": key} for key in keys])
        due = {"due_on": DAY + timedelta(40), "judged_on": before, "rules_version": rules.version}
        uow.insert(ClientDue, [{"client_id": key, **due} for key in keys])
        fixed = {
            "period": period,
            "model_version": model,
            "as_of": before,
            "lines": lines,
            "card": "corporate",
        }
        rows = [
            {"id": natural_key("evaluation", key, period, model), "client_id": key, **fixed} for key in keys
        ]
        uow.insert(Evaluation, rows)


def settle(uow: UnitOfWork, rules: Rulebook) -> list[int]:
    """Keep what the first look says of everybody as of yesterday; returns those with nothing open."""
    connection: Any = uow.session.connection().connection.driver_connection
    mark = (refresh.MARK, made_with(rules))
    connection.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", mark)
    for one in screen.screen_chunks(connection, rules, DAY):
        chunk = int(one.numbers[0]) // CHUNK
        records = result_of(one.verdicts, read_chunk(connection, chunk), month_on(DAY))
        records["calm"], records["standing"] = ~one.verdicts.hits, records["after"]["tier"]
        records["judged"] = DAY.toordinal() - 1
        write_chunk(connection, chunk, records)
    calm = [one.numbers[~one.alone] for one in screen.screen_chunks(connection, rules, DAY)]
    return [int(number) for number in np.concatenate(calm)]


def new_figures(reader: Reader, numbers: Sequence[int], revision: int) -> list[dict[str, Any]]:
    """Return other deposits and loans of last month, within a few percent of those of before."""
    month, rng = last_full_month(DAY), np.random.default_rng(revision)
    known = datetime.combine(DAY - timedelta(1), time(), UTC)
    fixed = {"period": month_text(month), "revision": revision, "currency": "CNY", "known_at": known}
    found = reader.records(LEVELS, month=month, numbers=listed(numbers))
    return [
        {
            "id": natural_key("metric", key_of(number), code, str(revision)),
            "client_id": key_of(number),
            "code": code,
            "value": int(value * rng.lognormal(0, 0.02)),
            **fixed,
        }
        for number, *values in found
        for code, value in zip(WRITTEN, values, strict=True)
    ]


def import_figures(uow: UnitOfWork, rows: Sequence[dict[str, Any]]) -> None:
    """Write new figures into the ledger, as an import does."""
    uow.insert(Metric, rows)


def timed(work: Callable[[], None], clients: int) -> dict[str, float]:
    """Return the CPU microseconds a client of a piece of work, by phase."""
    phases = Phases()
    undo = [phases.watch(owner, name, phase) for owner, name, phase in WATCHED]
    with phases.phase(EVALUATE):
        work()
    for back in undo:
        back()
    return {name: seconds / clients * 1e6 for name, seconds in phases.seconds.items()}


def evaluate(book: Workspace) -> None:
    """Evaluate who is due, as the product does every night."""
    job = Evaluating(book, book.rules)
    while job.step():
        pass
    job.finish()


def changed(book: Workspace, numbers: Sequence[int], revision: int) -> dict[str, float]:
    """Write new figures of some clients and evaluate them."""
    rows = book.ask(new_figures, numbers, revision)
    seconds = cpu(lambda: book.do(import_figures, rows))
    found = timed(lambda: evaluate(book), len(numbers))
    return found | {"writing two figures": seconds / len(numbers) * 1e6}


def looked(book: Workspace, keys: Sequence[Key]) -> tuple[dict[str, float], int, int]:
    """Look at clients, due or not; returns the time by phase, and of how many it told an evaluation or it stood."""
    found: list[Any] = []
    phases = timed(lambda: found.extend(looks(book, book.rules, keys, worth_it=0)), len(keys))
    return phases, sum(len(one.told) for one in found), sum(len(one.stood) for one in found)


def prepared(opened: Callable[[], Workspace], clients: int) -> list[int]:
    """Fill the book and close it, as it is before a night's run; returns the numbers of those with nothing open."""
    book = opened()
    for part in parts(clients):
        book.do(fill, book.rules, part)
    calm = book.do(settle, book.rules).result
    book.close()
    return calm


def main(folder: str, clients: int, rounds: int) -> None:
    """Prepare the book, change 1 % of its clients every round, begin a month, and print what was found."""
    settings = Settings()
    clock = FixedClock(DAY, settings.zone)

    def opened() -> Workspace:
        return open_workspace(Home(Path(folder)), lambda: None, settings, clock)

    calm = prepared(opened, clients)
    book = opened()
    rng, days = np.random.default_rng(3), []
    for revision in range(1, rounds + 1):
        numbers = np.sort(rng.choice(np.array(calm), clients // 100, replace=False)).tolist()
        days.append(changed(book, numbers, revision))
    some = [key_of(number) for number in calm[:SAMPLE]]
    clock.move(timedelta(1))
    again = looked(book, some)
    clock.move(timedelta(8))
    month = looked(book, some)
    print(json.dumps({"calm": len(calm), "days": days, "again": again, "month": month, "sample": len(some)}))
    book.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
