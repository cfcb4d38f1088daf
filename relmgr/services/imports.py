"""Imports a plan: one transaction, one batch that undo takes back as a whole."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import SQLModel

from relmgr.db.columns import new_key
from relmgr.db.reader import listed
from relmgr.db.stored import instant, parameter
from relmgr.db.tables import (
    AccountMonth,
    Assignment,
    BureauDebt,
    Client,
    Collateral,
    Contact,
    Covenant,
    CovenantTest,
    Document,
    ExternalEvent,
    Facility,
    GroupEdge,
    GuarantorEdge,
    ImportBatch,
    Metric,
    Project,
    ProjectProgress,
    RatingEvent,
    Visit,
    VisitParticipant,
    WatchedAccount,
)
from relmgr.db.work import UnitOfWork
from relmgr.domain.import_changes import Change
from relmgr.domain.import_outcomes import Counts, Outcome, State, count
from relmgr.domain.imports import ImportPlan
from relmgr.domain.values import Key
from relmgr.queries.imports import decide_import
from relmgr.queries.memory import LAST_DAY
from relmgr.words import Words

LABEL: Final = Words(
    "导入 {file}：新增 {created}，更新 {updated}，不变 {unchanged}，拒绝 {rejected}",
    "import {file}: {created} created, {updated} updated, {unchanged} unchanged, {rejected} rejected",
)

_TABLES: Final[tuple[type[SQLModel], ...]] = (
    Client,
    Assignment,
    Contact,
    Facility,
    Visit,
    VisitParticipant,
    Metric,
    RatingEvent,
    Document,
    Collateral,
    Project,
    ProjectProgress,
    Covenant,
    CovenantTest,
    WatchedAccount,
    AccountMonth,
    ExternalEvent,
    BureauDebt,
    GroupEdge,
    GuarantorEdge,
)
"""In the order in which foreign keys allow them to be written."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: its batch, counts, and the outcome of every row."""

    batch_id: Key
    counts: Counts
    outcomes: tuple[Outcome, ...]


def import_file_rows(uow: UnitOfWork, plan: ImportPlan) -> ImportResult:
    """Write every row of a plan that is new or differs; rejected rows are reported and leave nothing."""
    decider, outcomes = decide_import(uow.read, plan)
    counts = count(outcomes)
    by_table: dict[str, list[Change]] = defaultdict(list)
    for change in decider.changes.values():
        by_table[change.table].append(change)
    for table in _TABLES:
        _write(uow, table, by_table[str(table.__tablename__)])
    if counts.created + counts.updated:
        uow.run("DELETE FROM setting WHERE key = :key", key=LAST_DAY)  # the book is owed a new evaluation
    batch = uow.add(_batch(uow, plan, counts, outcomes))
    uow.label(
        LABEL.fill(
            file=plan.file_name,
            created=counts.created,
            updated=counts.updated,
            unchanged=counts.unchanged,
            rejected=counts.rejected,
        ),
        undoable=counts.created + counts.updated > 0,
    )
    return ImportResult(Key(batch.id), counts, tuple(outcomes))


def _batch(uow: UnitOfWork, plan: ImportPlan, counts: Counts, outcomes: Sequence[Outcome]) -> ImportBatch:
    return ImportBatch(
        kind=plan.kind,
        file_name=plan.file_name,
        sha256=plan.sha256,
        at=uow.now,
        by=uow.actor,
        rows=counts.rows,
        created=counts.created,
        updated=counts.updated,
        unchanged=counts.unchanged,
        rejected=counts.rejected,
        errors=[
            {"sheet": o.sheet, "line": o.line, "row": o.label, "zh": o.reason.zh, "en": o.reason.en}
            for o in outcomes
            if o.state is State.REJECTED and o.reason
        ],
        action_id=uow.action.id,
    )


def _write(uow: UnitOfWork, table: type[SQLModel], changes: Sequence[Change]) -> None:
    """Insert new rows, revive rows that were taken back, update the rest."""
    name = str(table.__tablename__)
    new = [change for change in changes if change.new]
    present = set(
        # The name is that of a table of ours.
        uow.read.column(
            f"SELECT id FROM {name} WHERE id IN (SELECT value FROM json_each(:ids))",
            ids=listed(change.key for change in new),
        )
    )
    defaults = _defaults(table)
    uow.insert(table, [_row(uow, table, defaults, change) for change in new if change.key not in present])
    updates = [change for change in changes if not change.new]
    updates += [
        Change(name, change.key, False, {**change.values, "deleted": False})
        for change in new
        if change.key in present
    ]
    _update(uow, name, updates)


def _defaults(table: type[SQLModel]) -> dict[str, Any]:
    """Return the defaults of a table's columns; keys, authors and times are given to every row anew."""
    return {
        column: field.get_default(call_default_factory=True)
        for column, field in table.model_fields.items()
        if not field.is_required()
    }


def _row(
    uow: UnitOfWork, table: type[SQLModel], defaults: Mapping[str, Any], change: Change
) -> dict[str, Any]:
    """Return a whole row, so that one statement inserts them all."""
    key = new_key() if table is Assignment else change.key
    figure = {"known_at": uow.now, "source": "import"} if table is Metric else {}
    return {**defaults, **change.values, **figure, "id": key}


def _update(uow: UnitOfWork, name: str, changes: Sequence[Change]) -> None:
    """Update rows, those that differ in the same columns by one statement."""
    groups: dict[tuple[str, ...], list[Change]] = defaultdict(list)
    for change in changes:
        groups[tuple(sorted(change.values))].append(change)
    connection = uow.session.connection()
    stamp = {"rm_at": instant(uow.now), "rm_by": uow.actor}
    for columns, group in groups.items():
        sets = ", ".join(f"{column} = :{column}" for column in columns)
        sql = (
            f"UPDATE {name} SET {sets}, updated_at = :rm_at, updated_by = :rm_by,"
            " version = version + 1 WHERE id = :rm_id"
        )
        rows = [
            {**{column: _stored(change.values[column]) for column in columns}, **stamp, "rm_id": change.key}
            for change in group
        ]
        connection.exec_driver_sql(sql, rows)


def _stored(value: object) -> object:
    return json.dumps(value) if isinstance(value, dict) else parameter(value)
