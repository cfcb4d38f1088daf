"""What one write did to a row, told field by field: the value before and the value after, as people read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from relmgr.domain import money
from relmgr.domain.fact_words import NO, YES
from relmgr.domain.row_codes import code_words
from relmgr.domain.row_words import column_words, table_words
from relmgr.words import Words

UNTOLD: Final = frozenset(
    {"id", "book_id", "deleted", "created_at", "created_by", "updated_at", "updated_by", "version", "extra", "currency",
     "by", "at", "on_day"}
)  # fmt: skip
"""Columns that every write changes, or that are told with another one."""

TOLD_INSTANTS: Final = frozenset({"planned_at", "due_at"})
"""Instants that a person chose; others say when something was written."""

MILLION: Final = 1_000_000
NOTHING: Final = Words("-", "-")


class RowOp(StrEnum):
    """What happened to a row; a row that is taken back or given back keeps its key."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    RESTORED = "restored"


OP_WORDS: Final[Mapping[RowOp, Words]] = {
    RowOp.ADDED: Words("新增", "added"),
    RowOp.CHANGED: Words("修改", "changed"),
    RowOp.REMOVED: Words("删除", "removed"),
    RowOp.RESTORED: Words("恢复", "restored"),
}


class FieldChange(NamedTuple):
    """One column before and after; what was or is empty is told as `-`."""

    title: Words
    before: Words
    after: Words


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row and what became of it."""

    title: Words
    op: RowOp
    fields: tuple[FieldChange, ...]


Image = Mapping[str, Any]


def row_change(table: str, old: Image | None, new: Image | None, zone: ZoneInfo) -> RowChange:
    """Return what became of a row from its image before (None: it was not there) and after; instants in `zone`."""
    before, after = old or {}, new or {}
    names = [
        name
        for name in (new or old or {})
        if name not in UNTOLD and (name in TOLD_INSTANTS or not name.endswith(("_id", "_at")))
    ]
    told = tuple(
        FieldChange(column_words(name), *(value_words(table, name, image, zone) for image in (before, after)))
        for name in names
        if before.get(name) != after.get(name) and _said(before.get(name)) + _said(after.get(name))
    )
    return RowChange(table_words(table), _op(old, new), told)


def _op(old: Image | None, new: Image | None) -> RowOp:
    if old is None:
        return RowOp.ADDED
    gone = new is None or (new.get("deleted") and not old.get("deleted"))
    if gone:
        return RowOp.REMOVED
    return (
        RowOp.RESTORED if old.get("deleted") and new is not None and not new.get("deleted") else RowOp.CHANGED
    )


def _said(value: object) -> str:
    return "" if value in (None, "", [], {}) else str(value)


def value_words(table: str, name: str, image: Image, zone: ZoneInfo) -> Words:
    """Return the value of a column of a row, a code in words; amounts are minor units of the row's currency."""
    value = image.get(name)
    if not _said(value):
        return NOTHING
    if isinstance(value, int) and name.endswith("_minor"):
        text = money.exact(value, str(image.get("currency") or ""))
    elif isinstance(value, int) and name.endswith("_e6"):
        text = f"{value / MILLION:g}"
    elif value in (0, 1) and name.startswith(("is_", "needs_", "all_", "effective")):
        return YES if value else NO
    elif name in TOLD_INSTANTS:
        text = f"{datetime.fromisoformat(str(value)).replace(tzinfo=UTC).astimezone(zone):%Y-%m-%d %H:%M}"
    elif isinstance(value, str):
        return code_words(table, name, value)
    else:
        text = str(value)
    return Words(text, text)
