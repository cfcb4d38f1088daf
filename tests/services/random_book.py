"""Books filled at random from the schema itself, so that a column added later is filled at random too."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from relmgr.db.work import UnitOfWork
from relmgr.domain.event_kinds import EventKind
from relmgr.domain.metric_codes import METRICS, MONTHLY_CODES
from relmgr.domain.periods import month_on, month_text
from relmgr.domain.values import AssetClass
from tests.conftest import TODAY

Row = dict[str, Any]

GIVEN = frozenset({"id", "client_id", "book_id", "deleted", "version", "extra"}) | {
    f"{what}_{how}" for what in ("created", "updated") for how in ("at", "by")
}
"""Columns that the unit of work or the caller fills."""

TABLES = (
    "facility", "document", "collateral", "ratingevent", "visit", "externalevent", "bureaudebt", "covenant",
    "covenanttest", "project", "projectprogress", "watchedaccount", "accountmonth", "groupedge", "guarantoredge",
    "rebuttal", "tieroverride", "contact", "metric",
)  # fmt: skip
"""What a book is filled with beside its clients, what others refer to first."""

CLASSES = [kind.value for kind in AssetClass]
CHOICES: dict[str, list[Any]] = {
    "client.state": ["active"] * 9 + ["dormant", "lost"],
    "client.phase": ["", "construction", "operation"],
    "client.esg_score": [None, 0, 40, 80, 100],
    "client.satisfaction": [None, 2, 6, 7, 9],
    "client.cadence_days": [None, None, 20, 45],
    "facility.restructured_times": [None, 0, 1, 2],
    "document.kind": ["certificate", "accounts"],
    "collateral.status": ["", "ok", "seized", "disputed"],
    "ratingevent.kind": ["grade", "grade", "class"],
    "visit.state": ["done", "done", "planned"],
    "externalevent.kind": [kind.value for kind in EventKind],
    "bureaudebt.bank": ["甲银行", "乙银行"],
    "bureaudebt.dpd": [None, 0, 30, 91],
    "bureaudebt.asset_class": ["", *CLASSES],
    "covenant.kind": ["maintenance", "information"],
    "covenant.ratio": ["dscr", "llcr", "ltv", "leverage"],
    "covenant.operator": [">=", "<="],
    "covenanttest.status": ["passed", "breach", "not_tested", "waived"],
    "watchedaccount.purpose": ["income", "reserve", "drawdown", "settlement"],
    "groupedge.relation": ["parent", "related", "family"],
    "guarantoredge.kind": ["full", "limited"],
    "rebuttal.kind": ["stage_2", "stage_3", "technical"],
    "tieroverride.target_tier": ["A", "B", "C", "D"],
    "tieroverride.state": ["active", "active", "asked", "ended"],
    "project.ep_category": ["", "A", "B"],
}
SAMPLES = {"grade": ["AA", "A", "BBB", "BB", "B"], "class": [*["normal"] * 6, *CLASSES]}
REFERENCES = {
    "facility_id": "facility", "collateral_id": "collateral", "covenant_id": "covenant", "project_id": "project",
    "account_id": "watchedaccount",
}  # fmt: skip
WRITTEN = ("name", "reason", "parent_name", "guarantor_name", "source", "author")
OTHER_CLIENTS = ("parent_id", "guarantor_id")


@dataclass(slots=True)
class RandomBook:
    """Makes rows and edits from one seed; the same seed makes the same for any number of books."""

    random: Random
    clients: list[str] = field(default_factory=list)
    rows: list[tuple[str, Row]] = field(default_factory=list)

    def fill(self, clients: int, per_client: int) -> list[tuple[str, Row]]:
        """Return the rows of a whole book: so many clients with so many rows each, and monthly figures."""
        for number in range(clients):
            key = f"c{number:031x}"
            self.clients.append(key)
            row = {"id": key, **self._values("client", key, TODAY)}
            self.rows.append(("client", row))
        for client in self.clients:
            for _ in range(per_client):
                self.rows.append(self.new_row(self.random.choice(TABLES), client, TODAY))
            self.rows += self._figures(client)
        order = {name: place for place, name in enumerate(("client", *TABLES))}
        self.rows.sort(key=lambda entry: order[entry[0]])
        return list(self.rows)

    def new_row(self, table: str, client: str, today: date) -> tuple[str, Row]:
        """Return a new row of a table; one that needs what the client has not becomes a visit."""
        values = self._values(table, client, today)
        if table == "tieroverride" and any(t == table and r["client_id"] == client for t, r in self.rows):
            return self.new_row("visit", client, today)  # there is one at a time
        if any(name in REFERENCES and value == "" for name, value in values.items()):
            return self.new_row("visit", client, today)
        if table == "ratingevent":
            values["value"] = self.random.choice(SAMPLES[values["kind"]])
        if table == "metric":
            values |= self._figure(today)
        return table, {"id": f"{self.random.getrandbits(128):032x}", "client_id": client, **values}

    def edit(self, today: date) -> tuple[str, Row, bool]:
        """Return a write of a day: table, columns with the key, and whether the row is new."""
        if self.random.random() < 0.6:
            table, row = self.new_row(self.random.choice(TABLES), self.random.choice(self.clients), today)
            self.rows.append((table, row))
            return table, row, True
        table, row = self.random.choice(self.rows)
        fresh = self._values(table, str(row.get("client_id", row["id"])), today)
        names = [name for name in fresh if name not in REFERENCES and name not in ("value", "code", "period")]
        picked = self.random.sample(names, min(3, len(names)))
        changes: Row = {name: fresh[name] for name in picked}
        if self.random.random() < 0.1:
            changes["deleted"] = True
        return table, {"id": row["id"], **changes}, False

    def _values(self, table: str, client: str, today: date) -> Row:
        columns = SQLModel.metadata.tables[table].columns
        return {c.name: self._value(table, c, client, today) for c in columns if c.name not in GIVEN}

    def _value(self, table: str, column: "sa.Column[Any]", client: str, today: date) -> Any:
        if (choices := CHOICES.get(f"{table}.{column.name}")) is not None:
            return self.random.choice(choices)
        if column.name in OTHER_CLIENTS:
            return self.random.choice([None, *self.clients])
        if (target := REFERENCES.get(column.name)) is not None:
            known = [r["id"] for name, r in self.rows if name == target and r["client_id"] == client]
            return self.random.choice(known) if known else (None if column.nullable else "")
        if column.nullable and column.name != "occurred_on" and self.random.random() < 0.25:
            return None
        return self._typed(column, today)

    def _typed(self, column: "sa.Column[Any]", today: date) -> Any:
        kind = column.type
        if isinstance(kind, sa.Date):
            return self._day(today)
        if isinstance(kind, sa.DateTime) or "DateTime" in type(kind).__name__:
            return datetime.combine(self._day(today), datetime.min.time(), UTC)
        if isinstance(kind, sa.Boolean):
            return self.random.random() < 0.4
        if isinstance(kind, sa.Enum):
            return self.random.choice(kind.enums)
        if isinstance(kind, sa.Integer):
            share = column.name.endswith("_e6")
            return self.random.choice(
                [0, 100_000, 700_000, 900_000, 1_000_000, 1_300_000] if share else [0, 1, 5, 90, 1000]
            )
        if column.name == "currency":
            return self.random.choice(["CNY"] * 9 + ["USD"])
        if column.name == "period":
            return month_text(month_on(today) - self.random.randrange(4))
        return "随机填写的文字, 长度足够" if column.name in WRITTEN else ""

    def _day(self, today: date) -> date:
        near = self.random.random() < 0.6
        return today + timedelta(self.random.randint(-40, 20) if near else self.random.randint(-800, 400))

    def _figures(self, client: str) -> Iterator[tuple[str, Row]]:
        """Yield monthly series with gaps and two years of accounts."""
        last = month_on(TODAY) - self.random.randrange(1, 4)
        codes = self.random.sample([m.code for m in METRICS], 8)
        for code in dict.fromkeys(["avg_deposits", "raroc", *codes]):
            months = (
                [month_text(last - age) for age in range(20)] if code in MONTHLY_CODES else ["2025", "2024"]
            )
            level = self.random.choice([50, 1000, 100_000])
            for period in months:
                if self.random.random() < 0.95:
                    yield (
                        "metric",
                        self._metric(client, code, period, round(level * self.random.uniform(-0.1, 2))),
                    )

    def _metric(self, client: str, code: str, period: str, value: int) -> Row:
        known = datetime.combine(TODAY - timedelta(5), datetime.min.time(), UTC)
        row: Row = {"code": code, "period": period, "value": value, "known_at": known, "currency": "CNY"}
        key = f"{self.random.getrandbits(128):032x}"
        return {"id": key, "client_id": client, **row, "revision": 0, "unit": "minor", "source": "feed"}

    def _figure(self, today: date) -> Row:
        code = self.random.choice([metric.code for metric in METRICS])
        period = month_text(month_on(today) - self.random.randrange(4)) if code in MONTHLY_CODES else "2025"
        value, revision = self.random.randrange(-50, 2000), self.random.randrange(5)
        return {"code": code, "period": period, "value": value, "revision": revision, "unit": "minor"}


def class_of(table: str) -> type[SQLModel]:
    """Return the class of a table."""
    mappers = SQLModel._sa_registry.mappers
    return next(mapper.class_ for mapper in mappers if getattr(mapper.local_table, "name", "") == table)


def put_rows(uow: UnitOfWork, rows: list[tuple[str, Row]]) -> None:
    """Insert rows of many tables, with the defaults of the schema for what they leave out."""
    for table, row in rows:
        uow.add(class_of(table)(**row))
        uow.flush()


def put_edit(uow: UnitOfWork, table: str, row: Row, is_new: bool) -> None:
    """Carry out one edit."""
    if is_new:
        put_rows(uow, [(table, row)])
        return
    stored = uow.session.get(class_of(table), row["id"])
    assert stored is not None
    for name, value in row.items():
        setattr(stored, name, value)
