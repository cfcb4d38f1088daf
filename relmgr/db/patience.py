"""Giving up a question that is under way: another was asked meanwhile, or it takes longer than it may."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any, Final

from relmgr.db.problems import SqliteError
from relmgr.db.reader import Reader

LOOK_EVERY: Final = 20_000
"""Steps of the database's machine between two looks: some two milliseconds."""


class GivenUpError(Exception):
    """The question was given up; nothing was read."""


@contextmanager
def giving_up(reader: Reader, stop: Event, looks: int | None = None) -> Iterator[None]:
    """Give up what runs inside when `stop` is set, or after so many looks; raises GivenUpError then."""
    connection: Any = reader.connection
    left = looks

    def look() -> int:
        nonlocal left
        if left is not None:
            left -= 1
        return int(stop.is_set() or (left is not None and left < 0))

    connection.set_progress_handler(look, LOOK_EVERY)
    try:
        yield
    except SqliteError as error:
        if stop.is_set() or (left is not None and left < 0):
            raise GivenUpError from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
