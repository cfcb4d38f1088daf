"""The watch list: who is on it and why, what was planned and reviewed, and the report for the manager."""

from dataclasses import dataclass
from datetime import date, timedelta

from relmgr.db.reader import Reader
from relmgr.domain.values import AssetClass, Key, Level, Tier
from relmgr.domain.watch_list import PlanStatus, WatchCause, WatchProposal, WatchState
from relmgr.queries.assigned import assigned

ON, OFF, ALL = "on", "off", "all"
REPORT_DAYS = 30
"""The report counts entries and exits of so many days."""


@dataclass(frozen=True, slots=True)
class WatchRow:
    """One stay of a client on the list; amounts in minor units of `currency` as they stood on entry.

    `triggers` counts red and orange risk warnings that are open now; `answer_by_on` is the day by which owner
    and plan must stand; `exit_by` proposed the exit.
    """

    id: Key
    client_id: Key
    client: str
    tier: Tier | None
    level: Level
    entered_on: date
    cause: WatchCause
    text: str
    is_reentry: bool
    owner: str
    plan: str
    plan_due_on: date | None
    answer_by_on: date | None
    currency: str | None
    exposure_minor: int | None
    security_minor: int | None
    review_days: int
    next_review_on: date
    clean_reviews: int
    triggers: int
    state: WatchState
    exit_by: str
    exit_asked_on: date | None
    exit_reason: str
    exit_approved_by: str
    refusal: str
    exited_on: date | None

    @property
    def is_on(self) -> bool:
        """Tell whether the client is watched now."""
        return self.state is not WatchState.OFF

    @property
    def is_unanswered(self) -> bool:
        """Tell whether owner or plan is still missing."""
        return self.is_on and not (self.owner.strip() and self.plan.strip())

    def is_review_late(self, today: date) -> bool:
        """Tell whether the next review should have been held by now."""
        return self.is_on and self.next_review_on < today

    def is_answer_late(self, today: date) -> bool:
        """Tell whether owner or plan is missing beyond its days, which is a matter for the manager."""
        return self.is_unanswered and self.answer_by_on is not None and self.answer_by_on < today

    def age(self, today: date) -> int:
        """Return the days on the list, to its end or to today."""
        return ((self.exited_on or today) - self.entered_on).days


WATCHED = f"""
SELECT w.id, w.client_id, coalesce(nullif(c.short_name, ''), c.name) AS client, k.tier, k.level, w.entered_on,
       w.cause, w.text, w.is_reentry, w.owner, w.plan, w.plan_due_on, w.answer_by_on, w.currency,
       w.exposure_minor, w.security_minor, w.review_days, w.next_review_on, w.clean_reviews,
       (SELECT count(*) FROM signal s WHERE s.client_id = w.client_id AND NOT s.deleted
          AND +s.state IN ('open', 'acked', 'planned') AND s.scope = 'risk' AND s.severity IN ('red', 'orange')
       ) AS triggers,
       w.state, w.exit_by, w.exit_asked_on, w.exit_reason, w.exit_approved_by, w.refusal, w.exited_on
FROM watchitem w CROSS JOIN client c ON c.id = w.client_id CROSS JOIN clientcache k ON k.client_id = w.client_id
WHERE NOT w.deleted AND NOT c.deleted AND {assigned("c.id")}
"""
VIEWS = {ON: "w.state <> 'off'", OFF: "w.state = 'off'", ALL: "true"}


def watch_list(reader: Reader, view: str = ON) -> list[WatchRow]:
    """Return the stays of a view: those on the list by their next review, those that left newest first."""
    order = "w.state = 'off', CASE WHEN w.state = 'off' THEN w.exited_on END DESC, w.next_review_on, w.id"
    return reader.rows(
        WatchRow, f"{WATCHED} AND {VIEWS[view]} ORDER BY {order}", me=reader.manager_id, today=reader.today
    )


