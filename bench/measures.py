"""What is measured: first paint, keys, memory and rest, over a real pseudo-terminal; starts are interleaved."""

import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.terminal import Terminal

SETTLED = 0.06
"""Seconds without output after which a key counts as painted; the preview follows later."""
RESTED = 0.35
"""Seconds after which the preview of the row is painted too."""
AHEAD = 0.02
"""Seconds after the start at which a key is typed ahead."""


@dataclass(frozen=True)
class Program:
    """A command, the text on its screen that means it is useful, and what a `j` typed at the start leads to."""

    name: str
    command: Sequence[str]
    ready: str
    environment: Mapping[str, str]
    moved: str = ""


def first_paint(programs: Sequence[Program], rounds: int) -> dict[str, list[float]]:
    """Return seconds from start to first useful screen, `rounds` times A B C A B C …, after one warm-up."""
    times: dict[str, list[float]] = {}
    for turn in range(rounds + 1):
        for program in programs:
            seconds = {program.name: _until(program, program.ready)}
            if program.moved:
                seconds[answered(program)] = _until(program, program.moved, "j")
            for name, value in seconds.items() if turn else ():
                times.setdefault(name, []).append(value)
    return times


def appears(program: Program) -> bool:
    """Start a program once; one that never shows what is waited for is passed over with a line saying so."""
    try:
        _until(program, program.ready)
    except TimeoutError as error:
        print(f"{program.name}: passed over, {str(error).splitlines()[0]}")
        return False
    return True


def answered(program: Program) -> str:
    """Return what the time until a key typed at the start is answered is called."""
    return f"{program.name}: j typed at the start is answered"


def _until(program: Program, pattern: str, key: str = "") -> float:
    with Terminal(program.command, environment=program.environment) as terminal:
        if key:
            terminal.pump(AHEAD)
            terminal.send(key)
        return terminal.wait_for(pattern)


@dataclass(frozen=True)
class KeyTimes:
    """Milliseconds from a key to the first and the last byte of its own paint, and bytes per key with the preview."""

    first50: float
    first95: float
    p50: float
    p95: float
    bytes_per_key: float


def key_times(program: Program, kinds: Mapping[str, Sequence[str]], rest: float) -> dict[str, KeyTimes]:
    """Press keys one by one, each after the screen is quiet; `rest` also lets the preview come before the next."""
    found = {}
    with Terminal(program.command, environment=program.environment) as terminal:
        terminal.wait_for(program.ready)
        terminal.settle(3.0, 30.0)
        for kind, keys in kinds.items():
            found[kind] = _pressed(terminal, keys, rest)
    return found


def _pressed(terminal: Terminal, keys: Sequence[str], rest: float) -> KeyTimes:
    first, painted, sizes = [], [], []
    for key in keys:
        before, sent = terminal.received, time.perf_counter()
        terminal.send(key)
        if terminal.pump(0.5):
            first.append((terminal.last_output - sent) * 1000)
            while terminal.pump(SETTLED):
                pass
            painted.append((terminal.last_output - sent) * 1000)
            terminal.settle(rest, rest)
            sizes.append(terminal.received - before)
    return KeyTimes(
        first50=percentile(first, 0.5),
        first95=percentile(first, 0.95),
        p50=percentile(painted, 0.5),
        p95=percentile(painted, 0.95),
        bytes_per_key=statistics.median(sizes) if sizes else float("nan"),
    )


@dataclass(frozen=True)
class Rest:
    """A window that nobody touches: resident MiB, bytes sent and share of a core over some seconds."""

    mib: float
    sent: int
    core: float


def at_rest(program: Program, seconds: float) -> Rest:
    """Open a program, let it finish what it does at the start, and watch it."""
    with Terminal(program.command, environment=program.environment) as terminal:
        terminal.wait_for(program.ready)
        terminal.settle(3.0, 30.0)
        sent, spent = terminal.received, terminal.cpu_seconds()
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            terminal.pump(0.2)
        used = terminal.cpu_seconds() - spent
        return Rest(terminal.resident_mib(), terminal.received - sent, used / seconds)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def ratio(values: Sequence[float], floor: Sequence[float]) -> float:
    """Return the median of pairwise ratios, so that a slow moment of the machine hits both sides."""
    return statistics.median(value / base for value, base in zip(values, floor, strict=True))
