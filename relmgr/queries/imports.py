"""What an import needs to know of the book, what it would do, and which imports there were."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from relmgr.db.reader import Reader, listed
from relmgr.db.stored import read_instant
from relmgr.domain.import_decisions import Decider
from relmgr.domain.import_desk import Desk
from relmgr.domain.import_kinds import FIELDS, Form, Kind
from relmgr.domain.import_known import Known, Row
from relmgr.domain.import_outcomes import Counts, Outcome, count
from relmgr.domain.import_post_loan import NAMED_BY, OWNED_LISTS, OwnedList
from relmgr.domain.imports import ImportPlan
from relmgr.domain.values import Key

_ALWAYS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.CLIENTS: ("name", "code", "uscc", "city"),
    Kind.CONTACTS: ("client_id", "name"),
    Kind.FACILITIES: ("client_id", "code"),
    Kind.VISITS: ("client_id",),
    **{
        kind: (
            "client_id",
            *NAMED_BY.get(what.table, ()),
            *(column for column, _ in what.refers.values()),
            *(("currency",) if what.has_currency else ()),
        )
        for kind, what in OWNED_LISTS.items()
    },
}
"""Columns by which rows are found, whatever the list says."""

_NOT_STORED: Final = {
    Kind.CLIENTS: {"grade", "graded_on", "asset_class", "classed_on"},
    Kind.VISITS: {"code", "participants", "day"},
}
_TABLE: Final = {
    Kind.CLIENTS: "client",
    Kind.CONTACTS: "contact",
    Kind.FACILITIES: "facility",
    Kind.VISITS: "visit",
    **{kind: what.table for kind, what in OWNED_LISTS.items()},
}


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One past import; it stays listed when it was taken back."""

    id: Key
    kind: str
    file_name: str
    at: datetime
    by: str
    rows: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    action_id: str
    is_undone: bool


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do now: counts, and the outcome of every row."""

    counts: Counts
    outcomes: tuple[Outcome, ...]


def import_batches(reader: Reader, limit: int = 200) -> list[BatchRow]:
    """Return past imports, latest first."""
    return reader.rows(
        BatchRow,
        "SELECT b.id, b.kind, b.file_name, b.at, b.by, b.rows, b.created, b.updated, b.unchanged, b.rejected,"
        " b.action_id, a.undone_by IS NOT NULL AS is_undone"
        " FROM importbatch b JOIN action a ON a.id = b.action_id ORDER BY b.at DESC, b.id DESC LIMIT :limit",
        limit=limit,
    )


def preview_import(reader: Reader, plan: ImportPlan) -> ImportPreview:
    """Return what importing the plan would do; it decides exactly as the import does and writes nothing."""
    _, outcomes = decide_import(reader, plan)
    return ImportPreview(count(outcomes), tuple(outcomes))


def decide_import(reader: Reader, plan: ImportPlan) -> tuple[Decider, list[Outcome]]:
    """Return the decided rows and their outcomes; preview and import both come through here."""
    decider = Decider(Desk(known_rows(reader, plan), reader.today, reader.manager_id))
    outcomes = [outcome for sheet in plan.sheets for outcome in decider.decide(sheet.lines, sheet.name)]
    return decider, outcomes


def known_rows(reader: Reader, plan: ImportPlan) -> Known:
    """Return what the book holds of everything the plan speaks of."""
    kinds = {kind for sheet in plan.sheets for kind in sheet.kinds} | {Kind.CLIENTS}
    kinds |= {target for kind in kinds if kind in OWNED_LISTS for target in _referred(OWNED_LISTS[kind])}
    named = _named_columns(plan)
    rows = {kind: _rows(reader, kind, named.get(kind, set())) for kind in _TABLE if kind in kinds}
    known = Known(
        clients=rows[Kind.CLIENTS],
        contacts=rows.get(Kind.CONTACTS, {}),
        facilities=rows.get(Kind.FACILITIES, {}),
        visits=rows.get(Kind.VISITS, {}),
        post_loan={what.table: rows[kind] for kind, what in OWNED_LISTS.items() if kind in rows},
        assigned=set(reader.column("SELECT client_id FROM assignment WHERE deleted = 0 AND to_on IS NULL")),
    )
    if Kind.METRICS in kinds:
        _load_metrics(reader, plan, known)
    if Kind.VISITS in kinds:
        for visit, name in reader.records("SELECT visit_id, name FROM visitparticipant WHERE deleted = 0"):
            known.participants.setdefault(visit, set()).add(name)
    _load_ratings(reader, known)
    return known.index()


def _referred(what: OwnedList) -> set[Kind]:
    """Return the lists whose rows a list refers to."""
    tables = {target for _, target in what.refers.values()}
    return {kind for kind, table in _TABLE.items() if table in tables}


def _named_columns(plan: ImportPlan) -> dict[Kind, set[str]]:
    """Return per kind the columns that any row of the plan fills."""
    named: dict[Kind, set[str]] = {}
    for sheet in plan.sheets:
        for line in sheet.lines:
            for record in line.records:
                named.setdefault(record.kind, set()).update(record.values)
    return named


def _rows(reader: Reader, kind: Kind, named: Iterable[str]) -> dict[str, Row]:
    wanted = set(named) - _not_stored(kind) - {"id"}
    columns = ["id", "deleted", "extra", *dict.fromkeys((*_ALWAYS[kind], *sorted(wanted)))]
    read = [_reader_of(kind, column) for column in columns]
    # The names are those of the field tables, never text from a file.
    sql = f"SELECT {', '.join(columns)} FROM {_TABLE[kind]}"
    return {
        record[0]: {
            column: value if convert is None or value is None else convert(value)
            for column, convert, value in zip(columns, read, record, strict=True)
        }
        for record in reader.records(sql)
    }


def _not_stored(kind: Kind) -> set[str]:
    """Return fields that are no column of the kind's table: names of what a row refers to, and the like."""
    what = OWNED_LISTS.get(kind)
    if what is None:
        return _NOT_STORED.get(kind, set())
    names = {name for name, (_, target) in what.refers.items() if target != "client"}
    return names if what.has_currency else names | {"currency"}


