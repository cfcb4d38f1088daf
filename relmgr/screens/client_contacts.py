"""The people at a client, what was agreed with them, and what is open."""

import json

from relmgr import i18n
from relmgr.domain import dates
from relmgr.domain.value_words import CONTACT_ROLES, FOLLOW_UP_STATES, SIGNAL_STATES, VISIT_STATES
from relmgr.domain.values import ContactRole, FollowUpState, VisitState
from relmgr.queries.client_page import ClientFollowUp, ClientSignal, ClientVisit, ContactRow
from relmgr.queries.unjudged import UnjudgedRule
from relmgr.screens.client_view import VISIT_LABELS, View, day, nothing, since, time_left, unknown
from relmgr.screens.client_watch import watched
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled, content, severity_badge
from relmgr.widgets.cells import harmless
from relmgr.widgets.line_list import Line, cell, heading, note
from relmgr.widgets.wrapping import wrapped
from relmgr.words import Words

CONTACTS, NO_CONTACTS = Words("联系人", "Contacts"), Words("没有联系人。", "No contacts on record.")
NO_PHONE = Words("没有电话", "no phone")
WARNINGS, NO_WARNINGS = Words("预警", "Warnings"), Words("没有未结预警。", "No open warnings.")
LAST, NO_VISITS = (
    Words("最近拜访", "Last visits"),
    Words("还没有拜访记录；按 v 记一次。", "No visits yet; v logs one."),
)
TASKS, NO_TASKS = Words("待办", "Follow-ups"), Words("没有待办；按 n 新增。", "Nothing to do; n adds one.")


def masked_phone(phone: str) -> str:
    """Return a phone number with its middle hidden; `c` shows it whole."""
    return phone if len(phone) < 8 else f"{phone[:3]}****{phone[-4:]}"


def role_words(role: str) -> str:
    """Return what a contact decides or does; an imported role of another kind as it is."""
    return i18n.say(CONTACT_ROLES[ContactRole(role)]) if role in list(ContactRole) else role


def overview_contacts(view: View) -> list[Line]:
    """Return the key people with the digit that `c` gives them."""
    lines = [heading(f"{i18n.say(CONTACTS)}   c")]
    if not view.page.contacts:
        return [*lines, nothing(NO_CONTACTS)]
    return [*lines, *(_person(view, n, p) for n, p in enumerate(view.page.contacts[:3], 1))]


def _person(view: View, number: int, person: ContactRow) -> Line:
    met = since(person.last_met_on, view.today)
    who = cell(f"{number} {privacy.name(person.name)}", 12)
    if view.width < 60:
        return view.row("contact", person.id, who, cell(person.title, max(6, view.width - 24)), met)
    phone = privacy.amount(masked_phone(person.phone)) or unknown()
    parts = (who, cell(person.title, 16), cell(role_words(person.role), 10), cell(phone, 14), met)
    return view.row("contact", person.id, *parts)


def all_contacts(view: View) -> list[Line]:
    """Return every person with phone and address."""
    lines = [heading(f"{i18n.say(CONTACTS)} {len(view.page.contacts)}")]
    for number, person in enumerate(view.page.contacts, 1):
        lines.append(_person(view, number, person))
        if person.email:
            lines.append(note("    ", Styled(privacy.amount(person.email), "muted")))
    return lines if view.page.contacts else [*lines, nothing(NO_CONTACTS)]


UNJUDGED = Words("未能判断的规则 {n}", "Rules without an answer {n}")
MISSING, STALE = Words("缺 {what}", "missing: {what}"), Words("{what} 过期", "{what} too old")
SUBJECTS = Words("({n} 项)", "({n} items)")
ALL_JUDGED = Words("全部规则都有数据。", "Every rule has its data.")


def open_signals(view: View) -> list[Line]:
    """Return the warnings that wait for somebody."""
    waiting = [s for s in view.page.signals if s.state.is_open]
    lines = [heading(f"{i18n.say(WARNINGS)} {len(waiting) or ''}".rstrip()), *watched(view)]
    return [*lines, *(_signal(view, s) for s in waiting)] if waiting else [*lines, nothing(NO_WARNINGS)]


def all_signals(view: View) -> list[Line]:
    """Return every warning, open ones first."""
    lines = [heading(f"{i18n.say(WARNINGS)} {len(view.page.signals)}"), *watched(view)]
    return (
        [*lines, *(_signal(view, s) for s in view.page.signals)]
        if view.page.signals
        else [*lines, nothing(NO_WARNINGS)]
    )


