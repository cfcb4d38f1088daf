"""What can be done for the client of a row on any screen: a reminder, its phone numbers; loaded with the key."""

from collections.abc import Sequence
from typing import Protocol

from relmgr import i18n, services
from relmgr.domain.reminders import morning
from relmgr.domain.values import Key
from relmgr.queries.client_page import client_preview
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.client_contacts import NO_PHONE
from relmgr.screens.forms.small import reminder_panel
from relmgr.screens.overlays.menu import MenuPanel
from relmgr.widgets import privacy
from relmgr.widgets.pick_list import Item
from relmgr.words import Words

REMIND, REMINDED = Words("提醒", "Remind"), Words("已加提醒 {on}，u 撤销", "Reminder on {on}, u undoes")
CONTACTS = Words("联系人：数字复制电话", "Contacts: a digit copies the phone")
NO_CONTACTS = Words("没有联系人。", "No contacts on record.")


class Person(Protocol):
    """What the list of phones needs of a contact."""

    @property
    def name(self) -> str:
        """Return the name."""

    @property
    def title(self) -> str:
        """Return the post."""

    @property
    def phone(self) -> str:
        """Return the phone number, '' for none."""


async def remind(page: WorkspaceScreen, client: Key) -> None:
    """Add a reminder about a client."""
    clock = page.host.workspace.clock
    plan = await page.ask_person(reminder_panel(REMIND, clock.today()))
    if plan is not None:
        due_at = morning(plan.due_on, clock.zone)
        await page.host.do(services.add_reminder, client, plan.note, due_at)
        page.host.toast(REMINDED, on=plan.due_on)


async def phones_of(page: WorkspaceScreen, client: Key) -> None:
    """Show the phone numbers of a client that is not open."""
    shown = await page.ask(client_preview, client)
    await phones(page, shown.contacts if shown is not None else ())


async def phones(page: WorkspaceScreen, people: Sequence[Person]) -> None:
    """Show phone numbers; a digit copies one."""
    if not people:
        page.tell(i18n.say(NO_CONTACTS))
        return
    items = [
        Item(
            f"{privacy.name(person.name)}  {person.title}  {privacy.amount(person.phone)}",
            why_not="" if person.phone else i18n.say(NO_PHONE),
        )
        for person in people
    ]
    place = await page.ask_person(MenuPanel(i18n.say(CONTACTS), items))
    if place is not None:
        page.host.copy(privacy.amount(people[place].phone))
