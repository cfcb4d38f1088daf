"""A write that finds no room says so, and what went wrong can be followed to its end."""

import pytest

from relmgr import errors, services
from relmgr.db.work import UnitOfWork
from relmgr.workspace import Workspace


def write_without_room(uow: UnitOfWork) -> None:
    """Write more than fits: SQLite counts pages like a disk that is full."""
    uow.session.connection().exec_driver_sql("PRAGMA max_page_count=1")
    uow.session.connection().exec_driver_sql(
        "INSERT INTO setting (key, value) VALUES ('much', hex(zeroblob(65536)))"
    )


def test_the_reasons_of_a_failed_write_end(book: Workspace) -> None:
    """A window shows and notes an error by going through its reasons: a ring of them would hold it for ever."""
    with pytest.raises(errors.DiskFull) as found:
        book.do(write_without_room)
    error: BaseException | None = found.value
    seen: list[BaseException] = []
    while error is not None:
        assert error not in seen
        seen.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    assert len(seen) == 2
    assert book.do(services.remember, "a", "b").touched is not None
