"""The audit trail: triggers that see every change, bulk statements too, and a chain that shows tampering.

Each entry's code is HMAC-SHA256(audit key, previous code + JSON of all its columns), so that changing or
removing an entry breaks the chain from there on.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from relmgr.db import tables
from relmgr.db.tally import tally_triggers
from relmgr.domain.metric_codes import MONTHLY_CODES

UNAUDITED = frozenset(
    {
        "action",
        "clientcache",
        "clientdue",
        "clienttally",
        "columncell",
        "columnchunk",
        "columnclient",
        "columnresult",
        "columnrow",
        "columnstale",
        "draft",
        "drawntally",
        "evaluationrun",
        "importbatch",
        "inbox",
        "ruleset",
        "seentally",
        "setting",
        "trialsignal",
    }
)
"""Derived rows, logs and this machine's own notes; nothing of the book's content."""

MONTHLY = ", ".join(f"'{code}'" for code in MONTHLY_CODES)
PUT_STALE = """
INSERT INTO columnstale (client_id) SELECT client_id FROM columnclient WHERE client_id = {row}.client_id AND {when}
  AND client_id NOT IN (SELECT client_id FROM columnstale);
"""
"""What a statement does on a conflict holds in its triggers too, so that "or ignore" would not be heard here."""

NEWEST = f"""
NOT NEW.deleted AND NEW.code IN ({MONTHLY}) AND length(NEW.period) = 7 AND substr(NEW.period, 5, 1) = '-'
  AND NOT EXISTS (SELECT 1 FROM metric m WHERE m.client_id = NEW.client_id AND m.code = NEW.code
    AND m.period = NEW.period AND m.revision >= NEW.revision AND m.id <> NEW.id)
"""
METRIC_INSERT = f"""
CREATE TRIGGER column_metric_insert AFTER INSERT ON metric WHEN EXISTS (SELECT 1 FROM columnclient) BEGIN
DELETE FROM columncell WHERE no = (SELECT no FROM columnclient WHERE client_id = NEW.client_id)
  AND code = NEW.code AND period = NEW.period;
INSERT INTO columncell (no, code, period, value, currency, known_at)
SELECT no, NEW.code, NEW.period, NEW.value, NEW.currency, NEW.known_at FROM columnclient
WHERE client_id = NEW.client_id AND {NEWEST};
{PUT_STALE.format(row="NEW", when=f"NOT ({NEWEST})")}
END
"""
"""A new monthly figure is kept beside the row of its client until it is put into it; of others, and of whatever
happens to figures of before, only the client is noted, and its row is made anew from the book."""


def _metric_trigger(op: str, *rows: str) -> str:
    noted = "".join(PUT_STALE.format(row=row, when="1") for row in rows)
    return f"CREATE TRIGGER column_metric_{op} AFTER {op} ON metric BEGIN {noted} END"


CREATE_AUDIT = """
CREATE TABLE audit_entry (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action_id TEXT NOT NULL,
  tab TEXT NOT NULL,
  pk TEXT NOT NULL,
  op TEXT NOT NULL,
  old TEXT,
  new TEXT,
  prev BLOB,
  mac BLOB NOT NULL
) STRICT
"""
AUDIT_INDEXES = (
    "CREATE INDEX ix_audit_action ON audit_entry (action_id)",
    "CREATE INDEX ix_audit_row ON audit_entry (tab, pk)",
)


def audited() -> list[sa.Table]:
    """Return the tables whose every change is written down, by name."""
    assert tables.__all__
    return [table for name, table in sorted(SQLModel.metadata.tables.items()) if name not in UNAUDITED]


def _image(table: sa.Table, row: str) -> str:
    parts = []
    for column in table.columns:
        value = f'{row}."{column.name}"'
        parts.append(f"'{column.name}', " + (f"json({value})" if isinstance(column.type, sa.JSON) else value))
    return f"json_object({', '.join(parts)})"


def _trigger(table: sa.Table, op: str) -> str:
    old = "NULL" if op == "insert" else _image(table, "OLD")
    new = "NULL" if op == "delete" else _image(table, "NEW")
    key = "OLD.id" if op == "delete" else "NEW.id"
    entry = f"e.seq, rm_now(), rm_actor(), rm_action(), '{table.name}', {key}, '{op}', e.old, e.new, e.prev"
    return (  # names come from the schema
        f'CREATE TRIGGER audit_{table.name}_{op} AFTER {op} ON "{table.name}" WHEN NOT rm_applying() BEGIN '
        "INSERT INTO audit_entry (seq, at, actor, action_id, tab, pk, op, old, new, prev, mac) "
        f"SELECT {entry}, rm_mac({entry}) FROM ("
        "SELECT coalesce((SELECT max(seq) FROM audit_entry), 0) + 1 AS seq, "
        "(SELECT mac FROM audit_entry ORDER BY seq DESC LIMIT 1) AS prev, "
        f"{old} AS old, {new} AS new) AS e; END"
    )


def trigger_statements() -> Iterable[str]:
    """Return the statements that drop and make every trigger; run after each migration."""
    for table in audited():
        for op in ("insert", "update", "delete"):
            yield f"DROP TRIGGER IF EXISTS audit_{table.name}_{op}"
            yield _trigger(table, op)
    yield "DROP TRIGGER IF EXISTS column_stale"
    for op in ("insert", "update", "delete"):
        yield f"DROP TRIGGER IF EXISTS column_metric_{op}"
    yield METRIC_INSERT
    yield _metric_trigger("update", "OLD", "NEW")
    yield _metric_trigger("delete", "OLD")
    yield from tally_triggers()
    for op in ("UPDATE", "DELETE"):
        yield f"DROP TRIGGER IF EXISTS audit_entry_no_{op.lower()}"
        yield (
            f"CREATE TRIGGER audit_entry_no_{op.lower()} BEFORE {op} ON audit_entry "
            "BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
        )


def mac(key: bytes, prev: bytes | None, *entry: Any) -> bytes:
    """Return the code of an audit entry; `entry` is seq, at, actor, action, table, key, op, old, new."""
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(key, (prev or b"") + text.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()


def first_broken(connection: Any, key: bytes) -> int | None:
    """Return the number of the first audit entry that does not fit the chain, or None when all fit."""
    prev: bytes | None = None
    chain = connection.execute(
        "SELECT seq, at, actor, action_id, tab, pk, op, old, new, prev, mac FROM audit_entry ORDER BY seq"
    )
    for number, record in enumerate(chain, start=1):
        *entry, stored_prev, code = record
        if entry[0] != number or stored_prev != prev or mac(key, prev, *entry) != code:
            return number
        prev = code
    return None
