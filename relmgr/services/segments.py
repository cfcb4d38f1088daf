"""Saved segments: kept, renamed, put in order, given a strategy, and taken away; each undone in one step."""

from sqlmodel import col, select

from relmgr.db.tables import Segment
from relmgr.db.work import UnitOfWork
from relmgr.domain.segment_json import as_json, from_json
from relmgr.domain.segments import Definition
from relmgr.domain.strategies import PLAIN, Strategy, View, check_steady, said
from relmgr.domain.values import Key
from relmgr.errors import Invalid, Refused
from relmgr.words import Words

NAME_LENGTH = 120
SAVED = Words("保存分段：{name}", "save segment: {name}")
RENAMED = Words("分段改名：{old} > {name}", "rename segment: {old} > {name}")
MOVED = Words("分段排到第 {place} 位：{name}", "put segment at place {place}: {name}")
DELETED = Words("删除分段：{name}", "delete segment: {name}")
GIVEN = Words("分段策略：{name} > {strategy}", "segment strategy: {name} > {strategy}")
TAKEN = Words("取消分段策略：{name}", "take the strategy from segment: {name}")
PINNED = Words("固定分段：{name}", "pin segment: {name}")
UNPINNED = Words("取消固定分段：{name}", "unpin segment: {name}")
MOST_PINNED = 9
ALL_PINNED = Words(
    "已固定 {n} 个，没有空余数字键；先取消一个。",
    "{n} are pinned and no digit is left; let one of them go first.",
)
NO_NAME = Words("分段要有名称。", "A segment needs a name.")
BAD_NAME = Words(
    "分段名称最多 {n} 个字，且不能只是数字。",
    "A segment's name has at most {n} characters and is more than digits.",
)
SAME_NAME = Words("已有分段叫「{name}」。", 'There is a segment called "{name}" already.')
NO_CONDITION = Words("分段至少要有一个条件。", "A segment needs at least one condition.")


def save_segment(uow: UnitOfWork, name: str, definition: Definition, view: View | None = None) -> Key:
    """Keep a definition under a name, last in the order, or give the segment of that name this definition.

    `view` is the order and the columns it is shown with; None leaves those as they are. Raises Invalid for a
    name that cannot be used, for neither conditions nor a view, and for what a service strategy cannot rest on.
    """
    name = _usable(name)
    if not definition.conditions and view in (None, PLAIN):
        raise Invalid("definition", NO_CONDITION)
    row = _named(uow, name)
    if row is None:
        row = uow.add(Segment(name=name, position=len(_in_order(uow)) + 1))
    if row.strategy:
        check_steady(definition)
    row.definition = as_json(definition)
    if view is not None:
        row.sort, row.columns = view.sort, list(view.columns)
    uow.label(SAVED.fill(name=name))
    return Key(row.id)


def take_segment(
    uow: UnitOfWork, name: str, definition: Definition, view: View, strategy: Strategy | None
) -> Key:
    """Keep a segment that somebody shared, with its order, columns and strategy, in one step.

    A segment of that name becomes the shared one. Raises Invalid as saving does.
    """
    if (row := _named(uow, name)) is not None:
        set_strategy(uow, Key(row.id), None)
    key = save_segment(uow, name, definition, view)
    if strategy is not None:
        set_strategy(uow, key, strategy)
    uow.label(SAVED.fill(name=uow.get(Segment, key).name))
    return key


def rename_segment(uow: UnitOfWork, key: Key, name: str) -> None:
    """Give a segment another name; raises Invalid when it cannot be used or another one has it."""
    row, name = uow.get(Segment, key), _usable(name)
    if any(one.name.lower() == name.lower() for one in _in_order(uow) if one.id != key):
        raise Invalid("name", SAME_NAME.fill(name=name))
    old, row.name = row.name, name
    uow.label(RENAMED.fill(old=old, name=name))


def move_segment(uow: UnitOfWork, key: Key, place: int) -> int:
    """Put a segment at a place of the order, from 1, and return it; a place beyond the end is the last.

    A strategy further up goes before those below it.
    """
    row = uow.get(Segment, key)
    others = [one for one in _in_order(uow) if one.id != key]
    place = max(1, min(place, len(others) + 1))
    for position, one in enumerate([*others[: place - 1], row, *others[place - 1 :]], start=1):
        one.position = position
    uow.label(MOVED.fill(name=row.name, place=place))
    return place


def pin_segment(uow: UnitOfWork, key: Key) -> int | None:
    """Pin a segment behind those that are pinned, or let a pinned one go; returns its place, or None.

    Raises Refused when nine are pinned: there is no digit for a tenth.
    """
    row = uow.get(Segment, key)
    pinned = sorted((one for one in _in_order(uow) if one.hotkey), key=lambda one: one.hotkey or 0)
    if row.hotkey:
        pinned = [one for one in pinned if one.id != key]
        row.hotkey = None
        uow.label(UNPINNED.fill(name=row.name))
    elif len(pinned) >= MOST_PINNED:
        raise Refused(ALL_PINNED.fill(n=MOST_PINNED))
    else:
        pinned.append(row)
        uow.label(PINNED.fill(name=row.name))
    for place, one in enumerate(pinned, start=1):
        one.hotkey = place
    return row.hotkey


def delete_segment(uow: UnitOfWork, key: Key) -> None:
    """Take a segment away with its strategy."""
    row = uow.get(Segment, key)
    row.deleted = True
    uow.label(DELETED.fill(name=row.name))


def set_strategy(uow: UnitOfWork, key: Key, strategy: Strategy | None) -> None:
    """Say how the clients of a segment are served, or that it says nothing about that any more."""
    row = uow.get(Segment, key)
    if strategy is None:
        row.strategy, row.cadence_days, row.services, row.measures = "", None, [], []
        uow.label(TAKEN.fill(name=row.name))
        return
    check_steady(from_json(row.definition))
    row.strategy, row.cadence_days = strategy.name.strip(), strategy.cadence_days
    row.services, row.measures = list(strategy.services), list(strategy.measures)
    shown = said(strategy.name)
    zh, en = (GIVEN[i].format(name=row.name, strategy=shown[i]) for i in (0, 1))
    uow.label(Words(zh, en))


def _in_order(uow: UnitOfWork) -> list[Segment]:
    every = select(Segment).where(col(Segment.deleted).is_(False))
    return list(
        uow.session.exec(every.order_by(col(Segment.position), col(Segment.created_at), col(Segment.id)))
    )


def _named(uow: UnitOfWork, name: str) -> Segment | None:
    wanted = " ".join(name.split()).lower()
    return next((one for one in _in_order(uow) if one.name.lower() == wanted), None)


def _usable(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Invalid("name", NO_NAME)
    if len(name) > NAME_LENGTH or name.isdigit():
        raise Invalid("name", BAD_NAME.fill(n=NAME_LENGTH))
    return name
