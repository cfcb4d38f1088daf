"""New monthly figures go into the columns cell by cell, and leave the rows that judging one by one leaves."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest

from relmgr import services
from relmgr.domain.metric_codes import MONTHLY_CODES
from relmgr.domain.periods import last_full_month, month_text
from relmgr.jobs.looking import looks
from relmgr.queries.due import clients_to_judge
from tests.conftest import TODAY
from tests.services.random_book import RandomBook, Row, put_edit, put_rows
from tests.services.stored_verdicts import difference, verdicts
from tests.services.test_incremental import RULES, move, opened
from tests.services.test_whole_book import look_and_judge

pytest.importorskip("numpy")


CODES = ("avg_deposits", "avg_deposits", "avg_loans", "avg_loans", *MONTHLY_CODES)
FRESH = "SELECT count(*) FROM columnrow WHERE NOT in_chunk"
Revisions = dict[tuple[str, str, str], int]


def steady(random: Random, clients: list[str]) -> Iterator[tuple[str, Row]]:
    """Make clients about whom little is to be said: steady figures, a grade, a visit, now and then a gap."""
    last = last_full_month(TODAY)
    for client in clients:
        yield (
            "client",
            {"id": client, "name": client, "satisfaction": 8, "satisfaction_on": TODAY - timedelta(90)},
        )
    for client in clients:
        yield (
            "visit",
            {
                **about(random, client),
                "state": "done",
                "effective": True,
                "occurred_on": TODAY - timedelta(9),
            },
        )
        yield (
            "ratingevent",
            {**about(random, client), "kind": "grade", "value": "A", "effective_on": date(2026, 5, 4)},
        )
        if random.random() < 0.8:
            yield "metric", metric(random, client, "raroc", "2025", 150_000)
        gone = random.choice([[], [], ["avg_loans"], ["line_drawn", "line_limit"], ["transactions"]])
        for code in MONTHLY_CODES:
            months = 0 if code in gone else random.choice([20, 20, 20, 15, 8])
            for back in range(months):
                if random.random() < 0.97:
                    yield "metric", metric(random, client, code, month_text(last - back), usual(random, code))


def about(random: Random, client: str) -> Row:
    return {"id": f"{random.getrandbits(128):032x}", "client_id": client}


def usual(random: Random, code: str) -> int:
    return 500 if code == "line_drawn" else random.choice([1000, random.randint(980, 1020)])


def metric(random: Random, client: str, code: str, period: str, value: int, revision: int = 0) -> Row:
    known = datetime.combine(TODAY - timedelta(5), time(), UTC)
    row: Row = {"code": code, "period": period, "value": value, "revision": revision, "known_at": known}
    return {
        **about(random, client),
        **row,
        "currency": "" if code == "transactions" else "CNY",
        "unit": "minor",
    }


def figures(random: Random, clients: list[str], today: date, revisions: Revisions) -> list[tuple[str, Row]]:
    """Make new figures of some clients: most of the last month, some corrections, few of them odd."""
    found = []
    for client in random.sample(clients, random.randint(1, len(clients))):
        for code in random.sample(CODES, 3):
            back = random.choice([0, 0, 0, 0, 0, 0, 1, 2, 5, 13, -1])
            period = month_text(last_full_month(today) - back)
            revision = revisions[client, code, period] = revisions.get((client, code, period), 4) + 1
            odd = random.choice([0, -3, 2000, 2**52, random.randrange(5000)])
            value = odd if random.random() < 0.05 else usual(random, code)
            row = metric(random, client, code, period, value, revision)
            days = random.choice([0] * 20 + [3, 40])
            row["known_at"] = datetime.combine(today + timedelta(days), time(), UTC)
            row["currency"] = "USD" if random.random() < 0.02 else row["currency"]
            found.append(("metric", row))
    return found


def live(template: Path, folder: Path, seed: int, days: int) -> tuple[int, int]:
    """Lead two books through the same new figures, one judged one by one, the other after a look."""
    random = Random(seed)
    made = RandomBook(random)
    rows = made.fill(clients=2, per_client=2)
    calm = [f"d{number:031x}" for number in range(10)]
    rows += steady(random, calm)
    made.clients += calm
    told = alone = 0
    revisions: Revisions = {}
    with opened(template, folder / "plain") as plain, opened(template, folder / "fast") as fast:
        books = (plain, fast)
        for book in books:
            book.do(put_rows, rows)
        for day in range(days):
            today = plain.clock.today()
            if random.random() < 0.8:
                edit = figures(random, made.clients, today, revisions)
                for book in books:
                    book.do(put_rows, edit)
            if random.random() < 0.1:
                other = made.edit(today)
                for book in books:
                    book.do(put_edit, *other)
            plain.do(services.evaluate_book, RULES)
            if random.random() < 0.2:
                fast.do(services.evaluate_book, RULES)
            else:
                looked = look_and_judge(fast)
                told, alone = told + looked.told, alone + looked.alone
            assert not difference(*(book.ask(verdicts) for book in books)), f"seed {seed}, day {day}, {today}"
            step = random.choice([0, 0, 1, 1, 2, 9, 31])
            for book in books:
                move(book, step)
    return told, alone


@pytest.mark.parametrize("seed", range(4))
def test_new_figures_leave_the_same_rows(template: Path, tmp_path: Path, seed: int) -> None:
    told, _ = live(template, tmp_path, seed, days=12)
    assert told


def test_only_whom_a_figure_is_about_is_told_anew(template: Path, tmp_path: Path) -> None:
    random = Random(1)
    calm = [f"d{number:031x}" for number in range(10)]
    with opened(template, tmp_path / "book") as book:
        book.do(put_rows, list(steady(random, calm)))
        for _ in range(3):
            look_and_judge(book)
            move(book, 1)
        due = list(book.ask(clients_to_judge, RULES.version, whole_book=True))
        one, *others = sorted(looks(book, RULES, due, worth_it=0)[0].stood)
        month = month_text(last_full_month(TODAY))
        book.do(put_rows, [("metric", metric(random, one, "avg_deposits", month, 1100, revision=9))])
        (look,) = looks(book, RULES, due, worth_it=0)
        assert (look.told, look.stood, look.written) == (frozenset([one]), frozenset(others), 1)


def test_a_row_made_anew_without_a_difference_leaves_its_chunk(template: Path, tmp_path: Path) -> None:
    calm = [f"d{number:031x}" for number in range(10)]
    with opened(template, tmp_path / "book") as book:
        book.do(put_rows, list(steady(Random(1), calm)))
        for _ in range(2):
            look_and_judge(book)
        for change, differing in (({"notes": "nothing of note"}, 0), ({"satisfaction": 2}, 1)):
            book.do(put_edit, "client", {"id": calm[0], **change}, False)
            assert book.do(services.make_columns, RULES, book.settings.country).result == 1
            assert book.ask(lambda reader: reader.value(FRESH)) == differing
