"""The nightly evaluation: owed once a day from its hour on, caught up at the next start, remembered."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmgr import services
from relmgr.clock import FixedClock
from relmgr.exchange.plans import Circumstances, plan_import
from relmgr.jobs.nightly import nightly_due, owed_day, run_nightly
from relmgr.queries.memory import LAST_DAY, remembered
from relmgr.rulebook.loader import load
from relmgr.workspace import Workspace
from tests.queries.week_book import TODAY, put_client

RULES = load()


@given(st.datetimes(datetime(2020, 1, 2), datetime(2030, 1, 1)), st.integers(0, 23))  # noqa: DTZ001
def test_a_day_is_owed_from_its_hour_on(local: datetime, hour: int) -> None:
    """Before the hour it is the day before that should have run."""
    owed = owed_day(local, hour)
    assert owed in (local.date(), local.date() - timedelta(days=1))
    assert (owed == local.date()) == (local.hour >= hour)


def test_it_runs_once_a_day(book: Workspace, clock: FixedClock) -> None:
    """The second call of a day does nothing; the next morning it is owed again."""
    book.do(put_client, "华能电力")
    run = run_nightly(book, RULES)
    assert run is not None
    assert (run.day, run.clients) == (TODAY, 1)
    assert run_nightly(book, RULES) is None
    assert book.ask(remembered, LAST_DAY) == TODAY.isoformat()
    clock.instant = datetime(2026, 11, 23, 21, 59, tzinfo=UTC)  # 05:59 the next day
    assert run_nightly(book, RULES) is None
    clock.move(timedelta(minutes=1))
    assert run_nightly(book, RULES) is not None


def test_a_machine_that_was_off_catches_up_once(book: Workspace, clock: FixedClock) -> None:
    """After three days off one evaluation is owed, not three."""
    run_nightly(book, RULES)
    clock.move(timedelta(days=3))
    assert run_nightly(book, RULES) is not None
    assert run_nightly(book, RULES) is None


def test_a_failed_run_is_owed_still(book: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """What broke off is not remembered as done."""

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setitem(vars(services), "evaluate_book", broken)
        with pytest.raises(KeyboardInterrupt):
            run_nightly(book, RULES)
    assert book.ask(nightly_due, 6) == TODAY


def test_an_import_makes_the_book_owe_an_evaluation(book: Workspace, tmp_path: Path) -> None:
    """What was imported is judged at the next start, not the next day; an import without change owes nothing."""
    path = tmp_path / "clients.csv"
    path.write_text("客户编号,客户名称\n1,青禾\n", encoding="utf-8")
    run_nightly(book, book.rules)
    assert book.ask(nightly_due, 0) is None
    about = Circumstances(book.clock.today(), book.clock.zone)
    book.do(services.import_file_rows, plan_import(path, about))
    assert book.ask(nightly_due, 0) == TODAY
    run_nightly(book, book.rules)
    book.do(services.import_file_rows, plan_import(path, about))
    assert book.ask(nightly_due, 0) is None
