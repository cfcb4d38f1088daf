"""Connected clients of a book: with the path to each, its standing, and the exposure of all together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, NamedTuple

from relmgr.db.reader import Reader, listed
from relmgr.db.ties import REACHED
from relmgr.domain.connected import Path, Tie, TieKind, any_known, groups_of, neighbours, paths_from
from relmgr.domain.post_loan_records import TiesRecord
from relmgr.domain.values import Key
from relmgr.queries.record_rows import Asked, day_of

OUTSIDE: Final = "~"
"""Begins the node of a name that is no client of the book."""

GROUP_EDGES = """
SELECT client_id, parent_id, parent_name, from_on, to_on FROM groupedge WHERE NOT deleted AND {these}
"""
GUARANTOR_EDGES = """
SELECT client_id, guarantor_id, from_on, to_on FROM guarantoredge
WHERE NOT deleted AND guarantor_id IS NOT NULL AND {these}
"""
NAMES = "SELECT id, group_name FROM client WHERE group_name <> '' AND NOT deleted AND {these}"
NON_PERFORMING = """
SELECT c.id, EXISTS (SELECT 1 FROM facility f WHERE f.client_id = c.id AND NOT f.deleted
    AND (f.signed_on IS NULL OR f.signed_on <= :day) AND (f.closed_on IS NULL OR f.closed_on > :day)),
  (SELECT max(r.value IN ('substandard', 'doubtful', 'loss')) FROM ratingevent r
   WHERE r.client_id = c.id AND r.kind = 'class' AND NOT r.deleted AND r.effective_on <= :day
     AND (r.facility_id IS NULL OR EXISTS (SELECT 1 FROM facility f WHERE f.id = r.facility_id AND NOT f.deleted
       AND (f.closed_on IS NULL OR f.closed_on > :day)))
     AND NOT EXISTS (SELECT 1 FROM ratingevent n WHERE n.client_id = r.client_id AND n.kind = 'class'
       AND n.facility_id IS r.facility_id AND NOT n.deleted AND n.effective_on <= :day
       AND (n.effective_on, n.created_at, n.id) > (r.effective_on, r.created_at, r.id))),
  (SELECT min(later) FROM (
     SELECT r.effective_on AS later FROM ratingevent r
     WHERE r.client_id = c.id AND r.kind = 'class' AND NOT r.deleted AND r.effective_on > :day
     UNION ALL SELECT f.signed_on FROM facility f WHERE f.client_id = c.id AND NOT f.deleted AND f.signed_on > :day
     UNION ALL SELECT f.closed_on FROM facility f WHERE f.client_id = c.id AND NOT f.deleted AND f.closed_on > :day))
FROM client c WHERE NOT c.deleted AND c.id IN (SELECT value FROM json_each(:members))
"""
EXPOSURES = """
SELECT c.id, coalesce(nullif(c.short_name, ''), c.name), f.currency, sum(f.drawn_minor),
       sum(f.id IS NOT NULL AND f.drawn_minor IS NULL)
FROM client c LEFT JOIN facility f ON f.client_id = c.id AND NOT f.deleted
     AND (f.closed_on IS NULL OR f.closed_on > :day)
WHERE NOT c.deleted AND c.id IN (SELECT value FROM json_each(:members)) GROUP BY c.id, f.currency ORDER BY c.id
"""
ALL_REACHED = REACHED + "SELECT id FROM reached"


@dataclass(frozen=True, slots=True)
class ConnectedClient:
    """A client that hangs together with another, by which path, and how it stands; `npl` None is unknown.

    `path` names each node on the way with the tie that leads to it; the last node is this client.
    """

    client_id: Key
    name: str
    path: tuple[tuple[str, TieKind], ...]
    npl: bool | None
    exposure: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ConnectedGroup:
    """All connected clients; `exposure` is what is drawn by all and the client itself, in minor units by currency.

    `unknown_amounts` counts the facilities whose drawn amount nobody knows: the sums leave them out.
    """

    members: tuple[ConnectedClient, ...]
    exposure: Mapping[str, int]
    unknown_amounts: int


class DatedTie(NamedTuple):
    """A tie and the days between which it holds, both included."""

    tie: Tie
    start: date | None = None
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the tie holds on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def changes_after(self, day: date) -> date | None:
        """Return the next day on which the tie begins, or is gone."""
        if self.start is not None and self.start > day:
            return self.start
        return self.end + timedelta(days=1) if self.end is not None and self.end >= day else None


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether each client is non-performing, and the next day on which a recorded class or a facility counts anew."""

    npl: Mapping[str, bool | None]
    later: Mapping[str, date]


