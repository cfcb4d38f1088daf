"""Opens the forms of what is entered by hand; each answers the key that was written, None for nothing."""

from dataclasses import replace

from relmgr import i18n
from relmgr.domain.event_kinds import EVENT_WORDS, EventKind
from relmgr.domain.values import Key
from relmgr.queries.entry import client_entry, contact_entry, outside_entry
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.forms.client import ClientForm
from relmgr.screens.forms.contact import ContactForm
from relmgr.screens.forms.outside import EventForm, RebuttalForm
from relmgr.screens.overlays.menu import MenuPanel
from relmgr.widgets.pick_list import Item
from relmgr.words import Words

WHICH_EVENT = Words("什么事件？", "Which event?")


async def enter_client(screen: WorkspaceScreen, key: Key | None = None, *, name: str = "") -> Key | None:
    """Ask for a new client, called `name` as far as is known, or for the fields of the client of `key`."""
    start = await screen.ask(client_entry, key)
    if start is None:
        return None
    if key is None:
        start = replace(start, values={"name": name})
    return await screen.ask_person(ClientForm(screen.host, start, key))


async def enter_contact(screen: WorkspaceScreen, client_id: Key, key: Key | None = None) -> Key | None:
    """Ask for a new person at a client, or for the fields of the person of `key`."""
    start = await screen.ask(contact_entry, client_id, key)
    if start is None:
        return None
    return await screen.ask_person(ContactForm(screen.host, start, client_id, key))


async def enter_event(screen: WorkspaceScreen, client_id: Key) -> Key | None:
    """Ask what happened to a client, the kind first."""
    kinds = list(EventKind)
    items = [Item(i18n.say(EVENT_WORDS[kind])) for kind in kinds]
    place = await screen.ask_person(MenuPanel(i18n.say(WHICH_EVENT), items))
    if place is None:
        return None
    start = await screen.ask(outside_entry, client_id)
    if start is None:
        return None
    return await screen.ask_person(EventForm(screen.host, start, client_id, kinds[place]))


async def enter_rebuttal(screen: WorkspaceScreen, client_id: Key) -> Key | None:
    """Ask which presumption about a client is rebutted, and why."""
    start = await screen.ask(outside_entry, client_id)
    if start is None:
        return None
    return await screen.ask_person(RebuttalForm(screen.host, start, client_id))
