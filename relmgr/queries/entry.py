"""What the forms of clients and contacts start with: the fields as they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from relmgr.db.reader import Reader
from relmgr.domain.values import Key
from relmgr.queries.client_page import client_contacts, client_profile


@dataclass(frozen=True, slots=True)
class Entry:
    """A form's start: the client's name and the fields as texts."""

    client: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def client_entry(reader: Reader, key: Key | None) -> Entry | None:
    """Return how the form of a client starts, of a new one without `key`; None when the client is gone."""
    if key is None:
        return Entry()
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
    return Entry(profile.short_name or profile.name, values)


def contact_entry(reader: Reader, client_id: Key, key: Key | None) -> Entry | None:
    """Return how the form of a person starts, of a new one without `key`; None when it or the client is gone."""
    profile = client_profile(reader, client_id)
    if profile is None:
        return None
    client = profile.short_name or profile.name
    if key is None:
        return Entry(client)
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
    return Entry(client, values)


def outside_entry(reader: Reader, client_id: Key) -> Entry | None:
    """Return how the form of an event or a rebuttal starts; None when the client is gone."""
    profile = client_profile(reader, client_id)
    return Entry(profile.short_name or profile.name) if profile is not None else None
