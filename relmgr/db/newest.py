"""A line of questions of which only the newest counts, such as those a person asks by typing on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

from relmgr.db.problems import SqliteError
from relmgr.db.reader import Reader
from relmgr.errors import Overtaken
from relmgr.words import Words

P = ParamSpec("P")
T = TypeVar("T")

OVERTAKEN = Words("已由更新的查询取代。", "A newer question took its place.")
INTERRUPTED = "SQLITE_INTERRUPT"


class Newest:
    """Stops the statement of the question that runs when a newer one comes."""

    def __init__(self) -> None:
        """Begin without any question."""
        self._lock = Lock()
        self._number = 0
        self._running: Any = None

    def of(self, question: Callable[Concatenate[Reader, P], T]) -> Callable[Concatenate[Reader, P], T]:
        """Give up what runs, and return the question that comes; asked too late, it raises Overtaken."""
        number = self._begin()

        @wraps(question)
        def asked(reader: Reader, /, *args: P.args, **kwargs: P.kwargs) -> T:
            with self._holding(number, reader.connection):
                return question(reader, *args, **kwargs)

        return asked

    def _begin(self) -> int:
        with self._lock:
            self._number += 1
            if self._running is not None:
                self._running.interrupt()
            return self._number

    @contextmanager
    def _holding(self, number: int, connection: Any) -> Iterator[None]:
        """Let a question have the connection: an interrupt reaches it and nothing that follows on the connection."""
        with self._lock:
            if number != self._number:
                raise Overtaken(OVERTAKEN)
            self._running = connection
        try:
            yield
        except SqliteError as error:
            if getattr(error, "sqlite_errorname", None) == INTERRUPTED:
                raise Overtaken(OVERTAKEN) from error
            raise
        finally:
            with self._lock:
                if self._running is connection:
                    self._running = None
