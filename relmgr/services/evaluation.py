"""The evaluation of a book: verdicts become monthly scores, tier changes and warnings, idempotent per day."""

import gc
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from relmgr.db.work import UnitOfWork
from relmgr.domain.alarms import alarms
from relmgr.domain.due import due_again
from relmgr.domain.episodes import EpisodeEvent
from relmgr.domain.evaluation import NOTHING_BEFORE, Previous, Verdict, judge
from relmgr.domain.periods import month_on, month_text
from relmgr.domain.review import MoveKind
from relmgr.domain.rules import Rulebook
from relmgr.domain.scorecards import Baseline
from relmgr.domain.values import Key
from relmgr.errors import Refused
from relmgr.queries.due import Because, clients_to_judge
from relmgr.queries.facts import book_facts
from relmgr.queries.standing import Stored, baselines, standings
from relmgr.queries.trials import TrialEpisodes, trial_episodes
from relmgr.services.due_rows import write_due
from relmgr.services.row_batch import RowBatch
from relmgr.services.rules_kept import keep_rules
from relmgr.services.signal_rows import SignalLine, SignalRows
from relmgr.services.trial_rows import TrialRows
from relmgr.services.verdict_rows import MoveLine, VerdictRows
from relmgr.services.watch_rows import WatchRows
from relmgr.words import Words

LABEL = Words("评估客户 {day}", "evaluate clients {day}")
LATER = Words(
    "已有 {day} 的评估结果，不能再评估更早的日期。",
    "There are verdicts of {day} already; an earlier day cannot be evaluated any more.",
)


@dataclass(frozen=True, slots=True)
class EvaluationRun:
    """What one run did; `unknown` counts rule looks that could not be judged, `written` the rows stored.

    `because` counts the clients by why they were due; `stood` those whose verdict a look on arrays found to
    stand, who are in neither `scored` nor `unknown`. A run that was stopped is not `finished`, and what it
    left is still due.
    """

    day: date
    period: str
    clients: int = 0
    scored: int = 0
    unknown: int = 0
    written: int = 0
    moves: tuple[MoveLine, ...] = ()
    signals: tuple[SignalLine, ...] = ()
    because: Mapping[Because, int] = field(default_factory=dict)
    stood: int = 0
    finished: bool = True

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
        return judge_and_write(uow, rules, clients, country)


def evaluate_due(uow: UnitOfWork, rules: Rulebook, *, country: str = "CN") -> EvaluationRun:
    """Judge the clients whose data changed or whose day has come, in one transaction; the others cost nothing.

    Raises Refused as `evaluate_book` does.
    """
    due = clients_to_judge(uow.read, rules.version)
    run = evaluate_book(uow, rules, list(due), country=country)
    return replace(run, because=Counter(due.values()))


def judge_and_write(
    uow: UnitOfWork, rules: Rulebook, clients: Sequence[Key] | None, country: str
) -> EvaluationRun:
    """Judge these clients (None: all), write what changed and when each is due again."""
    period = month_text(month_on(uow.today))
    uow.label(LABEL.fill(day=uow.today), undoable=False)
    if clients is not None and not clients:
        return EvaluationRun(uow.today, period)
    stored = standings(uow.read, clients, period, rules.scorecard.version)
    facts = book_facts(uow.read, rules, clients, country=country)
    trials = trial_episodes(uow.read, rules, clients)
    before = {known.client_id: _previous(stored, trials, known.client_id) for known in facts}
    verdicts = [judge(known, rules, before[known.client_id]) for known in facts]
    run = _store(uow, rules, verdicts, stored, WatchRows.begin(uow, rules, country, clients, RowBatch()))
    _write_due(uow, rules, verdicts, before)
    return run


def _store(
    uow: UnitOfWork,
    rules: Rulebook,
    verdicts: Sequence[Verdict],
    stored: Mapping[str, Stored],
    watched: WatchRows,
) -> EvaluationRun:
    """Write what differs from what is stored and return what there is to tell."""
    batch, silent = watched.batch, TrialRows(rules)
    rows = VerdictRows(uow.today, uow.now, rules, _baselines(uow, verdicts, stored), batch)
    warnings = SignalRows(uow.today, uow.now, rules, watched.country, batch)
    for verdict in verdicts:
        kept = stored.get(verdict.facts.client_id) or Stored()
        rows.add(verdict, kept)
        silent.add(verdict)
        for change in verdict.changes:
            warnings.add(verdict, change, kept.rows.get((change.rule_id, change.subject)))
        watched.add(verdict, kept.signals)
    watched.finish(uow)
    written = batch.write(uow) + silent.write(uow)
    if written:
        keep_rules(uow, rules)
    return EvaluationRun(
        day=uow.today,
        period=month_text(month_on(uow.today)),
        clients=len(verdicts),
        scored=sum(verdict.score.value is not None for verdict in verdicts),
        unknown=sum(len(verdict.unknown) for verdict in verdicts),
        written=written,
        moves=tuple(rows.moves),
        signals=tuple(warnings.told),
    )


def _previous(stored: Mapping[str, Stored], trials: TrialEpisodes, client: Key) -> Previous:
    previous = stored[client].previous if client in stored else NOTHING_BEFORE
    return replace(previous, trials=trials[client]) if client in trials else previous


def _baselines(
    uow: UnitOfWork, verdicts: Sequence[Verdict], stored: Mapping[str, Stored]
) -> Mapping[str, Baseline]:
    """Return the scores from which the reasons of this run's tier changes are told."""
    moved = [verdict.facts.client_id for verdict in verdicts if verdict.decision.move is not None]
    return baselines(
        uow.read, [stored[key].accepted for key in moved if key in stored and stored[key].accepted]
    )


def _write_due(
    uow: UnitOfWork, rules: Rulebook, verdicts: Sequence[Verdict], before: Mapping[Key, Previous]
) -> None:
    rings = alarms(rules)
    due = ((v.facts.client_id, due_again(v, before[v.facts.client_id], rules, rings)) for v in verdicts)
    write_due(uow, rules.version, due)


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
    latest = uow.read.value("SELECT max(as_of) FROM evaluation WHERE deleted = 0")
    if latest is not None and latest > uow.today.isoformat():
        raise Refused(LATER.fill(day=latest))
