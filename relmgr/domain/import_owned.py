"""Decides about rows that belong to a client: contacts, facilities, visits, metrics."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from relmgr.domain.import_changes import Change
from relmgr.domain.import_desk import Desk, owned
from relmgr.domain.import_kinds import Kind
from relmgr.domain.import_known import Row
from relmgr.domain.import_post_loan_rows import POST_LOAN
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


def _contact(desk: Desk, record: Record, client_id: str) -> list[Change]:
    values = dict(record.values)
    name = str(values.get("name") or "")
    key = str(values.pop("id", "")) or desk.known.contact_names.get((client_id, folded(name)), "")
    if not key and not name:
        raise Invalid("name", Words("没有写姓名", "has no name"))
    key = key or contact_key(client_id, name)
    return owned(desk, "contact", key, desk.known.contacts.get(key), client_id, values, record)


def _facility(desk: Desk, record: Record, client_id: str) -> list[Change]:
    values = dict(record.values)
    own, code = str(values.pop("id", "")), str(values.get("code") or "")
    if not own and not code:
        raise Invalid("code", Words("没有业务编号", "has no facility code"))
    key = own or desk.known.facility_codes.get(code) or facility_key(code)
    return owned(desk, "facility", key, desk.known.facilities.get(key), client_id, values, record)


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
    changes = owned(desk, "visit", key, stored, client_id, values, record)
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
    **POST_LOAN,
}
