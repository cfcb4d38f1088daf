"""Clients entered by hand: added to the signed-in manager's book, and corrected."""

from relmgr.db.tables import Assignment, Client
from relmgr.db.work import UnitOfWork
from relmgr.domain.client_drafts import CLIENT_LIMITS, ClientDraft
from relmgr.domain.natural_keys import folded
from relmgr.domain.values import Key
from relmgr.errors import Invalid
from relmgr.exchange.uscc import check_uscc
from relmgr.queries.same_clients import client_with, clients_called
from relmgr.words import Words

ADDED = Words("新增客户：{client}", "add client: {client}")
EDITED = Words("修改客户：{client}", "edit client: {client}")
SAME_CODE = Words(
    "客户编号「{text}」已属于「{client}」；请核对编号，或编辑那家客户。",
    'The bank number "{text}" belongs to "{client}" already; check it, or edit that client.',
)
SAME_USCC = Words(
    "信用代码「{text}」已属于「{client}」；请核对代码，或编辑那家客户。",
    'The credit code "{text}" belongs to "{client}" already; check it, or edit that client.',
)
SAME_NAME = Words(
    "已有客户叫「{client}」；同名的另一家请在名称里加以区分，例如加上城市。",
    'There is a client called "{client}" already; name another one so that it differs, for example by its city.',
)


def add_client(uow: UnitOfWork, draft: ClientDraft) -> Key:
    """Write a client, assign it to the signed-in manager from today, and return its key.

    Raises Invalid for a credit code that cannot be right, and when code, credit code or name is another client's.
    """
    values = _checked(uow, draft, None)
    client = uow.add(Client(name=values["name"]))
    for name, text in values.items():
        setattr(client, name, text)
    uow.flush()
    uow.add(Assignment(client_id=client.id, manager_id=uow.manager_id, from_on=uow.today))
    uow.label(ADDED.fill(client=client.short_name or client.name))
    return Key(client.id)


def edit_client(uow: UnitOfWork, key: Key, draft: ClientDraft) -> None:
    """Give a client other fields; raises Invalid as `add_client` does, for the fields that change."""
    client = uow.get(Client, key)
    for name, text in _checked(uow, draft, client).items():
        setattr(client, name, text)
    uow.label(EDITED.fill(client=client.short_name or client.name))


def _checked(uow: UnitOfWork, draft: ClientDraft, before: Client | None) -> dict[str, str]:
    """Return the fields as they are kept; what did not change was accepted once and is not judged again."""
    values = {name: str(getattr(draft, name)) for name in CLIENT_LIMITS}
    if before is None or values["uscc"] != before.uscc:
        values["uscc"] = check_uscc(draft.uscc) if draft.uscc else ""
    own = Key(before.id) if before else None
    for name, words in (("code", SAME_CODE), ("uscc", SAME_USCC)):
        text = values[name]
        changed = before is None or text != getattr(before, name)
        if text and changed and (other := client_with(uow.read, name, text, own)):
            raise Invalid(name, words.fill(text=text, client=other))
    renamed = before is None or folded(draft.name) != folded(before.name)
    if renamed and (same := clients_called(uow.read, draft.name, own)):
        raise Invalid("name", SAME_NAME.fill(client=same[0]))
    return values
