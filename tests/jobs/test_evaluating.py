"""The evaluation in batches: told, stopped, killed in the middle, and always the same rows in the end."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from relmgr import services
from relmgr.bootstrap import open_workspace
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.domain.rules import Rulebook
from relmgr.domain.values import Key
from relmgr.errors import Refused
from relmgr.jobs import evaluating
from relmgr.jobs.evaluating import Evaluating, run_through
from relmgr.jobs.nightly import nightly_due, owed_run
from relmgr.queries.due import Because, clients_to_judge, last_run
from relmgr.rulebook.loader import load
from relmgr.services.whole_book import Spared
from relmgr.settings import Settings
from relmgr.workspace import Workspace
from tests.conftest import TODAY
from tests.services.stored_verdicts import difference, verdicts

RULES = load()
CLIENTS = 12

CHILD = """
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from relmgr.bootstrap import open_workspace
from relmgr.clock import FixedClock
from relmgr.db.book import Home
from relmgr.jobs.evaluating import Evaluating, run_through
from relmgr.services.whole_book import Spared
from relmgr.settings import Settings

settings = Settings()
clock = FixedClock(date.fromisoformat(sys.argv[2]), settings.zone)
book = open_workspace(Home(Path(sys.argv[1])), lambda: None, settings, clock)
run_through(Evaluating(book, book.rules, size=2), lambda done, total: print(done, total, flush=True))
"""


@pytest.fixture
def filled(book: Workspace) -> Workspace:
    """Return a book with demo clients that were never judged."""
    book.do(services.fill_demo_book, CLIENTS)
    return book


def test_batches_are_told_and_noted(filled: Workspace) -> None:
    told: list[tuple[int, int]] = []
    run = run_through(Evaluating(filled, RULES, size=5), lambda *how_far: told.append(how_far))
    assert told == [(5, CLIENTS), (10, CLIENTS), (CLIENTS, CLIENTS)]
    assert (run.clients, run.finished, run.because) == (CLIENTS, True, {Because.DATA: CLIENTS})
    noted = filled.ask(last_run)
    assert noted is not None
    assert (noted.day, noted.clients, noted.written, noted.finished) == (TODAY, CLIENTS, run.written, True)


def test_a_second_run_finds_nobody_and_everybody_finds_nothing(filled: Workspace) -> None:
    run_through(Evaluating(filled, RULES))
    again = run_through(Evaluating(filled, RULES))
    assert (again.clients, again.written, again.finished) == (0, 0, True)
    everybody = run_through(Evaluating(filled, RULES, whole_book=True))
    assert (everybody.clients, everybody.written, everybody.because) == (CLIENTS, 0, {Because.ASKED: CLIENTS})


def test_those_who_stand_are_counted(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    run_through(Evaluating(filled, RULES))

    def look(_book: Workspace, _rules: Rulebook, keys: Sequence[Key]) -> list[Spared]:
        return [Spared(frozenset(keys[:3]), frozenset(keys[3:4]), scored=1, unknown=2, written=1)]

    monkeypatch.setattr(evaluating, "looks", look)
    run = run_through(Evaluating(filled, RULES, whole_book=True))
    assert (run.clients, run.stood, run.written, run.because) == (CLIENTS, 3, 1, {Because.ASKED: CLIENTS})


def test_what_a_stopped_run_leaves_is_still_due(filled: Workspace) -> None:
    job = Evaluating(filled, RULES, owed=TODAY, size=5)
    assert job.step()
    run = job.finish()
    assert (run.clients, run.finished) == (5, False)
    assert filled.ask(nightly_due, 0) == TODAY
    assert len(filled.ask(clients_to_judge, RULES.version)) == CLIENTS - 5
    rest = owed_run(filled, RULES)
    assert rest is not None
    assert run_through(rest).clients == CLIENTS - 5
    assert filled.ask(nightly_due, 0) is None


def test_the_past_is_refused_though_nobody_is_due(filled: Workspace, clock: FixedClock) -> None:
    run_through(Evaluating(filled, RULES))
    clock.move(timedelta(-1))
    with pytest.raises(Refused):
        Evaluating(filled, RULES).step()


def killed(folder: Path, random: Random) -> bool:
    """Run the evaluation in a process that dies somewhere in the middle; tells whether it ended by itself."""
    command = [sys.executable, "-c", CHILD, str(folder), TODAY.isoformat()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(random.randrange(1, 3)):
            process.stdout.readline()
        try:
            return process.wait(timeout=random.uniform(0, 0.06)) == 0
        except subprocess.TimeoutExpired:
            process.kill()
            return False


def test_a_run_that_is_killed_again_and_again_ends_in_the_same_rows(
    filled: Workspace, tmp_path: Path
) -> None:
    folder, random = tmp_path / "killed", Random(3)
    filled.close()
    shutil.copytree(filled.book.home.folder, folder)
    settings = Settings()
    clock = FixedClock(TODAY, settings.zone)
    whole = open_workspace(filled.book.home, lambda: None, settings, clock)
    whole.do(services.evaluate_book, RULES)
    ended = [killed(folder, random) for _ in range(4)]
    assert not ended[0]
    broken = open_workspace(Home(folder), lambda: None, settings, clock)
    run_through(Evaluating(broken, RULES))
    assert not difference(whole.ask(verdicts), broken.ask(verdicts))
    assert broken.ask(clients_to_judge, RULES.version) == {}
    whole.close()
    broken.close()
