"""Fills a throw-away book with the fictitious portfolio of `relmgr.demo`, in bulk and unaudited."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import SQLModel

from relmgr.db.stored import parameter
from relmgr.db.tables import Segment
from relmgr.db.work import UnitOfWork
from relmgr.demo.compose import Casting, compose
from relmgr.domain.segment_grammar import parse_definition
from relmgr.domain.segment_json import as_json
from relmgr.rulebook.segment_files import load_templates
from relmgr.words import Words

FULL_HISTORY: Final = 24
"""Months of figures and visits of a book of ordinary size."""

ORDINARY_SIZE: Final = 300
"""A larger book has no monthly history unless it is asked for: it is made to measure lists and search."""

SEGMENTS: Final = (
    ("战略客户", "tier=A", "strategic"),
    ("高风险客户", "level=red", "watch"),
    ("老客户", "tier=B,C years>=5", "maintain"),
)
"""Name, conditions and strategy template of the demo's segments; none shortens what tier and risk ask for."""

FILLED: Final = Words("填充演示客户库：{n} 户", "fill the demo book: {n} clients")


def fill_demo_book(uow: UnitOfWork, size: int = 40, seed: int = 20260101, months: int | None = None) -> int:
    """Write `size` fictitious clients with everything about them and return how many; cannot be undone.

    The same seed and day give the same book. `months` is the length of the history of figures, visits and
    documents; None means 24 for up to 300 clients and none above. Memory is bounded at any size.
    """
    if months is None:
        months = FULL_HISTORY if size <= ORDINARY_SIZE else 0
    casting = Casting(size, seed, uow.today, uow.zone, uow.manager_id, months)
    with uow.unaudited():
        for rows in compose(casting):
            for table, records in rows.items():
                _insert(uow, table, records)
            uow.refresh_all([client["id"] for client in rows["client"]])
        _add_segments(uow)
    uow.label(FILLED.fill(n=size), undoable=False)
    return size


def _add_segments(uow: UnitOfWork) -> None:
    strategies = {template.id: template.strategy for template in load_templates()}
    for position, (name, conditions, template) in enumerate(SEGMENTS, start=1):
        strategy = strategies[template]
        uow.add(
            Segment(
                name=name,
                position=position,
                definition=as_json(parse_definition(conditions)),
                strategy=strategy.name,
                cadence_days=strategy.cadence_days,
                services=list(strategy.services),
                measures=list(strategy.measures),
            )
        )


def _insert(uow: UnitOfWork, name: str, records: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns; the other columns take their defaults and the author.

    The statement goes straight to the driver: per-row defaults of the ORM would cost most of the time.
    """
    table = SQLModel.metadata.tables[name]
    given = tuple(records[0])
    filled = {column.name: _default(column) for column in table.columns if column.name not in given}
    stamp = {"book_id": uow.book_id, "created_at": uow.now, "created_by": uow.actor}
    stamp |= {"updated_at": uow.now, "updated_by": uow.actor}
    filled |= {column: parameter(value) for column, value in stamp.items() if column in filled}
    columns = ", ".join(f'"{column}"' for column in (*given, *filled))
    places = ", ".join("?" * (len(given) + len(filled)))
    rest = tuple(filled.values())
    uow.session.connection().exec_driver_sql(
        f"INSERT INTO {name} ({columns}) VALUES ({places})",
        [(*(parameter(record[column]) for column in given), *rest) for record in records],
    )


def _default(column: "sa.Column[Any]") -> object:
    default = column.default
    if default is None:
        return None
    value = default.arg(None) if default.is_callable else default.arg  # type: ignore[attr-defined]
    return json.dumps(value) if isinstance(column.type, sa.JSON) else parameter(value)
