"""A look at everybody on arrays spares judging one by one, and leaves the same rows."""

from contextlib import suppress
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from relmgr import services
from relmgr.domain.values import Key
from relmgr.errors import Refused
from relmgr.jobs.looking import looks
from relmgr.queries.due import clients_to_judge
from relmgr.workspace import Workspace
from tests.services.random_book import RandomBook, put_edit, put_rows
from tests.services.stored_verdicts import difference, verdicts
from tests.services.test_incremental import RULES, answer, move, opened

pytest.importorskip("numpy")


class Looked(NamedTuple):
    """How many stood by, had their evaluation told from arrays, and were judged alone."""

    stood: int
    told: int
    alone: int


def look_and_judge(book: Workspace) -> Looked:
    """Judge everybody, after a look on arrays."""
    due = list(book.ask(clients_to_judge, RULES.version, whole_book=True))
    found = looks(book, RULES, due, worth_it=0)
    spared = frozenset().union(*(look.stood | look.told for look in found))
    rest: list[Key] = [key for key in due if key not in spared]
    book.do(services.evaluate_book, RULES, rest)
    return Looked(sum(len(look.stood) for look in found), sum(len(look.told) for look in found), len(rest))


def live(template: Path, folder: Path, seed: int, days: int) -> tuple[int, int]:
    """Lead two books through the same random days, one judged one by one, the other after a look."""
    random = Random(seed)
    made = RandomBook(random)
    rows = made.fill(clients=6, per_client=random.randrange(3, 9))
    spared = alone = 0
    with opened(template, folder / "plain") as plain, opened(template, folder / "fast") as fast:
        books = (plain, fast)
        for book in books:
            book.do(put_rows, rows)
        for day in range(days):
            today = plain.clock.today()
            if random.random() < 0.4:
                edit = made.edit(today)
                for book in books:
                    book.do(put_edit, *edit)
            if random.random() < 0.3:
                what = random.choice(["resolve", "dismiss", "accept", "reject", "postpone", "undo"])
                place = random.randrange(100)
                for book in books:
                    with suppress(Refused):
                        book.do(answer, what, place)
            plain.do(services.evaluate_book, RULES)
            looked = look_and_judge(fast)
            spared, alone = spared + looked.stood + looked.told, alone + looked.alone
            assert not difference(*(book.ask(verdicts) for book in books)), f"seed {seed}, day {day}, {today}"
            step = random.choice([1, 1, 1, 2, 5, 17])
            for book in books:
                move(book, step)
    return spared, alone


@pytest.mark.parametrize("seed", range(3))
def test_a_look_on_arrays_leaves_the_same_rows(template: Path, tmp_path: Path, seed: int) -> None:
    live(template, tmp_path, seed, days=12)
