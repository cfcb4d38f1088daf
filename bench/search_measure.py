"""CPU time of every key of a search in one book, through the function the finder calls, and of `LIKE` beside it.

What is typed is drawn from the book itself with a fixed seed: pieces of names, of their pinyin and initials, the
beginnings of codes and the ends of phones. Prints one line of JSON.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.measures import percentile
from bench.search_book import opened
from relmgr.db.reader import Reader
from relmgr.db.search import is_han, squeezed
from relmgr.db.spelling import readings
from relmgr.queries.finding import found_clients
from relmgr.workspace import Workspace

SEED = 20261123
LENGTHS = range(1, 7)
KINDS = ("Chinese", "pinyin", "initials", "codes", "phone tails")
LIKE = "SELECT id FROM client WHERE name LIKE '%' || :text || '%' LIMIT 50"
Typed = dict[tuple[str, int], list[str]]


def drawn(workspace: Workspace, each: int) -> Typed:
    """Return what is typed, by kind and length: so many for every one."""
    rng = random.Random(SEED)
    clients = workspace.ask(_sample, each)
    typed: Typed = {}
    for kind in KINDS:
        sources = [source for client in clients for source in _sources(kind, *client)]
        for length in LENGTHS:
            able = [pieces for pieces in (_pieces(kind, s, length) for s in sources) if pieces]
            typed[kind, length] = [rng.choice(rng.choice(able)) for _ in range(each)]
    return typed


def _sample(reader: Reader, each: int) -> list[tuple[str, str, str]]:
    """Return names, codes and phones of clients with a phone, spread over the whole book."""
    step = max(1, int(reader.value("SELECT count(*) FROM contact")) // (3 * each))
    return [
        (name, code, phone)
        for name, code, phone in reader.records(
            "SELECT c.name, c.code, p.phone FROM contact p JOIN client c ON c.id = p.client_id"
            " WHERE p.rowid % :step = 0 ORDER BY p.rowid",
            step=step,
        )
    ]


def _sources(kind: str, name: str, code: str, phone: str) -> Iterator[tuple[str, ...]]:
    """Yield what pieces are cut from: characters or syllables of a name, a code, a phone."""
    text = squeezed(name)
    if kind == "codes":
        yield (code,)
    elif kind == "phone tails":
        yield (phone,)
    elif all(is_han(c) for c in text):
        yield tuple(text) if kind == "Chinese" else readings(text)[0][0]


def _pieces(kind: str, source: tuple[str, ...], length: int) -> list[str]:
    if kind == "codes":
        return [source[0][:length]]
    if kind == "phone tails":
        return [source[0][-length:]]
    parts = [s[0] for s in source] if kind == "initials" else list(source)
    rests = ["".join(parts[start:]) for start in range(len(parts))]
    return [rest[:length] for rest in rests if len(rest) >= length]


def timed(
    workspace: Workspace, question: Callable[[Reader, str], object], texts: Sequence[str]
) -> list[float]:
    """Return the CPU time of each question in microseconds."""
    times = []
    for text in texts:
        start = time.thread_time_ns()
        workspace.ask(question, text)
        times.append((time.thread_time_ns() - start) / 1000)
    return times


def like(reader: Reader, text: str) -> list[str]:
    """Return fifty names that contain a text, as one would ask without an index."""
    return reader.column(LIKE, text=text)


def measure(folder: Path, each: int, likes: int) -> dict[str, object]:
    """Return p50 and p95 by kind and length, all keys together, and `LIKE` on the Chinese ones."""
    workspace = opened(folder)
    typed = drawn(workspace, each)
    for texts in typed.values():
        timed(workspace, found_clients, texts[:5])
    every: list[float] = []
    figures: dict[str, tuple[float, float]] = {}
    for (kind, length), texts in typed.items():
        times = timed(workspace, found_clients, texts)
        figures[f"{kind} {length}"] = (percentile(times, 0.5), percentile(times, 0.95))
        every += times
    slow = [t for length in LENGTHS for t in timed(workspace, like, typed["Chinese", length][:likes])]
    size = int(workspace.ask(lambda reader: reader.value("SELECT sum(length(block)) FROM client_fts_data")))
    workspace.close()
    return {
        "figures": figures,
        "all": (percentile(every, 0.5), percentile(every, 0.95), max(every)),
        "like": (percentile(slow, 0.5), percentile(slow, 0.95)) if slow else None,
        "index_mib": size / 2**20,
        "file_mib": (folder / "relmgr.db").stat().st_size / 2**20,
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
