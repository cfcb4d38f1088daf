"""An instant book: orders, search, views, undo and the columns of changed clients."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what lists, search, views, undo and changed clients need."""
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.create_index(
            "ix_action_undoable", ["id"], unique=False, sqlite_where=sa.text("undoable = 1")
        )
    op.execute("DROP TABLE client_fts")
    op.execute("DELETE FROM client_search")
    op.execute(
        "CREATE VIRTUAL TABLE client_fts USING fts5(t, content='', contentless_delete=1, detail=none,"
        " prefix='1 2 3 4 5 6', tokenize=\"unicode61 tokenchars '^~'\")"
    )
