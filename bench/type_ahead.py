"""Bursts typed faster than anybody can, through a real terminal: every word must land in the field it was meant for.

Also what a slow line makes of arrow keys: the bytes of a sequence, a fifth of a second apart.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bench.terminal import Terminal
from relmgr.bootstrap import open_workspace
from relmgr.clock import SystemClock
from relmgr.db.book import Home
from relmgr.db.reader import Reader
from relmgr.settings import Settings

RUNS = 20
RELMGR = (sys.executable, "-m", "relmgr")
SEQUENCES = ("\x1b[D", "\x1b[A", "\x1bOP", "\x1b[1;5C", "\x1b[6~")
"""Left, Up, F1, Ctrl+Right, PageDown."""
APART = 0.2


@dataclass(frozen=True, slots=True)
class Landed:
    """What one burst left in the book: the visit, the next one and the next step of one client."""

    summary: str
    next_in_days: int
    step: str


def demo_book(folder: Path) -> Path:
    """Make a demo book and return its home."""
    home = folder / "book"
    subprocess.run([*RELMGR, "demo", "--keep", str(home)], check=True, stdout=subprocess.DEVNULL)
    return home


def burst(number: int) -> str:
    """Return what is written at once: next client, log, text, next visit in seven days, next step, save."""
    return f"jvburst {number:02}\r+7\rstep {number:02}\x13"


def type_bursts(home: Path, runs: int) -> list[Landed]:
    """Type so many bursts, one after the other, and return what the book holds of them."""
    with Terminal([*RELMGR, "--home", str(home), "--lang", "en"], 100, 30) as screen:
        screen.wait_for("Today")
        screen.settle(0.5)
        screen.send("2")
        screen.wait_for(r"\[2Clients")
        screen.settle(0.5)
        for number in range(runs):
            screen.send(burst(number))
            screen.wait_for(f"burst {number:02}|Saved|saved", 20)
            screen.settle(0.4)
        screen.send("ctrl+q")
        screen.settle(0.5)
    workspace = open_workspace(Home(home), lambda: None, Settings(), SystemClock(Settings().zone))
    try:
        return workspace.ask(landed)
    finally:
        workspace.close()


def landed(reader: Reader) -> list[Landed]:
    """Return the bursts as the book has them, client by client."""
    found = reader.records(
        "SELECT v.summary, n.planned_at, f.text FROM visit v"
        " JOIN visit n ON n.client_id = v.client_id AND n.state = 'planned'"
        " JOIN followup f ON f.client_id = v.client_id AND f.text LIKE 'step __'"
        " WHERE v.summary LIKE 'burst __' AND date(n.planned_at) BETWEEN :low AND :high ORDER BY v.summary",
        low=(reader.today + timedelta(days=6)).isoformat(),
        high=(reader.today + timedelta(days=7)).isoformat(),
    )
    return [Landed(summary, 7, step) for summary, _, step in found]


def split_sequences(home: Path, *, over_ssh: bool, sequences: Sequence[str] = SEQUENCES) -> tuple[int, int]:
    """Send key sequences byte by byte on queues; returns the book's actions before and after.

    Over SSH the program waits long enough to put a sequence together again; elsewhere its bytes are keys.
    """
    before = _actions(home)
    environment = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22" if over_ssh else ""}
    with Terminal([*RELMGR, "--home", str(home), "--lang", "en"], 100, 30, environment) as screen:
        screen.wait_for("Today")
        screen.settle(0.5)
        for place in "45":
            screen.send(place)
            screen.settle(0.3)
            for sequence in sequences:
                for byte in sequence:
                    screen.send(byte)
                    time.sleep(APART)
                screen.settle(0.3)
                screen.send("\x1b")
                screen.settle(0.6)
        screen.send("ctrl+q")
        screen.settle(0.5)
    return before, _actions(home)


def _actions(home: Path) -> int:
    workspace = open_workspace(Home(home), lambda: None, Settings(), SystemClock(Settings().zone))
    try:
        return int(
            workspace.ask(lambda reader: reader.value("SELECT count(*) FROM action WHERE undoable = 1"))
        )
    finally:
        workspace.close()


def main() -> None:
    """Print how many bursts landed, and what split sequences wrote."""
    with tempfile.TemporaryDirectory() as folder:
        home = demo_book(Path(folder))
        split = [split_sequences(home, over_ssh=over_ssh) for over_ssh in (True, False)]
        found = type_bursts(home, RUNS)
    wanted = [Landed(f"burst {n:02}", 7, f"step {n:02}") for n in range(RUNS)]
    right = sum(one in found for one in wanted)
    wrote = sum(after - before for before, after in split)
    sys.stdout.write(f"{right} of {RUNS} bursts in the right fields; split sequences wrote {wrote} times\n")
    sys.exit(0 if right == RUNS and wrote == 0 else 1)


if __name__ == "__main__":
    main()
