"""The IBRD and SBA lists imported whole: every row, every sum, every trap, against the plain csv module."""

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from relmgr.bootstrap import open_workspace
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.exchange.plans import Circumstances, plan_import
from relmgr.queries.imports import preview_import
from relmgr.services.imports import import_file_rows
from relmgr.settings import Settings
from relmgr.workspace import Workspace
from tests.exchange.shared_data import IBRD, SBA, needs, plain_rows

CENT = Decimal("0.01")
IBRD_AMOUNTS = {
    "original_minor": "Original Principal Amount",
    "cancelled_minor": "Cancelled Amount",
    "undisbursed_minor": "Undisbursed Amount",
    "disbursed_minor": "Disbursed Amount",
    "repaid_minor": "Repaid to IBRD",
    "drawn_minor": "Borrower Obligation",
}


@pytest.fixture(scope="module")
def shelf(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Workspace]]:
    """Return a maker of books that hold one real list each; a list is imported once for all tests here."""
    books: dict[Path, Workspace] = {}

    def holding(path: Path) -> Workspace:
        if path not in books:
            folder = tmp_path_factory.mktemp("shelf") / "book"
            shutil.copytree(template, folder)
            clock = FixedClock(date(2026, 11, 23), Settings().zone)
            books[path] = open_workspace(Home(folder), lambda: None, Settings(), clock)
            import_whole(books[path], path)
        return books[path]

    yield holding
    for book in books.values():
        book.close()


def import_whole(book: Workspace, path: Path, mapping: str | None = None) -> None:
    """Import a file whole, and check that importing it again would change nothing."""
    plan = plan_import(path, Circumstances(book.clock.today(), book.clock.zone), mapping=mapping)
    assert plan.sheets[0].mapping
    counts = book.do(import_file_rows, plan).result.counts
    assert (counts.created, counts.rejected) == (counts.rows, 0)
    again = book.ask(preview_import, plan).counts
    assert again.unchanged == again.rows == counts.rows == len(plain_rows(path))


def value(book: Workspace, sql: str) -> object:
    """Return one stored value."""
    return book.ask(lambda reader: reader.value(sql))


def by_code(book: Workspace, columns: str) -> dict[str, tuple[object, ...]]:
    """Return columns of every facility by its code."""
    rows = book.ask(lambda reader: reader.records(f"SELECT code, {columns} FROM facility"))
    return {row[0]: row[1:] for row in rows}


def cents(rows: list[dict[str, str]], column: str) -> int:
    """Return the sum of a column to the cent."""
    return int(sum((Decimal(row[column]) for row in rows), Decimal()).quantize(CENT) * 100)


@needs(IBRD)
def test_the_ibrd_statement(shelf: Callable[[Path], Workspace]) -> None:
    rows = plain_rows(IBRD)
    book = shelf(IBRD)
    assert value(book, "SELECT count(*) FROM facility") == len(rows) == 8_986
    for column, heading in IBRD_AMOUNTS.items():
        assert value(book, f"SELECT sum({column}) FROM facility") == cents(rows, heading), heading
    net = cents(rows, "Original Principal Amount") - cents(rows, "Cancelled Amount")
    assert value(book, "SELECT sum(limit_minor) FROM facility") == net
    assert value(book, "SELECT group_concat(DISTINCT currency) FROM facility") == "USD"
    assert value(book, "SELECT group_concat(DISTINCT as_of) FROM facility") == "2020-11-30"
    assert value(book, "SELECT count(*) FROM client") == len(
        {(r["Country Code"], r["Borrower"].strip()) for r in rows}
    )
    assert value(book, "SELECT sum(overdue_since IS NOT NULL OR arrears_on IS NOT NULL) FROM facility") == 0


@needs(IBRD)
def test_each_ibrd_loan_by_its_number(shelf: Callable[[Path], Workspace]) -> None:
    rows = plain_rows(IBRD)
    book = shelf(IBRD)
    stored = by_code(
        book,
        "drawn_minor, maturity_on, status, rate_e6, guarantor, name, extra,"
        " (SELECT name FROM client c WHERE c.id = client_id), (SELECT country FROM client c WHERE c.id = client_id)",
    )
    for row in rows:
        drawn, maturity, status, rate, guarantor, name, extra, client, country = stored[row["Loan Number"]]
        assert drawn == int((Decimal(row["Borrower Obligation"]) * 100).to_integral_value())
        assert (maturity or "") == row["Last Repayment Date"][:10]
        assert status == row["Loan Status"]
        assert rate == (int(Decimal(row["Interest Rate"]) * 10_000) if row["Interest Rate"] else None)
        assert (guarantor, name) == (row["Guarantor"], row["Project Name"])
        assert client == row["Borrower"] or (not row["Borrower"] and str(client).startswith(row["Country"]))
        assert country == row["Country Code"]
        kept = json.loads(str(extra))
        for heading in (
            "Due to IBRD",
            "Exchange Adjustment",
            "Due 3rd Party",
            "Loans Held",
            "Project ID",
            "Country",
        ):
            assert kept.get(heading, "") == row[heading]


