"""Kill relmgr while somebody types, start it again, and say how many milliseconds of typing were lost.

A round types one key every 60 ms into the visit form of a real process in a pseudo-terminal and ends it with
SIGKILL at a random moment. What is on disk must be the beginning of what was typed; the loss is the time
between the first key that is missing and the kill. The next round must be offered the draft.
"""

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.terminal import Terminal
from relmgr import services
from relmgr.bootstrap import NewBook, create_workspace, open_workspace
from relmgr.clock import SystemClock
from relmgr.db.book import Home
from relmgr.domain.client_drafts import ClientDraft
from relmgr.queries.drafts import draft
from relmgr.settings import Settings

ROUNDS = 20
LETTERS = "abcdefghijklmnopqrstuvwxyz"
EVERY = 0.06
"""Seconds between two keys: a fast typist, 200 words a minute."""
CLIENT = "Draft Test Co"


@dataclass
class Typist:
    """What was typed into the open form, and when each key was sent (monotonic clock)."""

    terminal: Terminal
    text: str
    sent: list[float] = field(default_factory=list)
    start: int = 0

    def __post_init__(self) -> None:
        """Begin behind the text that is there already."""
        self.start = len(self.text)

    def type_for(self, seconds: float) -> None:
        """Press a key every EVERY seconds, taking in what the program answers."""
        end = time.perf_counter() + seconds
        while (now := time.perf_counter()) < end:
            letter = LETTERS[len(self.text) % len(LETTERS)]
            self.sent.append(now)
            self.text += letter
            self.terminal.send(letter)
            while (rest := now + EVERY - time.perf_counter()) > 0:
                self.terminal.pump(rest)

    def lost_ms(self, kept: str, killed_at: float) -> float:
        """Return for how long the person had been typing what is not on disk; the text there must begin theirs."""
        assert self.text.startswith(kept), f"{kept!r} is no beginning of {self.text!r}"
        missing = max(0, len(kept) - self.start)
        return 0.0 if missing >= len(self.sent) else (killed_at - self.sent[missing]) * 1000


@dataclass(frozen=True)
class DraftBook:
    """A book of one client on which the rounds take place."""

    folder: Path

    def make(self) -> None:
        """Write the book."""
        workspace = create_workspace(
            Home(self.folder), NewBook("A"), None, Settings(), SystemClock(Settings().zone)
        )
        workspace.do(services.add_client, ClientDraft(CLIENT))
        workspace.close()

    def kept(self) -> str:
        """Return the summary that is on disk, '' without a draft."""
        workspace = open_workspace(Home(self.folder), lambda: None, Settings())
        client = workspace.ask(lambda reader: reader.value("SELECT id FROM client"))
        found = workspace.ask(draft, f"visit:{client}")
        workspace.close()
        return str(found.payload["summary"]) if found else ""

    @contextmanager
    def form(self, environment: Mapping[str, str] | None = None) -> Iterator[Typist]:
        """Start the program, open the visit form and check that a draft is offered."""
        kept = self.kept()
        command = [sys.executable, "-m", "bench.open_book", str(self.folder), "clients"]
        with Terminal(command, environment=environment or {}) as terminal:
            terminal.wait_for(CLIENT, timeout=60)
            terminal.send("v")
            terminal.wait_for("继续草稿" if kept else "记拜访", timeout=60)
            terminal.wait_for("要点", timeout=60)
            yield Typist(terminal, kept)


def end(terminal: Terminal, number: int, timeout: float = 20.0) -> float:
    """Send a signal and wait until the process is gone; returns when it was sent."""
    at = time.perf_counter()
    os.kill(terminal.pid, number)
    while time.perf_counter() < at + timeout:
        if os.waitpid(terminal.pid, os.WNOHANG)[0]:
            return at
        terminal.pump(0.01)
    raise TimeoutError(f"signal {number} did not end the program")


def kill_round(book: DraftBook, seconds: float) -> float:
    """Type for some seconds, kill, and return the milliseconds that were lost."""
    with book.form() as typist:
        typist.type_for(seconds)
        at = end(typist.terminal, signal.SIGKILL)
        return typist.lost_ms(book.kept(), at)


def main(rounds: int = ROUNDS) -> None:
    """Print the loss of every round and the worst."""
    chance = random.Random(4)
    with tempfile.TemporaryDirectory() as folder:
        book = DraftBook(Path(folder) / "book")
        book.make()
        losses = []
        for number in range(1, rounds + 1):
            losses.append(kill_round(book, chance.uniform(0.3, 3.0)))
            print(f"round {number:2}: {losses[-1]:4.0f} ms of typing lost")
    print(f"worst of {rounds}: {max(losses):.0f} ms (bar: 1000)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
