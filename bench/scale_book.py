"""A generated book of any size for `bench.scale`: an encrypted file with rows and chunks of columns, and a floor.

The clients are fictitious numbers drawn from a fixed seed. They are written straight into the columns, because
the ledger of a million clients would be a hundred gigabytes; `metricrow` holds the same monthly figures as plain
rows, one for each client and month, for the scan that everything is measured against.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from relmgr.bootstrap import NewBook, create_workspace
from relmgr.clock import FixedClock
from relmgr.columnar.arrays import Floats
from relmgr.columnar.block import EVER
from relmgr.columnar.chunks import rebuild
from relmgr.columnar.clocks import DAYS_SINCE, DAYS_UNTIL, MONTHS_SINCE, STANDS
from relmgr.columnar.currencies import written
from relmgr.columnar.layout import (
    CHUNK,
    CLIENT_FACTS,
    CODES,
    HISTORY,
    SUBJECT_FACTS,
    SUBJECT_KINDS,
    dated_facts,
)
from relmgr.columnar.text_codes import text_code
from relmgr.db.book import BookFile, Home
from relmgr.db.vault import Vault
from relmgr.domain.facts import SubjectKind
from relmgr.domain.periods import last_full_month
from relmgr.rulebook.loader import load
from relmgr.settings import Settings

DAY = date(2026, 11, 23)
BATCH = 4_096
Rng = np.random.Generator
Lines = NDArray[np.uint8]
CURRENCIES = written({code: "" if code == "transactions" else "CNY" for code in CODES})
FIGURES = ", ".join(CODES)
ROW = f"INSERT INTO metricrow VALUES ({', '.join('?' * (len(CODES) + 2))})"
COLUMN_ROW = """
INSERT INTO columnrow (no, last_month, until_on, alone, in_chunk, contacts, figures, facts, counts, subjects,
  apart_until, currencies, origins)
