"""A book for `bench.search`: the generated clients, and for some of them a contact with a phone."""

from pathlib import Path

from bench.book_of import BATCH, DAY, make_list_book
from relmgr.bootstrap import open_workspace
from relmgr.clock import FixedClock
from relmgr.db.book import BookFile, Home
from relmgr.db.search_rows import index_book, index_names
from relmgr.settings import Settings
from relmgr.workspace import Workspace

CONTACTS = 10_000
"""At most so many clients have a contact: the ledger is not what is measured."""

PEOPLE = """
INSERT INTO contact (id, book_id, deleted, created_by, updated_by, version, client_id, name, title, role, phone, email,
  im, is_key, birthday, notes, extra)
SELECT printf('%032x', rowid), '', 0, '', '', 1, c.id, '王建国', '', 'other',
  printf('1%010d', (rowid * 7368787) % 10000000000), '', '', 0, '', '', '{}'
FROM client c WHERE rowid % max(1, (SELECT count(*) FROM client) / :most) = 0
RETURNING client_id
"""


def make_search_book(folder: Path, clients: int) -> None:
    """Make an encrypted book of so many clients, indexed as the migration does it; those with contacts anew."""
    book = make_list_book(folder, clients, search=False)
    connection = book.connect()
    for pragma in ("synchronous=off", "cache_size=-200000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    index_book(connection)
    connection.execute("COMMIT")
    connection.close()
    add_people(book)
    book.lock()


def add_people(book: BookFile) -> None:
    """Give clients all over the book a contact each."""
    connection = book.connect()
    for name in ("rm_applying", "rm_now", "rm_actor", "rm_action"):
        connection.create_function(name, 0, lambda: 1)
    connection.create_function("rm_mac", 10, lambda *_: b"")
    connection.execute("BEGIN")
    keys = [key for (key,) in connection.execute(PEOPLE, {"most": CONTACTS}).fetchall()]
    for start in range(0, len(keys), BATCH):
        index_names(connection, keys[start : start + BATCH])
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def opened(folder: Path) -> Workspace:
    """Return a workspace on a book that was made."""
    settings = Settings()
    return open_workspace(Home(folder), lambda: None, settings, FixedClock(DAY, settings.zone))