def connected_clients(reader: Reader, client: Key, day: date | None = None) -> ConnectedGroup:
    """Return the clients that hang together with one, nearest first, with the path to each."""
    day = day or reader.today
    asked = Asked(reader, [client], listed([client]), day, {})
    held = [tie.tie for tie in _ties(_reached(asked)) if tie.holds_on(day)]
    paths = paths_from(client, neighbours(held))
    members = [node for node in paths if not node.startswith(OUTSIDE)]
    standing = _standing(asked, [client, *members])
    names, sums, unknown = _exposures(reader, [client, *members], day)
    total: dict[str, int] = {}
    for by_currency in sums.values():
        for currency, amount in by_currency.items():
            total[currency] = total.get(currency, 0) + amount
    found = [
        ConnectedClient(
            Key(key), names[key], _named(paths[key], names), standing.npl.get(key), sums.get(key, {})
        )
        for key in sorted(members, key=lambda key: (len(paths[key]), names.get(key, "")))
        if key in names
    ]
    return ConnectedGroup(tuple(found), total, unknown)


def _named(path: Path, names: Mapping[str, str]) -> tuple[tuple[str, TieKind], ...]:
    return tuple((names.get(step.to, step.to.removeprefix(OUTSIDE)), step.kind) for step in path)


def _exposures(
    reader: Reader, members: Iterable[str], day: date
) -> tuple[dict[str, str], dict[str, dict[str, int]], int]:
    names: dict[str, str] = {}
    sums: dict[str, dict[str, int]] = {}
    unknown = 0
    for key, name, currency, drawn, missing in reader.records(EXPOSURES, members=listed(members), day=day):
        names[key] = name
        unknown += missing or 0
        if currency is not None and drawn is not None:
            sums.setdefault(key, {})[currency] = drawn
    return names, sums, unknown


def add_ties(asked: Asked) -> None:
    """Note for every client with ties whether a connected client or a guarantor of it is non-performing.

    The day on which a tie begins or ends, or a class of a member begins to count, wakes all that hang together.
    """
    ties = _ties(_reached(asked))
    if not ties:
        return
    held = [tie.tie for tie in ties if tie.holds_on(asked.day)]
    groups = groups_of(neighbours(held))
    ever = groups if len(held) == len(ties) else groups_of(neighbours(tie.tie for tie in ties))
    standing = _standing(asked, [node for node in ever if not node.startswith(OUTSIDE)])
    _wake(asked, ties, ever, standing)
    backing: dict[str, list[str]] = {}
    for tie in held:
        if tie.kind is TieKind.GUARANTEE:
            backing.setdefault(tie.one, []).append(tie.other)
    for key in groups.keys() & asked.records.keys():
        members = [node for node in groups[key] if node != key and not node.startswith(OUTSIDE)]
        guarantors = backing.get(key, [])
        asked.records[Key(key)].ties = TiesRecord(
            members=len(members),
            group_npl=any_known(standing.npl.get(member) for member in members),
            guarantors=len(guarantors),
            guarantor_npl=any_known(standing.npl.get(guarantor) for guarantor in guarantors),
        )


def _wake(
    asked: Asked, ties: Iterable[DatedTie], groups: Mapping[str, frozenset[str]], standing: Standing
) -> None:
    moments = [(tie.tie.one, change) for tie in ties if (change := tie.changes_after(asked.day)) is not None]
    for node, change in (*moments, *standing.later.items()):
        for member in groups.get(node, ()):
            if record := asked.records.get(Key(member)):
                record.wakes(change)


def _reached(asked: Asked) -> Asked:
    """Return the question widened to all that hang together with the clients asked for."""
    if asked.keys is None:
        return asked
    return replace(asked, keys=listed(asked.reader.column(ALL_REACHED, keys=asked.keys)))


def _ties(asked: Asked) -> list[DatedTie]:
    found = []
    for client, parent, name, start, end in asked.all(GROUP_EDGES):
        node = OUTSIDE + name if parent is None else parent
        found.append(DatedTie(Tie(client, node, TieKind.GROUP), day_of(start), day_of(end)))
        if parent is not None:
            found.append(DatedTie(Tie(parent, OUTSIDE + name, TieKind.NAME)))
    for client, guarantor, start, end in asked.all(GUARANTOR_EDGES):
        found.append(DatedTie(Tie(client, guarantor, TieKind.GUARANTEE), day_of(start), day_of(end)))
    found += [DatedTie(Tie(key, OUTSIDE + name, TieKind.NAME)) for key, name in asked.all(NAMES, "id")]
    return found


def _standing(asked: Asked, clients: Iterable[str]) -> Standing:
    """Return who is non-performing by its recorded classes; a client without any claim is not."""
    npl: dict[str, bool | None] = {}
    later: dict[str, date] = {}
    for key, lent, worst, ahead in asked.reader.records(
        NON_PERFORMING, day=asked.day, members=listed(clients)
    ):
        npl[key] = bool(worst) if worst is not None else None if lent else False
        if ahead is not None:
            later[key] = date.fromisoformat(ahead)
    return Standing(npl, later)
