"""Picking a client and logging a visit from anywhere; loaded with the first key that asks for either."""

from collections.abc import Sequence
from typing import Any

from relmgr import i18n
from relmgr.db.newest import Newest
from relmgr.domain.values import Key
from relmgr.queries.finding import FoundClient, found_clients
from relmgr.queries.visit_form import visit_start
from relmgr.screens.base import WorkspaceScreen
from relmgr.screens.forms.visit import VisitForm
from relmgr.screens.host import Host
from relmgr.screens.overlays.client_finder import FIND, PICK, ClientFinder
from relmgr.words import Words

ALREADY = Words("记拜访已经打开。", "The visit form is already open.")


async def pick_client(host: Host, page: WorkspaceScreen, title: Words = FIND) -> FoundClient | None:
    """Ask which client; the selected one is the first line."""
    first: Sequence[FoundClient] = ()
    if (key := page.selected_client()) is not None and (start := await host.ask(visit_start, key)):
        client = start.client
        first = (FoundClient(client.id, client.name, "", client.tier, client.level),)

    line = Newest()

    async def look_up(text: str) -> Sequence[FoundClient]:
        return await host.ask(line.of(found_clients), text)

    return await page.ask_person(ClientFinder(look_up, title=title, first=first))


async def log_visit_here(host: Host, page: WorkspaceScreen, client: Key | None) -> None:
    """Log a visit for a client, or for one that is picked first; one form is open at a time."""
    if any(True for _ in page.query(VisitForm)):
        host.tell(i18n.say(ALREADY))
    elif client is not None:
        await log_visit(host, page, client)
    elif (picked := await pick_client(host, page, PICK)) is not None:
        await log_visit(host, page, picked.id)


async def log_visit(host: Host, page: WorkspaceScreen, client: Key, **defaults: Any) -> None:
    """Open the visit form for a client; `defaults` (`on`, `visit_id`) come from a past appointment."""
    if (start := await host.ask(visit_start, client)) is not None:
        await page.ask_person(VisitForm(host, start, **defaults))
