"""What the command line needs of the machine it runs on, in one value that tests replace."""

import getpass
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from relmgr.clock import Clock, SystemClock


def _typed_here() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _shown_here() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _ask(question: str) -> str:
    """Ask on stderr, because stdout belongs to the answer of the command."""
    sys.stderr.write(question)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Machine:
    """Terminal, clock and patience: whether somebody is typing or reading, how to ask, how to wait."""

    is_typed: Callable[[], bool] = _typed_here
    is_shown: Callable[[], bool] = _shown_here
    ask: Callable[[str], str] = _ask
    ask_secret: Callable[[str], str] = getpass.getpass
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[ZoneInfo], Clock] = SystemClock