def watch_of(reader: Reader, client: Key) -> WatchRow | None:
    """Return the stay of a client that is watched now, or None."""
    return reader.one(
        WatchRow,
        f"{WATCHED} AND w.state <> 'off' AND w.client_id = :client",
        me=reader.manager_id,
        today=reader.today,
        client=client,
    )


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review of a watched client."""

    reviewed_on: date
    finding: str
    asset_class: str
    stage: int | None
    plan_status: PlanStatus
    proposal: WatchProposal
    clean: bool
    by: str


def watch_reviews(reader: Reader, item: Key) -> list[ReviewRow]:
    """Return the reviews of a stay, newest first."""
    return reader.rows(
        ReviewRow,
        "SELECT reviewed_on, finding, asset_class, stage, coalesce(nullif(plan_status, ''), 'none') AS plan_status,"
        " proposal, clean, by FROM watchreview WHERE item_id = :item AND NOT deleted"
        " ORDER BY reviewed_on DESC, created_at DESC, id DESC",
        item=item,
    )


@dataclass(frozen=True, slots=True)
class OnRecord:
    """The recorded class and the computed stage of a client, for a review to check; None where unknown."""

    asset_class: AssetClass | None
    stage: int | None


def on_record(reader: Reader, client: Key) -> OnRecord:
    """Return what a review is to check."""
    found = reader.records("SELECT asset_class, stage FROM clientcache WHERE client_id = :key", key=client)
    known = {one.value for one in AssetClass}
    asset_class, stage = found[0] if found else (None, None)
    return OnRecord(AssetClass(asset_class) if asset_class in known else None, stage)


@dataclass(frozen=True, slots=True)
class WatchedExposure:
    """What the watched clients of one currency owe today, in minor units."""

    currency: str
    minor: int
    clients: int


@dataclass(frozen=True, slots=True)
class WatchReport:
    """The list for the manager: how many, how much, who came and went in 30 days, how old, what is overdue.

    `average_age` is in days, None when nobody is watched; clients whose exposure is unknown or in several
    currencies are counted in `unknown_exposure`.
    """

    day: date
    since: date
    count: int
    exposure: tuple[WatchedExposure, ...]
    unknown_exposure: int
    entries: int
    reentries: int
    exits: int
    average_age: float | None
    overdue_reviews: int
    unanswered: int
    exits_proposed: int


def watch_report(reader: Reader, days: int = REPORT_DAYS) -> WatchReport:
    """Return the report over the assigned clients as of today."""
    rows, today = watch_list(reader, ALL), reader.today
    since = today - timedelta(days=days)
    on = [row for row in rows if row.is_on]
    entered = [row for row in rows if row.entered_on >= since]
    exposure = _exposure(reader)
    return WatchReport(
        day=today,
        since=since,
        count=len(on),
        exposure=tuple(exposure),
        unknown_exposure=len(on) - sum(one.clients for one in exposure),
        entries=len(entered),
        reentries=sum(row.is_reentry for row in entered),
        exits=sum(row.exited_on is not None and row.exited_on >= since for row in rows),
        average_age=sum(row.age(today) for row in on) / len(on) if on else None,
        overdue_reviews=sum(row.is_review_late(today) for row in on),
        unanswered=sum(row.is_answer_late(today) for row in on),
        exits_proposed=sum(row.state is WatchState.EXIT_PROPOSED for row in on),
    )


def _exposure(reader: Reader) -> list[WatchedExposure]:
    return reader.rows(
        WatchedExposure,
        f"""
        SELECT k.currency, sum(k.exposure_minor) AS minor, count(*) AS clients
        FROM watchitem w CROSS JOIN client c ON c.id = w.client_id CROSS JOIN clientcache k ON k.client_id = w.client_id
        WHERE w.state <> 'off' AND NOT w.deleted AND NOT c.deleted AND k.exposure_minor IS NOT NULL
          AND k.currency IS NOT NULL AND {assigned("c.id")}
        GROUP BY k.currency ORDER BY minor DESC, k.currency
        """,
        me=reader.manager_id,
        today=reader.today,
    )
