"""One tick: claim what is due. It reads first, so that a quiet second takes no write lock."""

import os
import socket

from relmgr import services
from relmgr.domain.reminders import Fired
from relmgr.errors import Busy, VaultLocked
from relmgr.queries.reminders import anything_due
from relmgr.workspace import Workspace

LONGEST_NAME = 64
"""Width of the column that keeps who has told a reminder, in characters."""


def who_am_i(kind: str) -> str:
    """Return the name under which this process claims reminders: `tui:4711@host`."""
    return f"{kind}:{os.getpid()}@{socket.gethostname()}"[:LONGEST_NAME]


def tick(workspace: Workspace, who: str) -> list[Fired]:
    """Claim the next batch of what is due for `who` and return it once it is committed; [] when nothing is.

    Whoever ticks tells a batch before it claims the next, so that a process that dies leaves few unsaid.
    While another process is writing, or the book is locked, nothing is claimed; the next tick tries again.
    """
    try:
        return workspace.do(services.fire_due_reminders, who).result if workspace.ask(anything_due) else []
    except (Busy, VaultLocked):
        return []
