"""Opening a book: its owner and its one row about itself."""

from relmgr.db.tables import AccountManager, Book
from relmgr.db.work import UnitOfWork


def open_book(uow: UnitOfWork, manager: str, role: str, *, is_demo: bool) -> str:
    """Write who owns the new book and return the book's key."""
    book = uow.add(Book(name=manager, is_demo=is_demo))
    uow.add(AccountManager(name=manager, role=role, is_me=True))
    return book.id
