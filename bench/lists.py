"""CPU of the client book at 100, 10,000 and 1,000,000 clients, as ratios; writes its section of docs/performance.md.

Every book is encrypted and generated. Each figure is the CPU time of one question through the workspace, as the
list asks it: keys and rows of a page, or of the list as it is opened, sorted or loaded again.
"""

import argparse
import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from threading import Event
from typing import Any, Final

from bench.book_of import DAY, make_list_book
from bench.measures import percentile
from bench.report import write_section
from relmgr.bootstrap import open_workspace
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.domain.orders import Keys, Listing, Order, View
from relmgr.domain.values import Key
from relmgr.queries.client_narrow import Wanted
from relmgr.queries.client_walk import ClientWalk, collect_anchors
from relmgr.queries.clients import SORTS, client_page, client_rows, open_clients
from relmgr.settings import Settings
from relmgr.workspace import Workspace

SIZES: Final = (100, 10_000, 1_000_000)
ROUNDS: Final = 200
HEIGHT: Final = 28
TITLE: Final = "Lists of 100 to 1,000,000 clients"
WHAT: Final = {
    "opened": "list opened, first page",
    "next": "next page, in order",
    "jump": "page at any place",
    "end": "last page",
    "again": "loaded again after a change",
    "sorted": "sorted anew, cursor on its client",
    "anchors": "anchors of one order, collected beside the keyboard",
}
SLOW: Final = frozenset({"sorted", "anchors"})
"""These are measured a few times only."""


def page(book: Workspace, order: Order, first: int) -> None:
    """Ask for one page as the list does."""
    if isinstance(order, Keys):
        book.ask(client_rows, order.keys[first : first + 50])
    elif isinstance(order, ClientWalk):
        assert book.ask(client_page, order, first, 50) is not None


def cpu(work: Callable[[], Any]) -> float:
    """Return the CPU microseconds of one piece of work, over all threads."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1e6


def opened(book: Workspace, sort: str, view: View, before: Order | None = None) -> Listing[Any]:
    """Open the list as the screen does."""
    walk = before if isinstance(before, ClientWalk) else None
    return book.ask(open_clients, Wanted(sort), view, Event(), walk)


def works(book: Workspace, draw: Random) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield what is measured, one round of it."""
    order = opened(book, "exposure", View(height=HEIGHT)).order
    if isinstance(order, ClientWalk):
        book.ask(collect_anchors, order, Event())
    last = max(0, len(order) - 50)
    places = iter(range(0, 10**9, 50))
    while True:
        place = draw.randrange(len(order))
        yield "opened", lambda: opened(book, "exposure", View(height=HEIGHT))
        yield "next", lambda: page(book, order, min(last, next(places) % (last + 1)))
        yield "jump", lambda: page(book, order, draw.randrange(last + 1))
        yield "end", lambda: page(book, order, last)
        key = key_at(book, order, place)
        view = View(key, place, min(place, 9), HEIGHT)
        yield "again", partial(opened, book, "exposure", view, order)
        sort = draw.choice([name for name in SORTS if name != "exposure"])
        yield "sorted", partial(opened, book, sort, view, order)
        if isinstance(order, ClientWalk):
            yield "anchors", lambda: book.ask(collect_anchors, order, Event())


def key_at(book: Workspace, order: Order, place: int) -> Key:
    """Return the key at a place."""
    if isinstance(order, ClientWalk):
        rows = book.ask(client_page, order, place, 1)
        assert rows
        return rows[0].id
    key = order.key(place)
    assert key is not None
    return key


def measure(folder: Path) -> dict[str, Any]:
    """Return the microseconds of everything on one book, and the memory at the end in MiB."""
    book = open_workspace(Home(folder), lambda: None, Settings(), FixedClock(DAY, Settings().zone))
    found: dict[str, list[float]] = {name: [] for name in WHAT}
    draw, rounds = Random(7), 0
    gc.disable()
    for name, work in works(book, draw):
        if rounds > ROUNDS:
            break
        if name not in SLOW or rounds % 20 == 0:
            found[name].append(cpu(work))
        rounds += name == "opened"
    book.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "us": {k: (percentile(v, 0.5), percentile(v, 0.95)) for k, v in found.items() if v},
        "mib": memory,
    }


def lines_of(figures: dict[int, dict[str, Any]]) -> list[str]:
    """Return the section: medians and p95 by size, each beside its ratio to the smallest book."""
    sizes = sorted(figures)
    heads = " | ".join(f"{size:,}" for size in sizes)
    lines = [
        "CPU microseconds per question on encrypted generated books (`just lists`), p50 / p95; in brackets the"
        " ratio of the p95 to that at 100 clients. A page is 50 rows.",
        "",
        f"| | {heads} |",
        "|---" * (len(sizes) + 1) + "|",
    ]
    for name, words in WHAT.items():
        cells = [_cell(figures, name, size) for size in sizes]
        lines.append(f"| {words} | {' | '.join(cells)} |")
    memory = " | ".join(f"{figures[size]['mib']:.0f}" for size in sizes)
    return [*lines, f"| resident memory of the process at its highest, MiB | {memory} |"]


def _cell(figures: dict[int, dict[str, Any]], name: str, size: int) -> str:
    found = figures[size]["us"].get(name)
    if found is None:
        return "-"
    base = figures[min(figures)]["us"].get(name)
    ratio = f" ({found[1] / base[1]:.1f}x)" if base and size != min(figures) else ""
    return f"{found[0]:,.0f} / {found[1]:,.0f}{ratio}"


def main(arguments: Sequence[str]) -> None:
    """Make the books where they are not there yet, measure each in a process of its own, and write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--books", type=Path, help="folder of the books, kept for the next run")
    parser.add_argument("--measure", type=Path, help="measure this book and print JSON")
    args = parser.parse_args(arguments)
    if args.measure:
        print(json.dumps(measure(args.measure)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        figures = {size: _measured((args.books or Path(scratch)) / str(size), size) for size in SIZES}
    lines = lines_of(figures)
    write_section(TITLE, lines)
    print("\n".join(lines))


def _measured(folder: Path, size: int) -> dict[str, Any]:
    if not folder.exists():
        make_list_book(folder, size, search=False).lock()
    command = [sys.executable, "-m", "bench.lists", "--measure", str(folder)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
