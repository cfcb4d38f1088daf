"""Keys of rows that have a natural identity: UUIDv5, so that every machine and every import makes the same.

| row | made of |
|---|---|
| client | the bank's client code; else the credit code; else name and city |
| client of a mapping | the mapping's name and the values of its key columns |
| facility | facility code |
| contact | client and name |
| visit | visit code; else client, day, kind and the SHA-256 of the summary and topic |
| metric | client, code, period, revision |
| rating | client, grade or class, day, value |

Keys do not hold the book: a client handed over to another book stays the same row.
"""

import hashlib
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from relmgr.domain.values import Key

NAMESPACE: Final = UUID("7d0f3a52-0c55-5f0e-9d3c-5e6a4b7c9a10")
"""relmgr's own name space, made once; changing it would change every imported identity."""


def natural_key(*parts: str) -> Key:
    """Return the key of an identity; parts are separated by a sign that no list holds."""
    return Key(uuid5(NAMESPACE, "\x1f".join(parts)).hex)


def folded(text: str) -> str:
    """Return a name as it is compared: no case, no width, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def client_key(code: str, uscc: str, name: str, city: str) -> Key:
    """Return the key of a client from the strongest identity that is known."""
    if code:
        return natural_key("client", "code", code)
    if uscc:
        return natural_key("client", "uscc", uscc)
    return natural_key("client", "name", folded(name), folded(city))


def mapped_client_key(mapping: str, values: Sequence[str]) -> Key:
    """Return the key of a client that a mapping identifies by columns of its own."""
    return natural_key("client", "mapping", mapping, *values)


def facility_key(code: str) -> Key:
    """Return the key of a facility."""
    return natural_key("facility", code)


def contact_key(client_id: str, name: str) -> Key:
    """Return the key of a contact."""
    return natural_key("contact", client_id, folded(name))


def visit_key(client_id: str, code: str, day: date, kind: str, text: str) -> Key:
    """Return the key of a visit; `text` is its summary and topic."""
    if code:
        return natural_key("visit", client_id, "code", code)
    return natural_key("visit", client_id, day.isoformat(), kind, hashlib.sha256(text.encode()).hexdigest())


def metric_key(client_id: str, code: str, period: str, revision: int) -> Key:
    """Return the key of one revision of a metric."""
    return natural_key("metric", client_id, code, period, str(revision))


def rating_key(client_id: str, kind: str, day: date, value: str) -> Key:
    """Return the key of a rating event."""
    return natural_key("rating", client_id, kind, day.isoformat(), value)
