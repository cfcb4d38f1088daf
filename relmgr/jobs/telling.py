"""How the reminder service tells: a line on the terminal with its bell, or the user's own command."""

import logging
import os
import shlex
import subprocess
from collections.abc import Mapping
from typing import TextIO

from relmgr import i18n, services
from relmgr.domain.reminders import Fired
from relmgr.errors import Busy
from relmgr.workspace import Workspace

TIME_LIMIT = 10.0
"""Seconds a command may take before it is ended."""

BELL = "\a"

log = logging.getLogger(__name__)


class Telling:
    """Tells claimed reminders and notes in the inbox that they were shown."""

    def __init__(self, workspace: Workspace, out: TextIO) -> None:
        """Write to `out`; the bell rings only where that is a terminal."""
        self._workspace = workspace
        self._out = out

    def __call__(self, fired: list[Fired]) -> None:
        """Tell each reminder; a command that fails is logged and not tried again."""
        settings = self._workspace.settings
        for reminder in fired:
            self._out.write(f"{self._line(reminder)}\n")
            if settings.remind_command:
                run_command(settings.remind_command, self._environment(reminder))
        if settings.bell and not settings.remind_command and self._out.isatty():
            self._out.write(BELL)
        self._out.flush()
        try:
            self._workspace.do(services.mark_shown, [reminder.inbox_id for reminder in fired])
        except Busy:
            log.warning("not noted as shown, another process is writing: it is listed again, not told again")

    def _line(self, reminder: Fired) -> str:
        local = reminder.due_at.astimezone(self._workspace.clock.zone)
        return f"{local:%Y-%m-%d %H:%M}  {_one_line(i18n.say(reminder.words))}"

    def _environment(self, reminder: Fired) -> dict[str, str]:
        local = reminder.due_at.astimezone(self._workspace.clock.zone)
        return {
            "RELMGR_REMINDER_ID": f"{reminder.reminder_id}.{reminder.fire_no}",
            "RELMGR_REMINDER_KIND": reminder.kind.value,
            "RELMGR_REMINDER_CLIENT": _one_line(reminder.client),
            "RELMGR_REMINDER_DUE": local.isoformat(timespec="minutes"),
            "RELMGR_REMINDER_TEXT": _one_line(i18n.say(reminder.words)),
        }


def run_command(command: str, values: Mapping[str, str], *, time_limit: float = TIME_LIMIT) -> bool:
    """Run a program with these variables, without a shell; tells whether it ended well, and never raises."""
    try:
        words = shlex.split(command, posix=os.name != "nt")
        done = subprocess.run(  # noqa: S603  the user's own command, and no shell that could read names as code
            words,
            env={**os.environ, **values},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=time_limit,
            check=False,
        )
    except (OSError, ValueError, IndexError, subprocess.SubprocessError) as error:
        log.warning("the reminder command did not run: %s", error)
        return False
    if done.returncode:
        log.warning("the reminder command ended with %d", done.returncode)
    return done.returncode == 0


def _one_line(text: str) -> str:
    """Return text without control characters, which could move the cursor or end a line."""
    return "".join(ch if ch.isprintable() else " " for ch in text)
