"""Of questions asked while typing only the newest is answered; the connection goes on."""

import threading

import pytest

from relmgr.db.newest import Newest
from relmgr.db.reader import Reader
from relmgr.errors import Overtaken
from relmgr.workspace import Workspace

ENDLESS = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


def test_a_running_question_is_stopped_by_the_next(book: Workspace) -> None:
    """Its statement is interrupted, and the connection answers the next question."""
    line, begun = Newest(), threading.Event()
    used: list[object] = []

    def endless(reader: Reader) -> int:
        used.append(reader.connection)
        begun.set()
        return int(reader.value(ENDLESS))

    def next_one(reader: Reader, number: int) -> int:
        used.append(reader.connection)
        return int(reader.value("SELECT :number", number=number))

    stopped: list[BaseException] = []

    def ask() -> None:
        try:
            book.ask(line.of(endless))
        except Overtaken as error:
            stopped.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    assert begun.wait(10)
    while thread.is_alive():  # the event comes just before the statement begins
        asked = line.of(next_one)
        thread.join(0.05)
    assert len(stopped) == 1
    assert book.ask(asked, 7) == 7
    assert used[0] is used[1]


def test_a_question_that_comes_too_late_is_not_asked(book: Workspace) -> None:
    """It was overtaken while it waited for a thread."""
    line = Newest()
    late = line.of(lambda reader: reader.value("SELECT 1"))
    newest = line.of(lambda reader: reader.value("SELECT 2"))
    with pytest.raises(Overtaken):
        book.ask(late)
    assert book.ask(newest) == 2


def test_what_is_wrong_with_a_question_is_said(book: Workspace) -> None:
    """Only an interrupt means that it was overtaken."""
    line = Newest()
    with pytest.raises(Exception, match="syntax error"):
        book.ask(line.of(lambda reader: reader.value("SELEC")))
