"""The evaluation of a book in short transactions: it can be watched, stopped, and killed without harm.

A batch of clients is judged and written whole or not at all. What a run leaves is still due, so whoever comes
next goes on from there; judging a client twice for the same day writes nothing the second time.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING

from relmgr import services
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import Key
from relmgr.queries.due import clients_to_judge
from relmgr.workspace import Workspace

if TYPE_CHECKING:
    from relmgr.services.evaluation import EvaluationRun

BATCH = 250
"""Clients of one transaction: while it lasts, some tenths of a second, nobody else can write."""

Tell = Callable[[int, int], None]
"""Told how far a run is: clients judged, and clients to judge."""


def evaluate_in_batches(
    workspace: Workspace,
    rules: Rulebook,
    *,
    whole_book: bool = False,
    tell: Tell | None = None,
    stop: Event | None = None,
    size: int = BATCH,
) -> "EvaluationRun":
    """Judge who is due, or everybody, and return what was done; `stop` ends the run after its batch.

    Takes its time, so use a thread where a person waits. Raises Refused when verdicts of a later day are
    stored already.
    """
    started = perf_counter()
    due = workspace.ask(clients_to_judge, rules.version, whole_book=whole_book)
    runs = []
    for batch in _batches(list(due), size):
        runs.append(
            workspace.do(services.evaluate_book, rules, batch, country=workspace.settings.country).result
        )
        if tell is not None:
            tell(sum(run.clients for run in runs), len(due))
        if stop is not None and stop.is_set():
            break
    finished = len(runs) * size >= len(due)
    run = replace(_merged(runs), because=Counter(due.values()), finished=finished)
    took_ms = round((perf_counter() - started) * 1000)
    workspace.do(services.note_evaluation, run, rules.version, took_ms, whole_book=whole_book)
    return run


def _batches(keys: Sequence[Key], size: int) -> Iterator[Sequence[Key]]:
    """Yield the keys by batches; one empty batch when nobody is due, so that a refusal is heard all the same."""
    for start in range(0, max(1, len(keys)), size):
        yield keys[start : start + size]


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
