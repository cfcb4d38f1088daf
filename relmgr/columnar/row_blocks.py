"""Blocks from the rows of single clients: the way of those whose data changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from relmgr.columnar.arrays import Bools, Bytes, Floats, Ints, Small
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
    origins: bytes


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of clients side by side: figures by client, code and place of the month, the others as stored."""

    lasts: Ints
    cells: Ints
    contacts: Ints
    facts: Bytes
    counts: Ints
    subjects: Sequence[bytes]
    origins: Ints

    def __len__(self) -> int:
        """Return the number of clients."""
        return len(self.lasts)

    def only(self, these: Bools) -> "Rows":
        """Return some of the rows."""
        if these.all():
            return self
        places = np.flatnonzero(these)
        return Rows(
            lasts=self.lasts[places],
            cells=self.cells[places],
            contacts=self.contacts[places],
            facts=self.facts[places],
            counts=self.counts[places],
            subjects=[self.subjects[place] for place in places.tolist()],
            origins=self.origins[places],
        )


def side_by_side(rows: Sequence[StoredRow]) -> Rows:
    """Return stored rows side by side; their figures may be written to."""
    size = len(rows)
    lasts, figures, contacts, facts, counts, subjects, origins = zip(*rows, strict=True)
    return Rows(
        lasts=np.array(lasts, np.int64),
        cells=np.frombuffer(bytearray().join(figures), np.int64).reshape(size, len(CODES), HISTORY),
        contacts=np.array(contacts, np.int64),
        facts=np.frombuffer(b"".join(facts), np.uint8).reshape(size, -1),
        counts=np.frombuffer(b"".join(counts), np.uint8).reshape(size, -1).astype(np.int64),
        subjects=subjects,
        origins=np.frombuffer(b"".join(origins), np.int32).reshape(size, -1).astype(np.int64),
    )


def ordinals(days: Sequence[str | None]) -> Ints:
    """Return stored days as ordinals, 0 for none; rows share few days."""
    known = {day: date.fromisoformat(day).toordinal() for day in {*days} if day}
    return np.array([known[day] if day else 0 for day in days], np.int64)


def block_of(
    rows: Rows, day: date, oldest: int, machines: Machines, standings: Standings, dated: Sequence[str] = ()
) -> Block:
    """Return rows as a block on a day; `oldest` is how many months back figures are looked at.

    `dated` names the facts whose days the rows keep (`dated_facts`).
    """
    facts, paces = _named(rows.facts, CLIENT_FACTS, day)
    return Block(
        size=len(rows),
        figures=_figures(rows, day, oldest),
        facts=facts,
        paces=paces,
        subjects=_subjects(rows, day),
        contacts=rows.contacts,
        machines=machines,
        standings=standings,
        origin=lambda name: rows.origins[:, dated.index(name)],
    )


def _figures(rows: Rows, day: date, oldest: int) -> FetchedFigures:
    now = last_full_month(day)

    def fetch(code: str, back: int) -> Floats:
        month = now - back
        values = rows.cells[:, PLACE[code], month % HISTORY]
        known = (values != NO_FIGURE) & (rows.lasts >= month) & (rows.lasts - month < HISTORY)
        return np.where(known, values.astype(np.float64), np.nan)

    return FetchedFigures(len(rows), oldest, fetch)


def _named(packed: Bytes, names: Sequence[str], day: date) -> tuple[dict[str, Floats], dict[str, Small]]:
    """Return packed facts, one client or subject a line, as they are on a day, and how they run."""
    wide = len(names) * 8
    values = np.ascontiguousarray(packed[:, :wide]).view(np.float64).T
    paces = np.ascontiguousarray(packed[:, wide:]).view(np.int8).T
    known = {name: on_day(values[place], paces[place], day) for place, name in enumerate(names)}
    return known, {name: paces[place] for place, name in enumerate(names) if paces[place].any()}


def _subjects(rows: Rows, day: date) -> dict[SubjectKind, SubjectColumns]:
    """Return the subjects of all clients kind by kind; each has a fixed width, so their places follow."""
    packed = np.frombuffer(b"".join(rows.subjects), np.uint8)
    found: dict[SubjectKind, SubjectColumns] = {}
    for place, kind in enumerate(SUBJECT_KINDS):
        if rows.counts[:, place].any():
            lines, owner = subject_lines(packed, rows.counts, place)
            found[kind] = SubjectColumns(owner, *_named(lines, SUBJECT_FACTS[kind], day))
    return found
