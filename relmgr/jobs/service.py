"""The reminder service: the same tick as in the app, in a process of its own, until it is told to stop."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from relmgr.domain.reminders import Fired
from relmgr.jobs.clockwork import start_ticking
from relmgr.jobs.tick import tick
from relmgr.workspace import Workspace

SIGNALS = (signal.SIGINT, signal.SIGTERM)


def run_service(
    workspace: Workspace,
    who: str,
    tell: Callable[[list[Fired]], None],
    once: bool = False,
    *,
    interval: float = 1.0,
) -> int:
    """Tell what is due, once or until SIGINT or SIGTERM; returns how many reminders were told.

    `tell` gets one reminder at a time, in a thread, and may take its time; the one at work is finished when a
    signal comes, the others wait in the inbox. What a tick raises ends the service and is raised here: a
    service that cannot read its book must not look alive.
    """
    if once:
        return _drain(workspace, who, tell)
    return asyncio.run(_serve(workspace, who, tell, interval))


def _drain(workspace: Workspace, who: str, tell: Callable[[list[Fired]], None]) -> int:
    told = 0
    while fired := tick(workspace, who):
        for reminder in fired:
            tell([reminder])
        told += len(fired)
    return told


async def _serve(workspace: Workspace, who: str, tell: Callable[[list[Fired]], None], interval: float) -> int:
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[None] = loop.create_future()
    at_work = asyncio.Lock()
    told = 0

    def end(problem: BaseException | None = None) -> None:
        if ended.done():
            return
        if problem is None:
            ended.set_result(None)
        else:
            ended.set_exception(problem)

    async def telling(fired: list[Fired]) -> None:
        nonlocal told
        async with at_work:
            for reminder in fired:
                if ended.done():
                    return
                await asyncio.to_thread(tell, [reminder])
                told += 1

    with _on_signals(lambda: loop.call_soon_threadsafe(end)):
        ticking = start_ticking(workspace, who, telling, interval, trouble=end)
        try:
            await ended
        finally:
            async with at_work:
                ticking.stop()
    return told


@contextmanager
def _on_signals(end: Callable[[], Any]) -> Iterator[None]:
    """Call `end` when the process is asked to stop, with the handlers of before put back afterwards."""
    before = {number: signal.signal(number, lambda *_: end()) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
