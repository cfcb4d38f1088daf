"""Visits, promises and reminders: call reports, tickets, planning, people's days and reminders of every kind."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

REMINDER_KINDS = (
    "visit",
    "contact",
    "follow_up",
    "maturity",
    "review",
    "warning",
    "manual",
    "inspection",
    "covenant",
    "repayment",
    "insurance",
    "valuation",
    "promise",
    "ticket",
    "birthday",
    "anniversary",
    "weekly",
)


def upgrade() -> None:
    """Add what a visit leaves behind, what a week is planned with, and the kinds of reminders."""
    op.create_table(
        "blockedtime",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("manager_id", sa.CHAR(length=32), nullable=True),
        sa.Column("starts_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ends_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blockedtime")),
    )
    with op.batch_alter_table("blockedtime", schema=None) as batch_op:
        batch_op.create_index("ix_blockedtime_when", ["manager_id", "starts_at"], unique=False)

    op.create_table(
        "department",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("sla_days", sa.Integer(), nullable=False),
        sa.Column("phone", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("escalate_to", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
    )
    op.create_table(
        "specialist",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("department", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("phone", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_specialist")),
    )
    op.create_table(
        "traveltime",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("here", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("there", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_traveltime")),
    )
    op.create_table(
        "importantdate",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "birthday",
                "anniversary",
                "other",
                name="date_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("day", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("contact_id", sa.CHAR(length=32), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_importantdate_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_importantdate")),
    )
    with op.batch_alter_table("importantdate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_importantdate_client_id"), ["client_id"], unique=False)

    op.create_table(
        "opportunity",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("product", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "lead",
                "qualified",
                "proposal",
                "negotiation",
                "won",
                "lost",
                name="opportunity_stage",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("stage_since", sa.Date(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sqlmodel.sql.sqltypes.AutoString(length=3), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("visit_id", sa.CHAR(length=32), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_opportunity_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunity")),
    )
    with op.batch_alter_table("opportunity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opportunity_client_id"), ["client_id"], unique=False)

    op.create_table(
        "satisfaction",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("why", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("contact_id", sa.CHAR(length=32), nullable=True),
        sa.Column("visit_id", sa.CHAR(length=32), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_satisfaction_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_satisfaction")),
    )
    with op.batch_alter_table("satisfaction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_satisfaction_client_id"), ["client_id"], unique=False)

    op.create_table(
        "visitseries",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("rule", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("at", sqlmodel.sql.sqltypes.AutoString(length=5), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "visit",
                "call",
                "video",
                "hosted",
                "inspection",
                name="series_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("topic", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("manager_id", sa.CHAR(length=32), nullable=True),
        sa.Column("made_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_visitseries_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitseries")),
    )
    with op.batch_alter_table("visitseries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visitseries_client_id"), ["client_id"], unique=False)

    op.create_table(
        "checkanswer",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("visit_id", sa.CHAR(length=32), nullable=False),
        sa.Column("item", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column(
            "result",
            sa.Enum(
                "ok",
                "issue",
                "unseen",
                "none",
                name="check_result",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_checkanswer_client_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_checkanswer_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkanswer")),
    )
    with op.batch_alter_table("checkanswer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_checkanswer_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_checkanswer_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "scheduleitem",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("facility_id", sa.CHAR(length=32), nullable=False),
        sa.Column("plan_no", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sqlmodel.sql.sqltypes.AutoString(length=3), nullable=False),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_scheduleitem_client_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_scheduleitem_facility_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheduleitem")),
    )
    with op.batch_alter_table("scheduleitem", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scheduleitem_client_id"), ["client_id"], unique=False)
        batch_op.create_index("ix_scheduleitem_due", ["facility_id", "due_on"], unique=False)

    op.create_table(
        "ticketevent",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("feedback_id", sa.CHAR(length=32), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "sent",
                "note",
                "answered",
                "told",
                "reopened",
                "escalated",
                name="ticket_step",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_ticketevent_client_id")),
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name=op.f("fk_ticketevent_feedback_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticketevent")),
    )
    with op.batch_alter_table("ticketevent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ticketevent_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ticketevent_feedback_id"), ["feedback_id"], unique=False)

    op.create_table(
        "visitlink",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("book_id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("updated_by", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.CHAR(length=32), nullable=False),
        sa.Column("visit_id", sa.CHAR(length=32), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "signal",
                "opportunity",
                "file",
                name="link_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("target", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_visitlink_client_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visitlink_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitlink")),
    )
    with op.batch_alter_table("visitlink", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visitlink_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visitlink_visit_id"), ["visit_id"], unique=False)

    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cadence_until", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "address", sqlmodel.sql.sqltypes.AutoString(length=300), server_default="", nullable=False
            )
        )

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "address", sqlmodel.sql.sqltypes.AutoString(length=300), server_default="", nullable=False
            )
        )
        batch_op.add_column(
            sa.Column(
                "card_uid", sqlmodel.sql.sqltypes.AutoString(length=200), server_default="", nullable=False
            )
        )

    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.add_column(sa.Column("contact_id", sa.CHAR(length=32), nullable=True))
        batch_op.add_column(sa.Column("specialist_id", sa.CHAR(length=32), nullable=True))
        batch_op.add_column(
            sa.Column(
                "severity",
                sqlmodel.sql.sqltypes.AutoString(length=10),
                server_default="normal",
                nullable=False,
            )
        )
        batch_op.add_column(sa.Column("sent_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("answer", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("answered_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("told_on", sa.Date(), nullable=True))

    with op.batch_alter_table("followup", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "owner", sqlmodel.sql.sqltypes.AutoString(length=120), server_default="", nullable=False
            )
        )
        batch_op.add_column(sa.Column("previous_id", sa.CHAR(length=32), nullable=True))

    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_reminder_reminder_kind"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_reminder_reminder_kind"), sa.column("kind").in_(REMINDER_KINDS)
        )
        batch_op.add_column(sa.Column("escalated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))

    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("sentiment", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "checklist", sqlmodel.sql.sqltypes.AutoString(length=40), server_default="", nullable=False
            )
        )
        batch_op.add_column(sa.Column("facility_id", sa.CHAR(length=32), nullable=True))
        batch_op.add_column(sa.Column("previous_id", sa.CHAR(length=32), nullable=True))
        batch_op.add_column(sa.Column("series_id", sa.CHAR(length=32), nullable=True))
        batch_op.add_column(
            sa.Column(
                "origin", sqlmodel.sql.sqltypes.AutoString(length=20), server_default="person", nullable=False
            )
        )
        batch_op.add_column(sa.Column("excused_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("uid", sqlmodel.sql.sqltypes.AutoString(length=300), server_default="", nullable=False)
        )

    with op.batch_alter_table("visitparticipant", schema=None) as batch_op:
        batch_op.add_column(sa.Column("specialist_id", sa.CHAR(length=32), nullable=True))
        batch_op.add_column(sa.Column("accepted", sa.Boolean(), nullable=True))
