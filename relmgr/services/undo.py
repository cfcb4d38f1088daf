"""Undo and redo: a compensating action made from the before-images of the one it takes back."""

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import SQLModel, col, select

from relmgr.db.stored import instant
from relmgr.db.tables import Action
from relmgr.db.work import UnitOfWork
from relmgr.errors import NotFound, Refused
from relmgr.words import Words

NOTHING = Words("没有可撤销的操作。", "There is nothing to undo.")
NOTHING_AGAIN = Words("没有可重做的操作。", "There is nothing to redo.")
CHANGED = Words(
    "不能撤销：这些内容之后又被改过。请先撤销较新的操作。",
    "This cannot be undone: the same fields were changed later. Undo the newer action first.",
)
ALREADY = Words("这一操作已经撤销。", "This action was undone already.")
NOT_UNDONE = Words("这一操作没有被撤销，不用重做。", "This action is not undone; there is nothing to redo.")
BOOKKEEPING = frozenset({"updated_at", "updated_by", "version"})
"""Columns every write changes; they do not count as an edit in the way of an undo."""


def undo_last(uow: UnitOfWork) -> Words:
    """Take back this person's last action that can be; returns its label. Raises NotFound or Refused."""
    last = uow.session.exec(
        select(Action)
        .where(
            col(Action.by) == uow.actor, col(Action.undoable) == sa.true(), col(Action.undone_by).is_(None)
        )
        .order_by(col(Action.id).desc())
    ).first()
    if last is None:
        raise NotFound(NOTHING)
    return undo_action(uow, last.id)


def undo_action(uow: UnitOfWork, action_id: str) -> Words:
    """Take back one action and return its label; raises Refused when its rows were changed since."""
    action = uow.session.get(Action, action_id)
    if action is None or not action.undoable:
        raise NotFound(NOTHING)
    if action.undone_by:
        raise Refused(ALREADY)
    _reverse(uow, action.id)
    action.undone_by = uow.action.id
    return _as_reversal(uow, of=action, label=action)


def redo_last(uow: UnitOfWork) -> Words:
    """Take back the last undo, as long as nothing new was done since; returns the label of what is back."""
    undone = aliased(Action)
    found = uow.session.exec(
        select(Action, undone)
        .join(undone, col(Action.undo_of) == undone.id)
        .where(col(Action.by) == uow.actor, col(Action.undone_by).is_(None))
        .where(undone.undo_of.is_(None))  # type: ignore[union-attr]
        .order_by(col(Action.id).desc())
    ).first()
    if found is None or _done_since(uow, found[0].id):
        raise NotFound(NOTHING_AGAIN)
    return _redo(uow, *found)


def redo_action(uow: UnitOfWork, action_id: str) -> Words:
    """Bring one undone action back and return its label; raises Refused when its rows were changed since."""
    action = uow.session.get(Action, action_id)
    reversal = uow.session.get(Action, action.undone_by) if action is not None and action.undone_by else None
    if action is None or reversal is None:
        raise NotFound(NOT_UNDONE)
    return _redo(uow, reversal, action)


def _redo(uow: UnitOfWork, reversal: Action, original: Action) -> Words:
    _reverse(uow, reversal.id)
    reversal.undone_by, original.undone_by = uow.action.id, None
    return _as_reversal(uow, of=reversal, label=original)


def _as_reversal(uow: UnitOfWork, *, of: Action, label: Action) -> Words:
    words = Words(label.label_zh, label.label_en)
    uow.action.undo_of = of.id
    uow.label(words, undoable=False)
    return words


def _done_since(uow: UnitOfWork, action_id: str) -> bool:
    newer = select(Action.id).where(
        col(Action.by) == uow.actor, col(Action.id) > action_id, col(Action.undoable) == sa.true()
    )
    return uow.session.exec(newer).first() is not None


def _reverse(uow: UnitOfWork, action_id: str) -> None:
    entries = uow.read.records(
        "SELECT tab, pk, op, old, new FROM audit_entry"
        " WHERE action_id = :id AND op <> 'insert' ORDER BY seq DESC",
        id=action_id,
    )
    for tab, key, op, old, new in entries:
        table = SQLModel.metadata.tables[tab]
        if op == "delete":
            _restore(uow, table, json.loads(old))
        else:
            _revert(uow, table, key, json.loads(old), json.loads(new))
    for tab in uow.read.column(
        "SELECT DISTINCT tab FROM audit_entry WHERE action_id = :id AND op = 'insert'", id=action_id
    ):
        _withdraw(uow, SQLModel.metadata.tables[tab], action_id)


def _revert(uow: UnitOfWork, table: sa.Table, key: str, old: dict[str, Any], new: dict[str, Any]) -> None:
    changed = [name for name in old if old[name] != new[name] and name not in BOOKKEEPING]
    if not changed:
        return
    columns = ", ".join(f'"{name}"' for name in changed)
    now = uow.read.records(f"SELECT {columns} FROM {table.name} WHERE id = :id", id=key)
    expected = [_comparable(table, name, _stored(table, name, new[name])) for name in changed]
    found = [_comparable(table, name, value) for row in now for name, value in zip(changed, row, strict=True)]
    if found != expected:
        raise Refused(CHANGED)
    values = {name: _stored(table, name, old[name]) for name in changed}
    if "updated_at" in table.columns:
        values |= {"updated_at": instant(uow.now), "updated_by": uow.actor}
    places = ", ".join(f"{name} = :{name}" for name in values)
    uow.run(f"UPDATE {table.name} SET {places} WHERE id = :id", **values, id=key)


def _restore(uow: UnitOfWork, table: sa.Table, old: dict[str, Any]) -> None:
    values = {name: _stored(table, name, value) for name, value in old.items()}
    places = ", ".join(f":{name}" for name in values)
    uow.run(f"INSERT INTO {table.name} ({', '.join(values)}) VALUES ({places})", **values)


def _withdraw(uow: UnitOfWork, table: sa.Table, action_id: str) -> None:
    """Take back the rows an action inserted, unless somebody has worked on them since."""
    inserted = "SELECT pk FROM audit_entry WHERE action_id = :id AND tab = :tab AND op = 'insert'"
    later = uow.read.value(
        f"SELECT 1 FROM audit_entry e JOIN action a ON a.id = e.action_id"
        f" WHERE e.tab = :tab AND e.pk IN ({inserted}) AND a.id > :id AND a.undoable AND a.undone_by IS NULL"
        " LIMIT 1",
        id=action_id,
        tab=table.name,
    )
    if later:
        raise Refused(CHANGED)
    if "deleted" in table.columns:
        uow.run(
            f"UPDATE {table.name} SET deleted = 1, updated_at = :now, updated_by = :by"
            f" WHERE id IN ({inserted})",
            id=action_id,
            tab=table.name,
            now=uow.now,
            by=uow.actor,
        )
    else:
        uow.run(f"DELETE FROM {table.name} WHERE id IN ({inserted})", id=action_id, tab=table.name)


def _comparable(table: sa.Table, name: str, value: Any) -> Any:
    """Return a stored value, or what JSON text says: the same value is written in several ways."""
    return json.loads(value) if isinstance(table.columns[name].type, sa.JSON) and value is not None else value


def _stored(table: sa.Table, name: str, value: Any) -> Any:
    if isinstance(table.columns[name].type, sa.JSON) and value is not None:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return int(value) if isinstance(value, bool) else value
