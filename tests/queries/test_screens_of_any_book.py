"""What screens cost does not grow with the book: nothing large is scanned, and what is kept equals what is read."""

import re
from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relmgr.db.reader import Reader
from relmgr.db.tables import Facility
from relmgr.db.work import UnitOfWork
from relmgr.queries.assigned import ASSIGNED, Mine, whose
from relmgr.queries.book_standing import Exposure, Standing, exposure_by_currency, standing
from relmgr.queries.nav import nav_counts
from relmgr.queries.schedule import schedule
from relmgr.queries.signals import warning_counts, warning_queue
from relmgr.queries.tier_changes import decided_changes, review_queue
from relmgr.queries.today import today_page
from relmgr.workspace import Workspace
from tests.queries.listed_book import fill_listed_book

LARGE = re.compile(
    r"SCAN (clientcache|client|assignment|facility|visit|signal|signalevent|tierchange|[ckafvset])\b"
)
WALKED = "USING INDEX ix_clientcache_unplanned"
PLAIN = Mine(f"k.client_id {ASSIGNED}", walked=False, timed=True)


def _put_loans(uow: UnitOfWork, seed: int, size: int) -> None:
    """Give clients facilities, and change clients and facilities by single statements."""
    draw = Random(seed)
    with uow.unaudited():
        rows = [
            {
                "client_id": f"{draw.randrange(size):032x}",
                "currency": draw.choice(("CNY", "USD", "EUR")),
                "drawn_minor": draw.choice((None, 0, 7, draw.randrange(10**9))),
                "closed_on": draw.choice((None, None, uow.today)),
                "deleted": draw.random() < 0.1,
            }
            for _ in range(size * 2)
        ]
        uow.insert(Facility, rows)
        days = uow.today - timedelta(days=draw.choice((30, 31, 60, 61)))
        uow.run("UPDATE clientcache SET last_contact_on = :day WHERE rowid % 3 = 0", day=days)
        uow.run("UPDATE clientcache SET tier = 'A' WHERE rowid % 4 = 0")
        uow.run("UPDATE facility SET drawn_minor = 5 WHERE rowid % 3 = 0")
        uow.run("UPDATE facility SET closed_on = NULL, currency = 'USD' WHERE rowid % 5 = 0")
        uow.run("DELETE FROM facility WHERE rowid % 7 = 0")
        uow.run(
            "DELETE FROM assignment WHERE client_id IN (SELECT client_id FROM clientcache WHERE rowid % 6 = 0)"
        )
        uow.run("UPDATE clientcache SET mine = 0 WHERE rowid % 6 = 0")
        uow.run("DELETE FROM clientcache WHERE rowid % 11 = 0")


def _stands(reader: Reader, mine: Mine | None = None) -> tuple[Standing, list[Exposure]]:
    how = mine or whose(reader)
    return standing(reader, how), exposure_by_currency(reader, how)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**6), st.integers(1, 80))
def test_what_is_kept_equals_what_is_read(book: Workspace, seed: int, size: int) -> None:
    """After inserts, changes, hand-overs and deletions, with clients that are mine only for a time."""
    book.do(lambda uow: uow.run("DELETE FROM facility"))
    book.do(fill_listed_book, seed, size)
    book.do(_put_loans, seed, size)
    assert book.ask(lambda reader: whose(reader).walked)
    assert book.ask(_stands) == book.ask(_stands, PLAIN)


@pytest.mark.parametrize("timed", [False, True])
def test_no_screen_scans_a_large_table(book: Workspace, timed: bool) -> None:
    """Neither with nor without clients that are mine only for a time."""
    book.do(fill_listed_book, 3, 60)
    if not timed:
        book.do(lambda uow: uow.run("DELETE FROM clientcache WHERE mine = 2"))

    def scans(reader: Reader) -> list[tuple[str, str]]:
        before = len(reader.statements)
        today_page(reader, 10)
        nav_counts(reader)
        warning_counts(reader)
        warning_queue(reader)
        review_queue(reader)
        decided_changes(reader, reader.today)
        schedule(reader, reader.today, reader.today, reader.today)
        found = []
        for sql in reader.statements[before:]:
            names = dict.fromkeys(re.findall(r":([a-z_]\w*)", sql), "")
            plan = reader.records(f"EXPLAIN QUERY PLAN {sql}", **names)
            found += [(row[3], sql) for row in plan if LARGE.match(row[3]) and WALKED not in row[3]]
        return found

    assert book.ask(scans) == []