def unjudged(view: View) -> list[Line]:
    """Return the rules that cannot say anything of this client, and the data they miss: unknown is not green."""
    if view.unjudged is None:
        return []
    rules: dict[tuple[str, ...], list[UnjudgedRule]] = {}
    for rule in view.unjudged:
        rules.setdefault((rule.rule_id, *_wanted(rule)), []).append(rule)
    lines = [heading(i18n.say(UNJUDGED, n=len({key[0] for key in rules})))]
    for (rule_id, *wanted), about in rules.items():
        profile = view.page.profile
        own = privacy.about(about[0].subject, profile.name, profile.short_name)
        subject = own if len(about) == 1 else i18n.say(SUBJECTS, n=len(about))
        room = min(44, view.width // 2)
        text = cell(f"{rule_id} {i18n.say(about[0].title)} {subject}", room)
        first, *more = wrapped("  ".join(wanted), view.width - room - 4) or [""]
        lines.append(view.row("unjudged", f"{rule_id} {wanted}", text, first))
        lines += [note(" ", cell("", room), piece) for piece in more]
    return lines if rules else [*lines, nothing(ALL_JUDGED)]


def _wanted(rule: UnjudgedRule) -> list[str]:
    missing = [i18n.say(MISSING, what=i18n.say(words)) for words in rule.missing]
    return missing + [i18n.say(STALE, what=i18n.say(words)) for words in rule.stale]


def _signal(view: View, signal: ClientSignal) -> Line:
    profile = view.page.profile
    title = privacy.about(
        signal.title_zh if view.language == "zh" else signal.title_en, profile.name, profile.short_name
    )
    state = i18n.say(SIGNAL_STATES[signal.state])
    left = time_left(signal.due_on, view.today) if signal.state.is_open else ""
    wide = 8 if view.language == "zh" else 9
    if view.width < 60:
        return view.row("signal", signal.id, cell(severity_badge(signal.severity), 6),
                        cell(title, max(8, view.width - 18)), cell(left, wide))  # fmt: skip
    rest = view.width - 7 - 11 - wide - 1 - 13
    return view.row("signal", signal.id, cell(severity_badge(signal.severity), 6), cell(title, rest),
                    cell(day(signal.first_seen_on), 10), cell(left, wide), cell(state, 12))  # fmt: skip


def last_visits(view: View) -> list[Line]:
    """Return the newest contacts that took place, and the next one."""
    done = [v for v in view.page.visits if v.state is VisitState.DONE][:3]
    planned = [v for v in view.page.visits if v.state is VisitState.PLANNED][-1:]
    lines = [heading(i18n.say(LAST))]
    if not done and not planned:
        return [*lines, nothing(NO_VISITS)]
    return [*lines, *(_visit(view, v) for v in (*planned, *done))]


def all_visits(view: View) -> list[Line]:
    """Return planned and past contacts, newest first, every word of what was said."""
    visits = view.page.visits
    lines = [heading(f"{i18n.say(LAST)} {len(visits)}")]
    for visit in visits:
        shown = _visit(view, visit)
        lines.append(shown)
        if content(*shown.parts).cell_length >= view.width:
            lines[-1] = _visit(view, visit, short=True)
            lines += [
                note(" " * 7, piece)
                for piece in wrapped(harmless(privacy.words(visit.summary or visit.topic)), view.width - 8)
            ]
    return lines if visits else [*lines, nothing(NO_VISITS)]


def visit_on(view: View, visit: ClientVisit) -> str:
    """Return the day of a visit for a list, with the year when it is another one."""
    at = visit.occurred_on or (visit.planned_at.astimezone(view.zone).date() if visit.planned_at else None)
    return dates.month_day(at) if at is None or at.year == view.today.year else at.isoformat()


def _visit(view: View, visit: ClientVisit, *, short: bool = False) -> Line:
    kind = i18n.say(VISIT_LABELS[visit.kind])
    state = i18n.say(VISIT_STATES[visit.state]) + " " if visit.state is not VisitState.DONE else ""
    who = f"{'、'.join(map(privacy.name, visit.met.split('、')))}: " if visit.met else ""
    live = visit.state in (VisitState.PLANNED, VisitState.MISSED)
    return view.row(
        "visit" if live else "visit_done",
        visit.id,
        Styled(visit_on(view, visit) + " ", "muted"),
        f"{kind} ",
        Styled(state, "strong"),
        who + ("" if short else privacy.words(visit.summary or visit.topic)),
    )


def open_tasks(view: View) -> list[Line]:
    """Return the follow-ups that are open."""
    tasks = [t for t in view.page.follow_ups if t.state is FollowUpState.OPEN][:4]
    lines = [heading(i18n.say(TASKS))]
    return [*lines, *(_task(view, t) for t in tasks)] if tasks else [*lines, nothing(NO_TASKS)]


def all_tasks(view: View) -> list[Line]:
    """Return every follow-up, open ones first."""
    lines = [heading(f"{i18n.say(TASKS)} {len(view.page.follow_ups)}")]
    return (
        [*lines, *(_task(view, t) for t in view.page.follow_ups)]
        if view.page.follow_ups
        else [*lines, nothing(NO_TASKS)]
    )


def _task(view: View, task: ClientFollowUp) -> Line:
    if task.state is FollowUpState.OPEN:
        late = task.due_on is not None and task.due_on < view.today
        by = f"{dates.month_day(task.due_on)} "
        said = (time_left(task.due_on, view.today), " ") if late else ()
        return view.row("follow_up", task.id, "[ ] ", by, *said, privacy.words(task.text))
    done = i18n.say(FOLLOW_UP_STATES[task.state])
    return view.row(
        "task_done",
        task.id,
        Styled(f"[x] {dates.month_day(task.due_on)} {done} ", "muted"),
        privacy.words(task.text),
    )


def extra_fields(extra: str) -> list[tuple[str, str]]:
    """Return imported values without a column of their own, by their heading in the file."""
    found = json.loads(extra or "{}")
    return [(str(name), str(value)) for name, value in found.items()] if isinstance(found, dict) else []
