"""What follows from a model tier: the first tier, an immediate cap, or a proposal the manager decides on."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from relmgr.domain.tiers import MachineState, rank, worse
from relmgr.domain.values import ReviewState, Tier


class MoveKind(StrEnum):
    """How a tier moves: set by the first score, held by a cap (also a milder one), freed of it, or proposed."""

    FIRST = "first"
    CAP = "cap"
    CAP_LIFTED = "cap_lifted"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class TierMove:
    """One move of a client's tier; only a proposed one waits for the manager."""

    kind: MoveKind
    from_tier: Tier | None
    to_tier: Tier

    @property
    def waits(self) -> bool:
        """Tell whether the manager decides on this move."""
        return self.kind is MoveKind.PROPOSED


@dataclass(frozen=True, slots=True)
class Proposal:
    """The latest proposal that was not accepted: pending, postponed or rejected."""

    id: str
    to_tier: Tier
    state: ReviewState
    period: str
    decided_on: date | None = None
    postponed_until: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The published tier (None: unrated), whether a cap set it, and the proposal that stands beside it."""

    tier: Tier | None = None
    capped: bool = False
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do: a move to record, a waiting proposal to withdraw, a postponed one whose day has come."""

    move: TierMove | None = None
    withdraw: bool = False
    wake: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """The month a decision is taken in: its day, period, and the model tier before and after it."""

    day: date
    period: str
    before: MachineState
    model: Tier | None
    rejected_days: int


def decide(standing: Standing, month: Month, cap: Tier) -> Decision:
    """Return what follows for the published tier; caps act at once, all else is the manager's to decide."""
    waiting = _waiting(standing.proposal)
    if standing.tier is None:
        if month.model is None:
            return Decision()
        return Decision(TierMove(MoveKind.FIRST, None, worse(month.model, cap)), waiting)
    target = worse(month.model or standing.tier, cap)
    if rank(cap) > rank(standing.tier):
        return Decision(TierMove(MoveKind.CAP, standing.tier, cap), waiting)
    if standing.capped and rank(target) < rank(standing.tier):
        kind = MoveKind.CAP_LIFTED if target is month.model else MoveKind.CAP
        return Decision(TierMove(kind, standing.tier, target), waiting)
    if target is standing.tier:
        return Decision(withdraw=waiting)
    return _propose(standing.tier, target, standing.proposal, month, cap)


def _waiting(proposal: Proposal | None) -> bool:
    return proposal is not None and proposal.state in (ReviewState.PENDING, ReviewState.POSTPONED)


def _propose(now: Tier, target: Tier, proposal: Proposal | None, month: Month, cap: Tier) -> Decision:
    move = TierMove(MoveKind.PROPOSED, now, target)
    if proposal is None or proposal.to_tier is not target:
        return Decision(move, _waiting(proposal))
    if proposal.state is ReviewState.POSTPONED:
        until = proposal.postponed_until
        return Decision(wake=until is not None and until <= month.day)
    if proposal.state is ReviewState.REJECTED and not _still_rejected(proposal, month, cap):
        return Decision(move)
    return Decision()


def _still_rejected(proposal: Proposal, month: Month, cap: Tier) -> bool:
    """A rejection holds for its days, unless the model has been elsewhere since."""
    decided = proposal.decided_on or month.day
    if month.day >= decided + timedelta(days=month.rejected_days):
        return False
    before = None if month.before.tier is None else worse(month.before.tier, cap)
    return before is proposal.to_tier or proposal.period >= month.period
