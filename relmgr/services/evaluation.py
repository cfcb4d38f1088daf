"""The evaluation of a book: verdicts become monthly scores, tier changes and warnings, idempotent per day."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from relmgr.db.tables import RuleSet
from relmgr.db.work import UnitOfWork
from relmgr.domain.episodes import EpisodeEvent
from relmgr.domain.evaluation import judge
from relmgr.domain.periods import month_on, month_text
from relmgr.domain.review import MoveKind
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import Key
from relmgr.errors import Refused
from relmgr.queries.facts import book_facts
from relmgr.queries.standing import Stored, baselines, standings
from relmgr.services.row_batch import RowBatch
from relmgr.services.signal_rows import SignalLine, SignalRows
from relmgr.services.verdict_rows import MoveLine, VerdictRows
from relmgr.words import Words

LABEL = Words("评估客户 {day}", "evaluate clients {day}")
LATER = Words(
    "已有 {day} 的评估结果，不能再评估更早的日期。",
    "There are verdicts of {day} already; an earlier day cannot be evaluated any more.",
)


@dataclass(frozen=True, slots=True)
class EvaluationRun:
    """What one run did; `unknown` counts rule looks that could not be judged, `written` the rows stored."""

    day: date
    period: str
    clients: int
    scored: int
    unknown: int
    written: int
    moves: tuple[MoveLine, ...]
    signals: tuple[SignalLine, ...]

    def of(self, event: EpisodeEvent) -> tuple[SignalLine, ...]:
        """Return the warnings to which one thing happened."""
        return tuple(line for line in self.signals if line.event is event)

    @property
    def proposals(self) -> tuple[MoveLine, ...]:
        """Return the tier changes that wait for the manager."""
        return tuple(move for move in self.moves if move.kind is MoveKind.PROPOSED)


def evaluate_book(
    uow: UnitOfWork, rules: Rulebook, clients: Sequence[Key] | None = None, *, country: str = "CN"
) -> EvaluationRun:
    """Judge all clients, or those named, as of today and store what changed; a second run writes nothing.

    Raises Refused when verdicts of a later day are stored already. `country` names the holiday calendar
    that due days follow.
    """
    _refuse_the_past(uow)
    with _without_collecting():
        return _evaluate(uow, rules, clients, country)


def _evaluate(uow: UnitOfWork, rules: Rulebook, clients: Sequence[Key] | None, country: str) -> EvaluationRun:
    period = month_text(month_on(uow.today))
    stored = standings(uow.read, clients, period, rules.scorecard.version)
    facts = book_facts(uow.read, rules, clients)
    verdicts = [judge(known, rules, stored.get(known.client_id, Stored()).previous) for known in facts]
    moved = [v.facts.client_id for v in verdicts if v.decision.move is not None]
    accepted = [stored[key].accepted for key in moved if key in stored and stored[key].accepted]
    batch = RowBatch()
    rows = VerdictRows(uow.today, uow.now, rules, baselines(uow.read, accepted), batch)
    warnings = SignalRows(uow.today, uow.now, rules, country, batch)
    for verdict in verdicts:
        before = stored.get(verdict.facts.client_id) or Stored()
        rows.add(verdict, before)
        for change in verdict.changes:
            warnings.add(verdict, change, before.rows.get((change.rule_id, change.subject)))
    written = batch.write(uow)
    if written:
        _keep_rules(uow, rules)
    uow.label(LABEL.fill(day=uow.today), undoable=False)
    return EvaluationRun(
        day=uow.today,
        period=period,
        clients=len(verdicts),
        scored=sum(verdict.score.value is not None for verdict in verdicts),
        unknown=sum(len(verdict.unknown) for verdict in verdicts),
        written=written,
        moves=tuple(rows.moves),
        signals=tuple(warnings.told),
    )


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Pause the cyclic collector: a run keeps all it makes, so looking for garbage only doubles its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _refuse_the_past(uow: UnitOfWork) -> None:
    latest = uow.read.value("SELECT max(as_of) FROM evaluation WHERE NOT deleted")
    if latest is not None and latest > uow.today.isoformat():
        raise Refused(LATER.fill(day=latest))


def _keep_rules(uow: UnitOfWork, rules: Rulebook) -> None:
    if uow.session.get(RuleSet, rules.version) is None:
        bands = rules.warnings.bands
        uow.add(
            RuleSet(
                version=rules.version,
                sha256=rules.sha256,
                text=rules.text,
                band_orange=bands.orange,
                band_red=bands.red,
                coverage_e6=round(bands.coverage * 1_000_000),
                loaded_at=uow.now,
            )
        )
