"""An instant book: orders, search, views, undo and the columns of changed clients."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what lists, search, views, undo and changed clients need."""
    op.create_table(
        "clienttally",
        sa.Column("currency", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("tier", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("level", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("owed", sa.Boolean(), nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("clients", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "currency", "tier", "level", "owed", "seen", "planned", name=op.f("pk_clienttally")
        ),
    )
    op.create_table(
        "columncell",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(length=7), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("currency", sqlmodel.sql.sqltypes.AutoString(length=3), nullable=False),
        sa.Column("known_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("no", "code", "period", name=op.f("pk_columncell")),
    )
    op.create_table(
        "drawntally",
        sa.Column("currency", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("minor", sa.BigInteger(), nullable=False),
        sa.Column("facilities", sa.Integer(), nullable=False),
        sa.Column("unknown", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("currency", name=op.f("pk_drawntally")),
    )
    op.create_table(
        "seentally",
        sa.Column("last_contact_on", sa.Date(), nullable=False),
        sa.Column("tier", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("clients", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("last_contact_on", "tier", name=op.f("pk_seentally")),
    )
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.create_index(
            "ix_action_undoable", ["id"], unique=False, sqlite_where=sa.text("undoable = 1")
        )

    with op.batch_alter_table("clientcache", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("short_name", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("industry", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("region", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("group_name", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("mine", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("mine_from", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "exposure_down",
                sa.BigInteger(),
                sa.Computed("-exposure_minor", persisted=False),
                nullable=True,
            )
        )
        batch_op.drop_index(batch_op.f("ix_clientcache_exposure"))
        batch_op.drop_index(batch_op.f("ix_clientcache_sort_name"))
        batch_op.create_index(
            "ix_clientcache_by_exposure",
            ["currency", "exposure_down", "sort_name", "mine"],
            unique=False,
            sqlite_where=sa.text("mine > 0"),
        )
        batch_op.create_index(
            "ix_clientcache_by_level",
            ["level", "exposure_down", "mine"],
            unique=False,
            sqlite_where=sa.text("mine > 0"),
        )
        batch_op.create_index(
            "ix_clientcache_by_name", ["sort_name", "mine"], unique=False, sqlite_where=sa.text("mine > 0")
        )
        batch_op.create_index(
            "ix_clientcache_by_next",
            ["next_visit_at", "sort_name", "mine"],
            unique=False,
            sqlite_where=sa.text("mine > 0"),
        )
        batch_op.create_index(
            "ix_clientcache_by_seen",
            ["last_contact_on", "sort_name", "mine"],
            unique=False,
            sqlite_where=sa.text("mine > 0"),
        )
        batch_op.create_index(
            "ix_clientcache_by_tier",
            ["tier", "exposure_down", "mine"],
            unique=False,
            sqlite_where=sa.text("mine > 0"),
        )
        batch_op.create_index("ix_clientcache_mine", ["mine", "mine_from"], unique=False)
        batch_op.create_index(
            "ix_clientcache_unplanned",
            ["last_contact_on", "sort_name", "mine"],
            unique=False,
            sqlite_where=sa.text("mine > 0 AND tier = 'A' AND next_visit_at IS NULL"),
        )

    with op.batch_alter_table("columnrow", schema=None) as batch_op:
        batch_op.add_column(sa.Column("apart_until", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("currencies", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("origins", sa.LargeBinary(), server_default="", nullable=False))

    with op.batch_alter_table("segment", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("sort", sqlmodel.sql.sqltypes.AutoString(length=20), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("columns", sa.JSON(), server_default="[]", nullable=False))

    with op.batch_alter_table("signal", schema=None) as batch_op:
        batch_op.create_index(
            "ix_signal_closed", ["closed_on"], unique=False, sqlite_where=sa.text("closed_on IS NOT NULL")
        )

    with op.batch_alter_table("tierchange", schema=None) as batch_op:
        batch_op.create_index(
            "ix_tierchange_decided",
            ["decided_on"],
            unique=False,
            sqlite_where=sa.text("decided_by <> 'system'"),
        )

    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index("ix_visit_day", ["occurred_on"], unique=False)

    held = (
        "FROM assignment a WHERE a.client_id = clientcache.client_id AND NOT a.deleted"
        " AND a.manager_id = (SELECT id FROM accountmanager WHERE is_me LIMIT 1)"
    )
    op.execute(
        f"UPDATE clientcache SET mine_from = (SELECT min(a.from_on) {held} AND a.to_on IS NULL"
        f" AND a.from_on <= date('now')), mine = CASE WHEN EXISTS (SELECT 1 {held}) THEN 2 ELSE 0 END"
    )
    op.execute("UPDATE clientcache SET mine = 1 WHERE mine_from IS NOT NULL")
    op.execute(
        "UPDATE clientcache SET (name, short_name, code, industry, region, group_name) = (SELECT c.name,"
        " c.short_name, c.code, c.industry, c.region, c.group_name FROM client c WHERE c.id = client_id)"
    )
    op.execute(
        "INSERT INTO clienttally (currency, tier, level, owed, seen, planned, clients)"
        " SELECT coalesce(currency, ''), coalesce(tier, ''), level, exposure_minor IS NOT NULL,"
        " last_contact_on IS NOT NULL, next_visit_at IS NOT NULL, count(*)"
        " FROM clientcache WHERE mine = 1 GROUP BY 1, 2, 3, 4, 5, 6"
    )
    op.execute("DROP TABLE client_fts")
    op.execute("DROP TABLE client_search")
    op.execute(
        "CREATE TABLE client_search (rowid INTEGER PRIMARY KEY, client_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
        " code TEXT NOT NULL, tier TEXT, level TEXT NOT NULL) STRICT"
    )
    op.execute(
        "CREATE VIRTUAL TABLE client_fts USING fts5(t, content='', contentless_delete=1, detail=none,"
        " prefix='1 2 3 4 5 6', tokenize=\"unicode61 tokenchars '^~'\")"
    )
    # a leaf of 4050 bytes, as it would be, takes two pages of 4096 bytes of which the cipher keeps 80
    op.execute("INSERT INTO client_fts (client_fts, rank) VALUES ('pgsz', 3900)")
    op.execute(
        "INSERT INTO seentally (last_contact_on, tier, clients) SELECT last_contact_on, coalesce(tier, ''), count(*)"
        " FROM clientcache WHERE mine = 1 AND last_contact_on IS NOT NULL GROUP BY 1, 2"
    )
    op.execute(
        "INSERT INTO drawntally (currency, minor, facilities, unknown) SELECT f.currency,"
        " coalesce(sum(f.drawn_minor), 0), count(*), count(*) FILTER (WHERE f.drawn_minor IS NULL)"
        " FROM facility f JOIN clientcache k ON k.client_id = f.client_id"
        " WHERE k.mine = 1 AND NOT f.deleted AND f.closed_on IS NULL GROUP BY 1"
    )