VALUES (?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def make_book(folder: Path, clients: int) -> BookFile:
    """Make an encrypted book without a passphrase and fill its columns; returns it unlocked."""
    settings, home = Settings(), Home(folder)
    create_workspace(home, NewBook("Bench"), None, settings, FixedClock(DAY, settings.zone)).close()
    book = BookFile(home, Vault(home.folder / "relmgr.keys").open(None))
    connection = book.connect()
    connection.execute("PRAGMA synchronous=off")
    kinds = ", ".join(f"{code} INTEGER" for code in CODES)
    connection.execute(
        f"CREATE TABLE metricrow (no INTEGER, month INTEGER, {kinds}, PRIMARY KEY (no, month)) WITHOUT ROWID"
    )
    rng = np.random.default_rng(20261123)
    for first in range(0, clients, BATCH):
        fill(connection, rng, first + 1, min(BATCH, clients - first))
    connection.execute("BEGIN")
    connection.execute(
        "INSERT INTO columnclient (no, client_id) SELECT no, printf('%032x', no) FROM columnrow"
    )
    connection.execute("COMMIT")
    for chunk in range(clients // CHUNK + 1):
        connection.execute("BEGIN")
        rebuild(connection, [chunk])
        connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return book


def fill(connection: Any, rng: Rng, first: int, size: int) -> None:
    """Write `size` clients from a number on: their rows of columns and their rows of figures."""
    last = last_full_month(DAY)
    figures = monthly(rng, size)
    numbers = np.arange(first, first + size)
    stored = np.roll(figures, last % HISTORY + 1, axis=2)
    contacts = EVER | rng.integers(0, 1 << 40, size)
    facts, (counts, subjects) = client_lines(rng, size), subject_lines(rng, size)
    until, days = (DAY + timedelta(30)).isoformat(), origins(rng, size)
    connection.execute("BEGIN")
    connection.executemany(
        COLUMN_ROW,
        (
            (
                int(no),
                last,
                until,
                int(seen),
                stored[place].tobytes(),
                facts[place].tobytes(),
                *rest,
                until,
                CURRENCIES,
                days[place].tobytes(),
            )
            for place, (no, seen, *rest) in enumerate(zip(numbers, contacts, counts, subjects, strict=True))
        ),
    )
    months = np.arange(last - HISTORY + 1, last + 1)
    keys = np.column_stack([np.repeat(numbers, HISTORY), np.tile(months, size)])
    rows = np.column_stack([keys, figures.transpose(0, 2, 1).reshape(-1, len(CODES))])
    connection.executemany(ROW, rows.tolist())
    connection.execute("COMMIT")


def monthly(rng: Rng, size: int) -> NDArray[np.int64]:
    """Draw figures by client, code and month, oldest first: log-normal levels with monthly noise, some falling."""
    level = rng.lognormal(19.5, 1.5, (size, len(CODES), 1))
    values = level * rng.lognormal(0, 0.15, (size, len(CODES), HISTORY))
    falling = rng.random(size) < 0.02
    values[falling, :, -4:] *= 0.35
    limit = values[:, CODES.index("line_limit"), :1]
    values[:, CODES.index("line_limit")] = limit
    values[:, CODES.index("line_drawn")] = (
        limit * rng.beta(4, 3, (size, 1)) * rng.uniform(0.9, 1.1, (size, HISTORY))
    )
    values[:, CODES.index("transactions")] = rng.poisson(20, (size, HISTORY))
    return values.astype(np.int64)


def pairs(columns: dict[str, tuple[Floats, int]], names: tuple[str, ...], size: int) -> Lines:
    """Return packed facts, one client or subject a line: values, then paces; absent where nothing was drawn."""
    values = np.full((size, len(names)), np.nan)
    paces = np.zeros((size, len(names)), np.int8)
    for place, name in enumerate(names):
        if name in columns:
            values[:, place], pace = columns[name]
            paces[:, place] = np.where(np.isnan(values[:, place]), STANDS, pace)
    return np.hstack([values.view(np.uint8).reshape(size, 8 * len(names)), paces.view(np.uint8)])


def origins(rng: Rng, size: int) -> NDArray[np.int32]:
    """Draw the days of the facts that cards score."""
    names = dated_facts(load().scorecard.cards)
    return (DAY.toordinal() - rng.integers(1, 300, (size, len(names)))).astype(np.int32)


def some(rng: Rng, values: Floats, share: float) -> Floats:
    """Leave some values out."""
    return np.where(rng.random(len(values)) < share, values, np.nan)


def client_lines(rng: Rng, size: int) -> Lines:
    """Draw what is known of clients beyond their monthly figures."""
    today = DAY.toordinal()
    rates = np.array([0.0003, 0.0007, 0.0013, 0.002, 0.0035, 0.006, 0.01, 0.018, 0.032])
    columns: dict[str, tuple[Floats, int]] = {
        "raroc": (some(rng, np.round(rng.normal(0.13, 0.05, size), 6), 0.95), STANDS),
        "default_rate": (some(rng, rng.choice(rates, size), 0.95), STANDS),
        "rating_notches": (some(rng, rng.choice([-1.0, 0.0, 0.0, 0.0, 1.0], size), 0.8), STANDS),
        "below_cutoff": (np.zeros(size), STANDS),
        "satisfaction": (some(rng, rng.integers(7, 11, size).astype(float), 0.7), STANDS),
        "esg_score": (some(rng, rng.integers(30, 95, size).astype(float), 0.8), STANDS),
        "asset_class": (np.full(size, text_code("normal")), STANDS),
        "npl": (np.zeros(size), STANDS),
        "class_too_good": (np.zeros(size), STANDS),
        "worst_dpd": (np.zeros(size), STANDS),
        "pbt_margin": (some(rng, rng.normal(0.08, 0.03, size), 0.9), STANDS),
        "loss_years": (some(rng, np.zeros(size), 0.9), STANDS),
        "negative_cash_years": (some(rng, np.zeros(size), 0.9), STANDS),
        "equity_to_assets": (some(rng, rng.normal(0.4, 0.06, size), 0.9), STANDS),
        "liabilities_change": (some(rng, rng.normal(0, 0.02, size), 0.9), STANDS),
        "days_since_contact": (today - rng.integers(1, 60, size).astype(float), DAYS_SINCE),
    }
    return pairs(columns, CLIENT_FACTS, size)


def subject_columns(rng: Rng, kind: SubjectKind, size: int) -> dict[str, tuple[Floats, int]]:
    """Draw facilities, documents or collateral."""
    today = DAY.toordinal()
    if kind is SubjectKind.FACILITY:
        overdue = np.where(rng.random(size) < 0.01, 1.0, 0.0)
        return {
            "dpd": (overdue * rng.integers(1, 60, size), STANDS),
            "days_to_maturity": (today + rng.integers(91, 3000, size).astype(float), DAYS_UNTIL),
            "renewal_open": (np.zeros(size), STANDS),
        }
    if kind is SubjectKind.DOCUMENT:
        codes = np.array([text_code("certificate"), text_code("accounts")])
        due = today - rng.integers(-300, 3, size).astype(float)
        return {"document_kind": (rng.choice(codes, size), STANDS), "days_late": (due, DAYS_SINCE)}
    if kind is SubjectKind.COLLATERAL:
        return {
            "valuation_months": (today - rng.integers(1, 360, size).astype(float), MONTHS_SINCE),
            "insurance_days": (today + rng.integers(31, 400, size).astype(float), DAYS_UNTIL),
        }
    return {}


DRAWN = {SubjectKind.FACILITY: 1.3, SubjectKind.DOCUMENT: 1.0, SubjectKind.COLLATERAL: 0.6}
"""Mean number of subjects of a kind."""


def subject_lines(rng: Rng, size: int) -> tuple[list[bytes], list[bytes]]:
    """Draw the subjects of clients: their counts by kind and their packed facts."""
    numbers = np.column_stack([rng.poisson(DRAWN.get(kind, 0.0), size) for kind in SUBJECT_KINDS]).astype(
        np.uint8
    )
    parts: list[list[bytes]] = [[] for _ in range(size)]
    for place, kind in enumerate(SUBJECT_KINDS):
        total = int(numbers[:, place].sum())
        lines = pairs(subject_columns(rng, kind, total), SUBJECT_FACTS[kind], total)
        end = 0
        for client, count in enumerate(numbers[:, place]):
            start, end = end, end + int(count)
            parts[client].append(lines[start:end].tobytes())
    return [row.tobytes() for row in numbers], [b"".join(part) for part in parts]
