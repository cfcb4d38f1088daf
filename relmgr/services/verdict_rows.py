"""Scores and tier changes of verdicts as rows; nothing is written for what is as it was."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from relmgr import i18n
from relmgr.db.columns import new_key
from relmgr.db.tables import Evaluation, FollowUp, TierChange, TierOverride
from relmgr.domain.evaluation import Verdict
from relmgr.domain.evidence import card_note, change_reasons, score_lines
from relmgr.domain.natural_keys import natural_key
from relmgr.domain.review import MoveKind, TierMove
from relmgr.domain.rules import Rulebook
from relmgr.domain.scorecards import Baseline
from relmgr.domain.tier_overrides import EXPIRED, OverrideState
from relmgr.domain.values import FollowUpKind, Key, ReviewState, Tier
from relmgr.queries.standing import Stored, StoredRow
from relmgr.services.row_batch import Row, RowBatch
from relmgr.services.tier_publishing import UNRATED
from relmgr.words import Words

if TYPE_CHECKING:
    from relmgr.columnar.evaluations import Evaluated

MILLION = 1_000_000
SYSTEM = "system"
EXPIRY_TASK = Words(
    "分层改层已于 {on} 到期，分层回到模型：复核是否需要以新的理由改层",
    "The tier override ran out on {on} and the model's tier is back: see whether a new one is needed",
)


def evaluation_values(verdict: "Verdict | Evaluated") -> Row:
    """Return the columns of an evaluation that a later one may change."""
    machine = verdict.machine
    return {
        "card": verdict.card.name,
        "score_e6": _e6(verdict.score.value),
        "coverage_e6": round(verdict.score.coverage * MILLION),
        "rule_coverage_e6": round(verdict.coverage * MILLION),
        "model_tier": machine.tier.value if machine.tier else None,
        "cap_tier": verdict.cap.value,
        "stage": verdict.stage,
        "class_floor": verdict.floor.value if verdict.floor else None,
        "age": machine.age,
        "up_count": machine.up,
        "down_count": machine.down,
        "lines": score_lines(verdict.score, verdict.card, verdict.facts),
    }


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One tier change of a run; scores in millionths of a point."""

    client_id: Key
    kind: MoveKind
    from_tier: Tier | None
    to_tier: Tier | None
    score0_e6: int | None
    score_e6: int | None


@dataclass(slots=True)
class VerdictRows:
    """Collects scores and tier changes of one run; `baselines` are the scores that reasons start from."""

    day: date
    now: datetime
    rules: Rulebook
    baselines: Mapping[str, Baseline]
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
        if decision.expired and stored.override is not None:
            self._close_override(verdict, stored.override)

    def _add_evaluation(self, verdict: Verdict, stored: Stored) -> None:
        client, model = verdict.facts.client_id, self.rules.scorecard.version
        values = evaluation_values(verdict)
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
        score0, score1 = _e6(baseline.score.value if baseline else None), _e6(verdict.score.value)
        row: Row = {
            "id": new_key(),
            "client_id": client,
            "from_tier": move.from_tier.value if move.from_tier else None,
            "to_tier": move.to_tier.value if move.to_tier else UNRATED,
            "proposed_on": self.day,
            "period": verdict.period,
            "model_version": model,
            "score0_e6": score0,
            "score_e6": score1,
            "reasons": self._reasons(baseline, verdict),
            "state": ReviewState.PENDING if move.waits else ReviewState.ACCEPTED,
        }
        decided = {} if move.waits else {**self._decided(), "reason_code": move.kind.value}
        self.batch.insert(TierChange, row | decided)
        self.moves.append(MoveLine(client, move.kind, move.from_tier, move.to_tier, score0, score1))

    def _reasons(self, baseline: Baseline | None, verdict: Verdict) -> list[dict[str, Any]]:
        """Return the terms of the change of the score, after a line that says so when the card is another one."""
        if baseline is None:
            return []
        former = self.rules.scorecard.cards.get(baseline.card, verdict.card)
        terms = change_reasons(baseline.score, verdict.score, verdict.card, former)
        versions = (baseline.version, self.rules.scorecard.version)
        return [*card_note(former, verdict.card, versions), *terms] if terms else []

    def _close_override(self, verdict: Verdict, row: StoredRow) -> None:
        """Close an override that has run out, and leave the manager a task."""
        values: Row = {"state": OverrideState.ENDED, "ended_on": self.day, "end_reason": EXPIRED}
        self.batch.update(TierOverride, row.id, row.version, values)
        task: Row = {
            "id": natural_key("override_task", row.id),
            "client_id": verdict.facts.client_id,
            "kind": FollowUpKind.TASK,
            "text": i18n.say(EXPIRY_TASK, on=row.values["expires_on"]),
            "due_on": self.day,
        }
        self.batch.insert(FollowUp, task)

    def _decided(self) -> Row:
        return {"decided_on": self.day, "decided_at": self.now, "decided_by": SYSTEM}


def _e6(value: float | None) -> int | None:
    return None if value is None else round(value * MILLION)
