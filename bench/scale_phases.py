"""CPU seconds of pieces of work, and of phases within them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


def cpu(work: Callable[[], Any]) -> float:
    """Return the CPU seconds of one piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


@dataclass
class Phases:
    """CPU seconds by phase; time within an inner phase belongs to it alone."""

    seconds: dict[str, float] = field(default_factory=dict)
    _open: list[list[Any]] = field(default_factory=list)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Count the time of a block for a phase."""
        now = time.process_time()
        if self._open:
            self._add(self._open[-1][0], now - self._open[-1][1])
        self._open.append([name, time.process_time()])
        yield
        _, start = self._open.pop()
        now = time.process_time()
        self._add(name, now - start)
        if self._open:
            self._open[-1][1] = now

    def _add(self, name: str, seconds: float) -> None:
        self.seconds[name] = self.seconds.get(name, 0.0) + seconds

    def watch(self, owner: Any, name: str, phase: str) -> Callable[[], None]:
        """Count the time of a function of a module or class for a phase; returns what ends that."""
        inner: Callable[..., Any] = getattr(owner, name)

        def timed(*args: Any, **kwargs: Any) -> Any:
            with self.phase(phase):
                return inner(*args, **kwargs)

        setattr(owner, name, timed)
        return lambda: setattr(owner, name, inner)
