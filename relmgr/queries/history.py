"""What the signed-in person did, newest first, and what each action changed: the list that undo works on."""

import json
from dataclasses import dataclass
from datetime import datetime

from relmgr.db.reader import Reader
from relmgr.domain.row_changes import RowChange, row_change
from relmgr.domain.values import Key
from relmgr.errors import Ambiguous, NotFound
from relmgr.words import Words

MOST = 200
"""Actions in the list; older ones stay in the audit trail."""

SHOWN = 40
"""Rows of one action that are told; a bulk import has thousands."""

NO_ACTION = Words("没有编号为 {text} 的操作。", "No action has the number {text}.")
MANY_ACTIONS = Words(
    "{text} 对应多个操作，请多写几位。", "{text} could be several actions; write more of it."
)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One action; `undone_at` is set while it is undone, `entries` counts the rows it wrote."""

    id: Key
    label_zh: str
    label_en: str
    at: datetime
    undone_at: datetime | None
    entries: int
    client_id: Key | None
    client: str

    @property
    def label(self) -> Words:
        """Return what the action did."""
        return Words(self.label_zh, self.label_en)


HISTORY = """
SELECT a.id, a.label_zh, a.label_en, a.at, u.at AS undone_at,
       (SELECT count(*) FROM audit_entry e WHERE e.action_id = a.id) AS entries, c.id AS client_id,
       coalesce(nullif(c.short_name, ''), c.name, '') AS client
FROM action a LEFT JOIN action u ON u.id = a.undone_by
LEFT JOIN client c ON c.id = (
  SELECT CASE e.tab WHEN 'client' THEN e.pk ELSE json_extract(coalesce(e.new, e.old), '$.client_id') END AS client
  FROM audit_entry e WHERE e.action_id = a.id AND client IS NOT NULL ORDER BY e.seq LIMIT 1)
WHERE a.undoable = 1 AND a.by = (SELECT name FROM accountmanager WHERE id = :me)
ORDER BY a.id DESC LIMIT :limit
"""


def history(reader: Reader, limit: int = MOST) -> list[HistoryRow]:
    """Return the last actions of the signed-in person that can be undone, or are undone, newest first."""
    return reader.rows(HistoryRow, HISTORY, me=reader.manager_id, limit=limit)


def action_changes(reader: Reader, action: Key, limit: int = SHOWN) -> list[RowChange]:
    """Return what an action did to the first rows it wrote, in the order of writing."""
    found = reader.records(
        "SELECT tab, old, new FROM audit_entry WHERE action_id = :id ORDER BY seq LIMIT :limit",
        id=action,
        limit=limit,
    )
    changes = (
        row_change(tab, old and json.loads(old), new and json.loads(new), reader.zone)
        for tab, old, new in found
    )
    return [change for change in changes if change.fields]


def action_of(reader: Reader, text: str) -> HistoryRow:
    """Return the action whose number begins or ends with `text`; raises NotFound or Ambiguous."""
    rows = [row for row in history(reader) if row.id.startswith(text) or row.id.endswith(text)]
    if not rows:
        raise NotFound(NO_ACTION.fill(text=text))
    if len(rows) > 1:
        raise Ambiguous(MANY_ACTIONS.fill(text=text), tuple(row.id for row in rows))
    return rows[0]
