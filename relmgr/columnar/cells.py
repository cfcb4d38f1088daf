"""New monthly figures put into the rows of their clients, where nothing else in a row depends on them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

import numpy as np

from relmgr.columnar.arrays import Bools, Ints
from relmgr.columnar.client_rows import LARGEST, NO_FIGURE
from relmgr.columnar.currencies import with_figure
from relmgr.columnar.layout import HISTORY
from relmgr.columnar.monthly_facts import months_kept
from relmgr.columnar.origins import READ_OF
from relmgr.columnar.row_blocks import PLACE, Rows
from relmgr.db.reader import listed
from relmgr.domain.measures import stale_after
from relmgr.domain.periods import last_full_month, month_end, month_of
from relmgr.domain.rules import WarningRules

PENDING: Final = """
SELECT x.no, x.code, x.period, x.value, x.currency, x.known_at < ?
FROM json_each(?) asked CROSS JOIN columncell x ON x.no = asked.value
"""
DONE: Final = "DELETE FROM columncell WHERE no IN (SELECT value FROM json_each(?))"
IN_FULL: Final = """
INSERT INTO columncell (no, code, period, value, currency) SELECT value, '', '', 0, '' FROM json_each(?) WHERE true
ON CONFLICT DO NOTHING
"""
ANEW: Final = """
INSERT INTO columnstale (client_id) SELECT client_id FROM columnclient
WHERE no IN (SELECT value FROM json_each(?)) AND client_id NOT IN (SELECT client_id FROM columnstale)
"""
CHANGED: Final = """
UPDATE columnrow SET last_month = ?, until_on = ?, figures = ?, currencies = ?, in_chunk = 0 WHERE no = ?
"""
ChangedRow = tuple[int, str, bytes, str, int]
"""Month of the last figures, day it stands until, figures, currencies and number of a row with new figures."""

NEVER: Final = 10**7
"""An ordinal day later than any other."""

month_of_period: Final = lru_cache(maxsize=1024)(month_of)


@dataclass(frozen=True, slots=True)
class Cells:
    """New figures side by side, and the numbers of all clients whose evaluation is compared in full."""

    numbers: Ints
    codes: Sequence[str]
    months: Ints
    values: Ints
    currencies: Sequence[str]
    sound: Bools
    touched: Ints


def pending(connection: Any, numbers: Iterable[int], known: str) -> Cells:
    """Return what is to be put into the rows of these clients; only what was known before an instant is sound."""
    found = connection.execute(PENDING, (known, listed(numbers))).fetchall()
    touched = np.unique(np.array([row[0] for row in found], np.int64))
    figures = [row for row in found if row[1]]
    owners, codes, periods, values, currencies, sound = zip(*figures, strict=True) if figures else ((),) * 6
    amounts = np.array(values, np.int64)
    return Cells(
        np.array(owners, np.int64),
        codes,
        np.array([month_of_period(period) for period in periods], np.int64),
        amounts,
        currencies,
        np.array(sound, np.bool_) & (np.abs(amounts) < LARGEST),
        touched,
    )


def settled(connection: Any, numbers: Sequence[int], alone: Sequence[int], anew: Sequence[int]) -> None:
    """Forget the figures of clients that have been put into rows.

    Those judged alone are compared in full once more, and the rows of others are made anew from the book.
    """
    connection.execute(DONE, (listed(numbers),))
    connection.execute(IN_FULL, (listed(alone),))
    connection.execute(ANEW, (listed(anew),))


@dataclass(frozen=True, slots=True)
class Put:
    """What came of putting figures into rows: which took some, which cannot, until when each stands now."""

    took: Bools
    refused: Bools
    until: Ints
    currencies: list[str]

    def rows(self, numbers: Ints, rows: Rows) -> Iterator[ChangedRow]:
        """Return what is to be stored of the rows that took figures."""
        days = {on: date.fromordinal(on).isoformat() for on in np.unique(self.until[self.took]).tolist()}
        for place in np.flatnonzero(self.took).tolist():
            until = days[int(self.until[place])]
            figures = rows.cells[place].tobytes()
            yield int(rows.lasts[place]), until, figures, self.currencies[place], int(numbers[place])


def put(
    rows: Rows,
    numbers: Ints,
    apart: Ints,
    currencies: Sequence[str],
    cells: Cells,
    day: date,
    warnings: WarningRules,
) -> Put:
    """Put figures into rows, given in order of number, as of a day.

    A row refuses when it would have to be made anew: a figure that is not known yet, of a month that has not
    ended, or in another currency; and when figures are stale, for these are counted among the facts. `apart`
    is the ordinal until which the rest of a row stands, 0 for a row that takes no figures.
    """
    last = last_full_month(day)
    here = np.flatnonzero(np.isin(cells.numbers, numbers))
    places = np.searchsorted(numbers, cells.numbers[here])
    months, sound = cells.months[here], cells.sound[here] & (cells.months[here] <= last)
    took, refused = np.zeros(len(rows), np.bool_), apart == 0
    took[places] = True
    refused[places[~sound]] = True
    after = list(currencies)
    for place, cell in zip(places.tolist(), here.tolist(), strict=True):
        text = (
            None if refused[place] else with_figure(after[place], cells.codes[cell], cells.currencies[cell])
        )
        after[place] = text or after[place]
        refused[place] |= text is None
    refused &= took
    _turn(rows, took, last)
    kept = ~refused[places] & (months > last - HISTORY)
    codes = np.array([PLACE[cells.codes[cell]] for cell in here.tolist()], np.int64)
    rows.cells[places[kept], codes[kept], months[kept] % HISTORY] = cells.values[here][kept]
    fresh = np.full(len(rows), NEVER)
    fresh[took] = _fresh_until(rows.cells[took], last, warnings)
    refused |= took & (fresh < day.toordinal())
    return Put(took & ~refused, refused, np.minimum(apart, fresh), after)


def _turn(rows: Rows, took: Bools, last: int) -> None:
    """Let rows end with the month `last`: what stood at the places of the months between is too old."""
    behind = took & (rows.lasts < last)
    for month in range(max(last - HISTORY, int(rows.lasts[behind].min(initial=last))) + 1, last + 1):
        rows.cells[behind & (rows.lasts < month), :, month % HISTORY] = NO_FIGURE
    rows.lasts[took] = last


def _fresh_until(cells: Ints, last: int, warnings: WarningRules) -> Ints:
    """Return the ordinal of the last day on which none of the facts made of these figures is stale."""
    known, limits = cells != NO_FIGURE, stale_after(warnings)
    until = np.full(len(cells), NEVER)
    oldest = min(months_kept(warnings), HISTORY - 1)
    for parts, limit in {(parts, limits[name]) for name, parts in READ_OF.items() if name in limits}:
        left = np.ones(len(cells), np.bool_)
        for lag in range(oldest + 1):
            here = left.copy()
            for code, back in parts:
                here &= (
                    known[:, PLACE[code], (last - lag - back) % HISTORY] if lag + back <= oldest else False
                )
            until[here] = np.minimum(until[here], month_end(last - lag).toordinal() + limit)
            left &= ~here
            if not left.any():
                break
    return until
