"""The warnings queue: open episodes by the time that is left, and what was done about each."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from relmgr.db.reader import Reader
from relmgr.domain.snooze import is_asleep
from relmgr.domain.values import Key, Level, Severity, SignalState, Tier
from relmgr.errors import Ambiguous, NotFound
from relmgr.queries.assigned import assigned
from relmgr.words import Words

NO_SIGNAL = Words("没有编号为 {text} 的预警。", "There is no warning {text}.")
MANY_SIGNALS = Words("{text} 对应多条预警：{ids}", "{text} could be any of the warnings {ids}")

IS_OPEN = "s.state IN ('open', 'acked', 'planned')"
AWAKE = "coalesce(s.snoozed_until <= :today, true)"
"""On the day a snooze ends the warning is back by itself."""

ANSWER_BY = """CASE s.state WHEN 'open' THEN s.due_on WHEN 'acked' THEN coalesce(s.plan_by_on, s.due_on)
  WHEN 'planned' THEN coalesce(s.plan_due_on, s.due_on) END"""
IS_LATE = f"({IS_OPEN} AND {AWAKE} AND {ANSWER_BY} < :today)"
CLOSED = "'resolved', 'dismissed', 'cleared'"
VIEWS: dict[str, str] = {
    "open": f"s.state IN ('open', 'acked') AND {AWAKE}",
    "late": IS_LATE,
    "planned": f"s.state = 'planned' AND {AWAKE}",
    "snoozed": f"{IS_OPEN} AND NOT {AWAKE}",
    "closed": f"s.state IN ({CLOSED})",
    "all": "true",
}
"""Views of the queue: what waits, is late, planned, set aside or closed, and everything."""


@dataclass(frozen=True, slots=True)
class WarningRow:
    """One warning episode; `answer_by` is the day by which its next answer is due.

    `escalated_on` is the day since which it stands on the manager's list, None where it does not.
    """

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
    answer_by: date | None
    snoozed_until: date | None
    snooze_reason: str
    snoozes: int
    escalated_on: date | None
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
        """Return the calendar days until the next answer is due; negative when it is late."""
        return None if self.answer_by is None else (self.answer_by - today).days

    def is_late(self, today: date) -> bool:
        """Tell whether somebody should have answered by now: seen it, planned it, or done what was planned."""
        left = self.days_left(today)
        return (
            self.state.is_open and not is_asleep(self.snoozed_until, today) and left is not None and left < 0
        )


WARNINGS = f"""
SELECT s.id, s.client_id, coalesce(nullif(c.short_name, ''), c.name) AS client, k.tier, k.level AS client_level,
       k.exposure_minor, k.currency, s.rule_id, s.rule_version, s.severity, s.state,
       coalesce(json_extract(s.evidence, '$.title.zh'), s.rule_id) AS title_zh,
       coalesce(json_extract(s.evidence, '$.title.en'), s.rule_id) AS title_en,
       s.subject, s.first_seen_on, s.due_on, {ANSWER_BY} AS answer_by, s.snoozed_until, s.snooze_reason,
       s.snoozes, s.escalated_on, s.plan_measure, s.plan_due_on, s.plan_note, s.outcome, s.closed_on
FROM signal s CROSS JOIN client c ON c.id = s.client_id CROSS JOIN clientcache k ON k.client_id = c.id
WHERE NOT s.deleted AND NOT c.deleted AND {assigned("c.id")}
"""
"""The warnings are what is begun with, in this and every other question about few rows of a large book: SQLite, which
keeps no statistics here, might else begin with the clients."""
BY_SEVERITY = "CASE s.severity WHEN 'red' THEN 0 WHEN 'orange' THEN 1 ELSE 2 END"
BY_URGENCY = f"{BY_SEVERITY}, answer_by IS NULL, answer_by, k.exposure_minor DESC NULLS LAST, s.id"


def warning_queue(reader: Reader, view: str = "open") -> list[WarningRow]:
    """Return the warnings of a view: open ones by severity, then the time left; closed ones newest first."""
    return reader.rows(
        WarningRow,
        f"{WARNINGS} AND {VIEWS[view]} ORDER BY {'s.closed_on DESC, s.id DESC' if view == 'closed' else BY_URGENCY}",
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


def snoozed_before(reader: Reader, key: Key) -> tuple[Severity, int]:
    """Return the severity of a warning and how often in a row it was set aside; raises NotFound."""
    found = reader.records("SELECT severity, snoozes FROM signal WHERE id = :key AND NOT deleted", key=key)
    if not found:
        raise NotFound(NO_SIGNAL.fill(text=key))
    return Severity(found[0][0]), int(found[0][1])


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
    """How many warnings are in which state; `closed` counts the last 30 days.

    Those set aside are counted as `snoozed` and nowhere else; `late` ones also where they belong, and
    `escalated` ones, which stand on the manager's list, as well. `red` and `orange` count those that wait, by severity.
    """

    new: int
    acked: int
    planned: int
    closed: int
    late: int
    snoozed: int
    escalated: int
    red: int
    orange: int


def warning_counts(reader: Reader) -> WarningCounts:
    """Return the counts of the title row."""
    counted = f"""SELECT s.state, s.severity, s.closed_on, s.escalated_on, {AWAKE} AS awake, {IS_LATE} AS is_late
              FROM signal s CROSS JOIN client c ON c.id = s.client_id
              WHERE NOT s.deleted AND NOT c.deleted AND {assigned("c.id")}"""
    sql = f"""
        SELECT count(*) FILTER (WHERE state = 'open' AND awake) AS new,
               count(*) FILTER (WHERE state = 'acked' AND awake) AS acked,
               count(*) FILTER (WHERE state = 'planned' AND awake) AS planned,
               count(*) FILTER (WHERE state IN ({CLOSED})) AS closed,
               count(*) FILTER (WHERE is_late) AS late,
               count(*) FILTER (WHERE state IN ('open', 'acked', 'planned') AND NOT awake) AS snoozed,
               count(*) FILTER (WHERE state IN ('open', 'acked', 'planned') AND escalated_on IS NOT NULL) AS escalated,
               count(*) FILTER (WHERE state IN ('open', 'acked', 'planned') AND awake AND severity = 'red') AS red,
               count(*) FILTER (WHERE state IN ('open', 'acked', 'planned') AND awake AND severity = 'orange') AS orange
        FROM ({counted} AND {IS_OPEN} UNION ALL {counted} AND +s.state IN ({CLOSED}) AND s.closed_on >= :since)"""
    found = reader.one(
        WarningCounts,
        sql,
        me=reader.manager_id,
        today=reader.today,
        since=reader.today - timedelta(days=30),
    )
    assert found is not None
    return found
