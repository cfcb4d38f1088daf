"""The client page: everything about one client under tabs, walked through the list it was opened from."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from textual.content import Content

from relmgr import i18n, services
from relmgr.commands import Command
from relmgr.domain.drafts import FollowUpDraft
from relmgr.domain.orders import Order
from relmgr.domain.values import Key, VisitState
from relmgr.queries.client_whole import ClientWhole, client_whole
from relmgr.queries.contact_due import ContactStanding, contact_standing
from relmgr.queries.unjudged import UnjudgedRule, unjudged_rules
from relmgr.screens import part, workers
from relmgr.screens.client_strategy import OWN_INTERVAL
from relmgr.screens.client_tabs import LEFT, NARROW, OPENS, RIGHT, TABS, WHOLE, lines_of, tab_row, title_row
from relmgr.screens.client_view import View
from relmgr.screens.entry import enter_client, enter_contact, enter_event, enter_rebuttal
from relmgr.screens.forms.small import PlanPanel
from relmgr.screens.masked import why_not_edit
from relmgr.screens.overlays.menu import MenuPanel
from relmgr.screens.pages import Panes
from relmgr.screens.row_commands import phones
from relmgr.screens.row_verbs import NO_TEXT_HERE, REWRITE, PlannedVisit, RowVerbs
from relmgr.screens.siblings import Siblings
from relmgr.screens.tier_override import OVERRIDE, override_client
from relmgr.screens.why_panel import show_tier_why, show_why
from relmgr.widgets import privacy
from relmgr.widgets.line_list import Target, note
from relmgr.widgets.pick_list import Item
from relmgr.words import Words

GONE = Words("这个客户已经不在了。Esc 返回", "This client is gone. Esc goes back")
FIRST, LAST = (
    Words("已是第一家。", "This is the first one."),
    Words("已是最后一家。", "This is the last one."),
)
ALONE = Words("没有从列表打开，无法换到下一家。", "Not opened from a list; there is no next client.")
NEW, NEW_TASK = Words("新增", "New"), Words("待办", "Follow-up")
NEW_CONTACT = Words("联系人", "Contact")
NEW_EVENT, NEW_REBUTTAL = Words("外部事件", "Outside event"), Words("反驳推定", "Rebuttal of a presumption")
NEW_VISIT, WHAT = Words("拜访安排", "Planned visit"), Words("内容", "What")
ADDED, PLANNED = (
    Words("已新增待办，u 撤销", "Follow-up added, u undoes"),
    Words("已安排 {on}，u 撤销", "Planned for {on}, u undoes"),
)

ENTER_CADENCE = "forms.cadence:enter_cadence"


class ClientScreen(RowVerbs):
    """One client."""

    NAME = "client"
    PLACE = "clients"
    WATCHES = frozenset(
        {"client", "clientcache", "contact", "facility", "metric", "evaluation", "tierchange", "signal",
         "visit", "visitparticipant", "followup", "assignment", "tieroverride", "ratingevent", "externalevent",
         "rebuttal", "covenant", "covenanttest", "feedback", "groupedge", "guarantoredge", "project",
         "projectprogress", "bureaudebt", "watchitem", "watchreview"}
    )  # fmt: skip
    FOOTER = ("visit.log", "open", "tab.next", "new", "contacts", "menu", "back", "editor")

    def __init__(self, key: Key, siblings: Sequence[Key] | Order = ()) -> None:
        """Show a client; J and K walk `siblings`."""
        super().__init__()
        self.key, self.others = key, Siblings(siblings)
        self.place: int | None = None
        self.page: ClientWhole | None = None
        self.asked = False
        self.unjudged: tuple[UnjudgedRule, ...] | None = None
        self.standing: ContactStanding | None = None
        self.tab = 0

    async def fetch(self) -> None:
        """Ask for the client."""
        self.page = await self.ask(client_whole, self.key)
        self.place = await self.others.place(self, self.key)
        self.asked = True
        self.unjudged = self.standing = None
        if self.page is not None:
            workers.start(self, "load", self._serve)
        if TABS[self.tab][0] == "warnings":
            await self._judge()

    async def _serve(self) -> None:
        """Ask how the client is served; the interval needs the rules, which the first paint does not wait for."""
        rules = await asyncio.to_thread(lambda: self.host.workspace.rules)
        self.standing = await self.ask(contact_standing, self.key, rules.cadence.matrix)
        self.paint()

    async def _judge(self) -> None:
        """Ask which rules have no answer; only the warnings tab needs the rules for that."""
        rules = await asyncio.to_thread(lambda: self.host.workspace.rules)
        self.unjudged = tuple(await self.ask(unjudged_rules, self.key, rules))
        self.paint()

    def selected_client(self) -> Key | None:
        """Return the client of the page."""
        return self.key if self.page is not None else None

    # painting -------------------------------------------------------------------------------------------

    def paint(self) -> None:
        """Paint the title and the shown tab."""
        super().paint()
        self.show_title(*self._title())

    def _title(self) -> list[Content]:
        place = self.place + 1 if self.place is not None else 0
        if self.page is None:
            return []
        return [title_row(self.page.profile, place, len(self.others), wide=self.wide)]

    def tabs(self) -> Content | None:
        """Return the tabs with their counts."""
        return tab_row(self.page, self.tab, self.app.size.width - 2) if self.page is not None else None

    def action_tab(self, place: int) -> None:
        """Show the clicked tab."""
        self.show_tab(place)

    def panes(self, width: int) -> Panes:
        """Return the shown tab; the overview has two panes where they fit."""
        if self.page is None:
            return ([note(" ", i18n.say(GONE))] if self.asked else []), ()
        clock = self.host.workspace.clock
        view = View(self.page, clock.today(), clock.zone, width, self.unjudged, self.standing)
        name = TABS[self.tab][0]
        if name != "overview":
            return lines_of(WHOLE[name], replace(view, width=self.app.size.width)), ()
        if not self.wide:
            return lines_of(NARROW, view), ()
        return lines_of(LEFT, view), lines_of(RIGHT, replace(view, width=self.app.size.width - width - 2))

    # tabs and siblings ----------------------------------------------------------------------------------

    def show_tab(self, place: int) -> None:
        """Show a tab from its top."""
        self.tab = place % len(TABS)
        self.set_focus(self.first_focus(), scroll_visible=False)
        self.paint()
        self.table.to_top()
        self.show_keys()
        if TABS[self.tab][0] == "warnings" and self.unjudged is None:
            workers.start(self, "judge", self._judge, exclusive=True)

    def command_tab_next(self) -> None:
        """Show the tab to the right."""
        self.show_tab(self.tab + 1)

    def command_tab_prev(self) -> None:
        """Show the tab to the left."""
        self.show_tab(self.tab - 1)

    def command_right(self) -> None:
        """Show the tab to the right."""
        self.command_tab_next()

    def command_left(self) -> None:
        """Show the tab to the left."""
        self.command_tab_prev()

    async def command_client_next(self) -> None:
        """Show the next client of the list."""
        await self._walk(1)

    async def command_client_prev(self) -> None:
        """Show the client before."""
        await self._walk(-1)

    async def _walk(self, step: int) -> None:
        if self.place is None:
            self.tell(i18n.say(ALONE))
            return
        key = await self.others.at(self, self.place + step)
        if key is None:
            self.tell(i18n.say(FIRST if step < 0 else LAST))
            return
        self.tell("")
        self.key = key
        self.reload()

    # rows -----------------------------------------------------------------------------------------------

    def refusal(self, command: Command) -> Words | None:
        """Contacts, reminders and the client's own fields belong to the page, not to the row."""
        if command.id in ("contacts", "remind"):
            return None if self.page is not None else GONE
        if command.id == "edit":
            return why_not_edit() if self.page is not None else GONE
        if command.id == "editor" and self._on_notes:
            return why_not_edit()
        return super().refusal(command)

    def why_not_rewrite(self, target: Target) -> Words | None:
        """A cancelled visit stays as it is."""
        visits = self.page.visits if self.page is not None else ()
        if any(v.id == target.id and v.state is VisitState.CANCELLED for v in visits):
            return NO_TEXT_HERE
        return super().why_not_rewrite(target)

    @property
    def _on_notes(self) -> bool:
        return self.page is not None and TABS[self.tab][0] == "notes"

    async def command_editor(self) -> None:
        """Write the text of the row anew; on the notes tab the notes of the client."""
        if self._on_notes:
            await part(REWRITE)(self, "client", self.key)
        else:
            await super().command_editor()

    async def command_open(self) -> None:
        """Say why on a tier, class, stage or warning; on an overview row go to its tab."""
        target = self.target()
        if target is None:
            return
        if not await show_why(self, self.key, target) and target.kind in OPENS and self.tab == 0:
            names = [name for name, _ in TABS]
            self.show_tab(names.index(OPENS[target.kind]))
            self.table.select(target)

    async def command_why(self) -> None:
        """Say why of a warning, class or stage; of any other row why the client has its tier."""
        target = self.target()
        if target is None or not await show_why(self, self.key, target):
            await show_tier_why(self, self.key)

    def planned_visit(self, target: Target) -> PlannedVisit | None:
        """Return the planned visit of a row."""
        visits = self.page.visits if self.page is not None else ()
        visit = next((v for v in visits if v.id == target.id and v.state is VisitState.PLANNED), None)
        if visit is None or visit.planned_at is None:
            return None
        on = visit.planned_at.astimezone(self.host.workspace.clock.zone).date()
        return PlannedVisit(self.key, on, visit.id)

    async def command_new(self) -> None:
        """Add a follow-up, a visit, a contact, an outside event or a rebuttal, or override the tier."""
        if self.page is None:
            return
        items = [
            Item(i18n.say(words))
            for words in (NEW_TASK, NEW_VISIT, NEW_CONTACT, NEW_EVENT, NEW_REBUTTAL, OVERRIDE, OWN_INTERVAL)
        ]
        place = await self.ask_person(MenuPanel(i18n.say(NEW), items))
        today = self.host.workspace.clock.today()
        if place == 0:
            task = await self.ask_person(PlanPanel(NEW_TASK, today, note_label=WHAT, note_required=True))
            if task is not None:
                await self.host.do(services.add_follow_up, FollowUpDraft(self.key, task.note, task.due_on))
                self.host.toast(ADDED)
        elif place == 1:
            await self.plan_new(self.key)
        elif place == 2:
            await self._go_to_contact(await enter_contact(self, self.key))
        elif place == 3:
            await enter_event(self, self.key)
        elif place == 4:
            await enter_rebuttal(self, self.key)
        elif place == 5:
            await override_client(self, self.key, self.page.profile.name)
        elif place == 6:
            await part(ENTER_CADENCE)(self, self.key)

    async def command_edit(self) -> None:
        """Correct the selected person; on any other row the client itself."""
        target = self.target()
        if target is not None and target.kind == "contact":
            await self._go_to_contact(await enter_contact(self, self.key, Key(target.id)))
        else:
            await enter_client(self, self.key)

    async def _go_to_contact(self, key: Key | None) -> None:
        if key is not None:
            self.reload()
            await self.settled()
            self.table.select(Target("contact", key, self.key))

    async def command_contacts(self) -> None:
        """Show the phone numbers; a digit copies one."""
        if self.page is None:
            return
        await phones(self, self.page.contacts)

    def copy_text(self) -> str:
        """Return the phone number of a contact with all its digits; of any other row its text."""
        target = self.target()
        people_here = self.page.contacts if self.page is not None else ()
        if target is not None and target.kind == "contact":
            phone = next((person.phone for person in people_here if person.id == target.id), "")
            if phone:
                return privacy.amount(phone)
        return super().copy_text()
