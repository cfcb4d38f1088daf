"""Measure a book with its whole ledger, through the product: first run, next month, one by one and after a look."""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.scale_book import DAY
from relmgr import services
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.demo_home import make_demo
from relmgr.domain.evaluation import judge
from relmgr.domain.values import Key
from relmgr.queries.facts import book_facts
from relmgr.settings import Settings
from relmgr.workspace import Workspace


def cpu(work: Callable[[], Any]) -> float:
    """Return the CPU seconds of one piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def columns(book: Workspace) -> None:
    """Bring the columns of a book up to date."""
    while book.do(services.make_columns, book.rules, book.settings.country).result:
        pass


def plain(book: Workspace) -> None:
    """Judge everybody from the ledger, one by one, and write nothing."""
    for facts in book.ask(book_facts, book.rules):
        judge(facts, book.rules)


def main(clients: int) -> None:
    """Measure a generated book of a size and print microseconds per client."""
    settings = Settings()
    clock = FixedClock(DAY, settings.zone)
    with tempfile.TemporaryDirectory() as scratch:
        book = make_demo(Home(Path(scratch) / "ledger"), settings, clock, size=clients)
        keys = [Key(key) for key in book.ask(lambda reader: reader.column("SELECT id FROM client"))]
        found = {"first run, rows for everybody": cpu(lambda: book.do(services.evaluate_book, book.rules))}
        found["one by one, nothing to write"] = cpu(lambda: book.do(services.evaluate_book, book.rules))
        found["one by one, facts and verdicts alone"] = cpu(lambda: plain(book))
        book.do(services.stand_by, book.rules, keys)
        found["columns made from the ledger"] = cpu(lambda: columns(book))
        clock.move(timedelta(days=1))
        columns(book)
        found["first look after everybody was judged alone"] = cpu(
            lambda: book.do(services.stand_by, book.rules, keys)
        )
        clock.move(timedelta(days=1))
        columns(book)
        stood = []
        found["look, and note who stands by"] = cpu(
            lambda: stood.append(book.do(services.stand_by, book.rules, keys).result)
        )
        result = {name: seconds / len(keys) * 1e6 for name, seconds in found.items()}
        print(json.dumps({"clients": len(keys), "stood": len(stood[0].stood), "us": result}))
        book.close()


if __name__ == "__main__":
    main(int(sys.argv[1]))
