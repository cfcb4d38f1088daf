"""Running the Alembic migrations of the wheel on one file, in one transaction; loaded only when needed."""

from importlib.resources import as_file, files
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import event
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from relmgr.db.book import BookFile
from relmgr.db.search_rows import index_book
from relmgr.db.triggers import trigger_statements


def upgrade(book: BookFile, schema: int, application_id: int) -> None:
    """Bring the file to the newest revision, re-create all triggers and search rows, check references, and stamp it."""
    engine = sa.create_engine(
        f"sqlite:///{book.home.database}", module=dbapi2, creator=book.connect, poolclass=NullPool
    )
    event.listen(engine, "connect", _without_foreign_keys)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as connection:
            _migrate(connection, schema, application_id)
    finally:
        engine.dispose()


def _without_foreign_keys(connection: Any, _record: Any) -> None:
    """Switch foreign keys off before any transaction: a table rebuild would delete child rows."""
    connection.execute("PRAGMA foreign_keys=off")
    if connection.execute("PRAGMA foreign_keys").fetchone()[0]:
        raise RuntimeError("foreign keys are still on")


def _migrate(connection: sa.Connection, schema: int, application_id: int) -> None:
    if connection.exec_driver_sql("PRAGMA user_version").scalar() == schema:
        return
    with as_file(files("relmgr.db").joinpath("migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    for statement in trigger_statements():
        connection.exec_driver_sql(statement)
    if not connection.exec_driver_sql("SELECT 1 FROM client_search LIMIT 1").fetchone():
        index_book(connection.connection.driver_connection)
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"the migration would leave broken references: {broken[:3]}")
    connection.exec_driver_sql(f"PRAGMA user_version={schema}")
    connection.exec_driver_sql(f"PRAGMA application_id={application_id}")
