"""Rows of one run collected by table and written in bulk."""

from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from relmgr.db.work import UnitOfWork

Row = dict[str, Any]


@dataclass(slots=True)
class RowBatch:
    """New and changed rows; changed ones carry their key, next version and only the columns that change."""

    inserts: dict[type[SQLModel], list[Row]] = field(default_factory=dict)
    updates: dict[type[SQLModel], list[Row]] = field(default_factory=dict)

    def insert(self, table: type[SQLModel], row: Row) -> None:
        """Collect a new row."""
        self.inserts.setdefault(table, []).append(row)

    def update(self, table: type[SQLModel], key: str, version: int, values: Row) -> None:
        """Collect a change of the row of a key, which was read at `version`."""
        self.updates.setdefault(table, []).append({"id": key, "version": version + 1, **values})

    def write(self, uow: UnitOfWork) -> int:
        """Write everything, what others refer to first; returns the number of rows."""
        order = {table.name: place for place, table in enumerate(SQLModel.metadata.sorted_tables)}
        for table in sorted(self.inserts, key=lambda table: order[str(table.__tablename__)]):
            uow.insert(table, self.inserts[table])
        stamp = {"updated_at": uow.now, "updated_by": uow.actor}
        for table, rows in self.updates.items():
            uow.session.execute(sa.update(table), [row | stamp for row in rows])
        return sum(len(rows) for kind in (self.inserts, self.updates) for rows in kind.values())
