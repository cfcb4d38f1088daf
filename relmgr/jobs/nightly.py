"""The nightly evaluation: once a day at its hour, or at the next start when the machine was off then.

Whether it has run is a remembered day. Evaluating twice for the same day changes nothing, so a crash in
between costs a second run and no data.
"""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from relmgr import services
from relmgr.db.reader import Reader
from relmgr.domain.rules import Rulebook
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


def run_nightly(workspace: Workspace, rules: Rulebook) -> "EvaluationRun | None":
    """Evaluate the book if that is owed and return what changed, else None; takes its time, so use a thread."""
    settings = workspace.settings
    day = workspace.ask(nightly_due, settings.evaluate_at_hour)
    if day is None:
        return None
    run = workspace.do(services.evaluate_book, rules, country=settings.country).result
    workspace.do(services.remember, LAST_DAY, day.isoformat())
    return run
