"""What Alembic runs: the migrations on the connection it is given."""

from alembic import context
from sqlmodel import SQLModel

from relmgr.db import tables  # noqa: F401  registers the schema
from relmgr.db.compare import include_name

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    compare_type=True,
    include_name=include_name,
)
context.run_migrations()
