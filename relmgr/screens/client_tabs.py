"""What stands under which tab of the client page, and the rows above the tab."""

from collections.abc import Sequence

from textual.content import Content

from relmgr import i18n
from relmgr.queries.client_page import ClientProfile
from relmgr.queries.client_whole import ClientWhole
from relmgr.screens import client_contacts as people
from relmgr.screens import client_credit as credit
from relmgr.screens import client_history as history
from relmgr.screens.client_file import post_loan
from relmgr.screens.client_profile import profile_pane
from relmgr.screens.client_strategy import overview_strategy, whole_strategy
from relmgr.screens.client_view import Pane, View
from relmgr.widgets import privacy
from relmgr.widgets.badges import Styled, content, level_badge
from relmgr.widgets.line_list import Line
from relmgr.widgets.tabs import tab_line
from relmgr.words import Words

TABS = (
    ("overview", Words("概览", "Overview")),
    ("contacts", Words("联系人", "Contacts")),
    ("facilities", Words("授信", "Facil")),
    ("figures", Words("指标/分层", "KPI/Tier")),
    ("visits", Words("拜访", "Visits")),
    ("warnings", Words("预警", "Warn")),
    ("tasks", Words("待办", "Tasks")),
    ("notes", Words("笔记/其他", "Notes")),
)
LEFT: tuple[Pane, ...] = (
    credit.overview_facilities, history.tier_history, overview_strategy, history.overview_metrics,
)  # fmt: skip
RIGHT: tuple[Pane, ...] = (
    people.overview_contacts,
    people.open_signals,
    people.last_visits,
    people.open_tasks,
)
NARROW: tuple[Pane, ...] = (
    credit.overview_facilities, history.tier_history, people.open_signals, people.open_tasks,
    people.last_visits, people.overview_contacts, overview_strategy, history.overview_metrics,
)  # fmt: skip
WHOLE: dict[str, tuple[Pane, ...]] = {
    "contacts": (people.all_contacts,),
    "facilities": (credit.all_facilities, post_loan),
    "figures": (history.all_tiers, whole_strategy, history.scores, history.all_metrics),
    "visits": (people.all_visits,),
    "warnings": (people.all_signals, people.unjudged),
    "tasks": (people.all_tasks,),
    "notes": (profile_pane,),
}
OPENS = {"facility": "facilities", "contact": "contacts", "metric": "figures", "visit_done": "visits",
         "visit": "visits", "follow_up": "tasks", "task_done": "tasks", "strategy": "figures"}  # fmt: skip
"""Kind of an overview row to the tab that says more."""

TIER, NO_TIER = Words("{tier} 层", "tier {tier}"), Words("未分层", "not rated")
RISK = Words("风险", "risk")
GROUP, MANAGER = Words("集团: {name}", "group: {name}"), Words("经理: {name}", "manager: {name}")
SIBLINGS, PLACE = Words("J/K {n}/{all}", "J/K {n}/{all}"), Words("{n}/{all}", "{n}/{all}")


def lines_of(panes: Sequence[Pane], view: View) -> list[Line]:
    """Return panes below each other."""
    return [line for pane in panes for line in pane(view)]


def tab_row(page: ClientWhole, shown: int, room: int) -> Content:
    """Return the tabs with their counts in at most `room` cells, the shown one in brackets."""
    counts = {
        "contacts": len(page.contacts),
        "facilities": len(page.facilities),
        "visits": len(page.visits),
        "warnings": sum(s.state.is_open for s in page.signals),
        "tasks": sum(t.state == "open" for t in page.follow_ups),
    }
    labels = [f"{i18n.say(words)}{counts.get(name) or ''}" for name, words in TABS]
    return tab_line(labels, shown, room, "  " if i18n.language() == "zh" else " ")


def title_row(profile: ClientProfile, place: int, siblings: int, *, wide: bool) -> Content:
    """Return who the client is, its tier and level, and its `place` in the list it was opened from (0: none)."""
    tier = i18n.say(TIER, tier=profile.tier) if profile.tier else i18n.say(NO_TIER)
    parts: list[str | Styled] = [Styled(privacy.name(profile.name), "strong"), f"  {tier}  "]
    parts += [f"{i18n.say(RISK)} ", level_badge(profile.level, loud=True), "  "]
    if place:
        parts.append(i18n.say(SIBLINGS if wide else PLACE, n=f"{place:,}", all=f"{siblings:,}") + "  ")
    if profile.group_name:
        parts.append(i18n.say(GROUP, name=privacy.name(profile.group_name)) + "   ")
    if profile.manager and wide:
        parts.append(i18n.say(MANAGER, name=privacy.name(profile.manager)) + "   ")
    return content(*parts)
