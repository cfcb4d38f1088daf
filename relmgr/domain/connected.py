"""Connected clients: who hangs together by group, guarantee or a common group name, and by which path.

A member's non-performing claim does not spread by itself, but assessment of the others must start promptly
(CBIRC and PBoC Order 2023 No. 1, Art. 7).
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from relmgr.words import Words


class TieKind(StrEnum):
    """What ties two clients together."""

    GROUP = "group"
    GUARANTEE = "guarantee"
    NAME = "name"


TIE_WORDS: Final[Mapping[TieKind, Words]] = {
    TieKind.GROUP: Words("关联", "group"),
    TieKind.GUARANTEE: Words("担保", "guarantee"),
    TieKind.NAME: Words("同一集团名称", "same group name"),
}


class Tie(NamedTuple):
    """A tie between two nodes; a node is the key of a client, or a name outside the book."""

    one: str
    other: str
    kind: TieKind


class Step(NamedTuple):
    """One step of a path: to which node, and by which tie."""

    to: str
    kind: TieKind


Path = tuple[Step, ...]


def neighbours(ties: Iterable[Tie]) -> dict[str, list[Step]]:
    """Return, by node, the steps that lead away from it; ties hold in both directions."""
    found: dict[str, list[Step]] = {}
    for one, other, kind in ties:
        if one != other:
            found.setdefault(one, []).append(Step(other, kind))
            found.setdefault(other, []).append(Step(one, kind))
    return found


def paths_from(start: str, steps: Mapping[str, Iterable[Step]]) -> dict[str, Path]:
    """Return the shortest path to every node that hangs together with `start`, itself left out."""
    paths: dict[str, Path] = {start: ()}
    front = [start]
    while front:
        reached = []
        for node in front:
            for step in steps.get(node, ()):
                if step.to not in paths:
                    paths[step.to] = (*paths[node], step)
                    reached.append(step.to)
        front = reached
    del paths[start]
    return paths


def groups_of(steps: Mapping[str, Iterable[Step]]) -> dict[str, frozenset[str]]:
    """Return, by node, all nodes that hang together with it, itself included; the set is shared by its members."""
    found: dict[str, frozenset[str]] = {}
    for node in steps:
        if node not in found:
            group = frozenset((node, *paths_from(node, steps)))
            found.update(dict.fromkeys(group, group))
    return found


def any_known(answers: Iterable[bool | None]) -> bool | None:
    """Return True if one is, False if all are known not to be, None otherwise."""
    known = True
    for answer in answers:
        if answer:
            return True
        known = known and answer is not None
    return False if known else None
