"""The rows an import writes, and what the import knows once they are written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from relmgr.domain.import_known import Known, Row
from relmgr.domain.natural_keys import folded


@dataclass(slots=True)
class Change:
    """A row to be written: all its values when it is new, else those that differ.

    A new row whose key was taken back earlier is revived with these values.
    """

    table: str
    key: str
    new: bool
    values: Row


def change_of(
    table: str, key: str, stored: Row | None, values: Mapping[str, object], extra: Mapping[str, str]
) -> list[Change]:
    """Return what has to be written of one row: nothing when the book already says the same."""
    if stored is None:
        return [Change(table, key, True, {**values, "extra": dict(extra)})]
    differing = {name: value for name, value in values.items() if stored.get(name) != value}
    kept = stored.get("extra")
    old: dict[str, object] = kept if isinstance(kept, dict) else {}
    if any(old.get(name) != text for name, text in extra.items()):
        differing["extra"] = {**old, **extra}
    if stored.get("deleted"):
        return [Change(table, key, True, differing)]
    return [Change(table, key, False, differing)] if differing else []


def learn(known: Known, change: Change) -> None:
    """Let later rows of the same import see a change."""
    if change.table in _LEARN:
        _LEARN[change.table](known, change)
    else:
        _merged(known.post_loan.setdefault(change.table, {}), change)


def _merged(rows: dict[str, Row], change: Change) -> Row:
    row = rows[change.key] = {**rows.get(change.key, {}), **change.values, "deleted": False}
    return row


def _client(known: Known, change: Change) -> None:
    known.name_client(change.key, _merged(known.clients, change))


def _contact(known: Known, change: Change) -> None:
    row = _merged(known.contacts, change)
    known.contact_names[str(row["client_id"]), folded(str(row["name"]))] = change.key


def _facility(known: Known, change: Change) -> None:
    row = _merged(known.facilities, change)
    if row.get("code"):
        known.facility_codes[str(row["code"])] = change.key


def _visit(known: Known, change: Change) -> None:
    _merged(known.visits, change)


def _participant(known: Known, change: Change) -> None:
    known.participants.setdefault(str(change.values["visit_id"]), set()).add(str(change.values["name"]))


def _metric(known: Known, change: Change) -> None:
    row = change.values
    identity = (str(row["client_id"]), str(row["code"]), str(row["period"]))
    revision = row["revision"]
    assert isinstance(revision, int)
    known.metrics[identity] = (revision, row["value"], row["unit"], row["currency"])


def _rating(known: Known, change: Change) -> None:
    row = change.values
    day = row["effective_on"]
    assert isinstance(day, date)
    history = known.ratings.setdefault((str(row["client_id"]), str(row["kind"])), [])
    history.append((day, str(row["value"])))
    history.sort(key=lambda event: event[0])


def _assignment(known: Known, change: Change) -> None:
    known.assigned.add(str(change.values["client_id"]))


_LEARN: Final[Mapping[str, Callable[[Known, Change], None]]] = {
    "client": _client,
    "contact": _contact,
    "facility": _facility,
    "visit": _visit,
    "visitparticipant": _participant,
    "metric": _metric,
    "ratingevent": _rating,
    "assignment": _assignment,
}
