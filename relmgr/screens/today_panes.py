"""The sections of the Today page as lines."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from relmgr import i18n
from relmgr.domain import dates
from relmgr.domain.value_words import SEVERITIES, SIGNAL_STATES
from relmgr.domain.values import VisitState
from relmgr.queries.reminders import ReminderRow
from relmgr.queries.signals import WarningRow
from relmgr.queries.today import TodayPage
from relmgr.queries.visits import AgendaRow, visit_day
from relmgr.screens.client_view import UNKNOWN, VISIT_LABELS, nothing, time_left
from relmgr.screens.row_verbs import PlannedVisit
from relmgr.widgets import amounts, glyphs, privacy
from relmgr.widgets.badges import Styled, severity_badge
from relmgr.widgets.line_list import Line, Target, cell, heading, note, row
from relmgr.words import Words

ROOMY = 72
"""Cells from which a row of the agenda says everything in full."""
AGENDA = Words("今日日程", "Agenda")
WARNINGS, REMINDERS = Words("待处置预警: 红橙", "Warnings: red/orange"), Words("到期提醒", "Reminders")
ANSWERS_LATE, ESCALATED = Words("逾期 {n}", "late {n}"), Words("已上报 {n}", "with the manager {n}")
NEWS, MORE_NEWS = Words("今日新增 {n} 家:", "New today, {n} clients:"), Words("另 {n} 家", "{n} more")
FREE = Words("今天没有安排。n 新建   3 日程", "Nothing planned today.   n new   3 calendar")
NO_WARNINGS = Words("没有红色或橙色预警。4 看全部", "No red or orange warnings.   4 shows all")
NO_REMINDERS = Words("今天没有到期的提醒。", "No reminders are due.")
LOG_IT, LOG_IT_SHORT = Words("(按 v 补记)", "not logged - press v"), Words("(按 v 补记)", "press v")
LOGGED, ALL_DAY = Words("✓ 已记", "✓ logged"), Words("全天", "all day")
LATE, TODAY = Words("逾{n}天", "late{n}d"), Words("今天", "today")
WEEK, BOOK = Words("本周 {week}  周一至周日", "Week {week}  Mon-Sun"), Words("组合快照", "The book")
VISITS, COVER = Words("拜访", "Visits"), Words("A类覆盖", "A cover")
SILENT = Words("久未联系(>60天) {n} 家", "{n} clients silent > 60d")
UNSEEN = Words("从无联系记录 {n} 家", "{n} clients never seen")
CLIENTS = Words("客户 {n} 家", "{n} clients")
EXPOSURE = Words("用信 {amount}", "drawn {amount}")
MISSING = Words("(缺{n}笔)", "({n} unknown)")
LEVELS = Words("红 {red} 家   橙 {orange} 家", "{red} red, {orange} orange clients")
TO_REVIEW = Words("待复核分层 {n} 项", "{n} tier changes to review")
FIRST_USE = Words(
    "还没有客户。\n\n"
    "1. 导入客户表：退出后运行  relmgr import 客户.xlsx   (先预览再写入，可撤销)\n"
    "2. 看演示数据：退出后运行  relmgr demo   (40 家虚构客户，单独存放)\n"
    "3. 逐个新增：按  2  到客户，再按  n\n\n"
    "? 帮助    ^P 命令    0 设置    ^Q 退出",
    "No clients yet.\n\n"
    "1. Import your list: quit, then run  relmgr import clients.xlsx   (previewed first, undoable)\n"
    "2. See demo data: quit, then run  relmgr demo   (40 fictitious clients, kept apart)\n"
    "3. Add them one by one: press  2  for the clients, then  n\n\n"
    "? Help    ^P Commands    0 Settings    ^Q Quit",
)


def first_use() -> list[Line]:
    """Return what an empty book says: what is empty and what to press."""
    return [note(), *(note("  ", text) for text in i18n.say(FIRST_USE).split("\n"))]


def queue(page: TodayPage, zone: ZoneInfo, width: int) -> list[Line]:
    """Return agenda, warnings and reminders, the appointments that wait to be logged first."""
    agenda = [_visit(v, page.day, zone, width) for v in page.agenda]
    warnings = [_warning(w, page.day, width) for w in page.warnings]
    reminders = [_reminder(r, page.day, zone, width) for r in page.reminders]
    urgent = page.red + page.orange
    due = page.reminders_late + page.reminders_today
    return [
        heading(i18n.say(AGENDA)),
        *(agenda or [nothing(FREE)]),
        heading("  ".join([f"{i18n.say(WARNINGS)} {urgent or ''}".rstrip(), *_unanswered(page)])),
        *_news(page, width),
        *(warnings or [nothing(NO_WARNINGS)]),
        heading(f"{i18n.say(REMINDERS)} {due or ''}".rstrip()),
        *(reminders or [nothing(NO_REMINDERS)]),
    ]


def _unanswered(page: TodayPage) -> list[str]:
    """Return how many answers are late, and how many warnings the manager has heard of because of that."""
    counted = ((ANSWERS_LATE, page.answers_late), (ESCALATED, page.escalated))
    return [i18n.say(words, n=n) for words, n in counted if n]


def _news(page: TodayPage, width: int) -> list[Line]:
    """Return one line that names the clients with new warnings, the gravest first, and counts the rest."""
    news = page.news
    if not news.clients:
        return []
    said = i18n.say(NEWS, n=news.clients)
    names: list[str] = []
    for line in news.lines:
        mark = i18n.say(SEVERITIES[line.notice.severity])
        several = f"{len(line.notice.news)}" if len(line.notice.news) > 1 else ""
        name = f"{privacy.name(line.client)}({mark}{several})"
        left = news.clients - len(names) - 1
        more = i18n.say(MORE_NEWS, n=left) if left else ""
        if names and cell_len("  ".join([said, *names, name, more])) > width - 2:
            break
        names.append(name)
    rest = news.clients - len(names)
    more = i18n.say(MORE_NEWS, n=rest) if rest else ""
    return [_go("warnings", "  ".join(part for part in (said, *names, more) if part))]


def _visit(visit: AgendaRow, today: date, zone: ZoneInfo, width: int) -> Line:
    on = visit_day(visit, zone)
    late = on is not None and on < today
    done = visit.state is VisitState.DONE
    zh = i18n.language() == "zh"
    names = "" if width < ROOMY or not visit.met else "、".join(map(privacy.name, visit.met.split("、")))
    when = _when(visit, on, today, zone)
    mark: str | Styled = i18n.say(LOGGED) if done else ""
    if late and not done:
        mark = Styled(i18n.say(LOG_IT if width >= ROOMY else LOG_IT_SHORT) + " !", "overdue")
    name = _name_width(width)
    rest = max(12, width - 1 - 8 - (5 if zh else 8) - name - 1)
    tail = 0 if not mark else 9 if done else 14 if zh else 24 if width >= ROOMY else 11
    tail = tail or (15 if names else 0)
    return row(
        Target("visit_done" if done else "visit", visit.id, visit.client_id),
        cell(when, 7),
        cell(i18n.say(VISIT_LABELS[visit.kind]), 4 if zh else 7),
        cell(privacy.name(visit.client), name),
        cell(privacy.words(visit.summary if done else visit.topic), max(8, rest - tail)),
        mark or names,
    )


def _name_width(width: int) -> int:
    return 18 if width >= 72 else 14


def _when(visit: AgendaRow, on: date | None, today: date, zone: ZoneInfo) -> str:
    if on is not None and on < today:
        near = (today - on).days < 7
        return dates.weekday(on, i18n.language()) if near else dates.month_day(on)
    if visit.all_day or visit.planned_at is None:
        return i18n.say(ALL_DAY)
    return f"{visit.planned_at.astimezone(zone):%H:%M}"


def _warning(warning: WarningRow, today: date, width: int) -> Line:
    zh = i18n.language() == "zh"
    name = _name_width(width)
    rest = width - 1 - 7 - (name + 1) - 10 - (7 if zh else 13)
    return row(
        Target("signal", warning.id, warning.client_id),
        cell(severity_badge(warning.severity), 6),
        cell(privacy.name(warning.client), name),
        cell(privacy.about(i18n.say(warning.title), warning.client), max(10, rest)),
        cell(time_left(warning.answer_by, today), 8),
        i18n.say(SIGNAL_STATES[warning.state]),
    )


def _reminder(reminder: ReminderRow, today: date, zone: ZoneInfo, width: int) -> Line:
    days = (today - reminder.due_at.astimezone(zone).date()).days
    when = Styled(i18n.say(LATE, n=days), "overdue") if days > 0 else i18n.say(TODAY)
    return row(
        Target("reminder", reminder.id, reminder.client_id),
        cell(when, 7),
        cell(privacy.name(reminder.client or "-"), _name_width(width)),
        cell(privacy.words(reminder_text(reminder)), max(10, width - 11 - _name_width(width))),
    )


def reminder_text(reminder: ReminderRow) -> str:
    """Return what a reminder says without the client's name, which stands in a column of its own."""
    text = i18n.say(reminder.words)
    for lead in (f"{reminder.client}：", f"{reminder.client}: "):
        if reminder.client and text.startswith(lead):
            return text.removeprefix(lead)
    return text


