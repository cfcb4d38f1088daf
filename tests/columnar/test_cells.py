"""A row that took new figures is the row made anew from all that is recorded."""

from datetime import date, timedelta
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from relmgr.columnar.cells import Cells, put
from relmgr.columnar.client_rows import ClientRow, cells_of, row_of
from relmgr.columnar.layout import CODES
from relmgr.columnar.row_blocks import side_by_side
from relmgr.domain.measures import facts_of, stale_after
from relmgr.domain.periods import last_full_month, month_text
from relmgr.domain.records import ClientRecord, Figure
from tests.columnar.test_agreement import DATED, DAY, NEEDED, RULES, made_up, seeds, stored_row

Written = list[tuple[str, int, Figure]]


def row_on(day: date, record: ClientRecord) -> ClientRow:
    facts = facts_of(record, day, RULES, stale_after(RULES.warnings))
    return row_of(facts, record, cells_of(record), NEEDED, DATED)


def new_figures(chance: Random, day: date) -> Written:
    """Make figures of some months, most of them the last."""
    found = {}
    for _ in range(chance.randint(1, 4)):
        code, back = chance.choice(CODES), chance.choice((0, 0, 0, 0, 1, 2, 3, 13, -1))
        currency = "USD" if chance.random() < 0.03 else "CNY"
        figure = Figure(chance.choice((0, -5, 10**6, 10**9)), "" if code == "transactions" else currency)
        found[code, last_full_month(day) - back] = figure
    return [(code, month, figure) for (code, month), figure in found.items()]


def side(written: Written) -> Cells:
    codes, months, figures = zip(*written, strict=True)
    ones = np.ones(len(written), np.int64)
    values, currencies = zip(*figures, strict=True)
    sound = ones.astype(np.bool_)
    return Cells(ones, codes, np.array(months), np.array(values), currencies, sound, np.array([1]))


@settings(max_examples=150, deadline=None)
@given(seeds, st.integers(0, 70))
def test_a_row_with_new_figures_is_the_row_made_anew(seed: int, days: int) -> None:
    chance, day = Random(seed), DAY + timedelta(days)
    record = made_up(chance, 1)
    for code in CODES:
        if chance.random() < 0.5:
            months = {
                month_text(last_full_month(DAY) - back): Figure(1000, "" if code == "transactions" else "CNY")
                for back in range(18)
            }
            record.metrics[code] = months
    row, written = row_on(DAY, record), new_figures(chance, day)
    if row.alone or row.until < day:
        return
    rows = side_by_side([stored_row(row)])
    apart = 0 if row.apart_until is None else row.apart_until.toordinal()
    after = put(rows, np.array([1]), np.array([apart]), [row.currencies], side(written), day, RULES.warnings)
    assert after.took[0] != after.refused[0]
    for code, month, figure in written:
        record.metrics.setdefault(code, {})[month_text(month)] = figure
    if after.took[0]:
        anew = row_on(day, record)
        assert not anew.alone
        assert rows.cells[0].tobytes() == anew.figures
        assert (row.facts, row.counts, row.subjects) == (anew.facts, anew.counts, anew.subjects)
        assert (row.origins, after.currencies[0]) == (anew.origins, anew.currencies)
        assert after.until[0] <= anew.until.toordinal()
