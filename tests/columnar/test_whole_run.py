"""A run over everybody in an encrypted book: all are looked at, and what is read grows with columns, not clients."""

from pathlib import Path

from bench.scale_book import DAY, make_book
from relmgr.columnar.layout import CODES, HISTORY
from relmgr.columnar.results import read_chunk, result_of, write_chunk
from relmgr.columnar.screen import screen_chunks
from relmgr.domain.periods import month_on
from relmgr.rulebook.loader import load

CLIENTS = 400
RULES = load()


def test_a_run_reads_columns_and_finds_nothing_new_the_second_time(tmp_path: Path) -> None:
    connection = make_book(tmp_path / "book", CLIENTS).connect()
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    seen = list(screen_chunks(connection, RULES, DAY))
    connection.set_trace_callback(None)
    assert sorted(number for one in seen for number in one.numbers.tolist()) == list(range(1, CLIENTS + 1))
    asked = [statement for statement in statements if "columnchunk" in statement]
    assert sum(f"'{code}'" in statement for statement in asked for code in CODES) < len(CODES) * HISTORY / 2
    assert len(asked) < 300
    for one in seen:
        assert one.alone.all(), "nobody was judged before"
        records = result_of(one.verdicts, read_chunk(connection, 0), month_on(DAY))
        records["calm"], records["standing"] = True, records["after"]["tier"]
        write_chunk(connection, 0, records)
    again = list(screen_chunks(connection, RULES, DAY))
    for one in again:
        warned = one.verdicts.hits[one.places]
        assert (one.alone == warned | one.verdicts.moves[one.places]).all()
        assert warned.any() and not warned.all()
    connection.close()
