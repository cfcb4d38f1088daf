"""Scores and tier changes of verdicts as rows; nothing is written for what is as it was."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from relmgr.db.columns import new_key
from relmgr.db.tables import Evaluation, TierChange
from relmgr.domain.evaluation import Verdict
from relmgr.domain.evidence import change_reasons, score_lines
from relmgr.domain.natural_keys import natural_key
from relmgr.domain.review import MoveKind, TierMove
from relmgr.domain.rules import Rulebook
from relmgr.domain.scorecards import Score
from relmgr.domain.values import Key, ReviewState, Tier
from relmgr.queries.standing import Stored
from relmgr.services.row_batch import Row, RowBatch

MILLION = 1_000_000
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One tier change of a run; scores in millionths of a point."""

    client_id: Key
    kind: MoveKind
    from_tier: Tier | None
    to_tier: Tier
    score0_e6: int | None
    score_e6: int | None


@dataclass(slots=True)
class VerdictRows:
    """Collects scores and tier changes of one run; `baselines` are the scores that reasons start from."""

    day: date
    now: datetime
    rules: Rulebook
    baselines: Mapping[str, Score]
    batch: RowBatch
    moves: list[MoveLine] = field(default_factory=list)

    def add(self, verdict: Verdict, stored: Stored) -> None:
        """Collect the month's score and what follows for the tier."""
        self._add_evaluation(verdict, stored)
        decision, proposal = verdict.decision, stored.standing.proposal
        if proposal is not None and decision.wake:
            values: Row = {"state": ReviewState.PENDING, "postponed_until": None}
            self.batch.update(TierChange, proposal.id, stored.proposal_version, values)
        if proposal is not None and decision.withdraw:
            values = {"state": ReviewState.SUPERSEDED, **self._decided()}
            self.batch.update(TierChange, proposal.id, stored.proposal_version, values)
        if decision.move is not None:
            self._add_move(verdict, decision.move)

    def _add_evaluation(self, verdict: Verdict, stored: Stored) -> None:
        client, model = verdict.facts.client_id, self.rules.scorecard.version
        machine = verdict.machine
        values: Row = {
            "score_e6": _e6(verdict.score.value),
            "coverage_e6": round(verdict.score.coverage * MILLION),
            "rule_coverage_e6": round(verdict.coverage * MILLION),
            "model_tier": machine.tier.value if machine.tier else None,
            "age": machine.age,
            "up_count": machine.up,
            "down_count": machine.down,
            "lines": score_lines(verdict.score, self.rules.scorecard.card, verdict.facts),
        }
        if stored.evaluation is None:
            key = natural_key("evaluation", client, verdict.period, model)
            fixed = {"id": key, "client_id": client, "period": verdict.period, "model_version": model}
            self.batch.insert(Evaluation, {**fixed, "as_of": self.day, **values})
        elif stored.evaluation.values != values:
            row = stored.evaluation
            self.batch.update(Evaluation, row.id, row.version, {"as_of": self.day, **values})

    def _add_move(self, verdict: Verdict, move: TierMove) -> None:
        client, model = verdict.facts.client_id, self.rules.scorecard.version
        baseline = self.baselines.get(client)
        score0, score1 = _e6(baseline.value if baseline else None), _e6(verdict.score.value)
        row: Row = {
            "id": new_key(),
            "client_id": client,
            "from_tier": move.from_tier.value if move.from_tier else None,
            "to_tier": move.to_tier.value,
            "proposed_on": self.day,
            "period": verdict.period,
            "model_version": model,
            "score0_e6": score0,
            "score_e6": score1,
            "reasons": change_reasons(baseline, verdict.score, self.rules.scorecard.card),
            "state": ReviewState.PENDING if move.waits else ReviewState.ACCEPTED,
        }
        decided = {} if move.waits else {**self._decided(), "reason_code": move.kind.value}
        self.batch.insert(TierChange, row | decided)
        self.moves.append(MoveLine(client, move.kind, move.from_tier, move.to_tier, score0, score1))

    def _decided(self) -> Row:
        return {"decided_on": self.day, "decided_at": self.now, "decided_by": SYSTEM}


def _e6(value: float | None) -> int | None:
    return None if value is None else round(value * MILLION)
