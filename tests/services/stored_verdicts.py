"""Everything the evaluation has stored, to be compared between two books."""

from typing import Any

from relmgr.db.reader import Reader

VERDICTS = {
    "evaluation": "client_id, period, model_version",
    "signal": "client_id, rule_id, subject, episode_no",
    "signalevent": "client_id, signal_id, on_day, kind",
    "tierchange": "client_id, proposed_on, decided_at, to_tier",
    "watchitem": "client_id, entered_on",
    "trialsignal": "client_id, rule_id, subject, episode_no",
}
"""What is compared, with its order; keys drawn at random are left out."""

RANDOM_KEYS = {"signalevent", "tierchange", "watchitem"}


def verdicts(reader: Reader) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything the evaluation has stored."""
    found = {}
    for table, order in VERDICTS.items():
        columns = reader.column(f"SELECT name FROM pragma_table_info('{table}')")
        kept = [name for name in columns if not (name == "id" and table in RANDOM_KEYS)]
        found[table] = reader.records(f"SELECT {', '.join(kept)} FROM {table} ORDER BY {order}")
    return found


def difference(one: dict[str, list[Any]], other: dict[str, list[Any]]) -> list[Any]:
    """Return the rows that only one of two books has, with their table."""
    return [
        (table, side, row)
        for table in VERDICTS
        for side, mine, theirs in (("one", one[table], other[table]), ("other", other[table], one[table]))
        for row in mine
        if row not in theirs
    ]
