"""The warnings queue: open episodes by the time that is left, and what was done about each."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from relmgr.db.reader import Reader
from relmgr.domain.values import Key, Level, Severity, SignalState, Tier
from relmgr.errors import Ambiguous, NotFound
from relmgr.queries.assigned import ASSIGNED
from relmgr.words import Words

NO_SIGNAL = Words("没有编号为 {text} 的预警。", "There is no warning {text}.")
MANY_SIGNALS = Words("{text} 对应多条预警：{ids}", "{text} could be any of the warnings {ids}")

OPEN = ("open", "acked", "planned")
VIEWS: dict[str, tuple[str, ...]] = {
    "open": ("open", "acked"),
    "planned": ("planned",),
    "closed": ("resolved", "dismissed", "cleared"),
    "all": (*OPEN, "resolved", "dismissed", "cleared"),
}
"""Views of the queue: what waits, what is planned, what is closed, everything."""


@dataclass(frozen=True, slots=True)
class WarningRow:
    """One warning episode; `due_on` is the day by which somebody must have answered it."""

    id: Key
    client_id: Key
    client: str
    tier: Tier | None
    client_level: Level
    exposure_minor: int | None
    currency: str | None
    rule_id: str
    rule_version: int
    severity: Severity
    state: SignalState
    title_zh: str
    title_en: str
    subject: str
    first_seen_on: date
    due_on: date | None
    plan_measure: str
    plan_due_on: date | None
    plan_note: str
    outcome: str
    closed_on: date | None

    @property
    def title(self) -> Words:
        """Return what happened, in both languages."""
        return Words(self.title_zh, self.title_en)

    def days_left(self, today: date) -> int | None:
        """Return the calendar days until an answer is due; negative when it is late."""
        return None if self.due_on is None else (self.due_on - today).days


WARNINGS = f"""
SELECT s.id, s.client_id, coalesce(nullif(c.short_name, ''), c.name) AS client, k.tier, k.level AS client_level,
       k.exposure_minor, k.currency, s.rule_id, s.rule_version, s.severity, s.state,
       coalesce(json_extract(s.evidence, '$.title.zh'), s.rule_id) AS title_zh,
       coalesce(json_extract(s.evidence, '$.title.en'), s.rule_id) AS title_en,
       s.subject, s.first_seen_on, s.due_on, s.plan_measure, s.plan_due_on, s.plan_note, s.outcome, s.closed_on
FROM signal s JOIN client c ON c.id = s.client_id JOIN clientcache k ON k.client_id = c.id
WHERE NOT s.deleted AND NOT c.deleted AND c.id {ASSIGNED}
"""
BY_SEVERITY = "CASE s.severity WHEN 'red' THEN 0 WHEN 'orange' THEN 1 ELSE 2 END"


def warning_queue(reader: Reader, view: str = "open") -> list[WarningRow]:
    """Return the warnings of a view: open ones by severity, then the time left; closed ones newest first."""
    states = ", ".join(f"'{state}'" for state in VIEWS[view])
    order = (
        "s.closed_on DESC, s.id DESC"
        if view == "closed"
        else f"{BY_SEVERITY}, s.due_on IS NULL, s.due_on, k.exposure_minor DESC NULLS LAST, s.id"
    )
    return reader.rows(
        WarningRow,
        f"{WARNINGS} AND s.state IN ({states}) ORDER BY {order}",
        me=reader.manager_id,
        today=reader.today,
    )


def resolve_signal(reader: Reader, text: str) -> Key:
    """Return the key of the warning a person names by its id, the beginning or the end of it."""
    wanted = text.strip().lower()
    found = reader.column(
        "SELECT id FROM signal WHERE NOT deleted AND (substr(id, 1, length(:wanted)) = :wanted"
        " OR substr(id, -length(:wanted)) = :wanted) ORDER BY id LIMIT 9",
        wanted=wanted,
    )
    if not found or not wanted:
        raise NotFound(NO_SIGNAL.fill(text=text))
    if len(found) > 1 and wanted not in found:
        raise Ambiguous(MANY_SIGNALS.fill(text=text, ids=", ".join(found)), found)
    return Key(found[0])


@dataclass(frozen=True, slots=True)
class SignalStep:
    """One entry in the life of a warning."""

    at: datetime
    on_day: date
    kind: str
    severity: Severity
    note: str
    by: str


def signal_history(reader: Reader, key: Key) -> list[SignalStep]:
    """Return what happened to a warning, oldest first."""
    return reader.rows(
        SignalStep,
        "SELECT at, on_day, kind, severity, note, by FROM signalevent WHERE signal_id = :key AND NOT deleted"
        " ORDER BY at, id",
        key=key,
    )


@dataclass(frozen=True, slots=True)
class WarningCounts:
    """How many warnings are in which state; `closed` counts the last 30 days."""

    new: int
    acked: int
    planned: int
    closed: int


def warning_counts(reader: Reader) -> WarningCounts:
    """Return the counts of the title row."""
    sql = f"""
        SELECT count(*) FILTER (WHERE state = 'open') AS new, count(*) FILTER (WHERE state = 'acked') AS acked,
               count(*) FILTER (WHERE state = 'planned') AS planned,
               count(*) FILTER (WHERE state IN ('resolved', 'dismissed', 'cleared') AND closed_on >= :since) AS closed
        FROM ({WARNINGS})"""
    found = reader.one(
        WarningCounts,
        sql,
        me=reader.manager_id,
        today=reader.today,
        since=reader.today - timedelta(days=30),
    )
    assert found is not None
    return found
