"""The kinds of lists that can be imported, and what a field of a list is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What the rows of a list are about, in the order in which lists depend on one another."""

    CLIENTS = "clients"
    CONTACTS = "contacts"
    FACILITIES = "facilities"
    VISITS = "visits"
    METRICS = "metrics"
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


class Form(StrEnum):
    """How the cell of a field is read."""

    TEXT = "text"
    LINE = "line"
    CODE = "code"
    AMOUNT = "amount"
    DATE = "date"
    MOMENT = "moment"
    INTEGER = "integer"
    RATIO = "ratio"
    TIMES = "times"
    FLAG = "flag"
    CHOICE = "choice"
    USCC = "uscc"
    COUNTRY = "country"
    CURRENCY = "currency"
    PERIOD = "period"
    KEY = "key"
    METRIC = "metric"
    FIGURE = "figure"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One importable field; the first heading of each language is the one that exports write."""

    name: str
    form: Form
    zh: tuple[str, ...]
    en: tuple[str, ...]
    limit: int = 0
    choices: Mapping[str, str] = field(default_factory=dict)
    other: str = ""
    """The value that stands for a choice nobody listed; '' refuses the row."""


def column(
    name: str,
    form: Form,
    zh: str,
    en: str,
    limit: int = 0,
    choices: Mapping[str, str] | None = None,
    other: str = "",
) -> FieldSpec:
    """Return a field; `zh` and `en` are its headings with | between them."""
    return FieldSpec(name, form, tuple(zh.split("|")), tuple(en.split("|")), limit, choices or {}, other)


def choices_of(text: str) -> dict[str, str]:
    """Read `value: word|word; value: …` into {word: value}; a value stands for itself."""
    found = {}
    for entry in text.split(";"):
        value, words = (part.strip() for part in entry.split(":"))
        found[value] = value
        for word in words.split("|"):
            found[word.strip().lower()] = value
    return found


CLIENT_OF_ROW: Final = (
    column("client_id", Form.KEY, "客户系统标识", "relmgr client id"),
    column("client_code", Form.CODE, "客户编号|客户号|客户代码|核心客户号|CIF", "client code|client no|client number|"
           "customer code|customer no|customer number|customer id|client id|cif", 64),
    column("client_uscc", Form.USCC, "统一社会信用代码|社会信用代码|信用代码", "credit code|uscc|"
           "unified social credit code"),
    column("client_name", Form.LINE, "客户名称|客户|客户全称|企业名称|公司名称|单位名称|公司|借款人|借款人名称",
           "client|client name|customer|customer name|company|company name|borrower|borrower name", 300),
)  # fmt: skip
"""How every list but that of clients says which client a row is about."""

ANY_CLIENT: Final = ("client_code", "client_uscc", "client_name", "client_id")
"""Fields of which a row needs one."""
