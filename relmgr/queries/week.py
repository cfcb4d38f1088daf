"""One week of the signed-in manager: what happened, what was missed and what comes, as it stood then.

A week that is over is told as it ended: assignments, tiers and open follow-ups are those of that time.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from relmgr.db.reader import Reader
from relmgr.domain.dates import monday_of
from relmgr.domain.values import FollowUpKind, FollowUpState, Key, Tier, VisitKind, VisitState
from relmgr.domain.week_facts import (
    ClosedWarning,
    Coverage,
    DoneVisit,
    HeardNeed,
    PlannedVisit,
    RaisedWarning,
    TierMove,
    WeekFacts,
    WeekTask,
)
from relmgr.domain.week_id import week_of
from relmgr.queries import week_sql as sql


@dataclass(frozen=True, slots=True)
class _Visit:
    id: Key
    client_id: Key
    client: str
    tier: Tier | None
    state: VisitState
    occurred_on: date | None
    planned_at: datetime | None
    all_day: bool
    kind: VisitKind
    met: str
    topic: str
    summary: str


@dataclass(frozen=True, slots=True)
class _Task:
    client_id: Key
    client: str
    kind: FollowUpKind
    text: str
    state: FollowUpState
    visited_on: date | None
    made_at: datetime
    due_on: date | None
    done_at: datetime | None
    result: str


@dataclass(frozen=True, slots=True)
class _Span:
    """The week in days and instants; `as_of` is the day on which lateness is judged."""

    reader: Reader
    monday: date

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def as_of(self) -> date:
        return min(self.reader.today, self.monday + timedelta(days=7))

    @property
    def last_day(self) -> date:
        return min(self.reader.today, self.sunday)

    def holds(self, day: date | None) -> bool:
        """Tell whether a day lies in the week."""
        return day is not None and self.monday <= day <= self.sunday

    def before(self, day: date) -> datetime:
        """Return the instant at which `day` begins for the banker."""
        return datetime.combine(day, time(), self.reader.zone).astimezone(UTC)

    def local(self, at: datetime | None) -> date | None:
        """Return the banker's day of an instant."""
        return at.astimezone(self.reader.zone).date() if at else None

    @property
    def values(self) -> dict[str, object]:
        """Return the parameters every statement takes."""
        return {
            "me": self.reader.manager_id,
            "last_day": self.last_day,
            "monday": self.monday,
            "sunday": self.sunday,
            "as_of": self.as_of,
            "next_sunday": self.monday + timedelta(days=13),
            "from_at": self.before(self.monday),
            "as_of_at": self.before(self.as_of),
            "to_at": self.before(self.monday + timedelta(days=7)),
            "next_to_at": self.before(self.monday + timedelta(days=14)),
        }


def week_facts(reader: Reader, day: date) -> WeekFacts:
    """Return the facts of the ISO week in which `day` lies, in seven statements."""
    span = _Span(reader, monday_of(day))
    values = span.values
    visits = reader.rows(_Visit, sql.VISITS, **values)
    planned = [(visit, _planned(span, visit)) for visit in visits if visit.planned_at]
    waiting = [plan for visit, plan in planned if visit.state != VisitState.DONE and span.holds(plan.on)]
    tasks = [_task(span, task) for task in reader.rows(_Task, sql.TASKS, **values)]
    extra = reader.records(sql.STANDING, **values)[0]
    return WeekFacts(
        week=week_of(span.monday),
        manager=str(extra[0]),
        as_of=span.as_of,
        done=tuple(_done(v) for v in visits if v.state == VisitState.DONE and span.holds(v.occurred_on)),
        missed=tuple(plan for plan in waiting if plan.on < span.as_of),
        coming=tuple(plan for plan in waiting if plan.on >= span.as_of),
        needs=tuple(reader.rows(HeardNeed, sql.NEEDS, **values)),
        tiers=tuple(reader.rows(TierMove, sql.TIERS, **values)),
        raised=tuple(reader.rows(RaisedWarning, sql.RAISED, **values)),
        closed=tuple(reader.rows(ClosedWarning, sql.CLOSED, **values)),
        overdue=tuple(task for task in tasks if _is_late(task, span)),
        finished=tuple(task for task in tasks if span.holds(task.done_on)),
        promised=tuple(t for t in tasks if t.kind != FollowUpKind.TASK and span.holds(t.made_on)),
        next_visits=tuple(plan for _, plan in planned if plan.on > span.sunday),
        next_tasks=tuple(task for task in tasks if _is_next(task, span)),
        coverage=Coverage(int(extra[1]), int(extra[2])),
        red_unplanned=int(extra[3]),
    )


def _done(visit: _Visit) -> DoneVisit:
    assert visit.occurred_on is not None
    return DoneVisit(
        visit.id,
        visit.client_id,
        visit.client,
        visit.tier,
        visit.occurred_on,
        visit.kind,
        visit.met,
        visit.summary,
    )


def _planned(span: _Span, visit: _Visit) -> PlannedVisit:
    assert visit.planned_at is not None
    local = visit.planned_at.astimezone(span.reader.zone)
    at = None if visit.all_day else local.time()
    return PlannedVisit(
        visit.id, visit.client_id, visit.client, visit.tier, local.date(), at, visit.kind, visit.topic
    )


def _task(span: _Span, task: _Task) -> WeekTask:
    """Return a follow-up as it stood at the end of the week: what was done later was still open then."""
    made = task.visited_on or span.local(task.made_at)
    assert made is not None
    done = span.local(task.done_at) if task.state == FollowUpState.DONE else None
    state, result = task.state, task.result
    if done is not None and done > span.last_day:
        state, done, result = FollowUpState.OPEN, None, ""
    return WeekTask(task.client_id, task.client, task.kind, task.text, state, made, task.due_on, done, result)


def _is_late(task: WeekTask, span: _Span) -> bool:
    """Tell whether a follow-up was due and not done when the week ended (for this week: until today)."""
    return _was_open(task, span) and task.due_on is not None and task.due_on < span.as_of


def _is_next(task: WeekTask, span: _Span) -> bool:
    return _was_open(task, span) and task.due_on is not None and task.due_on > span.sunday


def _was_open(task: WeekTask, span: _Span) -> bool:
    return task.done_on is None and task.made_on <= span.last_day
