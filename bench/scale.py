"""Evaluate generated books of any size on arrays beside one raw scan of the same figures; writes its section.

Everything stands in one encrypted file: the rows of figures that the scan adds up, and the columns. Floor and
product take turns in one process; times are CPU seconds of single-threaded work.
"""

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.report import write_section
from bench.scale_book import make_book
from relmgr.columnar.layout import CODES, HISTORY

TITLE = "A large book evaluated at once"
Found = dict[str, Any]


def measured(module: str, *arguments: str) -> Found:
    """Run a measurement in a process of its own and return what it printed."""
    command = [sys.executable, "-m", f"bench.{module}", *arguments]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: Found = json.loads(output.splitlines()[-1])
    return found


def measure_size(clients: int, rounds: int) -> Found:
    """Make a book of so many clients, measure it and throw it away."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "book"
        make_book(folder, clients)
        where = (str(folder), str(clients), str(rounds))
        found = measured("scale_measure", *where)
        return found | {"peak_mib": measured("scale_measure", *where, "memory")["peak_mib"]}


def median(values: Sequence[float]) -> float:
    """Return the middle value."""
    return sorted(values)[len(values) // 2]


def ratio(found: Found) -> float:
    """Return how many times as fast as the raw scan a full evaluation is, pair by pair."""
    return median([floor / full for floor, full in zip(found["floor"], found["full"], strict=True)])


def size_table(sizes: Sequence[Found]) -> list[str]:
    """Return the table of full runs."""
    lines = [
        "| clients | raw `sum()` scan | full evaluation | speed ÷ scan | `GROUP BY` ÷ scan | results stored |"
        " peak MiB |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in sizes:
        floor, full = median(one["floor"]), median(one["full"])
        lines.append(
            f"| {one['clients']:,} | {floor:.2f} s | {full:.2f} s | {ratio(one):.2f} | {one['grouped'] / floor:.1f} |"
            f" {one['store']:.2f} s | {one['peak_mib']:.0f} |"
        )
    return lines


def phase_table(found: Found) -> list[str]:
    """Return where the time of a full run goes."""
    total = sum(found["phases"].values())
    lines = [f"| where the time goes, {found['clients']:,} clients | CPU s | share |", "|---|---|---|"]
    for name, seconds in sorted(found["phases"].items(), key=lambda phase: -phase[1]):
        lines.append(f"| {name} | {seconds:.2f} | {seconds / total:.0%} |")
    return lines


def changed_table(sizes: Sequence[Found]) -> list[str]:
    """Return what changed clients cost when they are judged from their rows."""
    lines = [
        "| clients | 100 changed | 1,000 | 10,000 | 1 % of the book ÷ full run |",
        "|---|---|---|---|---|",
    ]
    for one in sizes:
        each = " | ".join(f"{one['changed'][count]:.0f} us" for count in ("100", "1000", "10000"))
        share = one["one_percent"] / median(one["full"])
        lines.append(f"| {one['clients']:,} | {each} | {one['one_percent']:.2f} s, {share:.2f} |")
    return lines


def ledger_table(found: Found) -> list[str]:
    """Return what the product costs per client with its whole ledger behind it."""
    lines = [
        f"| through the product, a book of {found['clients']:,} with its ledger | us a client |",
        "|---|---|",
    ]
    return lines + [f"| {name} | {value:.0f} |" for name, value in found["us"].items()]


def section(sizes: Sequence[Found], ledger: Found) -> list[str]:
    """Return the lines of the report."""
    return [
        f"Measured by `just scale`: generated books, encrypted, {HISTORY} months of {len(CODES)} monthly figures "
        "a client beside grades, accounts, contacts, facilities, documents and collateral; the shipped rulebook. The "
        "scan adds up one of the figures over one plain row a client and month in the same file. A `GROUP BY` with "
        "two aggregates was timed on 20,000 clients and scaled.",
        "",
        *size_table(sizes),
        "",
        *phase_table(sizes[-1]),
        "",
        "Changed clients are judged from their own rows (read, decrypted, judged and compared):",
        "",
        *changed_table(sizes),
        "",
        "Making columns, judging one by one and writing rows, with everything the product does around it:",
        "",
        *ledger_table(ledger),
        "",
        f"Of {ledger['clients']:,} clients, {ledger['stood']:,} stood by on the second look. Python "
        f"{platform.python_version()}.",
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print and write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--ledger", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--dry", action="store_true", help="print only")
    options = parser.parse_args(arguments)
    sizes = [measure_size(clients, options.rounds) for clients in options.clients]
    lines = section(sizes, measured("scale_ledger", str(options.ledger)))
    print("\n".join(lines))
    if not options.dry:
        write_section(TITLE, lines)


if __name__ == "__main__":
    main()
