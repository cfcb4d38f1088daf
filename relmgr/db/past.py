"""The book as it was known at an earlier instant, rebuilt from the audit trail beside the book, in memory.

Temporary views with the names of the tables stand before them on one connection, so that every question
answers as of then without knowing it. Rows that nobody has changed since are read where they are; of the others
the image counts that the audit trail kept. Rows written without an audit entry have no such history.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from relmgr.db.stored import instant

DATED_METRIC = """CASE length({p}) WHEN 4 THEN {p} || '-12-31' WHEN 6 THEN
  date(substr({p}, 1, 4) || '-' || printf('%02d', 3 * substr({p}, 6, 1)) || '-01', '+1 month', '-1 day')
  ELSE date({p} || '-01', '+1 month', '-1 day') END || ' 00:00:00.000000'"""
"""The last day of a period as an instant: what a figure without a knowledge date is taken to have been known by."""


@dataclass(slots=True)
class Past:
    """Moves one connection forward through the past of its book; `dated` trusts the dates rows carry.

    With `dated`, rows that came into the book later count as if they had always been there, as far as their own
    dates allow, and figures from the end of their period on: how a history that was loaded at once is replayed.
    """

    connection: Any
    dated: bool = False
    at: str = ""
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    """By table the SQL that reads each column from the image of a row."""

    def move_to(self, moment: datetime) -> None:
        """Let the tables be as they were known just before an instant; only forward, after the first time."""
        until = instant(moment)
        if not self.at:
            self._begin(until)
        elif until < self.at:
            raise ValueError("the past is walked through forward only")
        else:
            self._advance(until)
        self.at = until

    def _begin(self, until: str) -> None:
        run = self.connection.execute
        run(
            "CREATE TEMP TABLE past_entry AS SELECT seq, at, tab, pk FROM audit_entry WHERE at >= ?"
            " ORDER BY at, seq",
            (until,),
        )
        run("CREATE INDEX temp.ix_past_entry ON past_entry (tab, pk)")
        for (table,) in run("SELECT DISTINCT tab FROM past_entry").fetchall():
            if columns := dict(self._columns_of(table)):
                self.columns[table] = columns
                self._shadow(table)

    def _columns_of(self, table: str) -> Iterator[tuple[str, str]]:
        for _, name, _, required, default, _ in self.connection.execute(f"PRAGMA main.table_info('{table}')"):
            value = f"json_extract(image, '$.{name}')"
            yield name, f"coalesce({value}, {default})" if required and default is not None else value

    def _shadow(self, table: str) -> None:
        """Put what was known of a table's changed rows before the table itself."""
        run, columns = self.connection.execute, self.columns[table]
        names = ", ".join(f'"{name}"' for name in columns)
        run(f"CREATE TEMP TABLE past_{table} ({names})")
        run(f"CREATE UNIQUE INDEX temp.ix_past_{table} ON past_{table} (id)")
        if "client_id" in columns:
            run(f"CREATE INDEX temp.ix_past_{table}_client ON past_{table} (client_id)")
        image = "CASE a.op WHEN 'insert' THEN a.new ELSE a.old END" if self.dated else "a.old"
        first = "SELECT seq, row_number() OVER (PARTITION BY pk ORDER BY at, seq) AS n FROM past_entry"
        self._put(table, f"{first} WHERE tab = '{table}'", image, self._dated_values(table))
        run(
            f'CREATE TEMP VIEW "{table}" AS SELECT {names} FROM main."{table}" AS m'
            f" WHERE NOT EXISTS (SELECT 1 FROM past_entry e WHERE e.tab = '{table}' AND e.pk = m.id)"
            f" UNION ALL SELECT {names} FROM past_{table}"
        )

    def _dated_values(self, table: str) -> Mapping[str, str]:
        if not (self.dated and table == "metric"):
            return {}
        ended = DATED_METRIC.format(p="json_extract(image, '$.period')")
        return {"known_at": f"min(json_extract(image, '$.known_at'), {ended})"}

    def _put(self, table: str, entries: str, image: str, instead: Mapping[str, str]) -> None:
        """Write the images of the first of each row's entries."""
        columns = {**self.columns[table], **instead}
        self.connection.execute(
            f"INSERT OR REPLACE INTO past_{table} SELECT {', '.join(columns.values())} FROM ("
            f"SELECT {image} AS image FROM audit_entry a JOIN ({entries}) e ON e.seq = a.seq WHERE e.n = 1)"
            " WHERE image IS NOT NULL"
        )

    def _advance(self, until: str) -> None:
        """Apply what was written since, the last of each row."""
        for table in self.columns:
            window = f"FROM past_entry WHERE tab = '{table}' AND at >= '{self.at}' AND at < '{until}'"
            self.connection.execute(f"DELETE FROM past_{table} WHERE id IN (SELECT pk {window})")
            last = f"SELECT seq, row_number() OVER (PARTITION BY pk ORDER BY at DESC, seq DESC) AS n {window}"
            self._put(table, last, "a.new", {})


def first_known(connection: Any) -> str | None:
    """Return the instant of the first entry of the audit trail, or None when there is none."""
    found: str | None = connection.execute("SELECT min(at) FROM audit_entry").fetchone()[0]
    return found
