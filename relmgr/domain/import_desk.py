"""What decisions about imported rows are made from, and the rule that a row never moves to another client."""

from dataclasses import dataclass, field
from datetime import date

from relmgr.domain.import_changes import Change, change_of
from relmgr.domain.import_known import Known, Row
from relmgr.domain.import_records import Record
from relmgr.errors import Invalid
from relmgr.words import Words


@dataclass(slots=True)
class Desk:
    """What decisions are made from: the book, the day, who imports, and the rows seen so far in this list."""

    known: Known
    today: date
    manager_id: str
    seen: dict[tuple[str, ...], Record] = field(default_factory=dict)

    def once(self, identity: tuple[str, ...], record: Record) -> None:
        """Refuse a row whose thing was said differently further up in the same list."""
        first = self.seen.setdefault(identity, record)
        if first is not record and (first.values, first.extra) != (record.values, record.extra):
            raise Invalid(
                "code",
                Words(
                    f"和第 {first.line} 行是同一条，内容却不同",
                    f"is the same thing as line {first.line} but says something else",
                ),
            )


def owned(
    desk: Desk, table: str, key: str, stored: Row | None, client_id: str, values: Row, record: Record
) -> list[Change]:
    """Return the change of a row that belongs to a client; it never moves to another one."""
    desk.once((table, key), record)
    if stored and stored.get("client_id") != client_id:
        other = desk.known.clients.get(str(stored.get("client_id")), {})
        shown = record.values.get("code") or record.values.get("name") or key
        raise Invalid(
            "code",
            Words(
                f"「{shown}」在客户簿里属于客户「{other.get('name', '')}」",
                f'"{shown}" belongs to the client "{other.get("name", "")}" in the book',
            ),
        )
    return change_of(table, key, stored, {**values, "client_id": client_id}, record.extra)
