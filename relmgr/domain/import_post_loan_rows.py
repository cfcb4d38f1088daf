"""Decides about rows of the post-loan lists: what identifies them, and what they refer to at the same client."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from relmgr.domain.import_changes import Change
from relmgr.domain.import_desk import Desk, owned
from relmgr.domain.import_fields import Kind
from relmgr.domain.import_known import Row
from relmgr.domain.import_post_loan import NAMED_BY, OWNED_LISTS, OwnedList
from relmgr.domain.import_records import Record
from relmgr.domain.natural_keys import folded, natural_key, rating_key
from relmgr.errors import Invalid
from relmgr.words import Words

_CALLED: Final[Mapping[str, Words]] = {
    "facility": Words("授信", "facility"),
    "project": Words("项目", "project"),
    "covenant": Words("约束条款", "covenant"),
    "watchedaccount": Words("账户", "account"),
}


def post_loan(desk: Desk, record: Record, client_id: str) -> list[Change]:
    """Return the change that a row of a post-loan list makes."""
    what = OWNED_LISTS[record.kind]
    values = _resolved(desk, what, dict(record.values), client_id)
    if not what.has_currency:
        _same_currency(desk, what, values)
    key = _key(record.kind, what, client_id, values)
    stored = desk.known.post_loan.get(what.table, {}).get(key)
    if record.kind is Kind.EVENTS and stored is None:
        values.setdefault("known_on", desk.today)
    return owned(desk, what.table, key, stored, client_id, values, record)


def _key(kind: Kind, what: OwnedList, client_id: str, values: Row) -> str:
    """Return what identifies a row; a client's own rating has the key that a client list gives it."""
    day = values.get("effective_on")
    if kind is Kind.RATINGS and not values.get("facility_id") and isinstance(day, date):
        return rating_key(client_id, str(values.get("kind")), day, str(values.get("value")))
    return natural_key(what.table, client_id, *(_part(values.get(name)) for name in what.identity))


def _part(value: object) -> str:
    return folded(str(value)) if isinstance(value, str) else "" if value is None else str(value)


def _resolved(desk: Desk, what: OwnedList, values: Row, client_id: str) -> Row:
    """Put the keys of what a row refers to in place of their names; raises `Invalid` when there is none."""
    for name, (column, target) in what.refers.items():
        text = str(values.get(name) or "")
        if not text:
            continue
        if target == "client":
            values[column] = _other_client(desk, text)
            continue
        del values[name]
        key = _facility(desk, text) if target == "facility" else _named(desk, target, text, client_id)
        row = desk.known.facilities if target == "facility" else desk.known.post_loan.get(target, {})
        if key is None or row.get(key, {}).get("client_id") != client_id:
            called = _CALLED[target]
            raise Invalid(
                name, Words(f"这个客户没有{called.zh}「{text}」", f'the client has no {called.en} "{text}"')
            )
        values[column] = key
    return values


def _facility(desk: Desk, code: str) -> str | None:
    return desk.known.facility_codes.get(code)


def _named(desk: Desk, table: str, text: str, client_id: str) -> str | None:
    wanted = folded(text)
    for key, row in desk.known.post_loan.get(table, {}).items():
        own = row.get("client_id") == client_id and not row.get("deleted")
        if own and wanted in (folded(str(row.get(column) or "")) for column in NAMED_BY[table]):
            return key
    return None


def _other_client(desk: Desk, name: str) -> str | None:
    """Return the client of that name, when it is one of the book and only one."""
    found = desk.known.names.get(folded(name), [])
    return found[0] if len(found) == 1 else None


def _same_currency(desk: Desk, what: OwnedList, values: Row) -> None:
    """Take out the currency of amounts that are stored in that of what the row refers to."""
    currency = values.pop("currency", None)
    for column, target in what.refers.values():
        row = desk.known.post_loan.get(target, {}).get(str(values.get(column)), {})
        own = row.get("currency")
        if currency and own and currency != own:
            raise Invalid(
                "currency",
                Words(f"金额是{currency}，账户是{own}", f"amounts are in {currency}, the account in {own}"),
            )


POST_LOAN: Final = dict.fromkeys(OWNED_LISTS, post_loan)
"""How each of these lists is decided."""
