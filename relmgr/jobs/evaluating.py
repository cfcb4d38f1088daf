"""The evaluation of a book in short transactions: it can be watched, stopped, and killed without harm.

A batch of clients is judged and written whole or not at all. What a run leaves is still due, so whoever comes
next goes on from there; judging a client twice for the same day writes nothing the second time.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING

from relmgr import services
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import Key
from relmgr.jobs.looking import looks
from relmgr.queries.due import Because, clients_to_judge
from relmgr.queries.memory import LAST_DAY
from relmgr.workspace import Workspace

if TYPE_CHECKING:
    from relmgr.services.evaluation import EvaluationRun
    from relmgr.services.whole_book import Spared

BATCH = 250
"""Clients of one transaction: while it lasts, some tenths of a second, nobody else can write."""

PAUSE = 0.02
"""Seconds between two batches in which another process may write."""

Tell = Callable[[int, int], None]
"""Told how far a run is: clients judged, and clients to judge."""


class Evaluating:
    """One run, batch by batch: `step` until it says no, then `finish`; each takes its time, so use a thread."""

    def __init__(
        self,
        workspace: Workspace,
        rules: Rulebook,
        *,
        whole_book: bool = False,
        owed: date | None = None,
        size: int = BATCH,
    ) -> None:
        """Find out who is due, or take everybody; `owed` is the day that a finished run has then been given."""
        self._workspace = workspace
        self._rules = rules
        self._whole_book = whole_book
        self._owed = owed
        self._size = size
        self._started = perf_counter()
        self._runs: list[EvaluationRun] = []
        self._due: Mapping[Key, Because] = workspace.ask(
            clients_to_judge, rules.version, whole_book=whole_book
        )
        self._keys: Sequence[Key] = list(self._due)
        self._looked = False
        self._spared: list[Spared] = []
        self.total = len(self._keys)
        self.done = 0

    def step(self) -> bool:
        """Judge and write the next batch; tells whether there is another one.

        An empty batch too is carried out, so that a refusal is heard. Raises Refused when verdicts of a
        later day are stored already.
        """
        if not self._looked:
            self._look()
        batch = self._keys[self.done : self.done + self._size]
        country = self._workspace.settings.country
        self._runs.append(
            self._workspace.do(services.evaluate_book, self._rules, batch, country=country).result
        )
        self.done += len(batch)
        return self.done < self.total

    def _look(self) -> None:
        """Count those as done who need not be judged alone after a look on arrays; small runs do without it."""
        spared: set[Key] = set()
        for look in looks(self._workspace, self._rules, self._keys):
            spared |= look.stood | look.told
            self._spared.append(look)
        self._keys = sorted(self._keys, key=lambda key: key not in spared)
        self.done = len(spared)
        self._looked = True

    def finish(self) -> "EvaluationRun":
        """Write down what was done, of a stopped run too, and return it."""
        judged = _merged(self._runs)
        stood = sum(len(look.stood) for look in self._spared)
        told = sum(len(look.told) for look in self._spared)
        run = replace(
            judged,
            clients=judged.clients + stood + told,
            scored=judged.scored + sum(look.scored for look in self._spared),
            unknown=judged.unknown + sum(look.unknown for look in self._spared),
            written=judged.written + sum(look.written for look in self._spared),
            because=Counter(self._due.values()),
            stood=stood,
            finished=self.done >= self.total,
        )
        took_ms = round((perf_counter() - self._started) * 1000)
        self._workspace.do(
            services.note_evaluation, run, self._rules.version, took_ms, whole_book=self._whole_book
        )
        if run.finished:
            self._follow_up()
        if run.finished and self._owed is not None:
            self._workspace.do(services.remember, LAST_DAY, self._owed.isoformat())
        return run

    def _follow_up(self) -> None:
        """Send what nobody answered to the manager, and tell what is new."""
        self._workspace.do(services.escalate_signals, self._rules, self._workspace.settings.country)
        self._workspace.do(services.tell_warnings, self._rules)


def run_through(job: Evaluating, tell: Tell | None = None) -> "EvaluationRun":
    """Carry a run out to its end, telling after each batch how far it is, and return what was done."""
    pause = Event()
    goes_on = True
    while goes_on:
        goes_on = job.step()
        if tell is not None:
            tell(job.done, job.total)
        if goes_on:
            pause.wait(PAUSE)
    return job.finish()


def _merged(runs: "Sequence[EvaluationRun]") -> "EvaluationRun":
    """Return several runs of one day as one."""
    return replace(
        runs[0],
        clients=sum(run.clients for run in runs),
        scored=sum(run.scored for run in runs),
        unknown=sum(run.unknown for run in runs),
        written=sum(run.written for run in runs),
        moves=tuple(move for run in runs for move in run.moves),
        signals=tuple(line for run in runs for line in run.signals),
    )
