"""The reading half: plain SQL on a read-only connection into frozen rows; no ORM on this path."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from relmgr.db.stored import converters, parameters

Row = TypeVar("Row")


class Connection(Protocol):
    """What a reader needs of a database connection."""

    def execute(self, sql: str, parameters: Any, /) -> Any:
        """Run one statement and return its cursor."""


@dataclass(frozen=True, slots=True)
class DayParameter:
    """A parameter that is a day as the reader sees it: counted from its today, or else a number of the calendar.

    `as_instant` is the first instant of the day in the reader's zone. A day before or after the calendar is its
    first or last one.
    """

    number: int
    from_today: bool
    as_instant: bool = False

    def seen_by(self, today: date, zone: ZoneInfo) -> date | datetime:
        """Return the day, or the instant at which it begins."""
        number = self.number + (today.toordinal() if self.from_today else 0)
        day = date.fromordinal(max(2, min(number, date.max.toordinal() - 1)))
        return datetime.combine(day, time(), zone).astimezone(UTC) if self.as_instant else day


@dataclass(frozen=True, slots=True)
class Reader:
    """Answers SQL with frozen rows, as of one instant, for one signed-in manager.

    Parameters are named (`:name`); dates, instants and enums are passed as they are. A row class is a
    frozen dataclass whose fields have the names of the selected columns, in their order. `statements`
    collects what was run, so that a test can count.
    """

    connection: Connection
    now: datetime
    today: date
    zone: ZoneInfo
    manager_id: str
    statements: list[str] = field(default_factory=list)

    def _execute(self, sql: str, values: dict[str, object]) -> Any:
        self.statements.append(sql)
        seen = {n: v.seen_by(self.today, self.zone) for n, v in values.items() if isinstance(v, DayParameter)}
        return self.connection.execute(sql, parameters({**values, **seen} if seen else values))

    def rows(self, row: type[Row], sql: str, /, **values: object) -> list[Row]:
        """Return every result as an instance of `row`."""
        cursor = self._execute(sql, values)
        names = tuple(column[0] for column in cursor.description)
        fields = tuple(row.__dataclass_fields__)  # type: ignore[attr-defined]
        if names != fields:
            raise TypeError(f"{row.__name__} has {fields}, the statement selects {names}")
        reads = converters(row)  # type: ignore[arg-type]
        return [
            row(*(v if read is None or v is None else read(v) for read, v in zip(reads, record, strict=True)))
            for record in cursor.fetchall()
        ]

    def one(self, row: type[Row], sql: str, /, **values: object) -> Row | None:
        """Return the first result as an instance of `row`, or None."""
        found = self.rows(row, sql, **values)
        return found[0] if found else None

    def value(self, sql: str, /, **values: object) -> Any:
        """Return the first column of the first result in its stored form, or None."""
        record = self._execute(sql, values).fetchone()
        return None if record is None else record[0]

    def column(self, sql: str, /, **values: object) -> list[Any]:
        """Return the first column of every result in its stored form."""
        return [record[0] for record in self._execute(sql, values).fetchall()]

    def batches(self, size: int, sql: str, /, **values: object) -> Iterator[list[Any]]:
        """Yield the first column in its stored form, so many results at a time, for answers too long to hold."""
        cursor = self._execute(sql, values)
        while records := cursor.fetchmany(size):
            yield [record[0] for record in records]

    def records(self, sql: str, /, **values: object) -> list[tuple[Any, ...]]:
        """Return every result as a plain tuple in its stored form."""
        return list(self._execute(sql, values).fetchall())


def listed(values: Iterable[object]) -> str:
    """Return values as one JSON text, for `IN (SELECT value FROM json_each(:keys))`."""
    return json.dumps([str(value) for value in values])
