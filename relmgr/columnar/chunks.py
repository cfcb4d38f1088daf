"""Chunks of clients as packed columns in the book, month by month: the way of a run over everybody."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

import numpy as np

from relmgr.columnar.arrays import Bytes, Floats, Ints, Small, known
from relmgr.columnar.block import Block, Machines, Standings, SubjectColumns
from relmgr.columnar.client_rows import NO_FIGURE
from relmgr.columnar.clocks import on_day
from relmgr.columnar.figures import FetchedFigures
from relmgr.columnar.layout import CHUNK, CLIENT_FACTS, CODES, HISTORY, SUBJECT_FACTS, SUBJECT_KINDS
from relmgr.columnar.packing import pack_floats, pack_ints, unpack
from relmgr.columnar.text_codes import text_code
from relmgr.domain.facts import SubjectKind
from relmgr.domain.periods import last_full_month

Column = tuple[str, int, bytes]
"""Name, month (0: none) and packed values."""

ROWS: Final = """
SELECT no, last_month, until_on, alone, contacts, figures, facts, counts, subjects, origins
FROM columnrow
WHERE no >= ? AND no < ? ORDER BY no
"""
PUT: Final = "INSERT OR REPLACE INTO columnchunk (chunk_no, name, month, data) VALUES (?, ?, ?, ?)"
GET: Final = "SELECT data FROM columnchunk WHERE chunk_no = ? AND name = ? AND month = ?"
UNTIL, CONTACTS = "until", "contacts"
EMPTY: Final = np.iinfo(np.int64).min


TEXTS: Final = -1
"""The chunk that keeps texts by their codes; it has no clients."""


def keep_texts(connection: Any, texts: Iterable[str]) -> None:
    """Keep texts that have to be read again."""
    connection.executemany(PUT, [(TEXTS, f"{text_code(text):.0f}", 0, text.encode()) for text in texts])


def kept_texts(connection: Any) -> dict[float, str]:
    """Return the texts that were kept, by code."""
    rows = connection.execute("SELECT name, data FROM columnchunk WHERE chunk_no = ?", (TEXTS,))
    return {float(name): data.decode() for name, data in rows}


def rebuild(connection: Any, chunks: Iterable[int]) -> None:
    """Make these chunks anew from the rows of their clients."""
    for chunk in chunks:
        first = chunk * CHUNK
        rows = connection.execute(ROWS, (first, first + CHUNK)).fetchall()
        connection.execute("DELETE FROM columnchunk WHERE chunk_no = ?", (chunk,))
        if rows:
            made = [(chunk, *column) for column in columns_of(rows, first)]
            connection.executemany(PUT, made)
        connection.execute(
            "UPDATE columnrow SET in_chunk = 1 WHERE no >= ? AND no < ? AND NOT in_chunk",
            (first, first + CHUNK),
        )


def columns_of(rows: Sequence[tuple[Any, ...]], first: int) -> Iterable[Column]:
    """Return the packed columns of the rows of one chunk, whose first number is `first`."""
    numbers, lasts, until, alone, contacts, figures, facts, counts, subjects, origins = zip(
        *rows, strict=True
    )
    places = np.array(numbers, np.int64) - first
    days = np.full(CHUNK, EMPTY)
    days[places] = [
        0 if one else date.fromisoformat(day).toordinal() for one, day in zip(alone, until, strict=True)
    ]
    yield UNTIL, 0, pack_ints(days, EMPTY)
    yield CONTACTS, 0, pack_ints(_spread(np.array(contacts, np.int64), places, 0), EMPTY)
    yield from _figure_columns(np.array(lasts, np.int64), b"".join(figures), places)
    lines = np.frombuffer(b"".join(facts), np.uint8).reshape(len(rows), -1)
    yield from _fact_columns("", lines, CLIENT_FACTS, places)
    yield from _subject_columns(counts, subjects, places)
    days_told = np.frombuffer(b"".join(origins), np.int32).reshape(len(rows), -1).astype(np.int64)
    for place in range(days_told.shape[1]):
        yield f"o:{place}", 0, pack_ints(_spread(days_told[:, place], places, 0), EMPTY)


def _spread(values: Any, places: Ints, empty: float) -> Any:
    """Return values at their places in a chunk, `empty` where there is no client."""
    found = np.full(CHUNK, empty, values.dtype)
    found[places] = values
    return found


def _figure_columns(lasts: Ints, stored: bytes, places: Ints) -> Iterable[Column]:
    cells = np.frombuffer(stored, np.int64).reshape(len(lasts), len(CODES), HISTORY)
    newest = int(lasts.max())
    for month in range(newest - HISTORY + 1, newest + 1):
        kept = (lasts >= month) & (lasts - month < HISTORY)
        for place, code in enumerate(CODES):
            values = np.where(kept, cells[:, place, month % HISTORY], NO_FIGURE)
            if (values != NO_FIGURE).any():
                yield code, month, pack_ints(_spread(values, places, NO_FIGURE), NO_FIGURE)


def _fact_columns(prefix: str, lines: Bytes, names: Sequence[str], places: Ints | None) -> Iterable[Column]:
    wide = len(names) * 8
    values = np.ascontiguousarray(lines[:, :wide]).view(np.float64).T
    paces = np.ascontiguousarray(lines[:, wide:]).view(np.int8).T.astype(np.int64)
    for place, name in enumerate(names):
        if not known(values[place]).any():
            continue
        value = values[place] if places is None else _spread(values[place], places, np.nan)
        pace = paces[place] if places is None else _spread(paces[place], places, 0)
        yield f"v:{prefix}{name}", 0, pack_floats(value)
        if pace.any():
            yield f"p:{prefix}{name}", 0, pack_ints(pace, EMPTY)


def _subject_columns(counts: Sequence[bytes], stored: Sequence[bytes], places: Ints) -> Iterable[Column]:
    packed = np.frombuffer(b"".join(stored), np.uint8)
    numbers = (
        np.frombuffer(b"".join(counts), np.uint8).reshape(len(stored), len(SUBJECT_KINDS)).astype(np.int64)
    )
    for place, kind in enumerate(SUBJECT_KINDS):
        if numbers[:, place].any():
            yield f"n:{kind}", 0, pack_ints(_spread(numbers[:, place], places, 0), EMPTY)
            lines, _ = subject_lines(packed, numbers, place)
            yield from _fact_columns(f"{kind}:", lines, SUBJECT_FACTS[kind], None)


def subject_lines(packed: Bytes, numbers: Ints, place: int) -> tuple[Bytes, Ints]:
    """Return the packed subjects of one kind, one a line, and the client of each; every kind has its width."""
    widths = np.array([len(SUBJECT_FACTS[kind]) * 9 for kind in SUBJECT_KINDS])
    sizes = numbers * widths
    starts = np.cumsum(sizes.ravel()).reshape(sizes.shape) - sizes
    owner = np.repeat(np.arange(len(numbers)), numbers[:, place])
    firsts = np.cumsum(numbers[:, place]) - numbers[:, place]
    begins = starts[owner, place] + (np.arange(len(owner)) - firsts[owner]) * widths[place]
    return packed[begins[:, None] + np.arange(widths[place])], owner


class ChunkReader:
    """Reads one chunk as a block; each column is fetched when it is first asked for."""

    def __init__(self, connection: Any, chunk: int, day: date) -> None:
        """Look at a chunk on a day."""
        self._connection, self._chunk, self._day = connection, chunk, day

    def _column(self, name: str, month: int = 0) -> Floats | None:
        found = self._connection.execute(GET, (self._chunk, name, month)).fetchone()
        return None if found is None else unpack(found[0])

    def until(self) -> Ints:
        """Return the ordinal of the last day on which each client's columns stand, 0 without a client."""
        until = self._column(UNTIL)
        return np.zeros(CHUNK, np.int64) if until is None else np.nan_to_num(until).astype(np.int64)

    def _origin(self, place: int) -> Ints:
        days = self._column(f"o:{place}")
        return np.zeros(CHUNK, np.int64) if days is None else days.astype(np.int64)

    def block(
        self,
        facts: Iterable[str],
        oldest: int,
        machines: Machines,
        standings: Standings,
        dated: Sequence[str] = (),
    ) -> Block:
        """Return the chunk with the named facts; `dated` names those whose days it keeps (`dated_facts`)."""
        wanted, now = tuple(facts), last_full_month(self._day)
        contacts = self._column(CONTACTS)
        known_facts, paces = self._facts("", [name for name in wanted if name in CLIENT_FACTS])
        return Block(
            size=CHUNK,
            figures=FetchedFigures(CHUNK, oldest, lambda code, back: self._column(code, now - back)),
            facts=known_facts,
            paces=paces,
            subjects=self._subjects(wanted),
            contacts=np.zeros(CHUNK, np.int64) if contacts is None else contacts.astype(np.int64),
            machines=machines,
            standings=standings,
            origin=lambda name: self._origin(dated.index(name)),
        )

    def _facts(self, prefix: str, names: Iterable[str]) -> tuple[dict[str, Floats], dict[str, Small]]:
        found: dict[str, Floats] = {}
        running: dict[str, Small] = {}
        for name in names:
            values = self._column(f"v:{prefix}{name}")
            if values is None:
                continue
            paces = self._column(f"p:{prefix}{name}")
            if paces is None:
                found[name] = values
            else:
                running[name] = paces.astype(np.int8)
                found[name] = on_day(values, running[name], self._day)
        return found, running

    def _subjects(self, wanted: Sequence[str]) -> dict[SubjectKind, SubjectColumns]:
        found: dict[SubjectKind, SubjectColumns] = {}
        for kind in SUBJECT_KINDS:
            counts = self._column(f"n:{kind}")
            if counts is not None:
                owner = np.repeat(np.arange(CHUNK), counts.astype(np.int64))
                names = [name for name in wanted if name in SUBJECT_FACTS[kind]]
                found[kind] = SubjectColumns(owner, *self._facts(f"{kind}:", names))
        return found
