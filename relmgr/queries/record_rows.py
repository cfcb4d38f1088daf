"""How rows of the book are carried into client records: one statement a table, for everybody or for some."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from relmgr.db.reader import Reader, listed
from relmgr.domain.records import ClientRecord
from relmgr.domain.values import Key

OF_THESE = "client_id IN (SELECT value FROM json_each(:keys))"
MILLION = 1_000_000

Records = dict[Key, ClientRecord]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a book on a day: which clients, and the records that their rows go into."""

    reader: Reader
    clients: Sequence[Key] | None
    keys: str | None
    day: date
    records: Records

    def all(self, sql: str, of: str = "client_id", /, **values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a statement, limited to the clients asked for where it says `{these}`."""
        these = "1" if self.keys is None else OF_THESE.replace("client_id", of)
        return self.reader.records(sql.replace("{these}", these), keys=self.keys, **values)

    def rows(self, sql: str, /, **values: object) -> Iterator[tuple[ClientRecord, tuple[Any, ...]]]:
        """Return each row, without its client, beside the record of that client; other clients are left out."""
        for client, *row in self.all(sql, **values):
            if record := self.records.get(client):
                yield record, tuple(row)


def ask(reader: Reader, clients: Sequence[Key] | None, day: date) -> Asked:
    """Return the question about all clients, or about some, on a day."""
    return Asked(reader, clients, None if clients is None else listed(clients), day, {})


def day_of(text: str | None) -> date | None:
    """Return the day of a stored text."""
    return None if text is None else date.fromisoformat(text)


def ratio_of(value: int | None) -> float | None:
    """Return the decimal of stored millionths."""
    return None if value is None else value / MILLION


def known_by(record: ClientRecord, on: date | None, day: date) -> bool:
    """Tell whether something dated `on` counts already; if not, note when the client is to be judged again."""
    if on is None or on <= day:
        return True
    record.wakes(on)
    return False


def known_only(record: ClientRecord, on: date | None, day: date) -> date | None:
    """Return a day that has come, None for one that is still ahead, which the client then wakes on."""
    return on if known_by(record, on, day) else None
