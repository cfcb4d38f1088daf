"""The sections of the calendar as lines: days with their visits, the month, and who is not planned yet."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from relmgr import i18n
from relmgr.domain import dates
from relmgr.domain.calendar_words import DAY_EN, DAY_ZH, monday_of
from relmgr.domain.clashes import clashes
from relmgr.domain.values import VisitState
from relmgr.queries.schedule import Schedule
from relmgr.queries.visits import AgendaRow, visit_day
from relmgr.screens.client_view import VISIT_LABELS, nothing
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled
from relmgr.widgets.line_list import Line, Target, cell, heading, note, row
from relmgr.words import Words

UNLOGGED = Words("已过未记 {n} (按 v 补记)", "Past, not logged {n} (press v)")
FREE = Words("(空) 按 n 新建", "(free) n plans a visit")
NO_VISITS = Words("这段时间没有安排。n 新建   h/l 换日   PgUp/PgDn 换周",
                  "Nothing planned here.   n new   h/l day   PgUp/PgDn week")  # fmt: skip
CLASH = Words("冲突! 重叠{n}分钟", "clash! {n} min")
LOGGED, ALL_DAY = Words("✓ 已记", "✓ logged"), Words("全天", "all day")
DAYS_SHOWN = Words("所示日期", "Days shown")
COUNTS = Words("已排 {planned}   已记 {done}", "planned {planned}   logged {done}")
UNPLANNED = Words("未排A类 {n} 家 (p 排期)", "A-tier not planned {n} (p plans)")
ALL_PLANNED = Words("A类客户都已排期。", "Every A-tier client has a visit planned.")
NEVER = Words("从未", "never")
TODAY = Words("今天", "today")
DOTS = Words(". 1-2 个   : 3+ 个", ". 1-2    : 3+")


@dataclass(frozen=True, slots=True)
class Shown:
    """The schedule as it is painted."""

    schedule: Schedule
    today: date
    anchor: date
    zone: ZoneInfo
    width: int


def past(shown: Shown) -> list[Line]:
    """Return the appointments that were never logged; no lines when there are none."""
    rows = shown.schedule.unlogged
    if not rows:
        return []
    return [heading(i18n.say(UNLOGGED, n=len(rows))), *(_visit(shown, v, 0, dated=True) for v in rows)]


def days(shown: Shown, *, empty_days: bool) -> list[Line]:
    """Return every day with its visits; days without any are left out unless `empty_days`."""
    schedule = shown.schedule
    logged_late = {v.id for v in schedule.unlogged}
    by_day: dict[date, list[AgendaRow]] = {}
    for visit in schedule.visits:
        if visit.id not in logged_late and (on := visit_day(visit, shown.zone)) is not None:
            by_day.setdefault(on, []).append(visit)
    lines: list[Line] = []
    for count in range((schedule.end - schedule.start).days + 1):
        day = schedule.start + timedelta(days=count)
        if by_day.get(day) or empty_days:
            lines += _day(shown, day, by_day.get(day, []))
    return lines or [nothing(NO_VISITS)]


def _day(shown: Shown, day: date, visits: Sequence[AgendaRow]) -> list[Line]:
    word = f"{dates.weekday(day, i18n.language())} {dates.month_day(day)}"
    if day.year != shown.today.year:
        word = dates.full(day, i18n.language())
    lines = [heading(f"{word}  {i18n.say(TODAY)}" if day == shown.today else word)]
    if not visits:
        free = Styled(i18n.say(FREE), "muted")
        return [*lines, row(Target("day", day.isoformat()), free)]
    overlap = clashes((v.id, v.planned_at, v.minutes) for v in visits
                      if v.planned_at is not None and not v.all_day and v.state is VisitState.PLANNED)  # fmt: skip
    return [*lines, *(_visit(shown, v, overlap.get(v.id, 0)) for v in visits)]


def _visit(shown: Shown, visit: AgendaRow, overlap: int, *, dated: bool = False) -> Line:
    zh = i18n.language() == "zh"
    done = visit.state is VisitState.DONE
    on = visit_day(visit, shown.zone)
    when = f"{dates.month_day(on)} " if dated else ""
    mark: str | Styled = privacy.words(visit.place)
    if done:
        mark = i18n.say(LOGGED)
    elif overlap:
        mark = Styled(i18n.say(CLASH, n=overlap), "overdue")
    name = 18 if shown.width >= 72 else 14
    used = 1 + len(when) + 12 + (5 if zh else 8) + name + 1 + (17 if mark else 1)
    return row(
        Target("visit_done" if done else "visit", visit.id, visit.client_id),
        Styled(when, "overdue"),
        cell(_time(visit, shown.zone), 11),
        cell(i18n.say(VISIT_LABELS[visit.kind]), 4 if zh else 7),
        cell(privacy.name(visit.client), name),
        cell(privacy.words(visit.summary if done else visit.topic), max(6, shown.width - used)),
        mark,
    )


def _time(visit: AgendaRow, zone: ZoneInfo) -> str:
    if visit.all_day or visit.planned_at is None:
        return i18n.say(ALL_DAY)
    start = visit.planned_at.astimezone(zone)
    if not visit.minutes:
        return f"{start:%H:%M}"
    return f"{start:%H:%M}-{start + timedelta(minutes=visit.minutes):%H:%M}"


def unplanned(shown: Shown) -> list[Line]:
    """Return A-tier clients without a planned visit, longest unseen first."""
    clients = shown.schedule.unplanned
    lines = [heading(i18n.say(UNPLANNED, n=len(clients)))]
    if not clients:
        return [*lines, nothing(ALL_PLANNED)]
    for place, client in enumerate(clients, 1):
        seen = i18n.say(NEVER)
        if client.last_contact_on is not None:
            seen = dates.ago(client.last_contact_on, shown.today, i18n.language())
        lines.append(
            row(Target("client", client.client_id, client.client_id), cell(str(place), 2),
                cell(privacy.name(client.client), 20), seen)
        )  # fmt: skip
    return lines


def counts(shown: Shown) -> list[Line]:
    """Return how many visits of the shown days are planned and logged."""
    visits = shown.schedule.visits
    done = sum(v.state is VisitState.DONE for v in visits)
    return [heading(i18n.say(DAYS_SHOWN)), note(" ", i18n.say(COUNTS, planned=len(visits) - done, done=done))]


def month(shown: Shown) -> list[Line]:
    """Return the month of the anchor, ISO weeks at the left, busy days marked, the anchor in brackets."""
    busy: dict[date, int] = {}
    for visit in shown.schedule.month:
        if (on := visit_day(visit, shown.zone)) is not None:
            busy[on] = busy.get(on, 0) + 1
    first = shown.anchor.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    names = DAY_ZH if i18n.language() == "zh" else tuple(name[:2] for name in DAY_EN)
    lines = [heading(f"{first:%Y-%m}"), note("  W" + "".join(f"  {name}" for name in names))]
    monday = monday_of(first)
    while monday <= last:
        lines.append(note(*_week(shown.anchor, monday, busy)))
        monday += timedelta(days=7)
    return [*lines, note(" ", Styled(i18n.say(DOTS), "muted"))]


def _week(anchor: date, monday: date, busy: dict[date, int]) -> list[str | Styled]:
    parts: list[str | Styled] = [Styled(f" {monday.isocalendar().week:02}", "muted")]
    for count in range(7):
        day = monday + timedelta(days=count)
        if day.month != anchor.month:
            parts.append("    ")
            continue
        number = busy.get(day, 0)
        tail = ":" if number > 2 else "." if number else " "
        if day == anchor:
            parts.append(Styled(f"[{day.day:>2}]", "strong"))
        else:
            parts.append(f" {day.day:>2}{tail}")
    return parts


def first_of(schedule: Schedule, day: date, zone: ZoneInfo) -> Target | None:
    """Return the first row of a day, or None for a day that is not shown."""
    if not schedule.start <= day <= schedule.end:
        return None
    late = {v.id for v in schedule.unlogged}
    for visit in schedule.visits:
        if visit.id not in late and visit_day(visit, zone) == day:
            kind = "visit_done" if visit.state is VisitState.DONE else "visit"
            return Target(kind, visit.id, visit.client_id)
    return Target("day", day.isoformat())
