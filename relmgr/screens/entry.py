"""Opens the forms of what is entered by hand; each answers the key that was written, None for nothing."""

from dataclasses import replace

from relmgr.domain.values import Key
from relmgr.queries.entry import client_entry, contact_entry
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.forms.client import ClientForm
from relmgr.screens.forms.contact import ContactForm
from relmgr.widgets import privacy
from relmgr.words import Words

MASKED = Words(
    "遮罩开着，表单会露出全文：按 * 取消遮罩后再编辑。",
    "The mask is on and a form shows all: * lifts it, then edit.",
)


def why_not_edit() -> Words | None:
    """Return why nothing can be edited now: a form shows in full what the mask hides."""
    return MASKED if privacy.is_masked() else None


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
