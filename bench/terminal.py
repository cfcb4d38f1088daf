"""A program in a pseudo-terminal with a screen that can be read: what benchmarks and stories look through."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import pyte

UNDRAWN = re.compile(
    rb"\x1b\[[?>=<][0-9;:]*[a-zA-Z]|\x1b\[[0-9;]*\$[a-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\"
)
"""Queries and modes that draw nothing and that the emulator does not know."""
REPLIES = ((b"\x1b[6n", b"\x1b[1;1R"), (b"\x1b[c", b"\x1b[?62;c"), (b"\x1b[?2026$p", b"\x1b[?2026;2$y"))
KEYS = {
    "enter": b"\r",
    "escape": b"\x1b",
    "tab": b"\t",
    "space": b" ",
    "down": b"\x1b[B",
    "up": b"\x1b[A",
    "pagedown": b"\x1b[6~",
    "pageup": b"\x1b[5~",
    "end": b"\x1b[F",
    "home": b"\x1b[H",
    "ctrl+s": b"\x13",
    "ctrl+f": b"\x06",
    "ctrl+n": b"\x0e",
    "ctrl+q": b"\x11",
    "ctrl+p": b"\x10",
    "f2": b"\x1bOQ",
}


@dataclass
class Terminal:
    """One running program; times are seconds of the monotonic clock, sizes are cells."""

    command: Sequence[str]
    columns: int = 100
    rows: int = 30
    environment: Mapping[str, str] = field(default_factory=dict)

    def __enter__(self) -> "Terminal":
        """Start the program."""
        self.screen = pyte.Screen(self.columns, self.rows)
        self._stream = pyte.ByteStream(self.screen)
        self.received = 0
        self.last_output = self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            env = dict(os.environ, TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
            env.update(self.environment, COLUMNS=str(self.columns), LINES=str(self.rows))
            os.execvpe(self.command[0], list(self.command), env)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """End the program, by force if it still runs."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    def pump(self, wait: float) -> int:
        """Read what comes within `wait` seconds into the screen; returns the bytes read."""
        ready, _, _ = select.select([self._fd], [], [], wait)
        if not ready:
            return 0
        try:
            data = os.read(self._fd, 1 << 18)
        except OSError:
            return 0
        self.last_output = time.perf_counter()
        self.received += len(data)
        for query, reply in REPLIES:
            if query in data:
                os.write(self._fd, reply)
        self._stream.feed(UNDRAWN.sub(b"", data))
        return len(data)

    def text(self) -> str:
        """Return the screen as lines; a wide character stands in two cells, of which the second is empty."""
        rows = (self.screen.buffer[y] for y in range(self.rows))
        return "\n".join("".join(row[x].data for x in range(self.columns)).rstrip() for row in rows)

    def wait_for(self, pattern: str, timeout: float = 20.0) -> float:
        """Pump until the screen matches a pattern; returns the seconds since the start. Raises TimeoutError."""
        wanted = re.compile(pattern, re.DOTALL)
        deadline = time.perf_counter() + timeout
        while time.perf_counter() < deadline:
            if wanted.search(self.text()):
                return self.last_output - self.started
            self.pump(0.02)
        raise TimeoutError(f"{pattern!r} never appeared on:\n{self.text()}")

    def settle(self, quiet: float = 0.25, timeout: float = 10.0) -> None:
        """Pump until nothing has come for `quiet` seconds."""
        deadline = time.perf_counter() + timeout
        while time.perf_counter() < deadline and self.pump(quiet):
            pass

    def send(self, *keys: str) -> None:
        """Press keys by name; anything that is not a name is typed as it is."""
        for key in keys:
            os.write(self._fd, KEYS.get(key, key.encode()))

    def cpu_seconds(self) -> float:
        """Return the processor time the program has used, over all its threads."""
        total = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            with contextlib.suppress(OSError):
                total += int((task / "schedstat").read_text().split()[0])
        return total / 1e9

    def resident_mib(self) -> float:
        """Return the memory the program holds, in MiB."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
