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
from collections.abc import Callable, Sequence
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
        found["peak_mib"] = measured("scale_measure", *where, "memory")["peak_mib"]
        return found | {"product": measured("scale_product", *where)}


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


PHASES = (
    ("finding who is due", "finding who is due"),
    ("evaluating", "evaluating: new figures into rows, verdict, comparison, next day"),
    ("telling scores and lines", "telling scores and lines"),
    ("storing", "storing: rows, evaluation, audit, lists, next day"),
    ("judging alone", "judging alone who is warned or moves by now"),
    ("noting the run", "noting the run"),
)
"""Phases of the product as `bench.scale_product` names them, and what the report calls them."""


def product_table(sizes: Sequence[Found]) -> list[str]:
    """Return what a changed client costs in the product, phase by phase, and the day beside runs over everybody."""
    lines = [
        "| through the product, us a client | "
        + " | ".join(f"{one['clients']:,} clients" for one in sizes)
        + " |",
        "|---|" + "---|" * len(sizes),
    ]

    def line(title: str, *values: str) -> None:
        lines.append(f"| {title} | {' | '.join(values)} |")

    def day(one: Found, phase: str) -> float:
        return median([found.get(phase, 0.0) for found in one["product"]["days"]])

    line(
        "1 % changed: writing two figures with audit",
        *(f"{day(one, 'writing two figures'):.0f}" for one in sizes),
    )
    for phase, title in PHASES:
        line(f"1 % changed: {title}", *(f"{day(one, phase):.0f}" for one in sizes))
    line("everybody again: evaluating, storing", *(pair(one["product"]["again"][0]) for one in sizes))
    line("first run of a month: evaluating, storing", *(pair(one["product"]["month"][0]) for one in sizes))
    line(
        "evaluating 1 % ÷ evaluating everybody",
        *(f"{share_of_full(one, day(one, 'evaluating')):.2f}" for one in sizes),
    )
    line(
        "the whole day of 1 % ÷ the whole run over everybody",
        *(f"{share_of_run(one, day):.2f}" for one in sizes),
    )
    return lines


def pair(phases: dict[str, float]) -> str:
    """Return what evaluating and everything about storing cost."""
    evaluating = phases["evaluating"] + phases.get("finding who is due", 0.0)
    return f"{evaluating:.0f}, {sum(phases.values()) - evaluating:.0f}"


def share_of_full(one: Found, us: float) -> float:
    """Return what evaluating one client in a hundred costs beside a full evaluation."""
    clients: int = one["clients"]
    return us * 1e-6 * clients / 100 / median(one["full"])


def share_of_run(one: Found, day: Callable[[Found, str], float]) -> float:
    """Return what a day of one changed client in a hundred costs beside a run of the product over everybody."""
    again: dict[str, float] = one["product"]["again"][0]
    return sum(day(one, phase) for phase, _ in PHASES) / 100 / sum(again.values())


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
        "The same through the product. New deposits and loans of last month come into the ledger for 1 % of the "
        "clients (of those with nothing open); then who is due is evaluated. Runs over everybody are those of "
        f"{sizes[-1]['product']['sample']:,} clients with nothing open.",
        "",
        *product_table(sizes),
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
