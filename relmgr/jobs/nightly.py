"""The nightly evaluation: once a day at its hour, or at the next start when the machine was off then.

Whether it has run is a remembered day. Evaluating twice for the same day changes nothing, so a crash in
between costs a second run and no data.
"""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from relmgr.db.reader import Reader
from relmgr.domain.rules import Rulebook
from relmgr.jobs.evaluating import Evaluating, run_through
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


def owed_run(workspace: Workspace, rules: Rulebook) -> Evaluating | None:
    """Return the run the book is owed, ready to begin, or None; one that is stopped is owed still."""
    day = workspace.ask(nightly_due, workspace.settings.evaluate_at_hour)
    return None if day is None else Evaluating(workspace, rules, owed=day)


def run_nightly(workspace: Workspace, rules: Rulebook) -> "EvaluationRun | None":
    """Judge who is due if the book is owed that and return what changed, else None; use a thread."""
    job = owed_run(workspace, rules)
    return None if job is None else run_through(job)
