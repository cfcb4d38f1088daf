"""People at a client entered by hand; the search index follows by itself."""

from sqlmodel import col, select

from relmgr.db.tables import Client, Contact
from relmgr.db.work import UnitOfWork
from relmgr.domain.client_drafts import ContactDraft
from relmgr.domain.natural_keys import folded
from relmgr.domain.values import Key
from relmgr.errors import Invalid
from relmgr.words import Words

ADDED = Words("新增联系人：{client} {name}", "add contact: {client} {name}")
EDITED = Words("修改联系人：{client} {name}", "edit contact: {client} {name}")
REMOVED = Words("删除联系人：{client} {name}", "remove contact: {client} {name}")
SAME_NAME = Words(
    "「{client}」已有联系人「{name}」；同名的另一位请加以区分，例如加上部门。",
    '"{client}" has a contact "{name}" already; name another one so that it differs, for example by department.',
)


def add_contact(uow: UnitOfWork, draft: ContactDraft) -> Key:
    """Write a person at a client and return the key; raises Invalid when the client has that name already."""
    client = uow.get(Client, draft.client_id)
    _only_one(uow, client, draft.name)
    contact = uow.add(
        Contact(
            client_id=client.id,
            name=draft.name,
            title=draft.title,
            role=draft.role,
            phone=draft.phone,
            email=draft.email,
            is_key=draft.is_key,
        )
    )
    uow.label(ADDED.fill(client=client.short_name or client.name, name=draft.name))
    return Key(contact.id)


def edit_contact(uow: UnitOfWork, key: Key, draft: ContactDraft) -> None:
    """Give a person other fields; raises Invalid when the new name is another person's there."""
    contact = uow.get(Contact, key)
    client = uow.get(Client, contact.client_id)
    if folded(draft.name) != folded(contact.name):
        _only_one(uow, client, draft.name)
    for name in ("name", "title", "role", "phone", "email", "is_key"):
        setattr(contact, name, getattr(draft, name))
    uow.label(EDITED.fill(client=client.short_name or client.name, name=draft.name))


def remove_contact(uow: UnitOfWork, key: Key) -> None:
    """Take a person off the client; what was said of past visits keeps the name."""
    contact = uow.get(Contact, key)
    client = uow.get(Client, contact.client_id)
    contact.deleted = True
    uow.label(REMOVED.fill(client=client.short_name or client.name, name=contact.name))


def _only_one(uow: UnitOfWork, client: Client, name: str) -> None:
    """Names tell people apart: who took part in a visit is kept by name."""
    there = uow.session.exec(
        select(Contact.name).where(
            col(Contact.client_id) == client.id,
            col(Contact.deleted).is_(False),
            col(Contact.left_on).is_(None),
        )
    ).all()
    if folded(name) in map(folded, there):
        raise Invalid("name", SAME_NAME.fill(client=client.short_name or client.name, name=name))