# how the week goes and the book stands ----------------------------------------------------------------


def _bar(done: int, of: int, size: int = 10) -> str:
    filled = min(size, done * size // of) if of else 0
    percent = f"{100 * done // of:>4}%" if of else ""
    return f"{glyphs.bar(filled)}{glyphs.rule(size - filled)}{percent}"


def standing(page: TodayPage) -> list[Line]:
    """Return the week and the book for the pane at the right."""
    week, book = page.week, page.snapshot
    lines = [
        heading(i18n.say(WEEK, week=str(week.week)[5:])),
        _figure("weekly", VISITS, week.done, week.target),
        _figure("weekly", COVER, week.a_seen, week.a_total),
        _go("clients", i18n.say(SILENT, n=week.silent)),
    ]
    if week.unseen:
        lines.append(_go("clients", i18n.say(UNSEEN, n=week.unseen)))
    lines += [heading(i18n.say(BOOK)), _go("clients", i18n.say(CLIENTS, n=f"{book.clients:,}"))]
    for one in book.exposure:
        known = one.minor if one.unknown < one.facilities else None
        amount = f"{one.currency} {i18n.say(UNKNOWN)}"
        if known is not None:
            amount = privacy.amount(amounts.short(known, one.currency, decimals=1))
        missing = " " + i18n.say(MISSING, n=one.unknown) if one.unknown else ""
        lines.append(_go("clients", i18n.say(EXPOSURE, amount=amount) + missing))
    lines.append(_go("warnings", i18n.say(LEVELS, red=book.red, orange=book.orange)))
    lines.append(_go("tiers", i18n.say(TO_REVIEW, n=book.tiers_to_review)))
    return lines


def short_standing(page: TodayPage) -> list[Line]:
    """Return the week in two lines for a narrow window."""
    week, book = page.week, page.snapshot
    visits = f"{i18n.say(VISITS)} {week.done}/{week.target} {_bar(week.done, week.target)}"
    cover = f"{i18n.say(COVER)} {week.a_seen}/{week.a_total} {_bar(week.a_seen, week.a_total)}"
    return [
        heading(i18n.say(WEEK, week=str(week.week)[5:])),
        _go("weekly", f"{visits}   {cover}"),
        _go("clients", f"{i18n.say(SILENT, n=week.silent)}   {i18n.say(CLIENTS, n=f'{book.clients:,}')}"),
    ]


def _figure(place: str, label: Words, done: int, of: int) -> Line:
    return _go(place, cell(i18n.say(label), 8), cell(f"{done}/{of}", 7), _bar(done, of))


def _go(place: str, *parts: str | Styled) -> Line:
    text = "".join(p if isinstance(p, str) else p.text for p in parts)
    return row(Target("place", place), text)


def appointment(agenda: Sequence[AgendaRow], target: Target, zone: ZoneInfo) -> PlannedVisit | None:
    """Return the appointment of a row that can be logged."""
    visit = next((v for v in agenda if v.id == target.id and v.state is not VisitState.DONE), None)
    on = visit_day(visit, zone) if visit is not None else None
    if visit is None or on is None:
        return None
    return PlannedVisit(visit.client_id, on, visit.id if visit.state is VisitState.PLANNED else None)
