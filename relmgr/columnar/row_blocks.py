"""Blocks from the rows of single clients: the way of those whose data changed."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from relmgr.columnar.arrays import Bytes, Floats, Ints, Small
from relmgr.columnar.block import Block, Machines, Standings, SubjectColumns
from relmgr.columnar.chunks import subject_lines
from relmgr.columnar.client_rows import NO_FIGURE
from relmgr.columnar.clocks import on_day
from relmgr.columnar.figures import FetchedFigures
from relmgr.columnar.layout import CLIENT_FACTS, CODES, HISTORY, SUBJECT_FACTS, SUBJECT_KINDS
from relmgr.domain.facts import SubjectKind
from relmgr.domain.periods import last_full_month

PLACE = {code: place for place, code in enumerate(CODES)}


class StoredRow(NamedTuple):
    """What is read of one client to judge it in a block."""

    last: int
    figures: bytes
    contacts: int
    facts: bytes
    counts: bytes
    subjects: bytes


def block_of(
    rows: Sequence[StoredRow], day: date, oldest: int, machines: Machines, standings: Standings
) -> Block:
    """Return rows as a block on a day; `oldest` is how many months back figures are looked at."""
    size = len(rows)
    lasts, figures, contacts, facts, counts, subjects = zip(*rows, strict=True) if rows else ((),) * 6
    known, paces = _named(np.frombuffer(b"".join(facts), np.uint8).reshape(size, -1), CLIENT_FACTS, day)
    return Block(
        size=size,
        figures=_figures(np.array(lasts, np.int64), b"".join(figures), day, oldest),
        facts=known,
        paces=paces,
        subjects=_subjects(b"".join(counts), subjects, day),
        contacts=np.array(contacts, np.int64),
        machines=machines,
        standings=standings,
    )


def _figures(lasts: Ints, stored: bytes, day: date, oldest: int) -> FetchedFigures:
    size, now = len(lasts), last_full_month(day)
    cells = np.frombuffer(stored, np.int64).reshape(size, len(CODES), HISTORY)

    def fetch(code: str, back: int) -> Floats:
        month = now - back
        values = cells[:, PLACE[code], month % HISTORY]
        known = (values != NO_FIGURE) & (lasts >= month) & (lasts - month < HISTORY)
        return np.where(known, values.astype(np.float64), np.nan)

    return FetchedFigures(size, oldest, fetch)


def _named(packed: Bytes, names: Sequence[str], day: date) -> tuple[dict[str, Floats], dict[str, Small]]:
    """Return packed facts, one client or subject a line, as they are on a day, and how they run."""
    wide = len(names) * 8
    values = np.ascontiguousarray(packed[:, :wide]).view(np.float64).T
    paces = np.ascontiguousarray(packed[:, wide:]).view(np.int8).T
    known = {name: on_day(values[place], paces[place], day) for place, name in enumerate(names)}
    return known, {name: paces[place] for place, name in enumerate(names) if paces[place].any()}


def _subjects(counts: bytes, stored: Sequence[bytes], day: date) -> dict[SubjectKind, SubjectColumns]:
    """Return the subjects of all clients kind by kind; each has a fixed width, so their places follow."""
    packed = np.frombuffer(b"".join(stored), np.uint8)
    numbers = np.frombuffer(counts, np.uint8).astype(np.int64).reshape(len(stored), len(SUBJECT_KINDS))
    found: dict[SubjectKind, SubjectColumns] = {}
    for place, kind in enumerate(SUBJECT_KINDS):
        if numbers[:, place].any():
            lines, owner = subject_lines(packed, numbers, place)
            found[kind] = SubjectColumns(owner, *_named(lines, SUBJECT_FACTS[kind], day))
    return found
