"""What the forms of clients and contacts start with: the fields as they are kept, and a draft that waits."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from relmgr.db.reader import Reader
from relmgr.domain.values import Key
from relmgr.queries.client_page import client_contacts, client_profile
from relmgr.queries.drafts import KeptDraft, draft


@dataclass(frozen=True, slots=True)
class Entry:
    """A form's start: the key under which its draft is kept, the client's name and the fields as texts."""

    form_key: str
    client: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    kept: KeptDraft | None = None


def client_entry(reader: Reader, key: Key | None) -> Entry | None:
    """Return how the form of a client starts, of a new one without `key`; None when the client is gone."""
    form_key = f"client:{key or 'new'}"
    kept = draft(reader, form_key)
    if key is None:
        return Entry(form_key, kept=kept)
    profile = client_profile(reader, key)
    if profile is None:
        return None
    values = {
        "name": profile.name,
        "short_name": profile.short_name,
        "code": profile.code,
        "uscc": profile.uscc,
        "industry": profile.industry,
        "region": profile.region,
    }
    return Entry(form_key, profile.short_name or profile.name, values, kept)


def contact_entry(reader: Reader, client_id: Key, key: Key | None) -> Entry | None:
    """Return how the form of a person starts, of a new one without `key`; None when it or the client is gone."""
    profile = client_profile(reader, client_id)
    if profile is None:
        return None
    form_key, client = f"contact:{client_id}:{key or 'new'}", profile.short_name or profile.name
    kept = draft(reader, form_key)
    if key is None:
        return Entry(form_key, client, kept=kept)
    person = next((p for p in client_contacts(reader, client_id) if p.id == key), None)
    if person is None:
        return None
    values = {
        "name": person.name,
        "title": person.title,
        "role": person.role,
        "phone": person.phone,
        "email": person.email,
        "is_key": "1" if person.is_key else "0",
    }
    return Entry(form_key, client, values, kept)


def outside_entry(reader: Reader, client_id: Key, what: str) -> Entry | None:
    """Return how the form of an event or a rebuttal starts; None when the client is gone."""
    profile = client_profile(reader, client_id)
    if profile is None:
        return None
    form_key = f"{what}:{client_id}"
    return Entry(form_key, profile.short_name or profile.name, kept=draft(reader, form_key))
