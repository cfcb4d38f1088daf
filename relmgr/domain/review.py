"""What follows from a model tier: the first tier, an immediate cap, or a proposal the manager decides on.

While an override is in force it sets the tier, below the cap; when it has run out the model's tier returns.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from relmgr.domain.tiers import MachineState, Override, rank, worse
from relmgr.domain.values import ReviewState, Tier


class MoveKind(StrEnum):
    """How a tier moves: set by the first score, held by a cap (also a milder one), freed of it, or proposed.

    An override sets it too, and its end gives it back to the model.
    """

    FIRST = "first"
    CAP = "cap"
    CAP_LIFTED = "cap_lifted"
    PROPOSED = "proposed"
    OVERRIDE = "override"
    OVERRIDE_ENDED = "override_ended"


@dataclass(frozen=True, slots=True)
class TierMove:
    """One move of a client's tier, None for unrated; only a proposed one waits for the manager."""

    kind: MoveKind
    from_tier: Tier | None
    to_tier: Tier | None

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
    """The published tier (None: unrated), whether a cap set it, and the proposal that stands beside it.

    `override` is one that was approved and not ended yet; it may have run out.
    """

    tier: Tier | None = None
    capped: bool = False
    proposal: Proposal | None = None
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do: a move to record, a waiting proposal to withdraw, a postponed one whose day has come.

    `expired`: the override has run out and is to be closed.
    """

    move: TierMove | None = None
    withdraw: bool = False
    wake: bool = False
    expired: bool = False


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
    if standing.override is not None:
        in_force = month.day <= standing.override.expires
        move = under_override(standing, cap) if in_force else after_override(standing, month.model, cap)
        return Decision(move, waiting, expired=not in_force)
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


def under_override(standing: Standing, cap: Tier) -> TierMove | None:
    """Return the move to the tier of an override in force, which a cap still bounds."""
    assert standing.override is not None
    target = worse(standing.override.tier, cap)
    if target is standing.tier:
        return None
    kind = MoveKind.OVERRIDE if target is standing.override.tier else MoveKind.CAP
    return TierMove(kind, standing.tier, target)


def after_override(standing: Standing, model: Tier | None, cap: Tier) -> TierMove | None:
    """Return the move back to what the model and the caps say; without a score the client is unrated again.

    A tier that stays because a cap now holds it is recorded as capped, so that it rises when the cap lifts.
    """
    if model is None:
        return None if standing.tier is None else TierMove(MoveKind.OVERRIDE_ENDED, standing.tier, None)
    target = worse(model, cap)
    if target is not model:
        held = target is standing.tier and standing.capped
        return None if held else TierMove(MoveKind.CAP, standing.tier, target)
    return None if target is standing.tier else TierMove(MoveKind.OVERRIDE_ENDED, standing.tier, target)


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
