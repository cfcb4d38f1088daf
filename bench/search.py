"""Search, key by key, at ten thousand and at a million clients; writes its section of docs/performance.md."""

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
from bench.search_book import make_search_book
from bench.search_measure import KINDS, LENGTHS

TITLE = "Search"
Found = dict[str, Any]


def measured(folder: Path, each: int, likes: int) -> Found:
    """Measure a book in a process of its own."""
    command = [sys.executable, "-m", "bench.search_measure", str(folder), str(each), str(likes)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: Found = json.loads(output.splitlines()[-1])
    return found


def section(small: Found, large: Found, sizes: Sequence[int], each: int) -> list[str]:
    """Return the lines of the report."""
    few, many = (f"{size:,}" for size in sizes)
    ratio = large["all"][1] / small["all"][1]
    lines = [
        f"Measured by `just search`: encrypted books of {few} and {many} generated names, {each} texts for each kind "
        "and length, drawn from the names, codes and phones themselves, from the beginning and from the middle. CPU "
        "microseconds of one key through the function the finder calls, p50 / p95: the query is written, the index "
        f"read, a screen of answers ranked and returned. Each cell is {few} clients, then {many}.",
        "",
        "| typed | " + " | ".join(f"{length}" for length in LENGTHS) + " |",
        "|---" * (len(LENGTHS) + 1) + "|",
    ]
    for kind in KINDS:
        cells = []
        for length in LENGTHS:
            pairs = [book["figures"][f"{kind} {length}"] for book in (small, large)]
            cells.append(", ".join(f"{p50:.0f} / {p95:.0f}" for p50, p95 in pairs))
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    lines += [
        "",
        "| all keys | p50 us | p95 us | `LIKE '%x%'` p50 us | p95 us | LIKE p95 ÷ search p95 | index MiB | file MiB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, book in ((few, small), (many, large)):
        slow, all_keys = book["like"], book["all"]
        lines.append(
            f"| {name} clients | {all_keys[0]:.0f} | {all_keys[1]:.0f} | {slow[0]:.0f} | {slow[1]:,.0f} | "
            f"{slow[1] / all_keys[1]:,.0f} | {book['index_mib']:.0f} | {book['file_mib']:.0f} |"
        )
    return [*lines, "", f"p95 at {many} ÷ p95 at {few}: {ratio:.2f}. Python {platform.python_version()}."]


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the books or take those in `--books`, measure, print and write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs=2, default=[10_000, 1_000_000])
    parser.add_argument("--books", type=Path, help="a folder with one book for each size, named after it")
    parser.add_argument("--each", type=int, default=200)
    parser.add_argument("--likes", type=int, default=20)
    parser.add_argument("--dry", action="store_true", help="print only")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        books = options.books or Path(scratch)
        for size in options.sizes:
            if not (books / str(size)).exists():
                make_search_book(books / str(size), size)
        small, large = (measured(books / str(size), options.each, options.likes) for size in options.sizes)
    lines = section(small, large, options.sizes, options.each)
    print("\n".join(lines))
    if not options.dry:
        write_section(TITLE, lines)


if __name__ == "__main__":
    main()
