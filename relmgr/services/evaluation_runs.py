"""The log of runs of the evaluation: this machine's own note, neither audited nor to be undone."""

from relmgr.db import tables
from relmgr.db.work import UnitOfWork
from relmgr.services.evaluation import EvaluationRun
from relmgr.words import Words

LABEL = Words("评估 {day}：{n} 户", "evaluation {day}: {n} clients")


def note_evaluation(
    uow: UnitOfWork, run: EvaluationRun, rules_version: str, took_ms: int, *, whole_book: bool
) -> None:
    """Keep what a run did and its time on the clock in milliseconds, as of now."""
    uow.add(
        tables.EvaluationRun(
            day=run.day,
            at=uow.now,
            whole_book=whole_book,
            clients=run.clients,
            written=run.written,
            took_ms=took_ms,
            finished=run.finished,
            rules_version=rules_version,
        )
    )
    uow.label(LABEL.fill(day=run.day, n=run.clients), undoable=False)
