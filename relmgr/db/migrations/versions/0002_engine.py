"""The engine: projects, covenants, watched accounts, outside events, decisions, segments and runs."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables and columns of the dynamic-management engine."""
    op.create_table(
        "clientdue",
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=True),
        sa.Column("rules_version", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_clientdue")),
    )
    with op.batch_alter_table("clientdue", schema=None) as batch_op:
        batch_op.create_index("ix_clientdue_due_on", ["due_on"], unique=False)
        batch_op.create_index("ix_clientdue_rules_version", ["rules_version"], unique=False)

    op.create_table(
        "columnchunk",
        sa.Column("chunk_no", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("chunk_no", "name", "month", name=op.f("pk_columnchunk")),
    )
    op.create_table(
        "columnclient",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_columnclient")),
        sa.UniqueConstraint("client_id", name=op.f("uq_columnclient_client_id")),
    )
    op.create_table(
        "columnresult",
        sa.Column("part_no", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("part_no", name=op.f("pk_columnresult")),
    )
    op.create_table(
        "columnrow",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("last_month", sa.Integer(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("in_chunk", sa.Boolean(), nullable=False),
        sa.Column("contacts", sa.BigInteger(), nullable=False),
        sa.Column("figures", sa.LargeBinary(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("counts", sa.LargeBinary(), nullable=False),
        sa.Column("subjects", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_columnrow")),
    )
    with op.batch_alter_table("columnrow", schema=None) as batch_op:
        batch_op.create_index(
            "ix_columnrow_fresh", ["no"], unique=False, sqlite_where=sa.text("NOT in_chunk")
        )
        batch_op.create_index("ix_columnrow_until_on", ["until_on"], unique=False)

    op.create_table(
        "columnstale",
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_columnstale")),
    )
    op.create_table(
        "evaluationrun",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("whole_book", sa.Boolean(), nullable=False),
        sa.Column("clients", sa.Integer(), nullable=False),
        sa.Column("written", sa.Integer(), nullable=False),
        sa.Column("took_ms", sa.Integer(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("rules_version", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluationrun")),
    )
    op.create_table(
        "segment",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("hotkey", sa.Integer(), nullable=True),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("strategy", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("cadence_days", sa.Integer(), nullable=True),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("measures", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment")),
    )
    op.create_table(
        "bureaudebt",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("bank", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("own_bank", sa.Boolean(), nullable=False),
        sa.Column("currency", sqlmodel.sql.sqltypes.AutoString(length=3), nullable=False),
        sa.Column("debt_minor", sa.BigInteger(), nullable=True),
        sa.Column("guarantees_minor", sa.BigInteger(), nullable=True),
        sa.Column("dpd", sa.Integer(), nullable=True),
        sa.Column("asset_class", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_bureaudebt_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bureaudebt")),
    )
    with op.batch_alter_table("bureaudebt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bureaudebt_client_id"), ["client_id"], unique=False)
        batch_op.create_index("ix_bureaudebt_day", ["client_id", "as_of"], unique=False)

    op.create_table(
        "covenant",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("facility_id", sa.CHAR(length=32), nullable=True),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("ratio", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("operator", sqlmodel.sql.sqltypes.AutoString(length=2), nullable=False),
        sa.Column("default_e6", sa.Integer(), nullable=True),
        sa.Column("lockup_e6", sa.Integer(), nullable=True),
        sa.Column("frequency_months", sa.Integer(), nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=True),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("cure_days", sa.Integer(), nullable=False),
        sa.Column("clause", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_covenant_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_covenant")),
    )
    with op.batch_alter_table("covenant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_covenant_client_id"), ["client_id"], unique=False)

    op.create_table(
        "externalevent",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("facility_id", sa.CHAR(length=32), nullable=True),
        sa.Column("collateral_id", sa.CHAR(length=32), nullable=True),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sqlmodel.sql.sqltypes.AutoString(length=3), nullable=False),
        sa.Column("share_e6", sa.Integer(), nullable=True),
        sa.Column("confirmed_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_externalevent_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_externalevent")),
    )
    with op.batch_alter_table("externalevent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_externalevent_client_id"), ["client_id"], unique=False)
        batch_op.create_index("ix_externalevent_kind", ["kind", "occurred_on"], unique=False)

    op.create_table(
        "groupedge",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("parent_id", sa.CHAR(length=32), nullable=True),
        sa.Column("parent_name", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("relation", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("share_e6", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_groupedge_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groupedge")),
    )
    with op.batch_alter_table("groupedge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_groupedge_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_groupedge_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_groupedge_parent_name"), ["parent_name"], unique=False)

    op.create_table(
        "guarantoredge",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("guarantor_id", sa.CHAR(length=32), nullable=True),
        sa.Column("guarantor_name", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("facility_id", sa.CHAR(length=32), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sqlmodel.sql.sqltypes.AutoString(length=3), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_guarantoredge_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guarantoredge")),
    )
    with op.batch_alter_table("guarantoredge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guarantoredge_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_guarantoredge_guarantor_id"), ["guarantor_id"], unique=False)

    op.create_table(
        "project",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("sector", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("currency", sqlmodel.sql.sqltypes.AutoString(length=3), nullable=False),
        sa.Column("budget_minor", sa.BigInteger(), nullable=True),
        sa.Column("forecast_cost_minor", sa.BigInteger(), nullable=True),
        sa.Column("overrun_loan_minor", sa.BigInteger(), nullable=True),
        sa.Column("overrun_equity_minor", sa.BigInteger(), nullable=True),
        sa.Column("capital_ratio_e6", sa.Integer(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("forecast_on", sa.Date(), nullable=True),
        sa.Column("long_stop_on", sa.Date(), nullable=True),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("ep_category", sqlmodel.sql.sqltypes.AutoString(length=1), nullable=False),
        sa.Column("ep_assessed_on", sa.Date(), nullable=True),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_project_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_client_id"), ["client_id"], unique=False)

    op.create_table(
        "rebuttal",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("facility_id", sa.CHAR(length=32), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("evidence", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("author", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_rebuttal_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rebuttal")),
    )
    with op.batch_alter_table("rebuttal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rebuttal_client_id"), ["client_id"], unique=False)

    op.create_table(
        "tieroverride",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("target_tier", sqlmodel.sql.sqltypes.AutoString(length=1), nullable=False),
        sa.Column("model_tier", sqlmodel.sql.sqltypes.AutoString(length=1), nullable=True),
        sa.Column("reason_code", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("author", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("decided_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("decided_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("renews_id", sa.CHAR(length=32), nullable=True),
        sa.CheckConstraint("length(reason) >= 10", name=op.f("ck_tieroverride_reason_long_enough")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_tieroverride_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tieroverride")),
    )
    with op.batch_alter_table("tieroverride", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tieroverride_client_id"), ["client_id"], unique=False)

    op.create_table(
        "trialsignal",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("rule_id", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("episode_no", sa.Integer(), nullable=False),
        sa.Column("severity", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("scope", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("family", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("first_seen_on", sa.Date(), nullable=False),
        sa.Column("last_seen_on", sa.Date(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("clean_runs", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_trialsignal_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trialsignal")),
    )
    with op.batch_alter_table("trialsignal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trialsignal_client_id"), ["client_id"], unique=False)
        batch_op.create_index("ix_trialsignal_rule", ["rule_id", "rule_version"], unique=False)

    op.create_table(
        "watchedaccount",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("facility_id", sa.CHAR(length=32), nullable=True),
        sa.Column("project_id", sa.CHAR(length=32), nullable=True),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("purpose", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("currency", sqlmodel.sql.sqltypes.AutoString(length=3), nullable=False),
        sa.Column("required_minor", sa.BigInteger(), nullable=True),
        sa.Column("minimum_minor", sa.BigInteger(), nullable=True),
        sa.Column("income_share_e6", sa.Integer(), nullable=True),
        sa.Column("idle_since", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_watchedaccount_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watchedaccount")),
    )
    with op.batch_alter_table("watchedaccount", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_watchedaccount_client_id"), ["client_id"], unique=False)

    op.create_table(
        "watchitem",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("cause", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("is_reentry", sa.Boolean(), nullable=False),
        sa.Column("owner", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("plan", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("plan_due_on", sa.Date(), nullable=True),
        sa.Column("answer_by_on", sa.Date(), nullable=True),
        sa.Column("currency", sqlmodel.sql.sqltypes.AutoString(length=3), nullable=True),
        sa.Column("exposure_minor", sa.BigInteger(), nullable=True),
        sa.Column("security_minor", sa.BigInteger(), nullable=True),
        sa.Column("review_days", sa.Integer(), nullable=False),
        sa.Column("next_review_on", sa.Date(), nullable=False),
        sa.Column("clean_reviews", sa.Integer(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("exit_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("exit_asked_on", sa.Date(), nullable=True),
        sa.Column("exit_reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("exit_approved_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("refusal", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("exited_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "exit_approved_by = '' OR exit_approved_by <> exit_by", name=op.f("ck_watchitem_second_person")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_watchitem_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watchitem")),
    )
    with op.batch_alter_table("watchitem", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_watchitem_client_id"), ["client_id"], unique=False)
        batch_op.create_index("ix_watchitem_state", ["state", "next_review_on"], unique=False)

    op.create_table(
        "accountmonth",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("account_id", sa.CHAR(length=32), nullable=False),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(length=7), nullable=False),
        sa.Column("average_minor", sa.BigInteger(), nullable=True),
        sa.Column("closing_minor", sa.BigInteger(), nullable=True),
        sa.Column("inflow_minor", sa.BigInteger(), nullable=True),
        sa.Column("income_minor", sa.BigInteger(), nullable=True),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["watchedaccount.id"], name=op.f("fk_accountmonth_account_id")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_accountmonth_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accountmonth")),
    )
    with op.batch_alter_table("accountmonth", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accountmonth_client_id"), ["client_id"], unique=False)
        batch_op.create_index("ix_accountmonth_period", ["account_id", "period"], unique=False)

    op.create_table(
        "covenanttest",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("covenant_id", sa.CHAR(length=32), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("tested_on", sa.Date(), nullable=True),
        sa.Column("value_e6", sa.Integer(), nullable=True),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("cure_until", sa.Date(), nullable=True),
        sa.Column("waiver_asked_on", sa.Date(), nullable=True),
        sa.Column("waived_until", sa.Date(), nullable=True),
        sa.Column("waiver_reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("cross_default", sa.Boolean(), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_covenanttest_client_id")),
        sa.ForeignKeyConstraint(["covenant_id"], ["covenant.id"], name=op.f("fk_covenanttest_covenant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_covenanttest")),
    )
    with op.batch_alter_table("covenanttest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_covenanttest_client_id"), ["client_id"], unique=False)
        batch_op.create_index("ix_covenanttest_period", ["covenant_id", "period_end"], unique=False)

    op.create_table(
        "projectprogress",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("project_id", sa.CHAR(length=32), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("physical_e6", sa.Integer(), nullable=True),
        sa.Column("drawn_e6", sa.Integer(), nullable=True),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_projectprogress_client_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_projectprogress_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projectprogress")),
    )
    with op.batch_alter_table("projectprogress", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_projectprogress_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_projectprogress_project_id"), ["project_id"], unique=False)

    op.create_table(
        "watchreview",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("item_id", sa.CHAR(length=32), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("finding", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asset_class", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=True),
        sa.Column("plan_status", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("proposal", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("clean", sa.Boolean(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_watchreview_client_id")),
        sa.ForeignKeyConstraint(["item_id"], ["watchitem.id"], name=op.f("fk_watchreview_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watchreview")),
    )
    with op.batch_alter_table("watchreview", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_watchreview_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_watchreview_item_id"), ["item_id"], unique=False)

    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.add_column(sa.Column("esg_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("esg_listed", sa.Boolean(), nullable=True))
        batch_op.create_index(batch_op.f("ix_client_group_name"), ["group_name"], unique=False)

    with op.batch_alter_table("clientcache", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("model_tier", sqlmodel.sql.sqltypes.AutoString(length=1), nullable=True)
        )
        batch_op.add_column(sa.Column("override_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("score_e6", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("stage", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("class_floor", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("on_watch", sa.Boolean(), server_default=sa.text("0"), nullable=False))

    with op.batch_alter_table("collateral", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ltv_limit_e6", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "status", sqlmodel.sql.sqltypes.AutoString(length=20), server_default="", nullable=False
            )
        )
        batch_op.add_column(sa.Column("status_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("extra", sa.JSON(), server_default="{}", nullable=False))

    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.add_column(sa.Column("extra", sa.JSON(), server_default="{}", nullable=False))

    with op.batch_alter_table("evaluation", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("card", sqlmodel.sql.sqltypes.AutoString(length=20), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("cap_tier", sqlmodel.sql.sqltypes.AutoString(length=1), nullable=True))
        batch_op.add_column(sa.Column("stage", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("class_floor", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=True)
        )
        batch_op.create_index("ix_evaluation_as_of", ["deleted", "as_of"], unique=False)

    with op.batch_alter_table("facility", schema=None) as batch_op:
        batch_op.add_column(sa.Column("principal_overdue_since", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("interest_overdue_since", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("restructured_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("restructured_times", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("second_repayment_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("exit_asked_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("credit_enhanced", sa.Boolean(), server_default=sa.text("0"), nullable=False)
        )

    with op.batch_alter_table("ratingevent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("facility_id", sa.CHAR(length=32), nullable=True))
        batch_op.add_column(sa.Column("extra", sa.JSON(), server_default="{}", nullable=False))

    with op.batch_alter_table("signal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("plan_by_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("snoozed_until", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("snooze_reason", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("snoozes", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("escalated_on", sa.Date(), nullable=True))

    with op.batch_alter_table("signalevent", schema=None) as batch_op:
        batch_op.create_index("ix_signalevent_on_day", ["on_day"], unique=False)
