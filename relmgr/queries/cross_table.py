"""Cross tables and migration of the signed-in manager's book: one statement a question."""

from relmgr.db.reader import Reader
from relmgr.domain.cross_table import CrossTable, Group, cross_table
from relmgr.domain.dimensions import BandLimits, Dimension
from relmgr.domain.segments import WHOLE_BOOK, Definition
from relmgr.domain.tier_moves import Days, Migration
from relmgr.queries.assigned import ASSIGNED
from relmgr.queries.dimension_sql import BOOK, grouping
from relmgr.queries.segment_sql import moved_from, moved_to, segment_sql


def cross_of(
    reader: Reader,
    by: Dimension,
    across: Dimension | None = None,
    within: Definition = WHOLE_BOOK,
    limits: BandLimits | None = None,
) -> CrossTable:
    """Return counts and exposure by one dimension or two, within a segment; `limits` say where bands begin."""
    limits = limits or {}
    condition, values = segment_sql(within)
    column = grouping(across, limits) if across else "NULL"
    records = reader.records(
        f"SELECT {grouping(by, limits)}, {column}, k.currency, count(*), count(k.exposure_minor),"
        f" sum(k.exposure_minor) FROM {BOOK} WHERE k.client_id {ASSIGNED} AND {condition} GROUP BY 1, 2, 3",
        me=reader.manager_id,
        today=reader.today,
        **values,
    )
    return cross_table(by, across, [Group(*record) for record in records], limits)


def migration_of(reader: Reader, days: Days, within: Definition = WHOLE_BOOK) -> Migration:
    """Return how the clients of a segment, as it is today, moved between tiers from one day to another."""
    condition, values = segment_sql(within)
    records = reader.records(
        f"SELECT {moved_from('c.id')}, {moved_to('c.id', 'c.state')}, count(*) FROM {BOOK}"
        f" WHERE k.client_id {ASSIGNED} AND {condition} GROUP BY 1, 2",
        me=reader.manager_id,
        today=reader.today,
        start=days.start,
        end=days.end,
        **values,
    )
    return Migration(days, {(before, after): clients for before, after, clients in records})
