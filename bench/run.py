"""Measure first paint and keys against bare Textual in one run; print ratios, write their sections of the docs."""

import argparse
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.measures import KeyTimes, Program, first_paint, key_times, ratio
from bench.report import write_section
from relmgr.clock import SystemClock
from relmgr.db.book import Home
from relmgr.demo_home import make_demo
from relmgr.settings import Settings

MOVES = ("j",) * 40 + ("k",) * 40
PAGES = ("pagedown",) * 20 + ("pageup",) * 20
JUMPS = ("end", "home") * 10


def book_of(size: int, folder: Path) -> Path:
    """Make a generated book and return its folder."""
    settings = Settings()
    home = Home(folder / f"book-{size}")
    make_demo(home, settings, SystemClock(settings.zone), size=size).close()
    return home.folder


def program(name: str, folder: Path, screen: str) -> Program:
    """Return relmgr on a book; ready means a client's row is painted."""
    command = (sys.executable, "-m", "bench.open_book", str(folder), screen)
    return Program(name, command, r"\d\d\d,\d\d\d", {"RELMGR_LANG": "zh", "LANG": "zh_CN.UTF-8"})


def paint_table(times: dict[str, list[float]], floor: str) -> list[str]:
    """Return the Markdown table of first paints."""
    lines = ["| program | first useful paint ÷ bare Textual hello-world | median ms |", "|---|---|---|"]
    for name, values in times.items():
        middle = sorted(values)[len(values) // 2] * 1000
        lines.append(f"| {name} | {ratio(values, times[floor]):.2f} | {middle:.0f} |")
    return lines


def key_table(found: dict[str, dict[str, KeyTimes]], floor: KeyTimes) -> list[str]:
    """Return the Markdown table of key latencies: the first byte is the cursor, the last the preview beside it."""
    lines = [
        "| program | keys | first byte p50, p95 ÷ floor | last byte p50, p95 ÷ floor | ms p50: first, last |"
        " bytes per key |",
        "|---|---|---|---|---|---|",
        f"| one `Static.update` (floor) | any | 1.00, 1.00 | 1.00, 1.00 | {floor.first50:.1f}, {floor.p50:.1f} | "
        f"{floor.bytes_per_key:.0f} |",
    ]
    for name, kinds in found.items():
        for kind, t in kinds.items():
            lines.append(
                f"| {name} | {kind} | {t.first50 / floor.first50:.2f}, {t.first95 / floor.first95:.2f} | "
                f"{t.p50 / floor.p50:.2f}, {t.p95 / floor.p95:.2f} | {t.first50:.1f}, {t.p50:.1f} | "
                f"{t.bytes_per_key:.0f} |"
            )
    return lines


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the books, measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 10_000])
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folders = {size: book_of(size, Path(scratch)) for size in options.sizes}
        hello = Program("bare Textual hello-world", (sys.executable, "-m", "bench.hello"), "READY", {})
        floor = Program("floor", (sys.executable, "-m", "bench.static_floor"), "READY", {})
        books = [program(f"relmgr, {size:,} clients", folder, "clients") for size, folder in folders.items()]
        times = first_paint([hello, *books], options.rounds)
        floor_times, floor_memory = key_times(floor, MOVES)
        found: dict[str, dict[str, KeyTimes]] = {}
        memory = {"floor": floor_memory}
        for book in books:
            found[book.name] = {}
            for kind, keys in (("j and k", MOVES), ("page", PAGES), ("end and home", JUMPS)):
                found[book.name][kind], memory[book.name] = key_times(book, keys)
    measured = f"Python {platform.python_version()}, {options.rounds} rounds."
    kept = ["| program | resident MiB |", "|---|---|", *(f"| {n} | {mib:.0f} |" for n, mib in memory.items())]
    sections = {
        "First paint": [*paint_table(times, hello.name), "", measured],
        "Keys": key_table(found, floor_times),
        "Memory": kept,
    }
    for title, lines in sections.items():
        print("\n".join([f"## {title}", "", *lines, ""]))
        write_section(title, lines)


if __name__ == "__main__":
    main()
