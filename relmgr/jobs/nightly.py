"""The nightly evaluation: once a day at its hour, or at the next start when the machine was off then.

Whether it has run is a remembered day. Evaluating twice for the same day changes nothing, so a crash in
between costs a second run and no data.
"""

from datetime import date, datetime, timedelta
from threading import Event
from typing import TYPE_CHECKING

from relmgr import services
from relmgr.db.reader import Reader
from relmgr.domain.rules import Rulebook
from relmgr.jobs.evaluating import Tell, evaluate_in_batches
from relmgr.queries.memory import LAST_DAY, remembered
from relmgr.workspace import Workspace

if TYPE_CHECKING:
    from relmgr.services.evaluation import EvaluationRun


def nightly_due(reader: Reader, hour: int) -> date | None:
    """Return the day the book is owed an evaluation for, or None when it has had it.

    A day is owed from `hour` o'clock of the banker's zone on; before that it is still the day before.
    """
    owed = owed_day(reader.now.astimezone(reader.zone), hour)
    last = remembered(reader, LAST_DAY)
    return owed if last is None or date.fromisoformat(last) < owed else None


def owed_day(local: datetime, hour: int) -> date:
    """Return the day whose evaluation should have run by the local time."""
    return local.date() if local.hour >= hour else local.date() - timedelta(days=1)


def run_nightly(
    workspace: Workspace, rules: Rulebook, *, tell: Tell | None = None, stop: Event | None = None
) -> "EvaluationRun | None":
    """Judge who is due if the book is owed that and return what changed, else None; use a thread.

    A run that was stopped is owed still; the next one goes on where it ended.
    """
    day = workspace.ask(nightly_due, workspace.settings.evaluate_at_hour)
    if day is None:
        return None
    run = evaluate_in_batches(workspace, rules, tell=tell, stop=stop)
    if run.finished:
        workspace.do(services.remember, LAST_DAY, day.isoformat())
    return run