def _reader_of(kind: Kind, column: str) -> Callable[[Any], object] | None:
    if column == "extra":
        return json.loads
    if column in ("deleted", "all_day"):
        return bool
    form = next((field.form for field in FIELDS[kind] if field.name == column), None)
    by_form: Mapping[Form | None, Callable[[Any], object]] = {
        Form.DATE: date.fromisoformat,
        Form.MOMENT: read_instant,
        Form.FLAG: bool,
    }
    return by_form.get(form)


def _load_metrics(reader: Reader, plan: ImportPlan, known: Known) -> None:
    codes = _named_codes(plan)
    for client, code, period, *latest in reader.records(
        "SELECT client_id, code, period, revision, value, unit, currency FROM metric WHERE deleted = 0"
        " AND code IN (SELECT value FROM json_each(:codes)) ORDER BY revision",
        codes=listed(sorted(codes)),
    ):
        revision, value, unit, currency = latest
        known.metrics[client, code, period] = (revision, value, unit, currency)


def _named_codes(plan: ImportPlan) -> set[str]:
    return {
        str(record.values["code"])
        for sheet in plan.sheets
        for line in sheet.lines
        for record in line.records
        if record.kind is Kind.METRICS
    }


def _load_ratings(reader: Reader, known: Known) -> None:
    for client, kind, day, value in reader.records(
        "SELECT client_id, kind, effective_on, value FROM ratingevent WHERE deleted = 0"
        " AND facility_id IS NULL"
        " ORDER BY effective_on, created_at, id"
    ):
        known.ratings.setdefault((client, kind), []).append((date.fromisoformat(day), value))
