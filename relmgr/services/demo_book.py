"""Fills a throw-away book with the fictitious portfolio of `relmgr.demo`, in bulk and unaudited."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import SQLModel

from relmgr.db.stored import parameter
from relmgr.db.work import UnitOfWork
from relmgr.demo.compose import Casting, compose
from relmgr.words import Words

FULL_HISTORY: Final = 24
"""Months of figures and visits of a book of ordinary size."""

ORDINARY_SIZE: Final = 300
"""A larger book has no monthly history unless it is asked for: it is made to measure lists and search."""

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
    uow.label(FILLED.fill(n=size), undoable=False)
    return size


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
