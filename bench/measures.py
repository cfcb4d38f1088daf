"""What is measured: first paint and keys, over a real pseudo-terminal, interleaved so that ratios hold."""

import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.terminal import Terminal

SETTLED = 0.06
"""Seconds without output after which a key counts as painted."""


@dataclass(frozen=True)
class Program:
    """A command and the text on its screen that means it is useful."""

    name: str
    command: Sequence[str]
    ready: str
    environment: Mapping[str, str]


def first_paint(programs: Sequence[Program], rounds: int) -> dict[str, list[float]]:
    """Return seconds from start to first useful screen, `rounds` times A B C A B C …, after one warm-up."""
    times: dict[str, list[float]] = {program.name: [] for program in programs}
    for turn in range(rounds + 1):
        for program in programs:
            with Terminal(program.command, environment=program.environment) as terminal:
                seconds = terminal.wait_for(program.ready)
            if turn:
                times[program.name].append(seconds)
    return times


@dataclass(frozen=True)
class KeyTimes:
    """Milliseconds from a key to its first and to its last painted byte, and bytes per key."""

    first50: float
    first95: float
    p50: float
    p95: float
    bytes_per_key: float


def key_times(program: Program, keys: Sequence[str]) -> tuple[KeyTimes, float]:
    """Press keys one by one, each after the screen is quiet; returns their times and the memory in MiB."""
    with Terminal(program.command, environment=program.environment) as terminal:
        terminal.wait_for(program.ready)
        terminal.settle(0.8)
        first, painted, sizes = [], [], []
        for key in keys:
            before, sent = terminal.received, time.perf_counter()
            terminal.send(key)
            if terminal.pump(0.5):
                first.append((terminal.last_output - sent) * 1000)
                while terminal.pump(SETTLED):
                    pass
                painted.append((terminal.last_output - sent) * 1000)
                sizes.append(terminal.received - before)
        memory = terminal.resident_mib()
    times = (
        percentile(first, 0.5),
        percentile(first, 0.95),
        percentile(painted, 0.5),
        percentile(painted, 0.95),
    )
    return KeyTimes(*times, statistics.median(sizes)), memory


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def ratio(values: Sequence[float], floor: Sequence[float]) -> float:
    """Return the median of pairwise ratios, so that a slow moment of the machine hits both sides."""
    return statistics.median(value / base for value, base in zip(values, floor, strict=True))
