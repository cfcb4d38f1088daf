"""A table on its way out: typed values under headings in both languages, whatever the file will be."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from relmgr.domain.money import Money
from relmgr.words import Words


class ExportKind(StrEnum):
    """What can be exported."""

    CLIENTS = "clients"
    CONTACTS = "contacts"
    FACILITIES = "facilities"
    VISITS = "visits"
    RATINGS = "ratings"
    DOCUMENTS = "documents"
    COLLATERALS = "collaterals"
    PROJECTS = "projects"
    PROGRESS = "progress"
    COVENANTS = "covenants"
    COVENANT_TESTS = "covenant-tests"
    ACCOUNTS = "accounts"
    ACCOUNT_MONTHS = "account-months"
    EVENTS = "events"
    DEBTS = "debts"
    TIES = "ties"
    GUARANTEES = "guarantees"
    SIGNALS = "signals"
    TIERS = "tiers"


class Rate(NamedTuple):
    """A rate in millionths."""

    e6: int


class Times(NamedTuple):
    """A multiple in millionths: 1_250_000 is 1.25 times."""

    e6: int


class Choice(NamedTuple):
    """One of a closed set of values, with the word people use for it."""

    value: str
    words: Words


class LocalMoment(NamedTuple):
    """An instant in the banker's zone; a whole day has no time."""

    at: datetime
    all_day: bool


Value = str | int | bool | date | Money | Rate | Times | Choice | LocalMoment | None


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column: its stable name for JSON and its headings; `extra` columns are imported fields."""

    name: str
    words: Words
    extra: bool = False


@dataclass(frozen=True, slots=True)
class ExportTable:
    """Columns and rows of equal width; `kind` says what the rows are and names the sheet."""

    kind: str
    columns: tuple[ExportColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