@needs(IBRD)
def test_traps_of_the_ibrd_statement(shelf: Callable[[Path], Workspace]) -> None:
    rows = plain_rows(IBRD)
    book = shelf(IBRD)
    namibia = sum(row["Country Code"] == "NA" for row in rows)
    assert namibia > 0
    in_namibia = "SELECT count(*) FROM facility f JOIN client c ON c.id = f.client_id WHERE c.country = 'NA'"
    assert value(book, in_namibia) == namibia
    ministries = {row["Country Code"] for row in rows if row["Borrower"] == "Ministry of Finance"}
    assert (
        value(book, "SELECT count(*) FROM client WHERE name = 'Ministry of Finance'") == len(ministries) > 10
    )
    residues = sum(abs(Decimal(row["Borrower Obligation"])) == CENT for row in rows)
    stored = value(book, "SELECT sum(drawn_minor IN (1, -1)) FROM facility")
    assert isinstance(stored, int)
    assert stored >= residues > 300
    noise = next(row for row in rows if "E" in row["Disbursed Amount"])
    disbursed, extra = by_code(book, "disbursed_minor, extra")[noise["Loan Number"]]
    assert disbursed == 0
    assert json.loads(str(extra))["Disbursed Amount"] == noise["Disbursed Amount"]
    foreign = sum(not row["Borrower"].isascii() or not row["Project Name"].isascii() for row in rows)
    names = book.ask(
        lambda reader: reader.records(
            "SELECT c.name, f.name FROM facility f JOIN client c ON c.id = f.client_id"
        )
    )
    assert sum(not one.isascii() or not other.isascii() for one, other in names) == foreign


@needs(SBA)
def test_the_sba_sample(shelf: Callable[[Path], Workspace]) -> None:
    rows = plain_rows(SBA)
    book = shelf(SBA)
    assert value(book, "SELECT count(*) FROM facility") == len(rows) == 22_427
    assert value(book, "SELECT sum(limit_minor) FROM facility") == cents(rows, "GrAppv")
    assert value(book, "SELECT sum(disbursed_minor) FROM facility") == cents(rows, "DisbursementGross")
    firms = {(r["Name"], r["City"], r["State"], r["Zip"].zfill(5)) for r in rows}
    assert value(book, "SELECT count(*) FROM client") == len(firms)
    zips = book.ask(lambda reader: reader.column("SELECT extra ->> '$.Zip' FROM client"))
    expected = Counter("" if firm[3] == "00000" else firm[3] for firm in firms)
    assert Counter(code or "" for code in zips) == expected
    stored = by_code(book, "kind, closed_on, signed_on, extra")
    for row in rows:
        kind, closed, signed, extra = stored[row["LoanNr_ChkDgt"]]
        assert kind == {"Y": "revolver", "N": "term"}.get(row["RevLineCr"], "other")
        month, day, year = (int(part) for part in row["ApprovalDate"].split("/"))
        assert signed == f"{year}-{month:02}-{day:02}"
        if row["ChgOffDate"]:
            short = int(row["ChgOffDate"][-2:])
            assert str(closed).startswith(str(2000 + short if short <= 68 else 1900 + short))
        else:
            assert closed is None
        kept = json.loads(str(extra))
        for heading in ("RevLineCr", "LowDoc", "NAICS", "SBA_Appv", "ChgOffPrinGr", "Bank", "Term"):
            assert kept.get(heading, "") == row[heading].strip()


@needs(IBRD)
def test_a_mapping_by_name_reads_as_the_one_by_signature() -> None:
    about = Circumstances(date(2026, 11, 23), Settings().zone)
    named = plan_import(IBRD, about, mapping="ibrd_loans")
    assert named.sheets[0].mapping == "ibrd_loans"
    assert named.sheets[0].columns == plan_import(IBRD, about).sheets[0].columns
