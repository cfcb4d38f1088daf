"""What happened in one week, row by row: the facts of the weekly summary."""

from dataclasses import dataclass
from datetime import date, time

from relmgr.domain.tiers import rises
from relmgr.domain.values import (
    FeedbackKind,
    FollowUpKind,
    FollowUpState,
    Key,
    ReviewState,
    Severity,
    SignalState,
    Tier,
    VisitKind,
)
from relmgr.domain.week_id import WeekId
from relmgr.words import Words


@dataclass(frozen=True, slots=True)
class DoneVisit:
    """A contact that took place; `met` are names joined by `、`, '' when nobody was named."""

    id: Key
    client_id: Key
    client: str
    tier: Tier | None
    on: date
    kind: VisitKind
    met: str
    summary: str


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A contact that is or was planned; `at` is None when only the day is planned."""

    id: Key
    client_id: Key
    client: str
    tier: Tier | None
    on: date
    at: time | None
    kind: VisitKind
    topic: str


@dataclass(frozen=True, slots=True)
class HeardNeed:
    """A need, complaint or praise, and the department that should know."""

    client_id: Key
    client: str
    on: date
    kind: FeedbackKind
    text: str
    department: str
    state: str


@dataclass(frozen=True, slots=True)
class TierMove:
    """A tier change that was proposed or decided; scores in millionths of a point, `by` who decided."""

    client_id: Key
    client: str
    from_tier: Tier | None
    to_tier: Tier | None
    score0_e6: int | None
    score_e6: int | None
    proposed_on: date
    decided_on: date | None
    state: ReviewState
    by: str
    reason: str
    reason_code: str

    @property
    def is_up(self) -> bool:
        """Tell whether the client moves to a better tier, or gets its first one."""
        return rises(self.from_tier, self.to_tier)


@dataclass(frozen=True, slots=True)
class RaisedWarning:
    """A warning that was opened in the week or became graver; `severity` as at the end of the week."""

    client_id: Key
    client: str
    on: date
    is_new: bool
    severity: Severity
    title_zh: str
    title_en: str
    state: SignalState
    due_on: date | None
    measure: str
    measure_due_on: date | None

    @property
    def title(self) -> Words:
        """Return what happened, in both languages."""
        return Words(self.title_zh, self.title_en)


@dataclass(frozen=True, slots=True)
class ClosedWarning:
    """A warning that was closed in the week, and how it turned out."""

    client_id: Key
    client: str
    on: date
    severity: Severity
    title_zh: str
    title_en: str
    state: SignalState
    outcome: str
    by: str

    @property
    def title(self) -> Words:
        """Return what happened, in both languages."""
        return Words(self.title_zh, self.title_en)


@dataclass(frozen=True, slots=True)
class WeekTask:
    """A follow-up with what the week has to do with it: late, done, promised in it, or due in the next."""

    client_id: Key
    client: str
    kind: FollowUpKind
    text: str
    state: FollowUpState
    made_on: date
    due_on: date | None
    done_on: date | None
    result: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many A-tier clients were seen within the contact interval of their tier, of how many."""

    seen: int
    total: int


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """Everything about one week of one manager, as of a day.

    `as_of` is today, or the Monday after once the week is over: what was late is judged on that day.
    """

    week: WeekId
    manager: str
    as_of: date
    done: tuple[DoneVisit, ...] = ()
    missed: tuple[PlannedVisit, ...] = ()
    coming: tuple[PlannedVisit, ...] = ()
    needs: tuple[HeardNeed, ...] = ()
    tiers: tuple[TierMove, ...] = ()
    raised: tuple[RaisedWarning, ...] = ()
    closed: tuple[ClosedWarning, ...] = ()
    overdue: tuple[WeekTask, ...] = ()
    finished: tuple[WeekTask, ...] = ()
    promised: tuple[WeekTask, ...] = ()
    next_visits: tuple[PlannedVisit, ...] = ()
    next_tasks: tuple[WeekTask, ...] = ()
    coverage: Coverage = Coverage(0, 0)
    red_unplanned: int = 0
