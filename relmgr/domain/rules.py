"""The rulebook as a value: everything configurable that a verdict depends on, with its version."""

from collections.abc import Mapping
from dataclasses import dataclass

from relmgr.domain.cadence import CadenceMatrix
from relmgr.domain.classification import ClassLimits
from relmgr.domain.composite import Bands
from relmgr.domain.episodes import EpisodePolicy
from relmgr.domain.escalation import EscalationLimits
from relmgr.domain.fact_limits import FactLimits
from relmgr.domain.facts import Freshness
from relmgr.domain.master_scale import MasterScale
from relmgr.domain.scorecards import CORPORATE, Scorecard
from relmgr.domain.series import ChangeDetector
from relmgr.domain.signals import Look, WarningRule
from relmgr.domain.snooze import SnoozeLimits
from relmgr.domain.tier_calendar import MONTHLY, TierCalendar
from relmgr.domain.tiers import Caps, TierPolicy
from relmgr.domain.values import Severity
from relmgr.domain.watch_list import WatchPolicy


@dataclass(frozen=True, slots=True)
class ScoreRules:
    """Scorecards, tiers, caps and master scale; `rejected_days` is how long a rejected proposal stays rejected.

    `version` names all files of scorecards together; each card has a version of its own beside it.
    """

    version: str
    cards: Mapping[str, Scorecard]
    tiers: TierPolicy
    caps: Caps
    scale: MasterScale
    rejected_days: int
    calendar: TierCalendar = MONTHLY

    @property
    def card(self) -> Scorecard:
        """Return the card of clients that are no special case."""
        return self.cards[CORPORATE]


@dataclass(frozen=True, slots=True)
class WarningRules:
    """Warning rules and what all of them share; `late` rules need the client's risk level first.

    `trials` are what rules on trial look at: neither early nor late, they are judged after everything else.

    `respond_within` are working days by severity; `notices_a_day` is how many lines of new warnings a day
    tells; `stale_after` days by kind of data; `rating_window` the days over which a fall of the grade is
    looked for; `fact_limits` what else facts are made with.
    """

    version: str
    rules: tuple[WarningRule, ...]
    early: tuple[Look, ...]
    late: tuple[Look, ...]
    bands: Bands
    episodes: EpisodePolicy
    detector: ChangeDetector
    classes: ClassLimits
    respond_within: Mapping[Severity, int]
    snooze: SnoozeLimits
    escalation: EscalationLimits
    notices_a_day: int
    watch_list: WatchPolicy
    stale_after: Mapping[Freshness, int]
    rating_window: int
    fact_limits: FactLimits
    trials: tuple[Look, ...] = ()


@dataclass(frozen=True, slots=True)
class CadenceRules:
    """Contact intervals and other recurring duties, in days; `leads` say how early a duty is announced."""

    version: str
    matrix: CadenceMatrix
    review_days: int
    inspection_days: int
    first_use_days: int
    leads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules exactly as loaded; `version` names this text and no other, `text` is kept with verdicts."""

    version: str
    sha256: str
    text: str
    scorecard: ScoreRules
    warnings: WarningRules
    cadence: CadenceRules
