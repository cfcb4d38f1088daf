"""The published tier as an override moves it: where it stands, how far a cap lets it, and the row that says so."""

from dataclasses import dataclass

from relmgr.db.tables import TierChange, TierOverride
from relmgr.db.work import UnitOfWork
from relmgr.domain.periods import month_on, month_text
from relmgr.domain.review import MoveKind, Standing, TierMove, after_override, under_override
from relmgr.domain.rules import Rulebook
from relmgr.domain.tiers import BEST, Override, worse
from relmgr.domain.values import Key, ReviewState, Tier
from relmgr.errors import NotFound
from relmgr.queries.tier_standing import TierStanding, tier_standing
from relmgr.words import Words

UNRATED = ""
"""How "no tier" is stored as the end of a change, whose column does not take NULL."""

GONE = Words("这条记录已不存在。", "This row is not there any more.")
WAITING = "SELECT id FROM tierchange WHERE client_id = :client AND state IN ('pending', 'postponed') AND NOT deleted"
CAUSE = """
SELECT reason_code FROM tierchange WHERE client_id = :client AND state = 'accepted' AND NOT deleted
ORDER BY decided_on DESC, decided_at DESC, id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class TierPublishing:
    """Moves published tiers in one unit of work, decided by the person who acts."""

    uow: UnitOfWork
    rules: Rulebook

    def follow(self, row: TierOverride) -> None:
        """Move the tier to what an override in force says; proposals that wait for a decision are withdrawn."""
        for key in self.uow.read.column(WAITING, client=row.client_id):
            self._decide(self.uow.get(TierChange, key), ReviewState.SUPERSEDED)
        standing = self.standing(row.client_id)
        self._publish(standing, under_override(self._before(standing, row), self._cap(standing)), row.reason)

    def give_back(self, row: TierOverride, reason: str) -> None:
        """Move the tier back to what the model and the caps say."""
        standing = self.standing(row.client_id)
        move = after_override(self._before(standing, row), standing.model_tier, self._cap(standing))
        self._publish(standing, move, reason)

    def standing(self, client_id: str) -> TierStanding:
        """Return where the tier of a client stands; raises NotFound."""
        found = tier_standing(self.uow.read, Key(client_id))
        if found is None:
            raise NotFound(GONE)
        return found

    def _publish(self, standing: TierStanding, move: TierMove | None, reason: str) -> None:
        if move is None:
            return
        row = TierChange(
            client_id=standing.client_id,
            from_tier=move.from_tier.value if move.from_tier else None,
            to_tier=move.to_tier.value if move.to_tier else UNRATED,
            proposed_on=self.uow.today,
            period=month_text(month_on(self.uow.today)),
            model_version=standing.model_version or "",
            score0_e6=standing.score_e6,
            score_e6=standing.score_e6,
            reason_code=move.kind.value,
            reason=reason.strip(),
        )
        self._decide(self.uow.add(row), ReviewState.ACCEPTED)

    def _decide(self, row: TierChange, state: ReviewState) -> None:
        row.state = state
        row.decided_on, row.decided_at, row.decided_by = self.uow.today, self.uow.now, self.uow.actor

    def _before(self, standing: TierStanding, row: TierOverride) -> Standing:
        """Return the published tier as the decision about it knows it; its history says whether a cap holds it."""
        cause = self.uow.read.value(CAUSE, client=row.client_id)
        override = Override(Tier(row.target_tier), row.from_on, row.expires_on)
        return Standing(standing.tier, cause == MoveKind.CAP, override=override)

    def _cap(self, standing: TierStanding) -> Tier:
        """Return the best tier that the last evaluation and what is known since then allow."""
        known = self.rules.scorecard.caps.best(standing.asset_class, standing.level)
        return worse(known, standing.cap_tier or BEST)
