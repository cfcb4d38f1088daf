"""Decides what becomes of every row of a list, from what the book holds; preview and import both ask here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from relmgr.domain.import_changes import Change, change_of, learn
from relmgr.domain.import_clients import client_of, find_client, new_client_key
from relmgr.domain.import_desk import Desk
from relmgr.domain.import_kinds import Kind
from relmgr.domain.import_known import Known
from relmgr.domain.import_outcomes import Outcome, State
from relmgr.domain.import_owned import OWNED
from relmgr.domain.import_post_loan import OWNED_LISTS
from relmgr.domain.import_records import ParsedLine, Record
from relmgr.domain.natural_keys import natural_key, rating_key
from relmgr.errors import Invalid

RATINGS: Final = (("grade", "grade", "graded_on"), ("asset_class", "class", "classed_on"))
"""Field of a client list, kind of rating event, field of its day."""

_RATING_FIELDS: Final = frozenset(name for field_name, _, day in RATINGS for name in (field_name, day))

_TABLES: Final[Mapping[Kind, str]] = {
    Kind.CLIENTS: "client",
    Kind.CONTACTS: "contact",
    Kind.FACILITIES: "facility",
    Kind.VISITS: "visit",
    Kind.METRICS: "metric",
    **{kind: what.table for kind, what in OWNED_LISTS.items()},
}


@dataclass(slots=True)
class Decider:
    """Decides row after row; `changes` is what an import writes."""

    desk: Desk
    changes: dict[tuple[str, str], Change] = field(default_factory=dict)

    @property
    def known(self) -> Known:
        """Return what the book holds, with the rows decided so far."""
        return self.desk.known

    def decide(self, lines: Iterable[ParsedLine], sheet: str = "") -> list[Outcome]:
        """Return the outcome of every row, in order."""
        self.desk.seen.clear()
        return [self._line(line, sheet) for line in lines]

    def _line(self, line: ParsedLine, sheet: str) -> Outcome:
        if line.problem:
            return Outcome(line.number, State.REJECTED, line.label, line.problem, sheet)
        try:
            planned = [change for record in line.records for change in self._record(record, line)]
        except Invalid as problem:
            return Outcome(line.number, State.REJECTED, line.label, problem.words, sheet)
        main = _TABLES[line.records[-1].kind]
        state = State.UPDATED if planned else State.UNCHANGED
        if any(change.new and change.table == main and not self._corrects(change) for change in planned):
            state = State.CREATED
        for change in planned:
            self._take(change)
        return Outcome(line.number, state, line.label, None, sheet)

    @staticmethod
    def _corrects(change: Change) -> bool:
        """Tell whether a new row is a later revision of a figure, which counts as an update."""
        return bool(change.table == "metric" and change.values["revision"])

    def _take(self, change: Change) -> None:
        """Note a change for writing and let later rows see it."""
        before = self.changes.get((change.table, change.key))
        if before:
            before.values.update(change.values)
        else:
            self.changes[change.table, change.key] = change
        learn(self.known, change)

    def _record(self, record: Record, line: ParsedLine) -> list[Change]:
        if record.kind is Kind.CLIENTS:
            return self._client(record, secondary=len(line.records) > 1)
        first = line.records[0]
        if first.kind is Kind.CLIENTS:
            client_id = find_client(self.known, first.client) or new_client_key(first.client)
        else:
            client_id = client_of(self.known, record.client)
        return OWNED[record.kind](self.desk, record, client_id)

    def _client(self, record: Record, *, secondary: bool) -> list[Change]:
        key = find_client(self.known, record.client) or new_client_key(record.client)
        stored = self.known.clients.get(key)
        values = {name: value for name, value in record.values.items() if name not in _RATING_FIELDS}
        extra = dict(record.extra)
        if not secondary:
            self.desk.once(("client", key), record)
        elif stored and ("client", key) in self.desk.seen:
            # Several rows of one file speak of the same client: the first one counts, later ones fill gaps.
            kept = stored.get("extra")
            values = {name: value for name, value in values.items() if not stored.get(name)}
            extra = {
                name: text for name, text in extra.items() if not (isinstance(kept, dict) and name in kept)
            }
        self.desk.seen.setdefault(("client", key), record)
        changes = change_of("client", key, stored, values, extra) + self._ratings(key, record)
        if key not in self.known.assigned:
            row = {"client_id": key, "manager_id": self.desk.manager_id, "from_on": self.desk.today}
            changes.append(Change("assignment", key, True, {**row, "reason": "import"}))
        return changes

    def _ratings(self, client_id: str, record: Record) -> list[Change]:
        """Return a rating event for each grade or class that differs from the one in force on its day."""
        made = []
        for name, kind, day_name in RATINGS:
            value, day = record.values.get(name), record.values.get(day_name) or self.desk.today
            if not value or not isinstance(day, date):
                continue
            history = self.known.ratings.get((client_id, kind), [])
            in_force = [old for on, old in history if on <= day]
            if in_force and in_force[-1] == value:
                continue
            key = rating_key(client_id, kind, day, str(value))
            if (day, str(value)) in history:
                key = natural_key("rating", key, str(len(history)))
            row = {"client_id": client_id, "kind": kind, "value": str(value), "effective_on": day}
            made.append(Change("ratingevent", key, True, {**row, "reason": "import"}))
        return made
