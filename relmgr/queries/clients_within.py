"""Which of some clients a filter holds: the rows of a queue are narrowed without a look at the rest of the book."""

from collections.abc import Iterable

from relmgr.db.reader import Reader, listed
from relmgr.domain.tier_moves import Selection
from relmgr.domain.values import Key
from relmgr.queries.segment_sql import reads_profile, selection_sql


def clients_within(reader: Reader, selection: Selection, keys: Iterable[Key]) -> frozenset[Key]:
    """Return those of the given clients that a selection holds; one statement that reads only them."""
    asked = sorted(set(keys))
    if not asked:
        return frozenset()
    condition, values = selection_sql(selection, few=True)
    profile = selection.move is not None or reads_profile(selection.definition)
    found = reader.column(
        "SELECT k.client_id FROM json_each(:keys) j CROSS JOIN clientcache k ON k.client_id = j.value"
        f"{' JOIN client c ON c.id = k.client_id' if profile else ''} WHERE {condition}",
        keys=listed(asked),
        today=reader.today,
        **values,
    )
    return frozenset(found)
