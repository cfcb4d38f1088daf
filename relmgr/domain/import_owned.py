"""Decides about rows that belong to a client: contacts, facilities, visits, metrics."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from relmgr.domain.import_changes import Change, change_of
from relmgr.domain.import_kinds import Kind
from relmgr.domain.import_known import Known, Row
from relmgr.domain.import_records import Record
from relmgr.domain.natural_keys import (
    contact_key,
    facility_key,
    folded,
    metric_key,
    natural_key,
    visit_key,
)
from relmgr.errors import Invalid
from relmgr.words import Words

_BETWEEN_PEOPLE: Final = re.compile(r"\s*[、,，;；/]\s*")


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


def _owned(
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


def _contact(desk: Desk, record: Record, client_id: str) -> list[Change]:
    values = dict(record.values)
    name = str(values.get("name") or "")
    key = str(values.pop("id", "")) or desk.known.contact_names.get((client_id, folded(name)), "")
    if not key and not name:
        raise Invalid("name", Words("没有写姓名", "has no name"))
    key = key or contact_key(client_id, name)
    return _owned(desk, "contact", key, desk.known.contacts.get(key), client_id, values, record)


def _facility(desk: Desk, record: Record, client_id: str) -> list[Change]:
    values = dict(record.values)
    own, code = str(values.pop("id", "")), str(values.get("code") or "")
    if not own and not code:
        raise Invalid("code", Words("没有业务编号", "has no facility code"))
    key = own or desk.known.facility_codes.get(code) or facility_key(code)
    return _owned(desk, "facility", key, desk.known.facilities.get(key), client_id, values, record)


def _visit(desk: Desk, record: Record, client_id: str) -> list[Change]:
    values = dict(record.values)
    own, code, day = str(values.pop("id", "")), str(values.pop("code", "")), values.pop("day")
    names = str(values.pop("participants", ""))
    assert isinstance(day, date)
    text = f"{values.get('summary') or ''}\n{values.get('topic') or ''}"
    key = own or visit_key(client_id, code, day, str(values["kind"]), text)
    stored = desk.known.visits.get(key)
    if stored is None:
        values["manager_id"] = desk.manager_id
    changes = _owned(desk, "visit", key, stored, client_id, values, record)
    present = desk.known.participants.get(key, set())
    # An export joins names by 、 alone; a name that holds another separator must come back whole.
    parts = names.split("、") if present.issuperset(names.split("、")) else _BETWEEN_PEOPLE.split(names)
    for name in dict.fromkeys(part for part in parts if part):
        if name not in present:
            row: Row = {"client_id": client_id, "visit_id": key, "name": name[:200], "side": "client"}
            changes.append(Change("visitparticipant", natural_key("participant", key, name), True, row))
    return changes


def _metric(desk: Desk, record: Record, client_id: str) -> list[Change]:
    values = dict(record.values)
    identity = (client_id, str(values["code"]), str(values["period"]))
    desk.once(("metric", *identity), record)
    latest = desk.known.metrics.get(identity)
    if latest and latest[1:] == (values["value"], values["unit"], values["currency"]):
        return []
    revision = latest[0] + 1 if latest else 0
    values.update(client_id=client_id, revision=revision)
    return [Change("metric", metric_key(*identity, revision), True, values)]


OWNED: Final[Mapping[Kind, Callable[[Desk, Record, str], list[Change]]]] = {
    Kind.CONTACTS: _contact,
    Kind.FACILITIES: _facility,
    Kind.VISITS: _visit,
    Kind.METRICS: _metric,
}
