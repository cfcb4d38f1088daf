"""Other terminal programs, installed beside relmgr into scratch environments where the package registry has them."""

import csv
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench.measures import Program

PACKAGES = {
    "VisiData": "visidata",
    "dooit": "dooit",
    "Posting": "posting",
    "Harlequin": "harlequin",
    "Bagels": "bagels",
}
"""Name to package; VisiData shows the same kind of rows, of the others anything on the screen counts."""
COMMANDS = {
    "VisiData": "vd",
    "dooit": "dooit",
    "Posting": "posting",
    "Harlequin": "harlequin",
    "Bagels": "bagels",
}
ANYTHING = r"(?s)\S.{40,}"
LONGEST = 240
"""Seconds an installation may take."""


def peers(folder: Path, sizes: tuple[int, ...] = (1_000, 10_000)) -> Iterator[Program]:
    """Yield the peers that can be installed; one that cannot is passed over with a line saying so."""
    home = {"HOME": str(folder / "home"), "XDG_CONFIG_HOME": "", "XDG_DATA_HOME": ""}
    (folder / "home").mkdir(parents=True, exist_ok=True)
    for name, package in PACKAGES.items():
        command = folder / package / "bin" / COMMANDS[name]
        if not command.exists() and not _installed(folder / package, package):
            print(f"{name}: could not be installed here, passed over")
            continue
        if name != "VisiData":
            yield Program(name, (str(command),), ANYTHING, home)
            continue
        for size in sizes:
            rows = str(_rows(folder / f"rows-{size}.csv", size))
            yield Program(f"VisiData, {size:,} rows", (str(command), rows), "Client 0000", home)


def _installed(folder: Path, package: str) -> bool:
    make = [sys.executable, "-m", "venv", str(folder)]
    bring = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "--compile", package]
    try:
        for command in (make, bring):
            subprocess.run(command, check=True, capture_output=True, timeout=LONGEST)
    except (subprocess.SubprocessError, OSError):
        return False
    return True


def _rows(path: Path, size: int) -> Path:
    if not path.exists():
        random = Random(size)
        with path.open("w", encoding="utf-8", newline="") as file:
            write = csv.writer(file).writerow
            write(["client", "tier", "exposure", "warning", "seen", "next", "to do", "industry"])
            for number in range(size):
                amount = random.randrange(10**6, 10**8)
                write(
                    [
                        f"Client {number:06} 华能长江",
                        random.choice("ABCD"),
                        amount,
                        "red!!!",
                        "12",
                        "12-03",
                        "call",
                        "电力",
                    ]
                )
    return path
