"""The rows of the search index: each client stands at a place that says how important it is.

The number of a row is the class of the client's exposure, the largest first, and a running number in it. A search
then reads in the order of these numbers and stops at the first fifty. A client changes its place only when its
exposure changes class; a class reaches from 1 to 2, from 2 to 5 or from 5 to 10 of a power of ten, whatever the
currency, because there is no rate to compare by. Clients without a known exposure come last. Beside its place
stands what an answer shows of a client, so that showing fifty takes no further look-up.
"""

import json
from collections.abc import Sequence
from operator import itemgetter
from typing import Any, Final

from relmgr.db.reader import listed
from relmgr.db.search_words import index_text

SHIFT: Final = 32
"""Bits of the running number."""

LAST_CLASS: Final = 63
BATCH: Final = 5_000
"""Clients that are indexed at once when the whole index is made anew."""

CLASS: Final = f"""
CASE WHEN k.exposure_minor > 0 THEN {LAST_CLASS} - 3 * length(k.exposure_minor)
  - (substr(k.exposure_minor, 1, 1) >= '2') - (substr(k.exposure_minor, 1, 1) >= '5') ELSE {LAST_CLASS} END
"""
HELD: Final = (
    "SELECT client_id, rowid FROM client_search WHERE client_id IN (SELECT value FROM json_each(:ids))"
)
SEARCHED: Final = f"""
SELECT c.id, {CLASS}, c.name, c.code, k.tier, coalesce(k.level, 'unknown'), c.short_name, c.alias, c.uscc, c.group_name,
       (SELECT json_group_array(json_array(p.name, p.phone)) FROM contact p
        WHERE p.client_id = c.id AND NOT p.deleted AND p.left_on IS NULL)
FROM json_each(:ids) t JOIN client c ON c.id = t.value LEFT JOIN clientcache k ON k.client_id = c.id
WHERE NOT c.deleted
"""
STALE: Final = f"""
SELECT s.client_id, s.rowid >> {SHIFT} <> {CLASS} FROM json_each(:ids) t
JOIN client_search s ON s.client_id = t.value JOIN clientcache k ON k.client_id = t.value
WHERE s.tier IS NOT k.tier OR s.level <> k.level OR s.rowid >> {SHIFT} <> {CLASS}
"""
SHOW: Final = """
UPDATE client_search SET (tier, level) =
  (SELECT k.tier, k.level FROM clientcache k WHERE k.client_id = client_search.client_id)
WHERE client_id IN (SELECT value FROM json_each(:ids))
"""
BY_IMPORTANCE: Final = f"""
SELECT c.id FROM client c LEFT JOIN clientcache k ON k.client_id = c.id WHERE NOT c.deleted ORDER BY {CLASS}, c.id
"""

ADD_PLACES: Final = """
INSERT INTO client_search (rowid, client_id, name, code, tier, level)
SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
  json_extract(value, '$[3]'), json_extract(value, '$[4]'), json_extract(value, '$[5]') FROM json_each(:rows)
"""
ADD_WORDS: Final = """
INSERT INTO client_fts (rowid, t)
SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:rows)
"""


def index_names(connection: Any, client_ids: Sequence[str]) -> None:
    """Write the search rows of these clients anew, inside the running transaction; those that are gone lose theirs.

    Their list rows must be up to date. Rows are written in the order of their places, because the full-text index
    writes out what it has gathered whenever a number is smaller than the one before.
    """
    ids = {"ids": listed(client_ids)}
    held = dict(connection.execute(HELD, ids).fetchall())
    places = _Places(connection, held)
    rows = [
        (places.of(client_id, importance), client_id, name, code, tier, level, _text(name, code, *texts))
        for client_id, importance, name, code, tier, level, *texts in connection.execute(
            SEARCHED, ids
        ).fetchall()
    ]
    rows.sort(key=itemgetter(0))
    connection.execute(
        "DELETE FROM client_fts WHERE rowid IN (SELECT value FROM json_each(:places))",
        {"places": json.dumps(sorted(held.values()))},
    )
    connection.execute(
        "DELETE FROM client_search WHERE client_id IN (SELECT value FROM json_each(:ids))", ids
    )
    connection.execute(ADD_PLACES, {"rows": json.dumps([row[:-1] for row in rows])})
    connection.execute(ADD_WORDS, {"rows": json.dumps([(row[0], row[-1]) for row in rows])})


def keep_places(connection: Any, client_ids: Sequence[str]) -> None:
    """Move those whose exposure has come into another class, and show new tiers and levels; names are as they were."""
    stale = connection.execute(STALE, {"ids": listed(client_ids)}).fetchall()
    if moved := [key for key, moves in stale if moves]:
        index_names(connection, moved)
    if shown := [key for key, moves in stale if not moves]:
        connection.execute(SHOW, {"ids": listed(shown)})


def index_book(connection: Any) -> None:
    """Make the whole index anew, inside the running transaction."""
    connection.execute("INSERT INTO client_fts (client_fts) VALUES ('delete-all')")
    connection.execute("DELETE FROM client_search")
    keys = [key for (key,) in connection.execute(BY_IMPORTANCE).fetchall()]
    for start in range(0, len(keys), BATCH):
        index_names(connection, keys[start : start + BATCH])
    connection.execute("INSERT INTO client_fts (client_fts) VALUES ('optimize')")


class _Places:
    """Gives a client the place it holds, or if its class is another one the next in that."""

    def __init__(self, connection: Any, held: dict[str, int]) -> None:
        self._connection = connection
        self._held = held
        self._last: dict[int, int] = {}

    def of(self, client_id: str, importance: int) -> int:
        place = self._held.get(client_id)
        if place is not None and place >> SHIFT == importance:
            return place
        last = self._last.get(importance)
        self._last[importance] = (self._stored(importance) if last is None else last) + 1
        return self._last[importance]

    def _stored(self, importance: int) -> int:
        first = importance << SHIFT
        found = self._connection.execute(
            "SELECT max(rowid) FROM client_search WHERE rowid BETWEEN ? AND ?",
            (first, first + (1 << SHIFT) - 1),
        ).fetchone()[0]
        return first if found is None else int(found)


def _text(name: str, code: str, short: str, alias: str, uscc: str, group: str, people: str) -> str:
    contacts = json.loads(people)
    return index_text(
        (name, short, alias), (code, uscc), (c[0] for c in contacts), (c[1] for c in contacts), (group,)
    )
