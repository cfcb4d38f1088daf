"""Measure first paint, keys, memory and rest in one run; print ratios, write their sections of the docs."""

import argparse
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.book_of import make_list_book
from bench.measures import (
    RESTED,
    SETTLED,
    KeyTimes,
    Program,
    Rest,
    answered,
    appears,
    at_rest,
    first_paint,
    key_times,
    ratio,
)
from bench.peers import peers
from bench.report import write_section
from relmgr import services
from relmgr.bootstrap import open_workspace
from relmgr.db.book import Home
from relmgr.opening.last_place import keep_place
from relmgr.queries.memory import LAST_DAY
from relmgr.settings import Settings

KINDS = {
    "j without scrolling": ("j",) * 20,
    "j and k": ("k", "j") * 40,
    "page": ("pagedown",) * 20 + ("pageup",) * 20,
    "j with scrolling": ("pagedown", *("j",) * 30),
    "end and home": ("end", "home") * 20,
}
VISIDATA_KINDS = {
    "j and k": ("j", "k") * 20,
    "page": ("pagedown",) * 20 + ("pageup",) * 20,
    "end and home": ("G", "gg") * 20,
}
SECOND_ROW = r"\n  \S[^\n]*\n  \S[^\n]*\n> "
"""The cursor stands on the second row, behind column titles and the first one."""
EVALUATED = "2099-12-31"
"""The day up to which a measured book counts as evaluated: it has rows and no ledger, so there is nothing to judge."""
HELLO = Program("bare Textual hello-world", (sys.executable, "-m", "bench.hello"), "READY", {})
FLOOR = Program("one `Static.update` (floor)", (sys.executable, "-m", "bench.static_floor"), "READY", {})


def book_of(size: int, folder: Path) -> Program:
    """Make a generated encrypted book where there is none yet; return relmgr on it, left at the client list."""
    home = folder / f"book-{size}"
    if not (home / "measured").exists():
        if not (home / "relmgr.keys").exists():
            make_list_book(home, size, search=False).lock()
        (home / "config.toml").write_text(
            'glyphs = "ascii"\n', encoding="utf-8"
        )  # no question to the terminal
        workspace = open_workspace(Home(home), lambda: None, Settings())
        workspace.do(services.remember, LAST_DAY, EVALUATED)
        workspace.close()
        (home / "measured").touch()
    keep_place(home, "clients")
    command = (sys.executable, "-m", "relmgr", "--home", str(home), "--lang", "zh")
    environment = {"LANG": "zh_CN.UTF-8", "NO_COLOR": ""}
    return Program(f"relmgr, {size:,} clients", command, r"\d\d\d,\d\d\d", environment, SECOND_ROW)


def paint_table(times: dict[str, list[float]], books: Sequence[Program]) -> list[str]:
    """Return the Markdown table of first paints."""
    lines = ["| program | first useful paint ÷ bare Textual hello-world | median ms |", "|---|---|---|"]
    for name, values in times.items():
        middle = sorted(values)[len(values) // 2] * 1000
        lines.append(f"| {name} | {ratio(values, times[HELLO.name]):.2f} | {middle:.0f} |")
    small, large = books[0], books[-1]
    lines += ["", "The largest book against the smallest: first useful paint "
              f"{ratio(times[large.name], times[small.name]):.2f}, first key answered "
              f"{ratio(times[answered(large)], times[answered(small)]):.2f}."]  # fmt: skip
    return lines


def key_table(found: dict[str, dict[str, KeyTimes]]) -> list[str]:
    """Return the Markdown table of key latencies, of the list's own paint; the preview comes when the cursor rests."""
    floor = found[FLOOR.name]["any"]
    lines = [
        "| program | keys | first byte p50, p95 ÷ floor | last byte p50, p95 ÷ floor | ms p95: first, last |"
        " bytes per key |",
        "|---|---|---|---|---|---|",
    ]
    for name, kinds in found.items():
        for kind, t in kinds.items():
            lines.append(
                f"| {name} | {kind} | {t.first50 / floor.first50:.2f}, {t.first95 / floor.first95:.2f} | "
                f"{t.p50 / floor.p50:.2f}, {t.p95 / floor.p95:.2f} | {t.first95:.1f}, {t.p95:.1f} | "
                f"{t.bytes_per_key:.0f} |"
            )
    return lines


def rest_table(found: dict[str, Rest]) -> list[str]:
    """Return the Markdown table of memory and rest."""
    lines = ["| program | resident MiB | bytes sent in 10 s | share of a core |", "|---|---|---|---|"]
    return [*lines, *(f"| {n} | {r.mib:.0f} | {r.sent} | {r.core:.2%} |" for n, r in found.items())]


def measure(folder: Path, options: argparse.Namespace) -> dict[str, list[str]]:
    """Return the sections of the docs."""
    books = [book_of(size, folder) for size in options.sizes]
    others = [peer for peer in peers(folder / "peers") if appears(peer)] if options.peers else []
    wanted = options.only or SECTIONS
    return {title: SECTIONS[title](books, others, options.rounds) for title in SECTIONS if title in wanted}


def paints(books: Sequence[Program], others: Sequence[Program], rounds: int) -> list[str]:
    """Return the section of first paints."""
    times = first_paint([HELLO, *books, *others], rounds)
    return [*paint_table(times, books), "", f"Python {platform.python_version()}, {rounds} rounds."]


def keys(books: Sequence[Program], others: Sequence[Program], _rounds: int) -> list[str]:
    """Return the section of keys; of the others VisiData shows rows that can be compared."""
    found = {FLOOR.name: key_times(FLOOR, {"any": ("j",) * 60}, SETTLED)}
    found |= {book.name: key_times(book, KINDS, RESTED) for book in books}
    rows = [one for one in others if one.name.startswith("VisiData")]
    return key_table(found | {one.name: key_times(one, VISIDATA_KINDS, SETTLED) for one in rows})


def memory(books: Sequence[Program], _others: Sequence[Program], _rounds: int) -> list[str]:
    """Return the section of memory and rest."""
    return rest_table({program.name: at_rest(program, 10.0) for program in (FLOOR, *books)})


SECTIONS = {"First paint": paints, "Keys": keys, "Memory": memory}
"""Section of the docs to what measures it."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the books, measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 10_000, 1_000_000])
    parser.add_argument("--only", nargs="*", choices=SECTIONS, help="sections to measure; all by default")
    parser.add_argument(
        "--cache", type=Path, help="folder in which books and peers are kept for the next run"
    )
    parser.add_argument(
        "--peers", action=argparse.BooleanOptionalAction, default=True, help="install and time others"
    )
    parser.add_argument(
        "--write", action=argparse.BooleanOptionalAction, default=True, help="write docs/performance.md"
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        sections = measure(options.cache or Path(scratch), options)
    for title, lines in sections.items():
        print("\n".join([f"## {title}", "", *lines, ""]))
        if options.write:
            write_section(title, lines)


if __name__ == "__main__":
    main()
