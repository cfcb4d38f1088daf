"""Texts written anew: what is kept of them, what is refused, and that nothing else of the row changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr import services
from relmgr.domain.drafts import MAX_TEXT
from relmgr.domain.texts import SEVERAL_LINES, TOPIC_LENGTH, TextKind, tidied, without_client
from relmgr.domain.values import Key
from relmgr.errors import Invalid, NotFound, Refused
from relmgr.queries.texts import notes_text, reminder_text, task_text, visit_text
from relmgr.workspace import Workspace
from tests.screens.naughty import LINES, NAUGHTY
from tests.screens.page_book import PageBook, fill


@pytest.fixture
def pages(book: Workspace) -> PageBook:
    """Fill the book."""
    return fill(book)


def count(book: Workspace) -> int:
    """Return how many rows were written so far."""
    return int(book.ask(lambda reader: reader.value("SELECT count(*) FROM audit_entry")))


@given(st.sampled_from(TextKind), st.text(max_size=250))
def test_tidying_is_done_once(kind: TextKind, text: str) -> None:
    """What was kept is kept as it is, so that opening and saving never changes a text."""
    kept = tidied(kind, text)
    assert tidied(kind, kept) == kept
    assert kept == kept.strip() and "\x00" not in kept and "\x1b" not in kept
    assert kind in SEVERAL_LINES or "\n" not in kept


@pytest.mark.parametrize(("kind", "most"), [(TextKind.TOPIC, TOPIC_LENGTH), (TextKind.NOTES, MAX_TEXT)])
def test_the_longest_text(kind: TextKind, most: int) -> None:
    assert len(tidied(kind, "x" * most + "\n")) == most
    with pytest.raises(Invalid):
        tidied(kind, "x" * (most + 1))


def test_the_client_before_a_reminder() -> None:
    assert without_client("华能：约时间", "华能") == ("华能：", "约时间")
    assert without_client("华能：约时间", "华电") == ("", "华能：约时间")
    assert without_client("约时间", "") == ("", "约时间")


def test_naughty_notes_come_back_and_are_undone(book: Workspace, pages: PageBook) -> None:
    """Markup, SQL, templates, other scripts: kept to the letter, and undo finds the notes of before."""
    before = book.ask(notes_text, pages.wind)
    for text in (*NAUGHTY, *LINES):
        assert book.do(services.write_notes, pages.wind, text).result is True
        found = book.ask(notes_text, pages.wind)
        assert found is not None and found.text == text.strip()
        book.do(services.undo_last)
        assert book.ask(notes_text, pages.wind) == before


def test_an_unchanged_text_writes_nothing(book: Workspace, pages: PageBook) -> None:
    """No row, and nothing to undo beyond what was done before."""
    written = count(book)
    assert book.do(services.write_notes, pages.wind, "第一行\n[b]第二行\n").result is False
    assert book.do(services.rewrite_visit, pages.visit, " 续授信谈判 ").result is False
    assert count(book) == written
    assert book.do(services.undo_last).result.en.startswith("plan visit")


def test_what_is_empty_or_over_is_refused(book: Workspace, pages: PageBook) -> None:
    """A topic may be empty, a summary and a task may not; a cancelled visit stays as it is."""
    done = Key(book.ask(lambda reader: reader.value("SELECT id FROM visit WHERE state = 'done'")))
    task = Key(book.ask(lambda reader: reader.value("SELECT id FROM followup")))
    for use_case, key in ((services.rewrite_visit, done), (services.rewrite_follow_up, task)):
        with pytest.raises(Invalid):
            book.do(use_case, key, " \x00\n")
    assert book.do(services.rewrite_visit, pages.visit, "").result is True
    book.do(services.cancel_visit, pages.call)
    with pytest.raises(Refused):
        book.do(services.rewrite_visit, pages.call, "x")
    assert book.ask(visit_text, pages.call) is None
    with pytest.raises(NotFound):
        book.do(services.write_notes, Key("0" * 32), "x")


def test_a_reminder_of_a_task_leads_to_the_task(book: Workspace, pages: PageBook) -> None:
    """Its text belongs to the task, and follows it; what data says is nobody's text."""
    task = Key(
        book.ask(lambda reader: reader.value("SELECT id FROM followup WHERE client_id = :id", id=pages.wind))
    )
    of_task = "SELECT id FROM reminder WHERE subject_id = :id"
    key = Key(book.ask(lambda reader: reader.value(of_task, id=task)))
    assert book.ask(reminder_text, key) == book.ask(task_text, task)
    book.do(services.rewrite_follow_up, task, "送齐材料")
    said = book.ask(lambda reader: reader.value("SELECT text_zh FROM reminder WHERE id = :id", id=key))
    assert said.endswith("：送齐材料")
    with pytest.raises(Refused):
        book.do(services.rewrite_reminder, key, "x")
    of_visit = Key(book.ask(lambda reader: reader.value(of_task, id=pages.visit)))
    assert book.ask(reminder_text, of_visit) is None
